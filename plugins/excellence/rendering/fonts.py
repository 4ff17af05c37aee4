"""The typefaces: cut from installed fonts to the letters that we need, and renamed as their licence asks."""

import re
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import distribution, version
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

# Family, weight, style; the distribution, and the file in it.
_FACES: Final = (
    ("Excellence Serif", 600, "normal", "font-source-serif-pro", "SourceSerifPro-Semibold.otf"),
    ("Excellence Sans", 400, "normal", "font-source-sans-pro", "SourceSansPro-Regular.otf"),
    ("Excellence Sans", 700, "normal", "font-source-sans-pro", "SourceSansPro-Bold.otf"),
    ("Excellence Sans", 400, "italic", "font-source-sans-pro", "SourceSansPro-It.otf"),
)
# English, Spanish and the other languages of western Europe; quotation marks, dashes, arrows and a few signs.
_LETTERS: Final = (*range(0x20, 0x7F), *range(0xA0, 0x100), 0x131, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E)
_SIGNS: Final = "–—‘’‚“”„†•…‹›⁄€™←↑→↓−×"
# What stands in until a face has come: fonts that most devices have, and how wide each sets this sample, in ems a
# letter. Liberation has the widths of Arial and Times by design.
_SAMPLE: Final = (
    "Whole works by students from PreK to grade 12, with the drafts that led to them "
    "and the tools to study them together."
)
_ARIAL: Final = (0.4418, ("Arial", "Liberation Sans", "Arimo", "Helvetica"))
_ARIAL_BOLD: Final = (0.4768, ("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold", "Arimo Bold", "Helvetica Bold"))
_TIMES_BOLD: Final = (
    0.4297,
    ("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold", "Tinos Bold", "Times Bold"),
)
_STAND_INS: Final = {
    ("Excellence Serif", 600): _TIMES_BOLD,
    ("Excellence Sans", 400): _ARIAL,
    ("Excellence Sans", 700): _ARIAL_BOLD,
}
# The licence reserves the name “Source” for fonts that nobody has changed.
_NAMES: Final = {1: "{family}", 3: "{family} {style}", 4: "{family} {style}", 6: "{short}-{style}", 16: "{family}"}
_KEPT_NAMES: Final = (0, 1, 2, 3, 4, 6, 13, 14)
_FEATURES: Final = ("kern", "liga", "mark", "mkmk", "ccmp", "locl", "tnum", "lnum")


@dataclass(frozen=True, slots=True)
class Font:
    """A file of the site, and the rule that brings it into a stylesheet in the same folder."""

    name: str
    content: bytes
    rule: str


def has_letters(text: str) -> bool:
    """Whether the faces have every letter of a text."""
    return all(ord(letter) in _LETTERS or letter in _SIGNS for letter in text)


def recipe() -> tuple[str, ...]:
    """What the bytes of the fonts depend on besides this room."""
    return tuple(
        version(name) for name in ("uharfbuzz", "fonttools", "brotli", *dict.fromkeys(face[3] for face in _FACES))
    )


def fonts() -> tuple[Font, ...]:
    """The faces, the first two of which are wanted with the first words of a page."""
    return tuple(_font(*face) for face in _FACES)


def licences() -> str:
    """The texts under which the fonts are published, each under the fonts that it holds for."""
    held = dict.fromkeys((face[0], face[3]) for face in _FACES)
    return "\n\n".join(f"{family}\n\n{_file(source, 'LICENSE.txt').decode('utf-8')}" for family, source in held)


def _font(family: str, weight: int, style: str, source: str, file: str) -> Font:
    content = _subset(_file(source, file), family, f"{'Italic' if style == 'italic' else 'Regular'}{weight}")
    name = f"{family.lower().replace(' ', '-')}-{weight}{'i' if style == 'italic' else ''}"
    name = f"{name}.{sha256(content).hexdigest()[:10]}.woff2"
    rule = (
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};font-display:swap;'
        f'src:url("{name}") format("woff2")}}'
    )
    if style == "normal":
        rule += _stand_in(family, weight, content)
    return Font(name, content, rule)


def _stand_in(family: str, weight: int, content: bytes) -> str:
    """A face as wide and as high as ours from a font of the device, so that nothing moves when ours comes."""
    from fontTools.ttLib import TTFont

    width, names = _STAND_INS[family, weight]
    font = TTFont(BytesIO(content))
    letters, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    own = sum(widths[letters[ord(letter)]][0] for letter in _SAMPLE) / len(_SAMPLE) / em
    size = own / width
    high, deep = (abs(value) / em / size for value in (font["hhea"].ascent, font["hhea"].descent))
    sources = ",".join(f'local("{name}")' for name in names)
    return (
        f'@font-face{{font-family:"{family} Stand-in";font-weight:{weight};src:{sources};size-adjust:{size:.2%};'
        f"ascent-override:{high:.2%};descent-override:{deep:.2%};line-gap-override:0%}}"
    )


def _file(source: str, name: str) -> bytes:
    for path in distribution(source).files or ():
        if path.name == name:
            return path.read_binary()
    raise FileNotFoundError(f"{source} has no {name}; install it again.")


def _subset(content: bytes, family: str, style: str) -> bytes:
    """As WOFF2, under another name; without hints, which screens of today have no use for."""
    # Here and not above: only a first build needs them.
    import uharfbuzz
    from fontTools.ttLib import TTFont

    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    for chosen, them in (
        (wanted.unicode_set, (*_LETTERS, *map(ord, _SIGNS))),
        (wanted.layout_feature_tag_set, (int.from_bytes(name.encode()) for name in _FEATURES)),
        (wanted.name_id_set, _KEPT_NAMES),
    ):
        chosen.clear()  # of what is chosen without being asked for
        chosen.update(set(them))
    cut = uharfbuzz.subset(uharfbuzz.Face(uharfbuzz.Blob(content)), wanted)
    font = TTFont(BytesIO(cut.blob.data), recalcTimestamp=False, recalcBBoxes=False)
    _rename(font, family, style)
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file, reorderTables=True)
    return file.getvalue()


def _rename(font: "TTFont", family: str, style: str) -> None:
    for record in list(font["name"].names):
        if record.nameID in _NAMES:
            told = _NAMES[record.nameID].format(family=family, style=style, short=family.replace(" ", ""))
            font["name"].setName(told, record.nameID, record.platformID, record.platEncID, record.langID)
    if "CFF " in font:
        names = font["CFF "].cff
        names.fontNames = [f"{family.replace(' ', '')}-{style}"]
        top = names[0]
        for field in ("FullName", "FamilyName", "Notice"):
            if hasattr(top, field):
                setattr(top, field, re.sub(r"Source (Serif|Sans)( Pro)?", family, getattr(top, field)))
