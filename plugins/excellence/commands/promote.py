"""`scripts/promote`: an approved, clean work goes from the private collection into the public one."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

import click

from ..authoring.frontmatter_writer import write_frontmatter
from ..loading.config import CollectionConfig
from ..loading.load import load
from ..model.finding import ERROR, WITHHELD, Finding, Purpose
from ..reading.file_names import INDEX
from ..reading.frontmatter import read_frontmatter
from ..reading.works import Reading
from ..rules.publication import keeps_off
from .check import private_names
from .opened import GivenPath, check_slugs, config_option, open_collection


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
@config_option
def promote(slug: str, target: Path, replacing: bool, config_file: str) -> None:
    """Copy an approved, clean work from this private collection into the public one.

    Refused is whatever scripts/check would refuse, here or there. Only what index.md lists is copied, and no comment
    in it. Look at the pictures at full size before you push: what is pushed is public.
    """
    opened = open_collection(config_file)
    here = replace(opened.project, names=private_names(opened.root, None))
    (slug,) = check_slugs(here, [slug])
    there = replace(open_collection(target / "mkdocs.yml").project, names=here.names)
    if there.works.resolve() == here.works.resolve():
        raise click.ClickException("--to is this collection itself: name the folder of the public one")
    place = there.works / slug
    if place.exists() and not replacing:
        raise click.ClickException(f"{place} is there already: say --replace to put this one in its place")
    reading = _accepted(here, slug, "here")
    coming, before = (there.works / f".{word}-{token_hex(4)}" for word in ("coming", "before"))
    try:
        _copy(reading, here.works, coming)
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
        reason = f"{len(against)} findings" if against else "its status is not approved"
        raise click.ClickException(f"{slug} is not promoted: {reason} {where}. Nothing was copied.")
    return reading


def _is_refused(found: Finding) -> bool:
    """An error, and whatever would keep the work off the site."""
    return found.rule.admit in (ERROR, WITHHELD) or keeps_off(found)


def _copy(reading: Reading, works: Path, folder: Path) -> None:
    """What is listed and the translations, each as an ordinary file; index files without their comments."""
    folder.mkdir()
    for file in sorted(_files(reading)):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        content = reading.path(works, file).read_bytes()
        if re.fullmatch(r"index(?:\..+)?\.md", file):
            content = write_frontmatter(read_frontmatter(content)).encode()
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
