"""The captions of a film (WebVTT): read strictly, and written anew with nothing in them but times and words."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ..model.problem import Place
from .matter import Flaw

_TIMES: Final = re.compile(r"(\S+)[ \t]+-->[ \t]+(\S+)(?:[ \t].*)?\Z")
_TIME: Final = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})\Z")
# Emphasis may stay; a voice tag holds a name.
_TAG: Final = re.compile(r"<(?!/?[ib]>)[^<>]*>")
_UNSEEN: Final = ("NOTE", "STYLE", "REGION")
_FORM: Final = "write it as 00:01.500 --> 00:04.000"


class Cue(NamedTuple):
    """From when to when, in thousandths of a second, and the words."""

    start: int
    end: int
    text: str


def read_captions(text: str) -> tuple[tuple[Cue, ...], tuple[Flaw, ...]]:
    """Every cue that can be read, in the file's order, and everything that is wrong."""
    flaws: list[Flaw] = []
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not re.match(r"WEBVTT(?:[ \t]|\Z)", lines[0]):
        flaws.append(_flaw(1, "captions begin with a line that says WEBVTT", "save the file as WebVTT (.vtt)"))
        return (), tuple(flaws)
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        if not block[0].startswith(_UNSEEN):
            cues += _cue(number, block, flaws)
    for before, after in pairwise(cues):
        if after.start < before.start:
            what = f"the cue at {_time(after.start)} stands after the one at {_time(before.start)}"
            flaws.append(_flaw(1, what, "put the cues in the order of their times"))
    if not cues and not flaws:
        flaws.append(_flaw(1, "there is no cue", "write what is said and heard, each with its time"))
    return tuple(cues), tuple(flaws)


def write_captions(cues: tuple[Cue, ...]) -> str:
    said = (f"{_time(cue.start)} --> {_time(cue.end)}\n{cue.text}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *said])


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines that are not blank, after the first line's, with the number of its first."""
    block: list[str] = []
    begun = False
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            if begun:
                yield number - len(block), block
            begun, block = True, []


def _cue(number: int, block: list[str], flaws: list[Flaw]) -> Iterator[Cue]:
    """A block may begin with a name of the cue, which nobody sees."""
    at = 0 if "-->" in block[0] or len(block) < 2 else 1
    times = _TIMES.match(block[at].strip())
    span = [_thousandths(each) for each in times.groups()] if times else [None]
    if None in span:
        flaws.append(_flaw(number + at, "this is no time of a cue", _FORM))
        return
    start, end = (each or 0 for each in span)
    words = "\n".join(_TAG.sub("", line).strip() for line in block[at + 1 :]).strip()
    if end <= start:
        flaws.append(_flaw(number + at, "the cue ends before it begins", "make the second time the later one"))
    elif words:
        yield Cue(start, end, words.replace("-->", "→"))


def _thousandths(text: str) -> int | None:
    found = _TIME.match(text)
    if found is None:
        return None
    hours, minutes, seconds, rest = (int(each or 0) for each in found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _time(at: int) -> str:
    seconds, rest = divmod(at, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _flaw(line: int, what: str, remedy: str) -> Flaw:
    return Flaw("captions-damaged", Place(line, 1), what, remedy)
