"""What a person's word can only mean: a label for its key, a range of grades for each of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from unicodedata import combining, normalize

_NUMBERS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS: Final = {word: number for number, word in enumerate((*_NUMBERS, "eleventh", "twelfth"), 1)}
_GRADE: Final = re.compile(
    r"(?:grades? )?(pk|pre ?k|pre ?kindergarten|k|kg|kindergarten|\d{1,2})(?:st|nd|rd|th)?(?: grades?)?\Z"
)
_RANGE: Final = re.compile(r"\s*(?:[-–—]|\bto\b|\bthrough\b|\bbis\b)\s*")
_AND: Final = re.compile(r"\s*(?:&|\+|\band\b|\by\b|\bund\b)\s*")


def meant(said: str, allowed: Mapping[str, str]) -> str:
    """The one key that a word stands for, by the key, its last part or its label; empty where there is none, or more.

    `allowed` has the keys with their labels. Capitals, hyphens, accents and plurals make no difference.
    """
    if said in allowed:
        return said
    for names in (lambda key: (key, allowed[key]), lambda key: (key.split("/")[-1],)):
        found = [key for key in allowed if _plain(said) in {_plain(name) for name in names(key)}]
        if found:
            return found[0] if len(found) == 1 else ""
    return ""


def all_meant(said: str, allowed: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The keys that a list of words stands for, and the words that stand for none."""
    keys: list[str] = []
    lost: list[str] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;\n]", said))):
        found = _joined(_AND.split(part), allowed) if not meant(part, allowed) else [meant(part, allowed)]
        keys += found
        lost += [] if found else [part]
    return list(dict.fromkeys(keys)), lost


def _joined(parts: list[str], allowed: Mapping[str, str]) -> list[str]:
    """The keys of words joined by “and”, which some labels hold themselves; none where one of them means nothing."""
    for count in range(len(parts), 0, -1):
        key = meant(" and ".join(parts[:count]), allowed)
        rest = _joined(parts[count:], allowed) if key else []
        if key and (rest or count == len(parts)):
            return [key, *rest]
    return []


def grades_meant(said: str, grades: Sequence[str]) -> tuple[list[str], list[str]]:
    """The grades of “K-2”, “2nd grade” or “grades 3 and 4”, and the words that stand for none."""
    keys: list[str] = []
    lost: list[str] = []
    for part in filter(None, (each.strip() for each in re.split(r"[,;/\n]", said))):
        found = [_span(each, grades) for each in _AND.split(part)]
        if all(found):
            keys += [key for each in found for key in each]
        else:
            lost.append(part)
    return sorted(set(keys), key=list(grades).index), lost


def _span(said: str, grades: Sequence[str]) -> list[str]:
    whole = _grade(said)
    if whole in grades:
        return [whole]
    for found in _RANGE.finditer(said):
        first, last = _grade(said[: found.start()]), _grade(said[found.end() :])
        if first in grades and last in grades and grades.index(first) < grades.index(last):
            return list(grades[grades.index(first) : grades.index(last) + 1])
    return []


def _grade(said: str) -> str:
    """`PK`, `K` or a number; empty where it is none."""
    if re.search(r"\A\s*[-–—]|[-–—]\s*\Z", said):
        return ""
    found = _GRADE.match(" ".join(str(_ORDINALS.get(word, word)) for word in _words(said)))
    if found is None:
        return ""
    if found[1].isdecimal():
        return str(int(found[1]))
    return "PK" if found[1].startswith("p") else "K"


def _words(text: str) -> Iterator[str]:
    plain = "".join(char for char in normalize("NFKD", text.replace("&", " and ")) if not combining(char))
    return (word for word in re.split(r"[^\w]+|_", plain.casefold().replace("'", "").replace("’", "")) if word)


def _plain(text: str) -> str:
    return " ".join(word.removesuffix("s") for word in _words(text))
