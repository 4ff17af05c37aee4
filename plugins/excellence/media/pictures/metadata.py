"""What a file says about people, places and devices: the kinds of it, never a value."""

from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from .icc import has_own_name, profiles
from .parts import Part, Segments

_ORIENTATION: Final = 0x0112
_NESTED: Final = {0x8769: "Exif", 0x8825: "GPS", 0xA005: "Interop"}
_MOST_TAGS: Final = 1_000

# Size, resolution, orientation, colour: what every cleaned file may still hold.
_STRUCTURE: Final = {
    *(0x0001, 0x0002, 0x0100, 0x0101, 0x0102, 0x0103, 0x0106, _ORIENTATION, 0x0115, 0x011A, 0x011B, 0x0128, 0x0213),
    *(0x8769, 0xA005, 0x9000, 0x9101, 0x9102, 0xA000, 0xA001, 0xA002, 0xA003),
    # How the pixels of a TIFF are stored, and their colour profile.
    *(0x00FE, 0x00FF, 0x0107, 0x010A, 0x0111, *range(0x0116, 0x011A), 0x011C, *range(0x0122, 0x0126), 0x0129, 0x012D),
    *(*range(0x013D, 0x0146), *range(0x0152, 0x0156), 0x015B, *range(0x0200, 0x020A), *range(0x0211, 0x0215), 0x8773),
}
_KINDS: Final = {
    "serial numbers": {0xA420, 0xA431, 0xA435, 0xC62F},
    "a maker's note": {0x927C},
    "names or texts": {0x010E, 0x013B, 0x8298, 0x83BB, 0x9286, 0xA430, 0xA436, 0xA437, *range(0x9C9B, 0x9CA0)},
    "dates": {0x0132, 0x9003, 0x9004, *range(0x9010, 0x9013), *range(0x9290, 0x9293)},
    "GPS": {0x8825},
    "XMP": {0x02BC},
}

_PNG_STRUCTURE: Final = {
    *("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD", "pHYs"),
    *("cICP", "acTL", "fcTL", "fdAT", "eXIf"),
}
# The most bytes that these have: more would be something else.
_PNG_BYTES: Final = {"IEND": 0, "cHRM": 32, "gAMA": 4, "sBIT": 4, "sRGB": 1, "bKGD": 6, "pHYs": 9, "cICP": 4}
_MAKERS: Final = "maker's data"
_ADOBE: Final = 12  # bytes
# Segments of a JPEG that decoding needs: frames, tables, scans and restarts.
_JPEG_STRUCTURE: Final = {*(f"{marker:02X}" for marker in range(0xC0, 0xD0)), "DA", "DB", "DD"}
_AFTER: Final = "bytes after its end"
_WEBP_STRUCTURE: Final = {"VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP", "EXIF", "XMP "}


def orientation(segments: Segments) -> int:
    """1 to 8, by the EXIF data alone, as browsers do."""
    if segments.format == "HEIC":  # turned by its own boxes, whatever its EXIF data says
        return 1
    for exif in _exifs(segments):
        for directory, tag, value in _tags(exif):
            if directory == "Image" and tag == _ORIENTATION:
                return value if value in range(1, 9) else 1
    return 1


def find_metadata(segments: Segments) -> tuple[str, ...]:
    """The kinds of data that a cleaned picture doesn't hold, each once, in an order that never changes."""
    inside = _INSIDE[segments.format]
    found = {kind for exif in _exifs(segments) for kind in _in_exif(exif)}
    found |= {kind for part in segments.parts for kind in inside(part)}
    if any(has_own_name(profile, name) for name, profile in profiles(segments)):
        found.add("a colour profile with a name of its own")
    # Cameras and disks pad with zeros, which say nothing.
    if segments.after.strip(b"\0"):
        found.add(_AFTER)
    return tuple(sorted(found))


def _exifs(segments: Segments) -> tuple[bytes, ...]:
    if segments.format == "JPEG":
        # Data too long for one segment goes on in the next.
        found = b"".join(body[6:] for body in segments.bodies("APP1") if body.startswith(b"Exif\0"))
        return (found,) if found else ()
    # In a HEIC, a number says how far on the data begins.
    skipped = 4 if segments.format == "HEIC" else 0
    name = {"PNG": "eXIf", "WEBP": "EXIF", "HEIC": "Exif", "TIFF": "TIFF"}.get(segments.format, "")
    return tuple(body[skipped:].removeprefix(b"Exif\0\0") for body in segments.bodies(name) if body)


def _in_exif(exif: bytes) -> Iterator[str]:
    if not _order(exif):
        yield "EXIF that can't be read"
    for directory, tag, _ in _tags(exif):
        if directory == "Thumbnail":
            yield "a thumbnail"
        elif directory == "GPS" or tag not in _STRUCTURE:
            yield next((f"EXIF {kind}" for kind, tags in _KINDS.items() if tag in tags), _rest(directory))


def _rest(directory: str) -> str:
    return "EXIF GPS" if directory == "GPS" else "EXIF camera data"


def _order(exif: bytes) -> str:
    return {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4], "")


def _tags(exif: bytes) -> Iterator[tuple[str, int, int]]:
    """Directory, tag and first number of every entry that can be reached; each directory is read once."""
    order = _order(exif)
    if not order or len(exif) < 8:
        return
    waiting = [("Image", unpack_from(order + "I", exif, 4)[0])]
    seen: set[int] = set()
    while waiting:
        directory, at = waiting.pop(0)
        if at in seen or at + 2 > len(exif):
            continue
        seen.add(at)
        count = min(unpack_from(order + "H", exif, at)[0], _MOST_TAGS, (len(exif) - at - 2) // 12)
        for tag, value, pointer in _entries(exif, at + 2, count, order):
            if tag in _NESTED:
                waiting.append((_NESTED[tag], pointer))
            yield directory, tag, value
        following = exif[at + 2 + 12 * count :][:4]
        if directory == "Image" and len(following) == 4 and any(following):
            waiting.append(("Thumbnail", unpack_from(order + "I", following)[0]))


def _entries(exif: bytes, at: int, count: int, order: str) -> Iterator[tuple[int, int, int]]:
    """Tag, value and offset of each entry; a short number stands in the first two of four bytes."""
    for place in range(at, at + 12 * count, 12):
        tag, type_ = unpack_from(order + "HH", exif, place)
        pointer = unpack_from(order + "I", exif, place + 8)[0]
        yield tag, unpack_from(order + "H", exif, place + 8)[0] if type_ == 3 else pointer, pointer


def _in_jpeg(part: Part) -> Iterator[str]:
    name, body = part.name, part.body
    if name == "COM":
        yield "a comment"
    elif name == "APP0":
        yield from _in_jfif(body)
    elif name == "APP13":
        yield "IPTC" if b"8BIM\x04\x04" in body else "Photoshop data"
    elif name == "APP1":
        yield from () if body.startswith(b"Exif\0") else ("XMP" if b"ns.adobe.com/x" in body[:40] else _MAKERS,)
    elif not (name in _JPEG_STRUCTURE or _colour_or_frames(part)):
        yield _MAKERS


def _colour_or_frames(part: Part) -> bool:
    """The colour profile, and the number of colour channels."""
    if part.name == "APP14":
        return part.body.startswith(b"Adobe") and len(part.body) == _ADOBE
    return part.name == "APP2" and part.body.startswith(b"ICC_PROFILE\0")


def _in_jfif(body: bytes) -> Iterator[str]:
    if body.startswith(b"JFXX") or (body.startswith(b"JFIF\0") and len(body) > 14):
        yield "a thumbnail"
    elif not body.startswith(b"JFIF\0"):
        yield _MAKERS


def _in_png(part: Part) -> Iterator[str]:
    if part.name in ("tEXt", "zTXt", "iTXt"):
        yield _in_text(part.body[:80])
    elif part.name == "tIME":
        yield "dates"
    elif part.name not in _PNG_STRUCTURE or len(part.body) > _PNG_BYTES.get(part.name, len(part.body)):
        yield _MAKERS


def _in_text(beginning: bytes) -> str:
    keyword = beginning.split(b"\0", 1)[0].lower()
    known = {b"xml:com.adobe.xmp": "XMP", b"raw profile type iptc": "IPTC", b"raw profile type xmp": "XMP"}
    return known.get(keyword, "text chunks")


def _in_webp(part: Part) -> Iterator[str]:
    if part.name == "XMP ":
        yield "XMP"
    elif part.name not in _WEBP_STRUCTURE:
        yield _MAKERS


def _in_gif(part: Part) -> Iterator[str]:
    if part.name == "COM":
        yield "a comment"
    elif part.name == "TEXT":
        yield "texts"
    elif part.name.startswith("APP:XMP"):
        yield "XMP"
    elif part.name not in ("APP:NETSCAPE2.0", "APP:ANIMEXTS1.0", "APP:ICCRGBG1012"):
        yield _MAKERS


def _in_tiff(_: Part) -> Iterator[str]:
    # Its tags are read as EXIF data is; a second page shows there as a thumbnail.
    return iter(())


def _in_heic(part: Part) -> Iterator[str]:
    if part.name == "mime":
        yield "XMP"
    elif part.name == "thmb":
        yield "a thumbnail"
    elif part.name == "auxl":
        yield "a second picture"
    elif part.name == "pict":
        yield "further pictures"
    elif part.name not in ("Exif", "ICC"):
        yield _MAKERS


_INSIDE: Final = {
    "JPEG": _in_jpeg,
    "PNG": _in_png,
    "WEBP": _in_webp,
    "GIF": _in_gif,
    "TIFF": _in_tiff,
    "HEIC": _in_heic,
}
