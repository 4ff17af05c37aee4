"""What a cell says, as people write it: several values, grades, years, days, terms, yes and no. Nothing is guessed."""

import re
from collections.abc import Collection
from collections.abc import Mapping as Terms
from typing import Any, Final, NamedTuple

from ..model.finding import Place
from ..model.schema import Day, Flag, Kind, Language, Many, OneOf, Table, Term, Text, Whole
from ..model.vocabulary import Vocabulary
from .columns import plainly
from .likely import loosely, meant
from .meaning import all_meant, grades_meant
from .single import LANGUAGE_NAMES
from .telling import nearest, shown, suggestion
from .values import Mapping, Scalar, Sequence, Value
from .yaml_text import read_yaml

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?\Z")
_SLASHED: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?\Z")
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SCHOOL_YEAR: Final = re.compile(r"((?:19|20)\d{2})\s*[-–/]\s*((?:19|20)?\d{2})(?![\d/-])")
_SPOKEN: Final = (
    *("primer primero primera", "segundo segunda", "tercer tercero tercera", "cuarto cuarta", "quinto quinta"),
    *("sexto sexta", "septimo septima", "octavo octava", "noveno novena", "decimo decima", "undecimo", "duodecimo"),
)
_ORDINALS: Final = {word: number for number, words in enumerate(_SPOKEN, 1) for word in words.split()}
_MONTHS: Final = tuple(
    each.split()
    for each in ["jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep", "oct", "nov", "dec dic"]
)
_YES: Final = {"yes", "y", "true", "x", "1", "si", "s", "verdadero", "ja", "oui", "✓", "✔"}
_NO: Final = {"no", "n", "false", "0", "falso", "non", "nein", ""}
_THREE: Final = {"eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "por": "pt", "ita": "it"}
_RESERVED: Final = re.compile(
    r"all rights reserved|in copyright|©|derechos reservados|rightsstatements\.org/(?:vocab|page)/InC", re.IGNORECASE
)
_AUGUST: Final = 8  # a day from here on lies in the school year that ends in the next year


class Meant(NamedTuple):
    """What a cell means: values to read on, how it was read where that is not plain, and what means nothing."""

    values: tuple[str, ...] = ()
    read_as: str = ""
    wrong: tuple[str, str] | None = None


def neutral(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unneutral(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:].startswith(_FORMULA) else text


def parts(text: str, more: str = "") -> tuple[str, ...]:
    """Several values in a cell: parted by lines, semicolons, upright bars, or what Omeka writes between them."""
    sign = "\n" if "\n" in text else next((each for each in ("^^", "|", ";", *more) if each in text), "\n")
    return tuple(filter(None, (each.strip() for each in text.split(sign))))


def in_brackets(text: str) -> Value | None:
    """A list or a group as the front matter writes it within brackets, where a cell holds one."""
    if text[:1] not in ("[", "{"):
        return None
    value, flaws = read_yaml(text)
    return value if not flaws and isinstance(value, Mapping | Sequence) else None


def cell_meant(name: str, kind: Kind, text: str, vocabulary: Vocabulary) -> Meant:
    """The values of a cell for a field of this kind."""
    inner = kind.kind if isinstance(kind, Many) else kind
    several = isinstance(kind, Many)
    match inner:
        case Term(list="grades"):
            return _grades(text, vocabulary)
        case Term():
            return _terms(text, _allowed(vocabulary, inner.list), vocabulary, inner.list, several=several)
        case OneOf():
            said = " ".join(text.split())
            if name == "license":
                said = _license(said)
            return _terms(said, {each: each for each in inner.values}, vocabulary, "", several=several)
        case Whole():
            return _year(text) if name == "year" else Meant((text,))
        case Day():
            return _day(text)
        case Flag():
            return _flag(text)
        case Language():
            return _language(text)
        case Text() | Table():
            return Meant(
                parts(text, ",") if several and _is_short(inner, text) else parts(text) if several else (text,)
            )
    return Meant(parts(text, ",") if several else (text,))


def _is_short(kind: Any, text: str) -> bool:
    """Whether commas part a list, as in keywords, and not the clauses of a sentence."""
    return isinstance(kind, Text) and kind.limit <= 60 and all(len(each.split()) <= 4 for each in text.split(","))


def _grades(text: str, vocabulary: Vocabulary) -> Meant:
    """Also those of other languages, and a range such as 3-5 of which a spreadsheet program has made a day."""
    allowed = vocabulary.terms("grades")
    if (numbers := _mangled(text)) and numbers[-1] <= 12:
        values = tuple(str(each) for each in range(numbers[0], numbers[-1] + 1) if str(each) in allowed)
        return Meant(values, f"the grades {numbers[0]} to {numbers[-1]}, of which the spreadsheet had made a day")
    said = "; ".join(_spoken_grade(each, vocabulary) for each in re.split(r"[;\n|]|\^\^", text) if each.strip())
    found, lost = grades_meant(said, tuple(allowed))
    if lost:
        return Meant(tuple(found), "", (_unknown(text), f"write grades as in 2 or 2, 3 or K-2 ({', '.join(allowed)})"))
    plain = ", ".join(re.split(r"\s*[,;]\s*", text))
    return Meant(tuple(found), "" if ", ".join(found) == plain else ", ".join(found))


def _mangled(text: str) -> list[int]:
    """The two numbers of a range such as 3-5 that a spreadsheet program has turned into a day: 2026-03-05, or 5-Mar."""
    if day := _DAY.match(text) or _SLASHED.match(text):
        return sorted(int(each) for each in day.groups() if len(each) < 3)
    found = re.match(r"(\d{1,2})[- ]([a-z]{3})[a-z]*\.?\Z", text, re.IGNORECASE)
    month = next((at for at, names in enumerate(_MONTHS, 1) if found and found[2].lower() in names), 0)
    return sorted((int(found[1]), month)) if found and month else []


def _spoken_grade(said: str, vocabulary: Vocabulary) -> str:
    for terms in vocabulary.labels.values():
        if found := meant(said, terms.get("grades", {})):
            return found
    for grade, words_for in vocabulary.synonyms.get("grade", {}).items():
        if plainly(said) in map(plainly, words_for):
            return grade
    words = re.sub(r"(\d{1,2})\s*(?:\.?[ºª°]|\.?(?:er|do|ro|to|mo|vo|no|th|st|nd|rd)\b\.?)", r"\1", said.casefold())
    words = re.sub(r"\b(?:grados?|cursos?|grades?|year group|de primaria|primaria|de|clase)\b", " ", words)
    words = re.sub(r"\s+(?:y|e|und|et|&)\s+", " and ", re.sub(r"\s+a\s+", "-", words))
    words = re.sub(r"[^\W\d]{3,}", lambda found: str(_ORDINALS.get(plainly(found[0]), found[0])), words)
    words = re.sub(r"\bpre-?k ?\d\b", "PK", words)
    words = re.sub(r"\bk[ií]nder(?:garten)?\b", "K", words)
    return re.sub(r"\b(?:preescolar|pre-?k[ií]nder|prek)\b", "PK", re.sub(r"(\d)\.0\b", r"\1", words)) or said


def _allowed(vocabulary: Vocabulary, name: str) -> Terms[str, str]:
    return vocabulary.terms(name)


def _terms(text: str, allowed: Terms[str, str], vocabulary: Vocabulary, name: str, *, several: bool) -> Meant:
    """Terms by key or label, by their label in another language, or by an everyday word that means one thing only."""
    values: list[str] = []
    lost: list[str] = []
    whole = _term(text, allowed, vocabulary, name)
    for each in (text,) if whole or not several else parts(text.replace("^^", ";"), ","):
        found = whole or _term(each, allowed, vocabulary, name)
        more, _ = ([found], []) if found else all_meant(each, allowed) if several else ([], [])
        values += more
        lost += [] if more else [each]
    values = list(dict.fromkeys(values))
    wrong = (_unknown(lost[0], allowed), suggestion(lost[0], allowed, "value")) if lost else None
    read = "" if wrong or ", ".join(values) == ", ".join(parts(text, ",")) else ", ".join(values)
    return Meant(tuple(values), read, wrong)


def _term(said: str, allowed: Terms[str, str], vocabulary: Vocabulary, name: str) -> str:
    if found := meant(said, allowed):
        return found
    for lists in vocabulary.labels.values():
        if (found := meant(said, lists.get(name, {}))) and found in allowed:
            return found
    facet = {"subjects": "subject", "text_types": "text-type"}.get(name, "")
    words = vocabulary.synonyms.get(facet, {})
    by_word = {key for key, each in words.items() if loosely(said) in map(loosely, each) and key in allowed}
    return by_word.pop() if len(by_word) == 1 else ""


def _unknown(text: str, allowed: Collection[str] = ()) -> str:
    """Never the word itself where it may be a name: it is repeated where it is like a term, or hardly has a letter."""
    harmless = len(text) <= 12 and sum(map(str.isalpha, text)) <= 1
    said = shown(text) if harmless or nearest(text, allowed) else "this"
    return f"{said} is not one of the allowed values"


def _license(said: str) -> str:
    """A licence by its address or by its usual name."""
    found = re.search(r"creativecommons\.org/(licenses|publicdomain)/([a-z-]+)", said)
    if found:
        return "CC0-1.0" if found[2] == "zero" else f"CC-{found[2].upper()}-4.0"
    if _RESERVED.search(said):
        return "LicenseRef-All-Rights-Reserved"
    return said


def _year(text: str) -> Meant:
    """The year in which a school year ends, out of a year, a school year, a day or a month."""
    school = _SCHOOL_YEAR.search(text)
    if school and (int(school[1]) + 1) % 100 == int(school[2]) % 100:
        return Meant((str(int(school[1]) + 1),), f"the school year that ends in {int(school[1]) + 1}")
    if day := _DAY.match(text):
        year = int(day[1]) + (int(day[2]) >= _AUGUST)
        return Meant((str(year),), f"the school year that ends in {year}")
    years = set(_YEAR.findall(text))
    if len(years) == 1:
        year = years.pop()
        return Meant((year,), "" if text == year else year)
    return Meant(
        (), "", ("no one year can be told from this", "write the year in which the school year ended, as in 2026")
    )


def _day(text: str) -> Meant:
    """A day in any order that leaves no doubt."""
    if found := _DAY.match(text):
        said = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
        return Meant((said,), "" if said == text else said)
    if found := _SLASHED.match(text):
        first, second = int(found[1]), int(found[2])
        for month, day in ((first, second), (second, first)):
            if first == second or (month <= 12 < day <= 31):
                return Meant((said := f"{found[3]}-{month:02}-{day:02}",), said)
    return Meant((), "", ("this is no day that leaves no doubt", "write year-month-day, as in 2026-05-04"))


def _flag(text: str) -> Meant:
    said = plainly(text) or text.strip()
    if said in _YES or said in _NO:
        return Meant(("true" if said in _YES else "false",))
    return Meant((), "", ("this is neither yes nor no", "write yes or no"))


def _language(text: str) -> Meant:
    first = parts(text, ",")[:1] or ("",)
    said = first[0].lower()
    named = _THREE.get(said) or LANGUAGE_NAMES.get(said, first[0])
    return Meant((named,), "" if named == text else named)


def scalar(text: str, place: Place, *, plain: bool = False) -> Scalar:
    return Scalar(text, plain, place, place)


def placed(value: Value, place: Place) -> Value:
    """The same value with everything in it at one place: that of its cell."""
    if isinstance(value, Scalar):
        return Scalar(value.text, value.plain, place, place)
    if isinstance(value, Sequence):
        return Sequence(tuple(placed(each, place) for each in value.items), place)
    entries = tuple(type(each)(each.key, place, placed(each.value, place)) for each in value.entries)
    return Mapping(entries, place)
