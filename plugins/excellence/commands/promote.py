"""`scripts/promote`: an approved, clean work goes from the private collection into the public one."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

import click

from ..authoring.frontmatter_writer import write_frontmatter
from ..authoring.promoted import for_public, mentions, missing, names_in, names_on_sheets, without_notes
from ..loading.config import CollectionConfig
from ..loading.load import load
from ..model.finding import ERROR, WITHHELD, Finding, Place, Purpose
from ..model.languages import spoken
from ..model.meeting import EVIDENCE
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.file_names import INDEX
from ..reading.folder import work_folders
from ..reading.frontmatter import read_frontmatter
from ..reading.works import Reading
from ..rules.publication import keeps_off
from ..rules.rule_context import RuleContext, Subject
from ..settings import said_in
from .check import private_names
from .opened import GivenPath, Opened, check_slugs, config_option, open_collection


@click.command()
@click.argument("slug")
@click.option(
    "--to",
    "target",
    required=True,
    type=GivenPath(exists=True, file_okay=False),
    help="The public collection: the folder with its mkdocs.yml.",
)
@click.option("--replace", "replacing", is_flag=True, help="Replace the work if it is there already.")
@click.option("--names-school", is_flag=True, help="From a school's own site: its name may go along, by the consent.")
@config_option
def promote(slug: str, target: Path, replacing: bool, names_school: bool, config_file: str) -> None:
    """Copy an approved, clean work from this private collection into the public one.

    Refused is whatever scripts/check would refuse, here or there. Only what index.md lists is copied, no comment in
    it, and nothing that the panel noted. From the site of one school (mode: school) its name and place stay behind,
    and so do links to works that only the school has. Look at the pictures at full size before you push: what is
    pushed is public.
    """
    opened = open_collection(config_file)
    here = replace(opened.project, names=private_names(opened.root, None))
    (slug,) = check_slugs(here, [slug])
    there = replace(open_collection(target / "mkdocs.yml").project, names=here.names)
    if there.school:
        raise click.ClickException(f"{target} is the site of one school (mode: school): name the public collection")
    if there.works.resolve() == here.works.resolve():
        raise click.ClickException("--to is this collection itself: name the folder of the public one")
    place = there.works / slug
    if place.exists() and not replacing:
        raise click.ClickException(f"{place} is there already: say --replace to put this one in its place")
    reading = _accepted(here, slug, "here")
    leaving = _Leaving(here.school, names_school, frozenset(path.name for path in work_folders(there.works)))
    if here.school and not names_school:
        _check_unnamed(opened, reading)
    coming, before = (there.works / f".{word}-{token_hex(4)}" for word in ("coming", "before"))
    try:
        _copy(reading, here.works, coming, leaving)
        _exchange(coming, place, before)
    except BaseException:
        shutil.rmtree(coming, ignore_errors=True)
        raise
    try:
        _accepted(there, slug, "there")
    except BaseException:
        _exchange(before if before.exists() else None, place, coming)
        shutil.rmtree(coming)
        raise
    shutil.rmtree(before, ignore_errors=True)
    click.echo(
        f"{place} is ready. Look at every picture at full size, then commit works/{slug} there, and nothing else."
    )
    for line in _STEPS if here.school else ():
        click.echo(line)


# What only people can do after a work has left its school.
_STEPS = (
    "Before you push:",
    "1. Read the words aloud, and look for a name, a face, a place or the school's sign in every picture and film.",
    "2. See that the family's consent covers a public site, and that the form stays with its holder.",
    "3. Open a pull request there. The panel of that collection decides, and its curators set the day it was added.",
)


@dataclass(frozen=True, slots=True)
class _Leaving:
    """How a work leaves: whether a `school` keeps something back, its name too, and which works are `known` there."""

    school: bool
    names_school: bool
    known: frozenset[str]

    def page(self, content: bytes) -> str:
        page = without_notes(read_frontmatter(content))
        return write_frontmatter(for_public(page, self.known, names_school=self.names_school) if self.school else page)


def _check_unnamed(opened: Opened, reading: Reading) -> None:
    """Ends the command where the school's name stands in a text of the work; what is said of it apart stays behind."""
    work, works = reading.work, opened.project.works
    if work is None:
        return
    config = opened.config
    said = {config.site_author or "", config.site_name, *(said_in(config, each).get("author", "") for each in spoken())}
    said |= {*names_on_sheets(works.parent / EVIDENCE)}
    names = {*said, *(name for each in said for name in names_in(each)), work.school.name, work.school.place}
    apart = {reading.places.get(f"school.{key}") for key in ("name", "place")}
    folder = works / reading.slug
    told = list(mentions(folder, f"works/{reading.slug}", _files(reading), sorted(filter(None, names))))
    told = [each for each in told if not (each.path.endswith(f"/{INDEX}") and _is_near(each.place, apart))]
    for each in told:
        click.echo(each.line(ERROR))
    if told:
        raise click.ClickException(f"{reading.slug} is not promoted: it names the school. Nothing was copied.")


def _is_near(place: Place, apart: set[Place | None]) -> bool:
    """Whether a place is on the line of one of those."""
    return place.line in {each.line for each in apart if each}


def _accepted(project: CollectionConfig, slug: str, where: str) -> Reading:
    """The work, if nothing speaks against it; ends the command with all that does."""
    loaded = load(project, Purpose.CHECK)
    loaded.memo.close()
    against = [each for each in loaded.findings if each.slug in (slug, "") and _is_refused(each)]
    reading = next((each for each in loaded.readings if each.slug == slug), None)
    approved = reading is not None and reading.work is not None and reading.work.status == "approved"
    if against or reading is None or not approved:
        for each in against:
            click.echo(each.line(each.rule.admit))
        if project.school and reading is not None and reading.work is not None and not approved:
            _tell_missing(reading, reading.work, project)
        reason = f"{len(against)} findings" if against else "its status is not approved"
        raise click.ClickException(f"{slug} is not promoted: {reason} {where}. Nothing was copied.")
    return reading


def _tell_missing(reading: Reading, work: Work, project: CollectionConfig) -> None:
    """Every line that a piece of a school needs before it may leave, each with its place and how it looks."""
    index = f"works/{work.slug}/{INDEX}"
    context = RuleContext(Vocabulary(), (), project.today, project.demonstrations, project.names)
    for each in missing(Subject(work, reading, context)):
        if _is_refused(each):
            click.echo(f"{each.line(each.rule.admit)}\n  {index} then says: {each.rule.example}")
    place = reading.places.get("status", Place())
    what = f"{index}:{place.line}:{place.column}: error status: the status is {work.status}"
    click.echo(f"{what}; when the panel has decided and the family has signed, write status: approved")


def _is_refused(found: Finding) -> bool:
    """An error, and whatever would keep the work off the site."""
    return found.rule.admit in (ERROR, WITHHELD) or keeps_off(found)


def _copy(reading: Reading, works: Path, folder: Path, leaving: _Leaving) -> None:
    """What is listed and the translations, each as an ordinary file; index files without their comments."""
    folder.mkdir()
    for file in sorted(_files(reading)):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        content = reading.path(works, file).read_bytes()
        if re.fullmatch(r"index(?:\..+)?\.md", file):
            content = leaving.page(content).encode()
        (folder / file).write_bytes(content)


def _files(reading: Reading) -> Iterable[str]:
    work = reading.work
    named = {file for _, file in work.named_files()} if work else set()
    translations = {f"index.{each.language}.md" for each in work.translations} if work else set()
    return {INDEX, *named, *translations}


def _exchange(new: Path | None, place: Path, aside: Path) -> None:
    """What stands at the place goes aside, and the new folder, if any, takes it; or all stays as it was."""
    if place.exists():
        place.rename(aside)
    try:
        if new is not None:
            new.rename(place)
    except OSError:
        if aside.exists():
            aside.rename(place)
        raise
