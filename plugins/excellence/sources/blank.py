"""The front matter of a new work, with a comment at every key, written from the one declaration."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.kinds import is_made, kind_of
from ..model.schema import Key, Kind, Many, OneOf, Table, Term, keys
from ..model.vocabulary import Vocabulary
from ..model.work import Piece, Work

_PLAIN = re.compile(r"[A-Za-z0-9][\w./-]*\Z", re.ASCII)
_OURS = {"demonstration"}  # nobody's work is one
_WIDE, _LONG, _LINE = 34, 90, 160


@dataclass(frozen=True, slots=True)
class Intake:
    """A piece that was taken in: its file, and the transcript and captions that came with it."""

    file: str
    transcript: str = ""
    captions: str = ""


def write_blank(answers: Mapping[str, object], pieces: Iterable[Intake], vocabulary: Vocabulary) -> str:
    """index.md of a new work: required keys first, then all others as comments to be taken in."""
    declared = list(keys(Work).values())
    lines = ["---", "# What is left blank here, scripts/check names."]
    for key in declared:
        if key.name == "pieces":
            lines += _pieces(list(pieces))
        elif key.required or answers.get(key.name):
            lines += _beside(f"{key.name}: {_said(answers.get(key.name))}".rstrip(), _about(key, vocabulary))
    lines += ["", "# More to say, where it is so: take the # away in front of a line that you fill in."]
    for key in declared:
        if not key.required and not answers.get(key.name) and key.name not in _OURS:
            lines += _commented(key, vocabulary)
    story = "Why this was made, how long it took, who helped, which drafts came before, and what it led to."
    return "\n".join([*lines, "---", "", f"<!-- {story} At most 300 words. -->", ""])


def _said(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_said, value))}]" if value else ""
    if value is None or value == "":
        return ""
    text = str(value)
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)


def _beside(line: str, about: str) -> list[str]:
    """A line and what it is for, beside it or above it where there is no room."""
    if len(line) < _WIDE and len(about) < _LONG:
        return [f"{line.ljust(_WIDE)}# {about}"]
    return [f"{' ' * (len(line) - len(line.lstrip()))}# {about}", line]


def _about(key: Key, vocabulary: Vocabulary) -> str:
    allowed = _allowed(key.kind, vocabulary)
    return key.about + (f": {allowed}" if allowed else "")


def _allowed(kind: Kind, vocabulary: Vocabulary) -> str:
    """The words to choose from, where they are few enough for a line."""
    match kind:
        case Many():
            return _allowed(kind.kind, vocabulary)
        case OneOf():
            words = kind.values
        case Term():
            words = tuple(vocabulary.terms(kind.list))
        case _:
            return ""
    told = ", ".join(words)
    if len(told) <= _LINE:
        return told
    return f"see {kind.list} in works/vocabulary.yml" if isinstance(kind, Term) else ""


def _pieces(pieces: list[Intake]) -> Iterator[str]:
    about = {key.name: key.about for key in keys(Piece).values()}
    yield from _beside("pieces:", "the work itself, in the order of the page")
    for piece in pieces:
        yield f"  - file: {_said(piece.file)}"
        if kind_of(piece.file) in ("picture", "document"):
            yield from _beside("    alt:", about["alt"])
        yield from _beside("    # caption:", about["caption"])
        for name in ("transcript", "captions"):
            if file := getattr(piece, name):
                yield f"    {name}: {_said(file)}"
        if kind_of(piece.file) == "film" and not piece.captions:
            yield from _beside("    captions:", about["captions"])
        if is_made(piece.file) and not piece.transcript:
            yield from _beside("    # transcript:", about["transcript"])


def _group(record: type) -> str:
    return f"{{{', '.join(f'{name}: ' for name in keys(record))}}}"


def _commented(key: Key, vocabulary: Vocabulary) -> Iterator[str]:
    """One line a key; a group of keys shows what may stand in it."""
    kind = key.kind
    if isinstance(kind, type):
        yield from _beside(f"# {key.name}: {_group(kind)}", key.about)
    elif isinstance(kind, Many) and isinstance(kind.kind, type):
        yield from _beside(f"# {key.name}: [{_group(kind.kind)}]", key.about)
    elif isinstance(kind, Many | Table):
        yield from _beside(f"# {key.name}: []", _about(key, vocabulary))
    else:
        yield from _beside(f"# {key.name}:", _about(key, vocabulary))
