"""A clean original of any kind of piece, and what its file carried besides what can be seen or heard."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ...model.derivative import Document, Fault, Film, Picture, Recording
from ...model.kinds import OTHER_NAMES, PICTURES, kind_of, suffix
from .cache import Cache
from .refusal import Refused, mega, read
from .studio import Job, prepare_all
from .voice import end_fault, usual_end

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
    if not isinstance(made, Picture | Document):
        return _recording(path, made, cache, into)
    if isinstance(made, Picture) or not made.traces:
        return Scrubbed(data, changed=False)
    words = "\n\n".join(page for page in made.words if page)
    facts = (f"{len(made.pages)} pages as pictures",)
    return Scrubbed(cache.path(made.copy).read_bytes(), made.traces, facts, words)


def _recording(path: Path, made: Recording | Film, cache: Cache, into: str) -> Scrubbed | Fault:
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

    clean = scrub_picture(data, format, boxes, longest)
    painted = f"{len(boxes)} {'box' if len(boxes) == 1 else 'boxes'} painted over" if boxes else ""
    turned = "turned upright" if clean.turned else ""
    before, now = len(data), len(clean.data)
    grown = f"larger than before: {_size(before)} became {_size(now)}" if now > MUCH * before else ""
    facts = tuple(filter(None, (painted, turned, f"{clean.width:,} × {clean.height:,} pixels", grown)))
    return Scrubbed(clean.data, clean.lost, facts, changed=clean.data is not data)


def _size(count: int) -> str:
    return mega(count) if count >= 100_000 else f"{max(count // 1000, 1)} KB"


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
