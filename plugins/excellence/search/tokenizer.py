"""Taking texts apart into what is searched for: words folded, codes and grades under one name, stems.

A browser does the same with what a visitor types, in `searching/engine.mjs`; tests hold the two together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS

STOP_WORDS = frozenset(WORDS)

# Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India. Written out, since the classes of the two languages'
# regular expressions differ. Nothing above U+D7A3, where the two sort in different orders.
_LETTERS = (
    "0-9a-z\u00df-\u00f6\u00f8-\u02af\u0370-\u0588\u05d0-\u05f2\u0620-\u0669\u066e-\u06d3\u06d5"
    "\u06e5-\u06e6\u06ee-\u06fc\u06ff\u0710-\u0963\u0966-\u0dff\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f33"
    "\u0f40-\u0fbc\u1040-\u1049\u10a0-\u167f\u1681-\u177f\u17e0-\u17e9\u1800-\u1fff\ua000-\uabff"
)
# What is written without blanks, or with words of several: Thai, Lao, Burmese, Khmer, kana, ideographs, Hangul. Then
# the signs that belong to the letter before them.
UNSPACED = (
    "[\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf\u1000-\u102a\u103f"
    "\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\u1780-\u17b3\u17d7\u17dc"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]"
)
_SIGNS = (
    "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1060\u1062-\u106d"
    "\u1071-\u1074\u1082-\u109d\u17b4-\u17d3\u17dd\u3099\u309a]"
)
# A letter as it is seen: two consonants, one above the other, are one.
_SEEN = f"{UNSPACED}(?:[\u1039\u17d2][\u1000-\u17b3]|{_SIGNS})*"
_NTH = ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 13)))
_ORDINALS: tuple[str, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINALS += ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_SPANISH: tuple[str, ...] = ("primer(?:o)?", "segundo", "tercer(?:o)?", "cuarto", "quinto", "sexto")
_SPANISH += ("septimo", "octavo", "noveno", "decimo", "undecimo", "duodecimo")
# How Spanish numbers in short: 1er, 2do, 3ra, 4to, 7mo, 8vo, 9no; or all of them with a sign, 4º.
_SHORT = ("e?r[oa]?", "d[oa]", "e?r[oa]?", *("t[oa]",) * 3, "m[oa]", "v[oa]", "n[oa]", *("m[oa]",) * 3)
_END = f"(?![{_LETTERS}])"
# What has a name of its own however it is written, in the order of the pattern's groups.
NAMES = (*(f"grade{number}" for number in range(1, 13)), "gradek", "gradepk")
NAMES += ("elementaryschool", "middleschool", "highschool")
# `5 grades` are five of them, `5 grade` is one; `forth` is how children write it.
_GRADES = "|".join(
    f"((?:(?:{nth}|{ordinal.replace('fourth', 'fou?rth')})[ -]grade(?:s|rs?)?|{number}[ -]grade(?:rs?)?"
    f"|(?:{number}(?:\\.?[oº°]|{short})?|{spanish})[ -]grado){_END})"
    for number, (nth, ordinal, spanish, short) in enumerate(zip(_NTH, _ORDINALS, _SPANISH, _SHORT, strict=True), 1)
)
# A browser gets this pattern with the index, so that it is written once. The group after the names holds a number;
# those after it three letters of a script without blanks, the first two of them, and the first, which alone is passed.
_FIRST = len(NAMES) + 4
PATTERN = (
    f"{_GRADES}"
    f"|((?:kindergar[td](?:en|en?ers?)(?:s)?|kinder|jardin de (?:ninos|infantes)|grades?[ :-]k){_END})"
    f"|((?:pre[ -]?k(?:inder(?:gar[td]en(?:ers?)?)?)?|preschool(?:ers?)?|preescolar){_END})"
    f"|((?:elementary[ -]school(?:s|ers?)?|escuela primaria){_END})"
    f"|((?:middle[ -]school(?:s|ers?)?|escuela intermedia){_END})"
    f"|((?:high[ -]school(?:s|ers?)?|escuela preparatoria){_END})"
    f"|grad(?:e|o)s?[ :-]{{1,2}}(1[0-2]|[1-9])(?![{_LETTERS}]|[-.][{_LETTERS}])"
    f"|(?=((({_SEEN})(?:{_SEEN})?)(?:{_SEEN})?))\\{_FIRST}"
    f"|[{_LETTERS}]+(?:[-._\u2010\u05be\u200c][{_LETTERS}]+)*"
)
_UNIT = re.compile(PATTERN)
# Most texts speak of no grade and no school: then the last alternative alone does the same in a third of the time.
_SPECIAL = re.compile(f"grad[eo]|kinder|jardin de|school|escuela|pre[ -]?k|preescolar|{UNSPACED}")
_PLAIN = re.compile(PATTERN.rpartition("|")[2])
_UNSPACED = re.compile(UNSPACED)
_BETWEEN = re.compile("[ :._\u2010\u05be\u200c-]+")
_GRADE = re.compile("grade(1[0-2]|[1-9])")
# Accents, the points of Hebrew, the vowels of Arabic; apostrophes, and what only stretches a word.
_MARKS = "".join(chr(code) for code in range(0x300, 0x700) if unicodedata.category(chr(code))[0] == "M")
_DROPPED = re.compile(f"[{_MARKS}'’ʼ\u05f3\u05f4\u0640]")
# A quotation mark within a word of Hebrew marks an abbreviation.
_ABBREVIATED = re.compile('([\u05d0-\u05ea])["”](?=[\u05d0-\u05ea])')
# The article of Arabic is one word with what follows it, and so are "and", "with", "as", "then" and "for" before it.
_ARTICLE = re.compile("^(?:[\u0648\u0628\u0643\u0641]?\u0627\u0644|\u0644\u0644)(.{3,})")
# What readers take for the same letter: the forms of alef, ya, kaf and ha in Arabic, Persian and Urdu, letters at the
# end of a word in Hebrew and Greek, digits.
_SAME = str.maketrans(
    "ςךםןףץ\u0671\u0649\u06cc\u06a9\u0629\u06c1\u06c3\u06d5٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    "σכמנפצ\u0627\u064a\u064a\u0643\u0647\u0647\u0647\u064701234567890123456789",
)
_SCHOOLS = {**dict.fromkeys(range(1, 6), "elementary"), **dict.fromkeys(range(6, 9), "middle")}


def units(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text, folded. What several words make up comes first, and then the several words.

    `Grade 4` gives `("grade4", "grade", "4")`, `W.2.7` gives `("w27", "w", "2", "7")`, `Jardín` gives `("jardin",)`.
    Where words stand side by side without blanks, every letter begins a unit of the three that follow one another, and
    of their beginnings: `東京都` gives `("東京都", "東京", "東")`, `("京都", "京")` and `("都",)`.
    """
    folded = _fold(text)
    return map(_named, _UNIT.finditer(folded)) if _SPECIAL.search(folded) else map(_parted, _PLAIN.findall(folded))


def _named(found: re.Match[str]) -> tuple[str, ...]:
    if found.lastindex is None:
        return _parted(found[0])
    if found.lastindex > len(NAMES) + 1:
        return tuple(dict.fromkeys(found.groups()[len(NAMES) + 1 :]))
    name = NAMES[found.lastindex - 1] if found.lastindex <= len(NAMES) else f"grade{found[found.lastindex]}"
    return name, *_BETWEEN.split(found[0])


# Texts say the same few thousand words over and over, so that what becomes of each is kept.
@lru_cache(maxsize=50_000)
def _parted(word: str) -> tuple[str, ...]:
    parts = [word] if word.isalnum() else _BETWEEN.split(word)
    return ("".join(parts), *parts) if len(parts) > 1 else (parts[0],)


def _fold(text: str) -> str:
    if text.isascii():
        return text.replace("'", "").lower()
    told = _DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_SAME)
    # Syllables of Hangul, and kana with their marks, are one letter each.
    return unicodedata.normalize("NFC", _ABBREVIATED.sub(r"\1", told))


def terms(text: str, *, everything: bool) -> tuple[list[str], set[str]]:
    """What the index holds of a text: stems, and once each the words as written, for words half typed.

    The commonest words are left out unless `everything` is wanted. Second, its words as written, which may be proposed
    to somebody who mistyped one.
    """
    said = list(units(text))
    stems = [each for unit in said for each in _held(unit, everything)[0]]
    kept, written = set[str](), set[str]()
    for unit in set(said):
        _, words, seen = _held(unit, everything)
        kept.update(words)
        written.update(seen)
    return stems + sorted(kept.difference(stems)), written


@lru_cache(maxsize=50_000)
def _held(unit: tuple[str, ...], everything: bool) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The stems of a unit, the words of these, and those of its words that are as written."""
    written = () if _UNSPACED.match(unit[0]) else unit[1:] or unit
    said = unit
    if written:
        said += (*_others(unit),) if len(unit) > 1 else (*_ARTICLE.findall(unit[0]),)
    kept = said if everything else tuple(word for word in said if word not in STOP_WORDS)
    return tuple(map(stem, kept)), kept, written


def school_of(grades: tuple[str, ...]) -> tuple[str, ...]:
    """The schools that grades belong to, by the keys of the vocabulary: `("7", "8")` is middle school."""
    named = (_SCHOOLS.get(int(key), "high") if key.isdecimal() else "elementary" for key in grades)
    return tuple(f"{name} school" for name in dict.fromkeys(named))


def names_of_grades(keys: Iterable[str]) -> dict[str, list[str]]:
    """The keys of grades by what names them in a text: `grade4`, `gradek`, `highschool`."""
    found: dict[str, list[str]] = {}
    for key in keys:
        for name in (f"grade{key.lower()}", *(each.replace(" ", "") for each in school_of((key,)))):
            if name in NAMES:
                found.setdefault(name, []).append(key)
    return found


def phrase_of(text: str) -> str:
    """A text by the stems of its words: `Take it down!` and `taking it down` are the same."""
    return " ".join(stem(whole) for whole, *_ in units(text))


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
