"""The front matter of a new work, with a comment at every key, written from the one declaration."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.kinds import is_made, is_seen, kind_of
from ..model.schema import Key, Kind, Many, OneOf, Table, Term, keys
from ..model.vocabulary import Vocabulary
from ..model.work import Draft as Earlier
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
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An earlier state that was taken in: its files, and its number."""

    files: tuple[str, ...]
    number: int


def write_blank(
    answers: Mapping[str, object], pieces: Iterable[Intake], vocabulary: Vocabulary, drafts: Iterable[Draft] = ()
) -> str:
    """index.md of a new work: required keys first, then all others as comments to be taken in."""
    declared = list(keys(Work).values())
    earlier = [line for draft in drafts for line in draft_lines(draft)]
    lines = ["---", "# What is left blank here, scripts/check names."]
    for key in declared:
        if key.name == "pieces":
            lines += [*_beside("pieces:", key.about), *(line for piece in pieces for line in piece_lines(piece))]
            lines += [*_beside("drafts:", keys(Work)["drafts"].about), *earlier] if earlier else []
        elif key.required or answers.get(key.name):
            lines += _beside(f"{key.name}: {_said(answers.get(key.name))}".rstrip(), _about(key, vocabulary))
    lines += ["", "# More to say, where it is so: take the # away in front of a line that you fill in."]
    for key in declared:
        if not (key.required or answers.get(key.name) or key.name in _OURS or (key.name == "drafts" and earlier)):
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
    if len(line) < _WIDE - 1 and len(about) < _LONG:  # two blanks at least make it a note
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


def piece_lines(piece: Intake) -> Iterator[str]:
    """An item of `pieces`, with what is to be said of it."""
    about = {key.name: key.about for key in keys(Piece).values()}
    yield f"  - file: {_said(piece.file)}"
    if kind_of(piece.file) in ("picture", "document"):
        yield from _beside("    alt:", about["alt"])
    yield from _beside("    # caption:", about["caption"])
    for name in ("transcript", "captions"):
        if file := getattr(piece, name):
            yield f"    {name}: {_said(file)}"
    if kind_of(piece.file) == "film" and not piece.captions:
        yield from _beside("    captions:", about["captions"])
    if piece.proposed:
        name = piece.proposed.replace(".proposed", "")
        yield f"    # transcript: {name}   (read {piece.proposed}, correct it, name it {name}, take the # away)"
    elif is_made(piece.file) and not piece.transcript:
        yield from _beside("    # transcript:", about["transcript"])


def draft_lines(draft: Draft) -> Iterator[str]:
    """An item of `drafts`, with what is to be said of it."""
    about = {key.name: key.about for key in keys(Earlier).values()}
    yield f"  - files: {_said(draft.files)}"
    if any(is_seen(file) for file in draft.files):
        yield from _beside("    alt:", about["alt"])
    yield from _beside(f"    # label: Draft {draft.number}", about["label"])
    yield from _beside("    # feedback:", about["feedback"])
    yield from _beside("    # changed:", about["changed"])


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
