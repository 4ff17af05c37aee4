"""A clean original of any kind of piece, and what its file carried besides what can be seen or heard."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ...model.derivative import Document, Fault, Picture, Recording
from ...model.kinds import OTHER_NAMES, PICTURES, kind_of, suffix
from .cache import Cache
from .refusal import Refused, read
from .studio import Job, prepare_all

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """The bytes of a clean file, what it carried before, and the facts of it for a person; `words` are a PDF's."""

    data: bytes
    lost: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    words: str = ""
    changed: bool = True


def scrub(path: Path, cache: Cache, boxes: Iterable[Box] = (), *, into: str = "", longest: int = 0) -> Scrubbed | Fault:
    """`into` is the end of the name of a picture that is to be saved as another kind, as in `.jpg`."""
    try:
        data = read(path)
        if kind_of(path.name) == "picture":
            return _picture(data, PICTURES.get(into, ""), tuple(boxes), longest)
    except Refused as refused:
        return refused.fault
    job = Job(path, sha256(data).hexdigest())
    made = prepare_all([job], cache)[job]
    if isinstance(made, Fault):
        return made
    if isinstance(made, Picture) or not made.traces:
        return Scrubbed(data, changed=False)
    facts = [f"{len(made.pages)} pages as pictures"] if isinstance(made, Document) else [f"{made.seconds:g} seconds"]
    words = "\n\n".join(page for page in made.words if page) if isinstance(made, Document) else ""
    kept = "the sound" if isinstance(made, Recording) else "pictures and sound"
    facts += [] if isinstance(made, Document) else [f"{kept} not coded anew"]
    return Scrubbed(cache.path(made.copy).read_bytes(), made.traces, tuple(facts), words)


def _picture(data: bytes, format: str, boxes: tuple[Box, ...], longest: int) -> Scrubbed:
    from .pictures import scrub_picture

    clean = scrub_picture(data, format, boxes, longest)
    painted = f"{len(boxes)} {'box' if len(boxes) == 1 else 'boxes'} painted over" if boxes else ""
    turned = "turned upright" if clean.turned else ""
    facts = tuple(filter(None, (painted, turned, f"{clean.width:,} × {clean.height:,} pixels")))
    return Scrubbed(clean.data, clean.lost, facts, changed=clean.data is not data)


def end_of(file: str) -> str:
    """The end of the name that a taken-in file gets: photos of telephones and scanners become JPEG."""
    end = OTHER_NAMES.get(suffix(file), suffix(file))
    return ".jpg" if end in (".heic", ".tif", ".tiff", ".jpeg") else end
