"""Which files of a work are prepared, and how: what is wanted of each, what is there already, and what may go."""

from ..collection.collection import Collection
from ..media import Cache, Job, prepare_all, tag_of
from ..model.derivative import Derivative
from ..model.finding import Finding
from ..model.kinds import is_made
from ..model.work import Work
from ..reading.works import Reading
from .config import CollectionConfig

Wish = tuple[bool, bool, bool]  # also at 3,000 pixels; also a picture to share; also one to take along


def wishes(work: Work | None, *, archives: bool) -> dict[str, Wish]:
    """Every file of a work that is prepared, with what is wanted of it: nothing to take along without `archives`."""
    if work is None:
        return {}
    take = archives and work.allows("download")
    named = {file: (False, False, take) for draft in work.drafts for file in draft.files}
    named |= {file: (False, False, False) for file in (work.task, work.scoring_tool) if file}
    named |= {piece.file: (piece.zoom, piece is work.cover, take) for piece in work.pieces}
    return {file: wish for file, wish in named.items() if is_made(file)}


def jobs(config: CollectionConfig, reading: Reading) -> dict[str, Job]:
    """A job for every file of a work that can be prepared."""
    wanted = wishes(reading.work or reading.parts, archives=config.archives).items()
    probes, originals = reading.probes, config.originals
    return {
        file: Job(originals.place(reading.path(config.works, file)), probes[file].sha256, *wish)
        for file, wish in wanted
        if file in probes and not probes[file].faults
    }


def prepared(config: CollectionConfig, reading: Reading, cache: Cache) -> dict[str, Derivative]:
    """What is made of the files of one work, by name; without those that can't be prepared."""
    mine = jobs(config, reading)
    done = prepare_all(mine.values(), cache)
    return {file: made for file, job in mine.items() if not isinstance(made := done[job], Finding)}


def used(collection: Collection, *, archives: bool) -> set[tuple[str, str]]:
    """The cache entries that the collection uses, by source and profile; the rest may go."""
    return {
        (each.derivatives[file].source, tag_of(file, zoom=zoom, share=share, take=take))
        for each in collection.works
        for file, (zoom, share, take) in wishes(each.work, archives=archives).items()
        if file in each.derivatives
    }
