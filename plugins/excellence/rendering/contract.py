"""The contract of a work as data, for the form in the browser: the one declaration, in JavaScript's terms.

What Python judges by it, the browser judges by it too (`assets/modules/packing/`); golden cases hold the two together.
"""

import re
from typing import Any, Final

from ..model import limits
from ..model.kinds import CAPTIONS, DOCUMENTS, FILMS, FOREIGN, OTHER_NAMES, PICTURES, RECORDINGS, TEXTS
from ..model.schema import (
    Day,
    FileName,
    Flag,
    Kind,
    Language,
    Many,
    OneOf,
    Share,
    Slug,
    Table,
    Term,
    Text,
    Url,
    Whole,
    keys,
)
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.captions import CONVERTED
from ..reading.frontmatter import LARGEST
from ..rules import RULES
from ..rules.permission import CASED, EARLIEST, LONGEST, ROLE, SOON, TWO_WORDS, UNSEEN
from ..rules.personal import CHECKS
from ..rules.speakers import ROLES, SPEAKER, TITLES, VOICE

_SHORTHANDS: Final = {"w": r"\p{L}\p{N}_", "d": r"\p{Nd}", "s": r"\s"}
_LETTER: Final = r"[\p{L}\p{N}_]"
_EDGE: Final = rf"(?:(?<={_LETTER})(?!{_LETTER})|(?<!{_LETTER})(?={_LETTER}))"
_TOKEN: Final = re.compile(r"\\(?P<escaped>.)|\(\?i:|[()\[\]]|[a-zA-Z]", re.DOTALL)


def contract(vocabulary: Vocabulary) -> dict[str, Any]:
    """Everything that judging a work takes: records and their kinds of value, words, patterns, levels and limits.

    The order of keys is that of the declaration. `records` holds by name what each key is; `terms` the keys of each
    list; `levels` how much a finding weighs in a new work.
    """
    records: dict[str, dict[str, Any]] = {}
    _record(Work, records)
    return {
        "records": records,
        "terms": {name: list(terms) for name, terms in vocabulary.lists.items()},
        "descriptors": {name: list(terms) for name, terms in vocabulary.groups.get("descriptors", {}).items()},
        "levels": {code: str(rule.admit) for code, rule in RULES.items()},
        "personal": [[javascript(pattern), rule.code] for pattern, rule, *_ in CHECKS],
        "two_words": javascript(TWO_WORDS),
        "role": javascript(ROLE),
        "unseen": javascript(UNSEEN),
        "cased": javascript(CASED),
        "speakers": {
            "voice": javascript(VOICE),
            "speaker": javascript(SPEAKER),
            "roles": javascript(ROLES),
            "titles": sorted(TITLES),
        },
        "days": {"soon": SOON.days, "earliest": str(EARLIEST), "longest": LONGEST},
        "largest": LARGEST,
        "files": kinds(),
    }


def _record(record: type, records: dict[str, dict[str, Any]]) -> None:
    """The record and all that it holds."""
    records[record.__name__] = {}
    for key in keys(record).values():
        kind = _kind(key.kind, records)
        records[record.__name__][key.name] = {**kind, "required": True} if key.required else kind


def _kind(kind: Kind, records: dict[str, dict[str, Any]]) -> dict[str, Any]:
    name = type(kind).__name__.lower()
    match kind:
        case Text():
            return {"kind": name, "limit": kind.limit, "words": kind.words, "lines": kind.lines}
        case Whole():
            return {"kind": name, "least": kind.least, "most": kind.most}
        case OneOf():
            return {"kind": name, "values": list(kind.values)}
        case Term():
            return {"kind": name, "list": kind.list}
        case Many():
            of = _kind(kind.kind, records)
            return {"kind": name, "of": of, "least": kind.least, "most": kind.most, "unique": kind.unique}
        case Table():
            return {"kind": name, "text": _kind(kind.text, records)}
        case Share() | Flag() | Day() | Slug() | FileName() | Url() | Language():
            return {"kind": name}
    if kind.__name__ not in records:
        _record(kind, records)
    return {"kind": "record", "name": kind.__name__}


def kinds() -> dict[str, Any]:
    """Which files can be taken, by the ends of their names, the codes of those that can't, and the limits.

    The shape is that of `Kinds` in taking/taking.mjs.
    """
    return {
        "pictures": PICTURES,
        "documents": DOCUMENTS,
        "recordings": RECORDINGS,
        "films": FILMS,
        "texts": sorted(TEXTS),
        "captions": [CAPTIONS, *CONVERTED],
        "others": OTHER_NAMES,
        "foreign": FOREIGN,
        "limits": {
            "bytes": limits.BYTES,
            "pixels": limits.PIXELS,
            "side": limits.SIDE,
            "small": limits.SMALL,
            "longest": limits.LONGEST,
            "sound": limits.SOUND_MINUTES,
            "film": limits.FILM_MINUTES,
            "screen": limits.FILM_SIDE,
        },
    }


def javascript(pattern: re.Pattern[str]) -> str:
    r"""The source of a pattern as a RegExp with the flag `u` reads it, with Python's letters, digits and word edges.

    `(?i:…)`, which not every browser knows, is written out: both cases of each letter.
    """
    out: list[str] = []
    # How deep in groups, at which depth the innermost one without case begins, and whether in a set of letters.
    place, depth, loose, inside = 0, 0, 0 if pattern.flags & re.IGNORECASE else None, False
    for token in _TOKEN.finditer(pattern.pattern):
        out.append(pattern.pattern[place : token.start()])
        place, sign = token.end(), token[0]
        if token["escaped"]:
            sign = _escape(token["escaped"], inside=inside)
        elif sign.isalpha() and loose is not None:
            sign = f"{sign.lower()}{sign.upper()}" if inside else f"[{sign.lower()}{sign.upper()}]"
        elif sign == "(?i:":
            depth += 1
            sign, loose = "(?:", depth
        elif sign in ("(", ")") and not inside:
            loose = None if sign == ")" and loose == depth else loose
            depth += 1 if sign == "(" else -1
        elif sign in ("[", "]"):
            inside = sign == "["
        out.append(sign)
    return "".join([*out, pattern.pattern[place:]]).replace(r"[^\P{L}\p{Nd}_]", r"\p{L}")


def _escape(sign: str, *, inside: bool) -> str:
    if sign == "W":
        return r"\P{L}"  # only ever in `[^\W\d_]`, a letter
    if sign == "b":
        return _EDGE
    if sign == "Z":
        return "$"
    if sign == "A":
        return "^"
    known = _SHORTHANDS.get(sign)
    return (known if inside or sign == "s" else f"[{known}]") if known else f"\\{sign}"
