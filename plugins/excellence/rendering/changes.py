"""Two states of a text as one, with what was taken out and what was put in marked."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from markupsafe import Markup

from .filled import filled
from .markdown import plain

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")
# Above this, words are compared within changed paragraphs only if these are short: the time grows with the square.
_MOST = 4_000


# A page asks for it once a draft, and the same in each language.
@lru_cache(maxsize=64)
def changes(old: str, new: str) -> Markup:
    """Paragraphs of the new text with `<del>` and `<ins>`; a paragraph that stayed is left unmarked."""
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[Markup] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [filled("<p>{}</p>", each) for each in after[c:d]]
        else:
            found += _rewritten(before[a:b], after[c:d])
    return Markup("\n").join(found)


def _paragraphs(text: str) -> list[str]:
    return [said for part in re.split(r"\n[ \t]*\n", text) if (said := plain(part))]


def _rewritten(before: list[str], after: list[str]) -> Iterator[Markup]:
    """Paragraphs that changed, each with the one it is most like; the rest was taken out or put in whole."""
    used = 0
    for said in after:
        like = next((at for at in range(used, len(before)) if _alike(before[at], said)), None)
        if like is None:
            yield filled("<p><ins>{}</ins></p>", said)
            continue
        yield from (filled("<p><del>{}</del></p>", gone) for gone in before[used:like])
        yield filled("<p>{}</p>", _words(before[like], said))
        used = like + 1
    yield from (filled("<p><del>{}</del></p>", gone) for gone in before[used:])


def _alike(one: str, other: str) -> bool:
    """Whether enough of the words stayed for marks between them to be read."""
    mine, theirs = set(_TOKEN.findall(one.lower())), set(_TOKEN.findall(other.lower()))
    return len(mine & theirs) * 2 >= min(len(mine), len(theirs)) and len(mine) > 3


def _words(old: str, new: str) -> Markup:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST:
        return filled("<del>{}</del> <ins>{}</ins>", old, new)
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            parts.append(filled("{}", come))
            continue
        parts += [filled("<del>{}</del>", gone)] if gone.strip() else []
        parts.append(filled("<ins>{}</ins>", come) if come.strip() else filled("{}", come))
    return Markup().join(parts)
