"""What looks like an ordinary line and is none: spaces that are no spaces to YAML, and merges that are not finished."""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from ..model.finding import Place

# No-break and typographic spaces, and signs without width, which copying from web pages and chats brings along.
ODD: Final = "\u00a0\u00ad\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
_NO_WIDTH: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HOLDS: Final = re.compile(f"[{ODD}]")
# Where spaces mean something: at a line's beginning, after a hyphen, around a key, and after the three hyphens.
_MEANING: Final = re.compile(
    rf"^[ \t{ODD}]*[{ODD}][ \t{ODD}]*"
    rf"|(?<=-)[ {ODD}]*[{ODD}][ {ODD}]*(?=[^\s-])"
    rf"|(?<=[A-Za-z_])[ {ODD}]*[{ODD}][ {ODD}]*(?=:)"
    rf"|(?<=[A-Za-z_]:)[ {ODD}]*[{ODD}][ {ODD}]*"
    rf"|(?<=[,{{\[])[ {ODD}]*[{ODD}][ {ODD}]*(?=[A-Za-z_]+[ {ODD}]*:)"
    rf"|(?<=^---)[ \t{ODD}]*[{ODD}][ \t{ODD}]*$",
    re.MULTILINE,
)
_MERGE: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)


class Odd(NamedTuple):
    """Spaces that are none: where, the first of them, what stands there, and the ordinary spaces in its place."""

    place: Place
    sign: str
    old: str
    new: str


def holds_odd(text: str) -> bool:
    return bool(_HOLDS.search(text))


def straightened(text: str, place: Callable[[int], Place], *, deleting: bool = False) -> tuple[str, list[Odd]]:
    """The text with ordinary spaces wherever a space means something, and what stood there.

    `deleting` puts lines that begin with nothing but odd spaces at the margin.
    """
    found: list[Odd] = []
    blocks = _blocks(text)

    def ordinary(match: re.Match[str]) -> str:
        sign = _HOLDS.search(match[0])
        if any(match.start() in block for block in blocks):
            return match[0]
        new = re.sub(f"[{ODD}]", " ", _NO_WIDTH.sub("", match[0]))
        if deleting and not match[0].strip(ODD) and text[match.start() - 1] == "\n":
            new = ""
        if not new and match.start() and text[match.start() - 1] in "-:":
            new = " "
        found.append(Odd(place(match.start()), sign[0] if sign else "", match[0], new))
        return new

    return _MEANING.sub(ordinary, text), found


def merges(text: str, place: Callable[[int], Place]) -> Iterator[Place]:
    """Where git has written both versions of a passage; each passage once, at its first sign."""
    open_since = False
    for found in _MERGE.finditer(text):
        if not (found[0][0] != "<" and open_since):
            yield place(found.start())
        open_since = found[0][0] != ">"


_BLOCK: Final = re.compile(
    r"^( *)(?:\S.*)?(?:[:-] +)[|>][+-]?[0-9]?[ \t]*\n(?:(?:\1 +[^ \n].*|[ \t]*)\n)*", re.MULTILINE
)


def _blocks(text: str) -> list[range]:
    """The texts after | and >: in them any space means itself, as at the beginning of a Chinese paragraph."""
    return [range(text.find("\n", found.start()), found.end()) for found in _BLOCK.finditer(text)]
