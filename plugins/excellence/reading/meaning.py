"""What a list of words can mean, as people answer a question: each of them one thing, or it is told back."""

import re
from collections.abc import Collection, Mapping
from typing import Final

from .likely import meant, meant_grades

_AND: Final = re.compile(r"\s*(?:&|\+|\band\b|\by\b|\bund\b)\s*")


def all_meant(said: str, allowed: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The keys that a list of words stands for, and the words that stand for none. `allowed` has keys and labels."""
    keys: list[str] = []
    lost: list[str] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]", said))):
        whole = meant(part, allowed)
        found = [whole] if whole else _joined(_AND.split(part)[:12], allowed)
        keys += found
        lost += [] if found else [part]
    return list(dict.fromkeys(keys)), lost


def grades_meant(said: str, allowed: Collection[str]) -> tuple[list[str], list[str]]:
    """The grades of an answer such as “K-2” or “2nd grade, 3”, and the words that stand for none."""
    keys: list[str] = []
    lost: list[str] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]", said))):
        found = [grade for grade in meant_grades(part) if grade in allowed]
        keys += found
        lost += [] if found else [part]
    return sorted(set(keys), key=list(allowed).index), lost


def _joined(parts: list[str], allowed: Mapping[str, str]) -> list[str]:
    """The keys of words joined by “and”, which some labels hold themselves; none where one of them means nothing."""
    for count in range(len(parts), 0, -1):
        key = meant(" and ".join(parts[:count]), allowed)
        rest = _joined(parts[count:], allowed) if key else []
        if key and (rest or count == len(parts)):
            return [key, *rest]
    return []
