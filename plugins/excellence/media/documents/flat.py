"""A flat document: pictures of its pages and nothing else. How it is written, and how such a file is known again."""

import re
from typing import Final, NamedTuple

from ..pictures import is_bare_jpeg

_HEAD: Final = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_BOX: Final = re.compile(rb"/MediaBox\[0 0 (\d{1,5}\.\d\d) (\d{1,5}\.\d\d)\]")
_IMAGE: Final = re.compile(
    rb"\d+ 0 obj\n<</Type/XObject/Subtype/Image/Width (\d{1,5})/Height (\d{1,5})"
    rb"/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length (\d{1,9})>>\nstream\n"
)


class FlatPage(NamedTuple):
    """A page: its size in points, as written; its picture as a JPEG, and that one's size in pixels."""

    width: str
    height: str
    jpeg: bytes
    across: int
    down: int


def write_flat(flat_pages: list[FlatPage]) -> bytes:
    """A PDF of pictures and nothing else (ISO 32000-1): no dates, no names, no identity."""
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(flat_pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(flat_pages)}/Kids[{kids}]>>".encode()]
    for number, flat in enumerate(flat_pages):
        first = 3 + 3 * number
        drawing = f"q {flat.width} 0 0 {flat.height} 0 0 cm /I Do Q".encode()
        has = f"/Resources<</XObject<</I {first + 2} 0 R>>>>"
        box = f"/MediaBox[0 0 {flat.width} {flat.height}]"
        objects += [
            f"<</Type/Page/Parent 2 0 R{box}{has}/Contents {first + 1} 0 R>>".encode(),
            _stream("", drawing),
            _stream(
                f"/Type/XObject/Subtype/Image/Width {flat.across}/Height {flat.down}"
                "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode",
                flat.jpeg,
            ),
        ]
    return _assembled(objects)


def is_flat(data: bytes) -> bool:
    """Whether a file is, byte for byte, what would be written of its own pictures: then nothing else is in it."""
    flat_pages = _pages_in(data)
    bare = all(is_bare_jpeg(flat.jpeg, (flat.across, flat.down)) for flat in flat_pages)
    return bool(flat_pages) and bare and write_flat(flat_pages) == data


def _pages_in(data: bytes) -> list[FlatPage]:
    """The pages of a file as we write it; what is said of any other doesn't matter, since it is compared whole."""
    found: list[FlatPage] = []
    at = len(_HEAD)
    while (box := _BOX.search(data, at)) and (image := _IMAGE.search(data, box.end())):
        at = image.end() + int(image[3])
        width, height = (side.decode() for side in box.groups())
        found.append(FlatPage(width, height, data[image.end() : at], int(image[1]), int(image[2])))
    return found


def _stream(facts: str, content: bytes) -> bytes:
    return f"<<{facts}/Length {len(content)}>>\nstream\n".encode() + content + b"\nendstream"


def _assembled(objects: list[bytes]) -> bytes:
    parts = [_HEAD]
    places = []
    at = len(_HEAD)
    for number, body in enumerate(objects, 1):
        whole = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        places.append(at)
        at += len(whole)
        parts.append(whole)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode())
    parts.append(f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n".encode())
    return b"".join(parts)
