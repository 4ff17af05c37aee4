"""`scripts/export`: the collection, or a part of it, to carry elsewhere."""

from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ..collection.filter import Filter, read_filter
from ..loading.exported import Export, LeftOut
from ..model.languages import language_folder
from ..model.typed_pages import kind_of_page, slug_of
from ..model.work_set import WorkSet
from ..publishing.carried import laid_out, strangers, zipped
from ..reading.typed_pages import read_typed_pages
from ..reading.vocabulary import read_vocabulary
from ..site.offline import OPEN_ME, entries
from .built import built
from .exported_table import export_table
from .opened import GivenPath, Opened, check_slugs, config_option, open_collection

_PACK, _FOLDER, _TABLE = "collection-offline.zip", "export", "works.csv"


@click.command()
@click.option("--offline", is_flag=True, help=f"One zip for people without a network, who open {OPEN_ME} in it.")
@click.option(
    "--filter",
    "said",
    metavar="FILTER",
    default="",
    help='Only some works, as in --filter "grade=2,3 subject=science".',
)
@click.option("--set", "named", metavar="ID", help="Only the works of a set, by the name of its page in content/sets/.")
@click.option("--csv", "as_table", is_flag=True, help=f"One table of all works, approved or not: {_TABLE}.")
@click.option("--full", is_flag=True, help="With --offline: the largest pictures too.")
@click.option("--to", "target", type=GivenPath(), help=f"Where to write: {_PACK}, or without --offline {_FOLDER}/.")
@click.option("--executor", metavar="ADDRESS", help="A cluster that develops pictures, as dask://host:port.")
@config_option
def export(
    offline: bool,
    said: str,
    named: str | None,
    as_table: bool,
    full: bool,
    target: Path | None,
    executor: str | None,
    config_file: str,
) -> None:
    """Write the collection as plain files for any host; with --offline as one file that needs no host at all.

    What is handed on offline holds only works whose consent covers that they are taken along. With --csv it is a table
    for curators, of which scripts/import makes the same works again: a row for each piece, and all that the front
    matter holds. It is not for the public: works that no panel has approved are in it, and references to consents.
    """
    opened = open_collection(config_file)
    opened.plugin.config.executor = executor or opened.plugin.config.executor
    if as_table:
        if offline or full or said or named:
            raise click.UsageError("--csv writes all works, and goes with --to alone")
        export_table(opened, target or GivenPath.meant(_TABLE))
        return
    if full and not offline:
        raise click.UsageError("--full goes with --offline: plain files hold every size already")
    if opened.plugin.config.preview:
        raise click.ClickException("preview shows works that are not approved: take it out, then export")
    wanted = Export(_filter(opened, said), _slugs(opened, named) if named else None, offline, full)
    to = target or GivenPath.meant(_PACK if offline else _FOLDER)
    check = _check_pack if offline else _check_folder
    check(to)
    opened.project.cache.mkdir(parents=True, exist_ok=True)
    # Beside the cache, whose pictures need then not be copied; whatever ends this takes the folder away.
    with TemporaryDirectory(prefix="export-", dir=opened.project.cache) as folder:
        site = Path(folder) / "site"
        building = built(opened, wanted, site)
        check(to)  # it may have been made meanwhile
        if offline:
            zipped(entries(site, building.site), to)
        else:
            laid_out(site, to)
    _tell(to, len(building.loaded.collection.works), building.left_out)


def _filter(opened: Opened, said: str) -> Filter:
    """The filter, if it is right; ends the command before anything is built where it is not."""
    vocabulary, _ = read_vocabulary(opened.project.works / "vocabulary.yml", "works/vocabulary.yml")
    chosen_by, wrong = read_filter(said, vocabulary)
    if wrong:
        raise click.ClickException("\n".join(f"--filter: {each.what}; {each.remedy}" for each in wrong))
    check_slugs(opened.project, chosen_by.works)
    return chosen_by


def _slugs(opened: Opened, named: str) -> tuple[str, ...]:
    """The works of a curator's set; ends the command where there is none of this name."""
    docs = Path(opened.config.docs_dir)
    sets = {slug_of(place): page for place, page in read_typed_pages(docs, docs.name).items() if _is_set(place)}
    found = sets.get(named)
    if found is None:
        near = get_close_matches(named, sets, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"there are: {', '.join(sorted(sets)) or 'none yet'}"
        raise click.ClickException(f"there is no set {named} in {docs.name}/sets/; {remedy}")
    if found.record is None:
        raise click.ClickException(f"{found.name} has mistakes: scripts/check lists them")
    return tuple(station.slug for station in found.record.works)


def _is_set(place: str) -> bool:
    return kind_of_page(place) is WorkSet and not language_folder(place)


def _check_pack(to: Path) -> None:
    if to.suffix != ".zip" or to.is_dir():
        raise click.ClickException(f"{to} is no name for a pack: end it in .zip")
    _check_parent(to)


def _check_folder(to: Path) -> None:
    """What people keep in a folder is not taken away, and nothing is written through a link."""
    if to.is_symlink() or (to.exists() and not to.is_dir()):
        raise click.ClickException(f"{to} is no folder: name another one with --to")
    _check_parent(to)
    if to.is_dir() and (others := strangers(to)):
        raise click.ClickException(f"{to} holds {others[0]}, which no export wrote: name another folder with --to")


def _check_parent(to: Path) -> None:
    if not to.absolute().parent.is_dir():
        raise click.ClickException(f"there is no folder {to.parent}: make it first, or name another one with --to")


def _tell(to: Path, works: int, left_out: LeftOut) -> None:
    sizes = [path.stat().st_size for path in (to, *to.rglob("*")) if path.is_file()]
    click.echo(f"{to}: {works} work{'s' * (works != 1)}, {sum(sizes) / 1e6:.1f} MB")
    reasons = ("their consent does not cover that they are taken along", "they are not among those chosen")
    for slugs, reason in zip(left_out, reasons, strict=True):
        if slugs:
            click.echo(f"{len(slugs)} left out, since {reason}: {', '.join(slugs)}")
