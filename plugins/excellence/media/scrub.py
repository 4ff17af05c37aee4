"""A clean original of any kind of piece, and what its file carried besides what can be seen or heard."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ..model.derivative import Document, Film, Picture, Recording
from ..model.finding import Finding
from ..model.kinds import OTHER_NAMES, PICTURES, kind_of, suffix
from .cache import Cache
from .endings import end_fault, usual_end
from .errors import Refused, mega, read
from .workers import Job, prepare_all

# A page (0 where the file has only one, or none), and a box in fractions of it: left, top, width, height.
Box = tuple[int, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """The bytes of a clean file, what it carried before, and the facts of it for a person.

    `words` are those that can be read on the pages of a PDF, and `pages` show them, as JPEG.
    """

    data: bytes
    lost: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    words: str = ""
    pages: tuple[bytes, ...] = ()
    changed: bool = True


def scrub(
    path: Path, cache: Cache, boxes: Iterable[Box] = (), *, into: str = "", longest: int = 0
) -> Scrubbed | Finding:
    """`into` is the end of the name of a picture that is to be saved as another kind, as in `.jpg`."""
    boxes = tuple(boxes)
    try:
        data = read(path)
        if kind_of(path.name) == "picture":
            return _picture(data, PICTURES.get(into, ""), boxes, longest)
    except Refused as refused:
        return refused.finding
    job = Job(path, sha256(data).hexdigest(), boxes=boxes)  # nobody but a document's room asks for them
    made = prepare_all([job], cache)[job]
    if isinstance(made, Finding):
        return made
    if isinstance(made, Picture):
        return Scrubbed(data, changed=False)
    if isinstance(made, Document):
        return _document(data, made, cache, len(boxes))
    return _recording(path, made, cache, into)


def _document(data: bytes, made: Document, cache: Cache, boxes: int) -> Scrubbed:
    """A PDF is always made anew from what can be seen, but for one that is nothing else already."""
    pages = tuple(cache.path(page.of("jpeg")[0]).read_bytes() for page in made.pages)
    if made.flat and not boxes:
        return Scrubbed(data, pages=pages, changed=False)
    noun = "page" if len(pages) == 1 else "pages"
    facts = (*_painted(boxes), f"{len(pages)} {noun} made anew from what can be seen")
    words = "\n\n".join(filter(None, made.words))
    return Scrubbed(cache.path(made.copy).read_bytes(), made.traces, facts, words, pages)


def _recording(path: Path, made: Recording | Film, cache: Cache, into: str) -> Scrubbed | Finding:
    """Copied packet by packet. What becomes a file of another kind is never put under the old name."""
    now, end = suffix(path.name), f".{made.copy.format}"
    if end != (into or now):
        return end_fault(path.name, end)
    if not made.traces and end == now:
        return Scrubbed(path.read_bytes(), changed=False)
    kept = "the sound" if isinstance(made, Recording) else "pictures and sound"
    wrapped = () if end == now else (f"made {end.removeprefix('.').upper()}",)
    facts = (f"{made.seconds:g} seconds", *wrapped, f"{kept} not coded anew")
    return Scrubbed(cache.path(made.copy).read_bytes(), made.traces, facts)


def _picture(data: bytes, format: str, boxes: tuple[Box, ...], longest: int) -> Scrubbed:
    from .pictures import MUCH, scrub_picture

    clean = scrub_picture(data, format, (box[1:] for box in boxes), longest)
    turned = ("turned upright",) if clean.turned else ()
    before, now = len(data), len(clean.data)
    grown = (f"larger than before: {_size(before)} became {_size(now)}",) if now > MUCH * before else ()
    facts = (*_painted(len(boxes)), *turned, f"{clean.width:,} × {clean.height:,} pixels", *grown)
    return Scrubbed(clean.data, clean.lost, facts, changed=clean.data is not data)


def _size(count: int) -> str:
    return mega(count) if count >= 100_000 else f"{max(count // 1000, 1)} KB"


def _painted(boxes: int) -> tuple[str, ...]:
    return (f"{boxes} {'box' if boxes == 1 else 'boxes'} painted over",) if boxes else ()


def end_of(file: str | Path) -> str:
    """The end of the name that a taken-in file gets: photos of telephones and scanners become JPEG.

    A path tells more than a name: a film without pictures, as browsers record a voice, becomes a sound.
    """
    name = file if isinstance(file, str) else file.name
    end = OTHER_NAMES.get(suffix(name), suffix(name))
    if isinstance(file, Path) and kind_of(name) in ("film", "recording"):
        with suppress(Refused):
            return usual_end(end, read(file))
    return ".jpg" if end in (".heic", ".tif", ".tiff", ".jpeg") else end
