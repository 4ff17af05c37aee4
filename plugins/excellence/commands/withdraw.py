"""`scripts/withdraw`: a work leaves the collection, the cache and the site, and can't come back."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from ..authoring.replace import replace_file
from ..authoring.withdrawal import entry, fingerprints
from ..loading.config import CollectionConfig
from ..loading.files import prepared
from ..media import Cache, OutOfReach
from ..model.finding import ERROR
from ..publishing.publish import clear, stage_of
from ..publishing.publish import forget as forget_site
from ..reading.folder import work_folders
from ..reading.vocabulary import read_vocabulary
from ..reading.withdrawn import read_withdrawn
from ..reading.works import read_work
from ..rendering.withdrawal import Withdrawal, steps
from ..reports import number
from .built import build_anew
from .git import git, web_address
from .opened import Opened, check_slugs, config_option, open_collection

HEAD = """# Works that were taken down. A slug gives a neutral page, and the hashes keep the pieces from coming back.
# Never write a title, a name or a reason.
"""


@click.command()
@click.argument("slug")
@click.option("--forget", is_flag=True, help="Leave no page at the old address either: only hashes are kept.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--no-build", is_flag=True, help="Do not build the site again; the old one is deleted all the same.")
@config_option
def withdraw(slug: str, forget: bool, yes: bool, no_build: bool, config_file: str) -> None:
    """Take a work down: its folder, all that was made of it, and the site that showed it.

    Hashes of its pieces go to works/withdrawn.yml, so that scripts/check refuses them for ever. Then the site is built
    without it, and the steps that no program can do are listed for this repository.
    """
    opened = open_collection(config_file)
    project = opened.project
    (slug,) = check_slugs(project, [slug])
    path = project.works / "withdrawn.yml"
    _, wrong = read_withdrawn(path, "works/withdrawn.yml")
    if wrong:
        raise click.ClickException(f"{wrong[0].line(ERROR)}. Mend that first: the work could return")
    if not yes:
        click.confirm(f"Delete {project.works.name}/{slug} and everything made of it?", abort=True)
    vocabulary, _ = read_vocabulary(project.works / "vocabulary.yml", "works/vocabulary.yml")
    originals = project.originals.held(project.works / slug) | _earlier_originals(project, slug)
    _fetch(project, slug)
    reading, _ = read_work(project.works / slug, vocabulary, project.originals)
    cache = Cache(project.cache / "pieces")
    made = prepared(project, reading, cache)
    prints = fingerprints(reading, made)
    aliases = reading.work.aliases if reading.work else ()
    commits = len((git(project.works, "log", "--format=%h", "--", slug) or "").split())
    text = path.read_text("utf-8") if path.is_file() else HEAD
    replace_file(path, (text.rstrip("\n") + "\n" + entry("" if forget else slug, aliases, prints)).encode())
    shutil.rmtree(project.works / slug)
    cache.forget({each.source for each in made.values()})
    _delete_made(project, Path(opened.config.site_dir), slug)
    click.echo(f"{project.works.name}/{slug} is gone, with all that was made of it and the site that showed it.")
    click.echo(
        f"{project.works.name}/withdrawn.yml keeps {len(prints)} hashes" + (" and nothing else." if forget else ".")
    )
    for line in _still_said(opened, slug, reading.work.title if reading.work else ""):
        click.echo(line)
    built = no_build
    if not no_build:
        click.echo("Building the site without it …")
        built = build_anew(opened)  # the old site is gone all the same
    if no_build and (store := opened.plugin.config.media_store):
        click.echo(f"Its pictures are still in {store}: scripts/build takes them away.")
    if originals:
        built &= _left_the_store(project, originals)
    told = Withdrawal(slug, web_address(project.works), str(opened.config.site_url or ""), commits, forget)
    click.echo("\n" + steps(told))
    raise SystemExit(0 if built else 1)


def _fetch(project: CollectionConfig, slug: str) -> None:
    """What is shown now goes, even where nobody can look at its originals."""
    try:
        project.originals.fetch([project.works / slug], click.echo)
    except OutOfReach as error:
        click.echo(f"{error}. The work is taken down without a look at its originals.")


def _earlier_originals(project: CollectionConfig, slug: str) -> frozenset[str]:
    """What any version of the work had in the store."""
    history = git(project.works, "log", "-p", "--format=", "--", slug) if project.originals.address else ""
    return frozenset(re.findall(r"(?m)^[+-]oid sha256:([0-9a-f]{64})$", history or ""))


def _left_the_store(project: CollectionConfig, originals: frozenset[str]) -> bool:
    """Takes its originals away, but for those that other works have as well; what stays is told by name."""
    gone, address = sorted(originals - project.originals.named(work_folders(project.works))), project.originals.address
    try:
        click.echo(f"{number(project.originals.remove(gone), 'original')} taken away from {address}.")
    except OutOfReach as error:
        click.echo(f"{error}. Its originals are still there. Delete them, or let scripts/originals --clear do it:")
        click.echo("".join(f"  {address}/{name}\n" for name in gone), nl=False)
        return False
    return True


def _still_said(opened: Opened, slug: str, title: str) -> Iterator[str]:
    """Where pages and other works speak of it: their links fall away by themselves, their words don't."""
    pages = sorted((*Path(opened.config.docs_dir).rglob("*.md"), *opened.project.works.glob("*/index*.md")))
    for path in pages:
        for count, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if slug in line or (title and title in line):
                shown = path.relative_to(opened.root).as_posix() if path.is_relative_to(opened.root) else path
                yield f"{shown}:{count}: this line speaks of it; take out what should not stay"


def _delete_made(project: CollectionConfig, site: Path, slug: str) -> None:
    """What was remembered of any work, and every copy of the site: they hold its words. The build makes them anew."""
    for name in ("memo.db", "memo.db-journal", f"scrub/{slug}.html"):
        (project.cache / name).unlink(missing_ok=True)
    for ledger in project.cache.glob("media-*.json"):  # what each work had in a store
        ledger.unlink()
    for export in project.cache.glob("export-*"):  # what a killed one left
        clear(export)
    for ledger in project.cache.glob("site-*.json"):
        forget_site(site, ledger)
    clear(stage_of(site))
    clear(site)
