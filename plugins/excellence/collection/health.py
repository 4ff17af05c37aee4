"""How does the collection fare? What it holds and lacks, how large it is, and what is to be seen to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..model.derivative import Document, Rendition
from .balance import Balance, balance_of
from .collection import Collection
from .concerns import Concerns
from .published import Published
from .wanted import Place


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes of what is published of works, by kind; pages, search and typefaces are not among them."""

    pictures: int = 0
    documents: int = 0
    recordings: int = 0
    archives: int = 0

    @property
    def whole(self) -> int:
        return self.pictures + self.documents + self.recordings + self.archives


@dataclass(frozen=True, slots=True)
class Health:
    """`concerns` are for curators alone; for everybody else there are none."""

    balance: Balance = field(default_factory=Balance)
    room: Room = field(default_factory=Room)
    wanted: tuple[Place, ...] = ()
    concerns: Concerns = field(default_factory=dict)


def reckon(collection: Collection, concerns: Concerns, archive: Callable[[Published], int]) -> Health:
    """`archive` says how many bytes the file has that holds all of a work; 0 where it has none."""
    return Health(balance_of(collection), room_of(collection.works, archive), collection.wanted, concerns)


def room_of(works: Iterable[Published], archive: Callable[[Published], int]) -> Room:
    sizes = dict.fromkeys(("pictures", "documents", "recordings", "archives"), 0)
    for each in works:
        seen = set[str]()
        for made in each.derivatives.values():
            copy = "documents" if isinstance(made, Document) else "recordings"
            for file in made.files:
                # Named by what it holds, so it is written once; what lies in the archive alone is weighed with that.
                if file.name not in seen and file.format != "take":
                    seen.add(file.name)
                    sizes["pictures" if isinstance(file, Rendition) else copy] += file.bytes
        sizes["archives"] += archive(each)
    return Room(**sizes)
