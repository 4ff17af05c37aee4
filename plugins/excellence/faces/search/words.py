"""Taking texts apart into what is searched for: words folded, codes and grades under one name, stems.

A browser does the same with what a visitor types, in `assets/modules/engine.mjs`; tests hold the two together.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS

STOP_WORDS = frozenset(WORDS)

# Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India, kana, ideographs. Written out, since the classes of the
# two languages' regular expressions differ. Nothing above U+D7A3, where the two sort in different orders.
_LETTERS = (
    "0-9a-z\u00df-\u00f6\u00f8-\u02af\u0370-\u0588\u05b0-\u060b\u0620-\u06d3\u06d5-\u0963\u0966-\u167f"
    "\u1681-\u1fff\u3041-\ud7a3"
)
_NTH = ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 13)))
_ORDINALS: tuple[str, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINALS += ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_SPANISH: tuple[str, ...] = ("primer(?:o)?", "segundo", "tercer(?:o)?", "cuarto", "quinto", "sexto")
_SPANISH += ("septimo", "octavo", "noveno", "decimo", "undecimo", "duodecimo")
_END = f"(?![{_LETTERS}])"
# What has a name of its own however it is written, in the order of the pattern's groups.
NAMES = (*(f"grade{number}" for number in range(1, 13)), "gradek", "gradepk")
NAMES += ("elementaryschool", "middleschool", "highschool")
_GRADES = "|".join(
    f"((?:{nth}|{ordinal})[ -]grade(?:s|rs?)?{_END}|(?:{number}\\.?[oº]|{spanish})[ -]grado{_END})"
    for number, (nth, ordinal, spanish) in enumerate(zip(_NTH, _ORDINALS, _SPANISH, strict=True), 1)
)
# A browser gets this pattern with the index, so that it is written once. The group after the names holds a number.
PATTERN = (
    f"{_GRADES}"
    f"|(kindergart(?:en|en?ers?)(?:s)?{_END}|kinder{_END}|grades?[ :-]k{_END})"
    f"|(pre[ -]?k(?:inder(?:garten(?:ers?)?)?)?{_END}|preschool(?:ers?)?{_END}|preescolar{_END})"
    f"|(elementary[ -]school(?:s|ers?)?{_END})|(middle[ -]school(?:s|ers?)?{_END})|(high[ -]school(?:s|ers?)?{_END})"
    f"|grad(?:e|o)s?[ :-]{{1,2}}(1[0-2]|[1-9])(?![{_LETTERS}]|[-.][{_LETTERS}])"
    f"|[{_LETTERS}]+(?:[-._\u2010][{_LETTERS}]+)*"
)
_UNIT = re.compile(PATTERN)
# Most texts speak of no grade and no school: then the last alternative alone does the same in a third of the time.
_SPECIAL = re.compile("grad[eo]|kinder|school|pre[ -]?k|preescolar")
_PLAIN = re.compile(PATTERN.rpartition("|")[2])
_BETWEEN = re.compile("[ :._\u2010-]+")
_GRADE = re.compile("grade(1[0-2]|[1-9])")
_DROPPED = re.compile("[\u0300-\u036f'’ʼ]")
_SCHOOLS = {**dict.fromkeys(range(1, 6), "elementary"), **dict.fromkeys(range(6, 9), "middle")}


def units(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text, folded. What several words make up comes first, and then the several words.

    `Grade 4` gives `("grade4", "grade", "4")`, `W.2.7` gives `("w27", "w", "2", "7")`, `Jardín` gives `("jardin",)`.
    """
    folded = _fold(text)
    if not _SPECIAL.search(folded):
        for word in _PLAIN.findall(folded):
            parts = [word] if word.isalnum() else _BETWEEN.split(word)
            yield ("".join(parts), *parts) if len(parts) > 1 else (word,)
        return
    for found in _UNIT.finditer(folded):
        parts = _BETWEEN.split(found[0])
        if found.lastindex is not None:
            name = NAMES[found.lastindex - 1] if found.lastindex <= len(NAMES) else f"grade{found[found.lastindex]}"
            yield (name, *parts)
        else:
            yield ("".join(parts), *parts) if len(parts) > 1 else (parts[0],)


def _fold(text: str) -> str:
    if text.isascii():
        return text.replace("'", "").lower()
    return _DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower().replace("ς", "σ")


def terms(text: str, *, everything: bool) -> tuple[list[str], set[str]]:
    """What the index holds of a text: stems, and once each the words as written, for words half typed.

    The commonest words are left out unless `everything` is wanted. Second, its words as written, which may be proposed
    to somebody who mistyped one.
    """
    said: list[str] = []
    written: set[str] = set()
    for unit in units(text):
        said += unit
        if len(unit) == 1:
            written.add(unit[0])
        else:
            said += _others(unit)
            written.update(unit[1:])
    kept = said if everything else [word for word in said if word not in STOP_WORDS]
    stems = [stem(word) for word in kept]
    return stems + sorted(set(kept).difference(stems)), written


def school_of(grades: tuple[str, ...]) -> tuple[str, ...]:
    """The schools that grades belong to, by the keys of the vocabulary: `("7", "8")` is middle school."""
    named = (_SCHOOLS.get(int(key), "high") if key.isdecimal() else "elementary" for key in grades)
    return tuple(f"{name} school" for name in dict.fromkeys(named))


def _others(unit: tuple[str, ...]) -> Iterator[str]:
    """Other names of the same: `CCSS.ELA-LITERACY.W.4.2` is also `LITERACY.W.4.2` and `W.4.2`, grade 4 the fourth."""
    whole, *parts = unit
    if found := _GRADE.fullmatch(whole):
        yield from (_NTH[int(found[1]) - 1], _ORDINALS[int(found[1]) - 1])
    elif len(parts) > 2 and any(letter.isdigit() for letter in whole):
        yield from ("".join(parts[start:]) for start in range(1, len(parts) - 1))


class _Stemmer(PorterStemmer):  # type: ignore[misc] # lunr has no types
    """Porter's stemmer as lunr.js has it; without this, "valley" and "play" would never be found."""

    b: str  # the word
    k: int  # its last letter

    def ends(self, suffix: str) -> bool:
        """Whether the word ends so, with at least a letter before it."""
        return len(suffix) <= self.k and bool(super().ends(suffix))

    def doublec(self, at: int) -> bool:
        return self.b[at] != "y" and bool(super().doublec(at))

    def step1c(self) -> None:
        """A final y turns to i after a consonant that is not the first letter."""
        if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i"


_PORTER = _Stemmer()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    return str(_PORTER.stem(word))
