"""What a word can mean, where it can mean only one thing: a term of a list, or grades."""

import re
from collections.abc import Mapping
from unicodedata import combining, normalize

_ONE = re.compile(r"(?<=[a-z]{2})(?:(i)es|(?<=[xhs])es|(?<!s)s)\Z")
_GRADES = ("PK", "K", *(str(grade) for grade in range(1, 13)))
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_GRADE = re.compile(
    r"(?:grades? |gr\.? ?)?"
    r"(?:(?P<pk>pre ?-? ?k(?:indergarten)?|pk)|(?P<k>k|kindergarten)|(?P<number>[1-9]|1[0-2])(?:st|nd|rd|th)?"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)}))"
    r"(?:[ -]?grade(?:s|rs?)?)?\Z"
)
_LONGEST = 100  # no word is longer: more is not worth comparing
_TO = re.compile(r" ?- ?| to | through | thru ")


def meant(word: str, terms: Mapping[str, str]) -> str | None:
    """The one term that a word can mean: by its key or its label, in any case, joined otherwise, in the plural, or by
    the last part of its key, as in `field guide`. None where it can mean none, or several.
    """
    if word in terms:
        return word
    if len(word) > _LONGEST:
        return None
    for like in (loosely, _singular):
        for forms in (_names_of, _last_part):
            found = {key for key, label in terms.items() if like(word) in map(like, forms(key, label))}
            if found:
                return found.pop() if len(found) == 1 else None
    return None


def _names_of(key: str, label: str) -> tuple[str, ...]:
    return key, label


def _last_part(key: str, _label: str) -> tuple[str, ...]:
    return (key.rsplit("/", 1)[-1],)


def meant_grades(word: str) -> tuple[str, ...]:
    """The grades that a word can mean, in order: `K–2`, `grades 3-5`, `2nd grade`, `Pre-K`, `2 and 3`; else none."""
    plain = " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", normalize("NFKC", word)).casefold().split())
    found: set[str] = set()
    if len(plain) > _LONGEST:
        return ()
    for part in re.split(r" ?[,;&+/] ?(?:and )?| and ", plain):
        grades = _grade_range(part)
        if not grades:
            return ()
        found |= set(grades)
    return tuple(grade for grade in _GRADES if grade in found)


def _grade_range(text: str) -> tuple[str, ...]:
    """One grade, or all from one to another."""
    if one := _grade(text):
        return (one,)
    for sign in _TO.finditer(text):
        first, last = _grade(text[: sign.start()]), _grade(text[sign.end() :])
        if first and last:
            return _GRADES[_GRADES.index(first) : _GRADES.index(last) + 1]
    return ()


def _grade(text: str) -> str:
    found = _GRADE.match(text)
    if not found:
        return ""
    if found["ordinal"]:
        return str(_ORDINALS.index(found["ordinal"]) + 1)
    return found["number"] or ("PK" if found["pk"] else "K")


def loosely(text: str) -> str:
    """A value without capitals, accents and what joins its words; digits stay apart, or 1-2 were 12."""
    plain = "".join(char for char in normalize("NFKD", text.strip()).casefold() if not combining(char))
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", plain.replace("&", " and ")).replace("'", "").replace("’", "")
    return re.sub(r"(?<!\d)[\s_-]+|[\s_-]+(?!\d)", "", plain)


def _singular(text: str) -> str:
    """The same with every word in the singular, roughly: it is only compared with others."""
    words = re.split(r"([\s_/-]+)", text.strip().lower())
    return loosely("".join(_ONE.sub(lambda end: "y" if end[1] else "", word) for word in words))
