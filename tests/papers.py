"""Documents (PDF) that hide a name, one way each, and documents that show what a reader must go on seeing."""

import zlib
from collections.abc import Callable, Mapping
from io import BytesIO

from PIL import Image

from recorded import assembled

SEEN = "Seeds need light"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def paper(
    drawing: str,
    *,
    page: str = "",
    root: str = "",
    resources: str = "",
    more: Mapping[int, str | bytes] | None = None,
    after: bytes = b"",
) -> bytes:
    """One page with what is drawn on it below a line that can be seen; further keys and objects (from 20 on)."""
    said = f"BT /F 24 Tf 72 600 Td ({SEEN}) Tj ET {drawing}"
    objects: dict[int, str | bytes] = {
        1: f"<</Type/Catalog/Pages 2 0 R{root}>>",
        2: "<</Type/Pages/Count 1/Kids[5 0 R]>>",
        3: _FONT,
        5: f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>{resources}>>"
        f"/Contents 6 0 R{page}>>",
        6: stream(said),
        **(more or {}),
    }
    whole = {number: body if isinstance(body, bytes) else body.encode("latin-1") for number, body in objects.items()}
    return assembled(whole) + after


def stream(text: str | bytes, facts: str = "") -> bytes:
    data = text if isinstance(text, bytes) else text.encode("latin-1")
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (facts.encode("latin-1"), len(data), data)


def said(name: str, at: str = "72 400 Td", size: float = 18) -> str:
    return f"BT /F {size} Tf {at} ({name}) Tj ET"


def note(kind: str, more: str) -> dict[int, str | bytes]:
    """An annotation as object 20."""
    return {20: f"<</Type/Annot/Subtype/{kind}/Rect[72 300 400 340]{more}>>"}


def _picture(name: str) -> bytes:
    """A JPEG in whose comment a name stands."""
    file = BytesIO()
    Image.new("RGB", (64, 64), (40, 90, 160)).save(file, "JPEG", comment=name.encode())
    return file.getvalue()


def _image(data: bytes) -> bytes:
    facts = "/Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    return stream(data, facts)


def _version(name: str) -> bytes:
    """An earlier version of the page, which the last one replaces."""
    first = paper(said(name))
    changed = b"6 0 obj\n" + stream(f"BT /F 24 Tf 72 600 Td ({SEEN}) Tj ET") + b"\nendobj\n"
    at = len(first) + len(changed)
    before = first.rindex(b"startxref") + 10
    table = b"xref\n6 1\n%010d 00000 n \ntrailer\n<</Size 999/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return first + changed + table % (len(first), int(first[before:].split()[0]), at)


def _tagged(name: str, key: str) -> bytes:
    """A structure tree that says a name for a mark on the page."""
    more: dict[int, str | bytes] = {
        20: "<</Type/StructTreeRoot/K 21 0 R>>",
        21: f"<</Type/StructElem/S/Figure/P 20 0 R/Pg 5 0 R/K 0/{key}({name})>>",
    }
    drawing = "/Figure <</MCID 0>> BDC 200 300 40 40 re f EMC"
    return paper(drawing, root="/StructTreeRoot 20 0 R/MarkInfo<</Marked true>>", more=more)


def _packed(name: str) -> bytes:
    """Facts about the document in an object stream, as most programs write them today."""
    inside = f"20 0 <</Type/Metadata/Note({name})>>".encode()
    packed = zlib.compress(inside)
    body = stream(packed, "/Type/ObjStm/N 1/First 5/Filter/FlateDecode")
    return paper("", more={30: body}, root="/Metadata 20 0 R")


_HIDDEN_LAYER = "/OCProperties<</OCGs[20 0 R]/D<</OFF[20 0 R]>>>>"

# How a name can be hidden in a document: the file, and a word of what is told of it.
HIDING: Mapping[str, tuple[Callable[[str], bytes], str]] = {
    "beneath a box": (lambda name: paper(f"{said(name)} 0 0 0 rg 60 390 480 40 re f"), "beneath something"),
    "beneath a white box": (lambda name: paper(f"{said(name)} 1 1 1 rg 60 390 480 40 re f"), "beneath something"),
    "beneath a picture": (
        lambda name: paper(
            f"{said(name)} q 500 0 0 60 60 380 cm /I Do Q",
            resources="/XObject<</I 21 0 R>>",
            more={21: _image(_picture("plain"))},
        ),
        "beneath something",
    ),
    "beneath other words": (
        lambda name: paper(f"{said(name)} 0 0 0 rg 60 390 480 40 re f 1 1 1 rg {said('COVERED COVERED COVERED')}"),
        "beneath something",
    ),
    "beneath a note": (
        lambda name: paper(
            said(name, "80 310 Td"),
            page="/Annots[20 0 R]",
            more=note("Square", "/F 4/IC[0 0 0]/C[0 0 0]/AP<</N 21 0 R>>")
            | {21: stream("0 0 0 rg 0 0 328 40 re f", "/Type/XObject/Subtype/Form/BBox[0 0 328 40]")},
        ),
        "beneath something",
    ),
    "white on white": (lambda name: paper(f"1 1 1 rg {said(name)}"), "colour of its ground"),
    "nearly white": (lambda name: paper(f"0.97 0.98 0.97 rg {said(name)}"), "colour of its ground"),
    "beneath white letters": (
        lambda name: paper(f"0 g {said(name, '240 420 Td', 9)} 1 g BT /F 1200 Tf 120 380 Td (.) Tj ET"),
        "text",
    ),
    "beneath a veil": (
        lambda name: paper(f"{said(name)} /G gs 1 g 60 390 480 40 re f", resources="/ExtGState<</G<</ca 0.9>>>>"),
        "beneath something",
    ),
    "a comment that is not to be viewed": (
        lambda name: paper(
            "", page="/Annots[20 0 R]", more=note("FreeText", f"/F 36/Contents({name})/DA(/F 18 Tf 0 g)")
        ),
        "comments",
    ),
    "without any colour": (
        lambda name: paper(f"/G gs {said(name)}", resources="/ExtGState<</G<</ca 0 /CA 0>>>>"),
        "colour of its ground",
    ),
    "black on black": (lambda name: paper(f"0 g 60 390 480 40 re f {said(name)}"), "colour of its ground"),
    "too small": (lambda name: paper(said(name, size=0.2)), "too small"),
    "painted by nothing": (lambda name: paper(f"BT /F 18 Tf 3 Tr 72 400 Td ({name}) Tj ET"), "invisible"),
    "off the page": (lambda name: paper(said(name, "700 400 Td")), "beyond the edge"),
    "cropped": (lambda name: paper(said(name, "72 750 Td"), page="/CropBox[0 0 612 690]"), "beyond the edge"),
    "cut by a path": (lambda name: paper(f"q 0 0 10 10 re W n {said(name)} Q"), "text"),
    "in a layer": (
        lambda name: paper(
            f"/OC /L BDC {said(name)} EMC",
            root=_HIDDEN_LAYER,
            resources="/Properties<</L 20 0 R>>",
            more={20: "<</Type/OCG/Name(Layer)>>"},
        ),
        "layers",
    ),
    "a layer's name": (
        lambda name: paper("", root=_HIDDEN_LAYER, more={20: f"<</Type/OCG/Name({name})>>"}),
        "layers",
    ),
    "in a group beneath a box": (
        lambda name: paper(
            "/X Do 0 0 0 rg 60 390 480 40 re f",
            resources="/XObject<</X 21 0 R>>",
            more={
                21: stream(
                    said(name),
                    "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>",
                )
            },
        ),
        "beneath something",
    ),
    "other words to be copied": (
        lambda name: paper(f"/Span <</ActualText({name})>> BDC {said('A drawing')} EMC"),
        "screen readers",
    ),
    "the structure's words": (lambda name: _tagged(name, "ActualText"), "screen readers"),
    "the structure's description": (lambda name: _tagged(name, "Alt"), "screen readers"),
    "a bookmark": (
        lambda name: paper(
            "",
            root="/Outlines 20 0 R",
            more={
                20: "<</Type/Outlines/First 21 0 R/Last 21 0 R/Count 1>>",
                21: f"<</Title({name})/Parent 20 0 R/Dest[5 0 R/Fit]>>",
            },
        ),
        "bookmarks",
    ),
    "a note": (
        lambda name: paper("", page="/Annots[20 0 R]", more=note("Text", f"/Contents({name})/T({name})")),
        "comments",
    ),
    "a note's author": (
        lambda name: paper("", page="/Annots[20 0 R]", more=note("Highlight", f"/F 4/T({name})/C[1 1 0]")),
        "comments",
    ),
    "a hidden comment": (
        lambda name: paper(
            "", page="/Annots[20 0 R]", more=note("FreeText", f"/F 2/Contents({name})/DA(/F 18 Tf 0 g)")
        ),
        "comments",
    ),
    "a field that is not shown": (
        lambda name: paper(
            "",
            page="/Annots[20 0 R]",
            root="/AcroForm<</Fields[20 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 18 Tf 0 g)>>",
            more=note("Widget", f"/F 2/FT/Tx/T(who)/V({name})/DA(/F 18 Tf 0 g)"),
        ),
        "form fields",
    ),
    "a field's help": (
        lambda name: paper(
            "",
            page="/Annots[20 0 R]",
            root="/AcroForm<</Fields[20 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 18 Tf 0 g)>>",
            more=note("Widget", f"/F 4/FT/Tx/T(who)/TU({name})/V(yes)/DA(/F 18 Tf 0 g)"),
        ),
        "form fields",
    ),
    "an attachment": (
        lambda name: paper(
            "",
            root="/Names<</EmbeddedFiles<</Names[(a.txt)21 0 R]>>>>",
            more={
                20: stream(name, "/Type/EmbeddedFile"),
                21: "<</Type/Filespec/F(a.txt)/UF(a.txt)/EF<</F 20 0 R>>>>",
            },
        ),
        "attachments",
    ),
    "a script": (
        lambda name: paper("", root=f"/OpenAction<</S/JavaScript/JS(app.alert\\('{name}'\\))>>"),
        "scripts",
    ),
    "a link": (
        lambda name: paper(
            "", page="/Annots[20 0 R]", more=note("Link", f"/A<</S/URI/URI(https://example.org/{name})>>")
        ),
        "links",
    ),
    "an earlier version": (_version, "earlier versions"),
    "a packed object": (_packed, "XMP"),
    "a program's own data": (lambda name: paper("", page=f"/PieceInfo<</A<</Private({name})>>>>"), "own data"),
    "an object that nothing names": (lambda name: paper("", more={40: f"({name})"}), ""),
    "after its end": (lambda name: paper("", after=name.encode()), ""),
    "a picture's own comment": (
        lambda name: paper(
            "q 90 0 0 90 60 380 cm /I Do Q",
            resources="/XObject<</I 21 0 R>>",
            more={21: _image(_picture(name))},
        ),
        "",
    ),
}

# What must stay seen: the file, the words that can be read, and a place (fractions) with its colour.
_FIELD = note("Widget", "/F 4/FT/Tx/T(a)/V(My answer)/DA(/F 18 Tf 0 g)/AP<</N 21 0 R>>") | {
    21: stream(
        "/Tx BMC BT /F 18 Tf 4 12 Td (My answer) Tj ET EMC",
        "/Type/XObject/Subtype/Form/BBox[0 0 328 40]/Resources<</Font<</F 3 0 R>>>>",
    )
}
_FORM = "/AcroForm<</Fields[20 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 18 Tf 0 g)>>"
SHOWING: Mapping[str, tuple[bytes, str]] = {
    "plain words": (paper(said("My answer")), "My answer"),
    "grey words": (paper(f"0.6 g {said('My answer')}"), "My answer"),
    "white words on black": (paper(f"0 g 60 390 480 40 re f 1 g {said('My answer')}"), "My answer"),
    "words on a photo": (
        paper(
            f"q 500 0 0 60 60 380 cm /I Do Q 1 g {said('My answer')}",
            resources="/XObject<</I 21 0 R>>",
            more={21: _image(_picture("plain"))},
        ),
        "My answer",
    ),
    "words half through a glass": (
        paper(f"/G gs {said('My answer')}", resources="/ExtGState<</G<</ca 0.6>>>>"),
        "My answer",
    ),
    "words in a group": (
        paper(
            "/X Do",
            resources="/XObject<</X 21 0 R>>",
            more={
                21: stream(
                    said("My answer"), "/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>"
                )
            },
        ),
        "My answer",
    ),
    "outlined words": (paper(f"1 Tr {said('My answer')}"), "My answer"),
    "a filled field": (paper("", page="/Annots[20 0 R]", root=_FORM, more=_FIELD), "My answer"),
    "a field without a picture of it": (
        paper(
            "",
            page="/Annots[20 0 R]",
            root=_FORM,
            more=note("Widget", "/F 4/FT/Tx/T(a)/V(My answer)/DA(/F 18 Tf 0 g)"),
        ),
        "My answer",
    ),
    "a typed comment": (
        paper("", page="/Annots[20 0 R]", more=note("FreeText", "/F 4/Contents(My answer)/DA(/F 18 Tf 0 0 1 rg)")),
        "My answer",
    ),
    "a turned page": (paper(said("My answer"), page="/Rotate 90"), "My answer"),
    "small print": (paper(said("My answer", size=5)), "My answer"),
}
