"""The captions of a film: read from every form that has one meaning, written anew with times and words alone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ..model.finding import Finding, Place, Rule

CAPTIONS_DAMAGED = Rule(
    "captions-damaged",
    "Captions are WebVTT",
    "A browser leaves out what it can't read.",
    "Give each caption its times, in their order. scripts/check --fix makes WebVTT of .srt and .sbv.",
    "00:00:01.000 --> 00:00:04.000",
)


# What programs give in place of WebVTT, and what people call it; the same reader reads all of them.
CONVERTED: Final = {".srt": "SubRip (.srt)", ".sbv": "a caption file of YouTube (.sbv)"}
OTHERS: Final = frozenset({".ttml", ".dfxp", ".ass", ".ssa", ".smi", ".scc", ".stl"})

_TIME: Final = r"(?:\d{1,3}:)?[0-5]?\d:[0-5]?\d(?:[.,]\d{1,9})?"
# Word processors make one sign of the arrow; YouTube's own form has a comma in its place.
_TIMES: Final = re.compile(rf"\s*({_TIME})(?:\s*(?:-{{1,2}}>|[–—]>?|→)\s*|,)({_TIME})(?:\s.*)?\Z")
_MEANT_AS_TIMES: Final = re.compile(r"\s*\d*:[\d:.,;]+\S*\s*-+>|.*-->\s*\d*:[\d:.,;]+\s*\Z")
_HEAD: Final = re.compile(r"WEBVTT(?:\s|\Z)")
_UNSEEN: Final = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|\Z)")
_STYLES: Final = re.compile(r"\s*::cue|[^{}]*[{}]\s*\Z")
# Emphasis may stay; a voice tag holds a name.
_TAG: Final = re.compile(r"<(?!/?[ib]>)/?[A-Za-z0-9][^<>]*>|\{\\[^{}]*\}")
_OPEN: Final = re.compile(r"<(?!/?[ib]>)")
_FORM: Final = "write it as 00:01.500 --> 00:04.000"

_WIDE: Final = 200  # letters of a line that are looked at for more than times


class Cue(NamedTuple):
    """From when to when, in thousandths of a second, and the words."""

    start: int
    end: int
    text: str


def read_captions(text: str) -> tuple[tuple[Cue, ...], tuple[Finding, ...]]:
    """Every cue that can be read, in the file's order, and everything that is wrong.

    A comma in a time, an hour of one digit, a missing first line or empty line mean one thing only: they are no flaw.
    """
    findings: list[Finding] = []
    cues: list[tuple[int, Cue]] = []
    lines = text.removeprefix("\ufeff").splitlines()
    headed = bool(lines) and _HEAD.match(lines[0]) is not None
    if not headed and not any(map(_has_times, lines)):
        return (), (
            _flaw(
                1, "there are no captions in it", "save it as WebVTT (.vtt), with times as in 00:01.500 --> 00:04.000"
            ),
        )
    numbered = _is_numbered(lines)
    for number, block in _blocks(lines):
        silent = (headed and number == 1) or _UNSEEN.match(block[0]) or (not cues and _STYLES.match(block[-1]))
        cues += _cues(number, block, numbered, bool(silent), findings)
    for (_, before), (number, after) in pairwise(cues):
        if after.start < before.start:
            what = f"the cue at {_time(after.start)} stands after the one at {_time(before.start)}"
            findings.append(_flaw(number, what, "put the cues in the order of their times"))
    if not cues and not findings:
        findings.append(_flaw(1, "there is no cue", "write what is said and heard, each with its time"))
    return tuple(cue for _, cue in cues), tuple(findings)


def write_captions(cues: tuple[Cue, ...]) -> str:
    said = (f"{_time(cue.start)} --> {_time(cue.end)}\n{cue.text}\n" for cue in cues)
    return "\n".join(["WEBVTT\n", *said])


def is_time(line: str) -> bool:
    """Whether a line says from when to when a cue is shown."""
    return _TIMES.match(line) is not None


def _has_times(line: str) -> bool:
    return (_TIMES.match(line) or _MEANT_AS_TIMES.match(line[:_WIDE])) is not None


def _is_numbered(lines: list[str]) -> bool:
    """Whether the file counts its cues: only then is a bare number before a time no word of a caption."""
    first = next((at for at, line in enumerate(lines) if _TIMES.match(line)), 0)
    return first > 0 and lines[first - 1].strip().isdecimal()


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Each run of lines that are not blank, with the number of its first."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cues(
    number: int, block: list[str], numbered: bool, silent: bool, findings: list[Finding]
) -> Iterator[tuple[int, Cue]]:
    """The cues of a block: one, or several where empty lines are missing between them.

    What stands before the first time may be a name of the cue, which nobody sees; `silent` blocks may hold more.
    """
    starts = [at for at, line in enumerate(block) if _has_times(line)]
    before = block[: starts[0]] if starts else block
    count = len(before) == 1 and before[0].strip().isdecimal()
    if not (silent or count or (starts and len(before) < 2)):
        remedy = "take out the empty line before them, or write their time above them"
        findings.append(_flaw(number, "these words have no time", remedy))
    for at, following in pairwise([*starts, len(block)]):
        words = block[at + 1 : following]
        if numbered and following < len(block) and words and words[-1].strip().isdecimal():
            words = words[:-1]
        cue = _cue(number + at, block[at], words, findings)
        if cue is not None:
            yield number + at, cue


def _cue(number: int, times: str, lines: list[str], findings: list[Finding]) -> Cue | None:
    found = _TIMES.match(times)
    if found is None:
        findings.append(_flaw(number, "this is no time of a cue", _FORM))
        return None
    start, end = (_thousandths(each) for each in found.groups())
    words = "\n".join(filter(None, map(_words, lines))).replace("[br]", "\n").strip()
    if end <= start:
        findings.append(_flaw(number, "the cue ends before it begins", "make the second time the later one"))
    return Cue(start, end, words.replace("-->", "→")) if words and end > start else None


def _words(line: str) -> str:
    """A line without signs of other programs; a sign that would begin a tag is the sign itself."""
    return _OPEN.sub("&lt;", _TAG.sub("", line)).strip()


def _thousandths(text: str) -> int:
    whole, _, rest = text.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(rest[:3].ljust(3, "0"))


def _time(at: int) -> str:
    seconds, rest = divmod(at, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _flaw(line: int, what: str, remedy: str) -> Finding:
    return Finding(CAPTIONS_DAMAGED, what, remedy, Place(line, 1))
