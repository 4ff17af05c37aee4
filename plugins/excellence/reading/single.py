"""Single values: each read as its kind, strictly where it permits something, and else as what it must mean."""

import re
from collections.abc import Mapping as Terms
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ..model.finding import INFO, Finding, Place, Rule
from ..model.schema import Day, FileName, Flag, Kind, Language, OneOf, Share, Slug, Term, Text, Url, Whole
from ..model.vocabulary import Vocabulary
from .file_names import FILE_NAME, file_name_problem, is_inside
from .likely import loosely, meant
from .telling import is_private, is_strict, nearest, quoted, repeated, shown, suggestion
from .values import Scalar
from .yaml_text import YAML_COMMENT

WRONG_TYPE = Rule(
    "wrong-type",
    "Values have the right type",
    "A wrong type would be shown as something else.",
    "Write the value as the message says: a list, a date, a number, a single text.",
    "grades: [2]",
)
UNKNOWN_VALUE = Rule(
    "unknown-value",
    "Values come from the vocabulary",
    "Otherwise filters miss the work.",
    "Choose one of the words in works/vocabulary.yml, or have a new one added there first.",
    "formats: [cards/note-cards]",
)
READ_AS = Rule(
    "read-as",
    "A value is read as what it must mean",
    "Only one thing can be meant.",
    "Nothing needs mending. scripts/check --fix writes it as the contract has it.",
    "grades: K-2 is read as [K, 1, 2]",
    check=INFO,
    build=INFO,
)
TOO_LONG = Rule(
    "too-long",
    "Texts keep their limits",
    "Cards and pages are made for them.",
    "Shorten it; the message says by how much.",
    "a summary has 240 characters at most",
)


SLUG = re.compile(r"(?=.{3,60}\Z)(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z)[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SLUG_REMEDY = "use 3 to 60 of a-z, 0-9 and single hyphens, and no name that Windows keeps for itself, such as con"
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z")
CURLY_MARKS = "“”„‟«»‹›‘’‚"
LANGUAGE_NAMES = {
    "english": "en",
    "spanish": "es",
    "español": "es",
    "castellano": "es",
    "french": "fr",
    "français": "fr",
    "german": "de",
    "deutsch": "de",
    "portuguese": "pt",
    "português": "pt",
    "italian": "it",
    "italiano": "it",
    "chinese": "zh",
    "中文": "zh",
    "arabic": "ar",
    "العربية": "ar",
    "japanese": "ja",
    "日本語": "ja",
    "korean": "ko",
    "한국어": "ko",
    "russian": "ru",
    "русский": "ru",
    "vietnamese": "vi",
    "tiếng việt": "vi",
}
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class Wrong:
    """Stands where a value could not be read; the flaw is already written down."""


WRONG: Final = Wrong()


@dataclass(slots=True)
class Singles:
    """Reads single values and writes down what is wrong with them, each finding with its field."""

    vocabulary: Vocabulary
    places: dict[str, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def find(
        self, rule: Rule, where: str, place: Place, what: str, remedy: str, swap: tuple[str, str] | None = None
    ) -> Wrong:
        self.findings.append(Finding(rule, what, remedy, place, where, swap=swap))
        return WRONG

    def is_cut(self, kind: Kind, value: Scalar, where: str) -> bool:
        """Whether a # hides a part of a text. After two spaces, and with a space after it, it begins a note."""
        sign = value.cut.lstrip(" \t")
        tight = bool(sign[1:].strip()) and not sign[1].isspace()
        spaces = len(value.cut) - len(sign)
        if not isinstance(kind, Text | FileName) or not sign or (not tight and (spaces > 1 or not value.text)):
            return False
        place = value.place if value.text else Place(value.place.line, value.place.column + spaces)
        old = f"{value.text}{value.cut if value.text else sign}"
        certain = tight and value.plain and not value.inline and value.place.line == value.end.line
        remedy = 'put quotes around the whole value, as in title: "Class book #3"'
        remedy += "" if tight else "; a note needs two spaces before its #"
        what = "a # after a space hides the rest of its line"
        self.find(YAML_COMMENT, where, place, what, remedy, (old, quoted(old)) if certain else None)
        return True

    def uncurled(self, kind: Kind, value: Scalar, where: str) -> Scalar:
        """A value without the typographic quotation marks around it, which mean nothing but in a text."""
        text = value.text.strip(CURLY_MARKS)
        if isinstance(kind, Text) or text == value.text:
            return value
        remedy = "take them out: straight ones may stand there, or none"
        what = "curly quotation marks stand around the value"
        self.find(WRONG_TYPE, where, value.place, what, remedy, (value.text, text))
        return value._replace(text=text)

    def read_as(self, value: Scalar, where: str, right: str, swap: str | None = None) -> None:
        """Says how a value was understood that is not written as the contract has it."""
        # Only what is like a term gets here, so that it may be repeated.
        what = f"{shown(value.text)} is read as {right}"
        swap = (swap or right) if value.plain and value.place.line == value.end.line else None
        remedy = "scripts/check --fix writes it so" if self.vocabulary.lists else "write it so"  # --fix is for works
        self.find(READ_AS, where, value.place, what, remedy, (value.text, swap) if swap else None)

    def now(self, name: str, key: str, place: Place, where: str, *, alone: bool) -> str:
        """The key that a term of a list has now; one that moved is told, and mended where it stands `alone`."""
        now = self.vocabulary.now(name, key)
        if now != key:
            remedy = "scripts/check --fix writes it so" if alone else "write it so"
            self.find(READ_AS, where, place, f"{shown(key)} is called {now} now", remedy, (key, now) if alone else None)
        return now

    def _text(self, kind: Text, value: Scalar, where: str) -> str | Wrong:
        text = value.text.strip() if kind.lines else " ".join(value.text.split())
        if len(text) > kind.limit:
            what = f"{len(text):,} characters, {kind.limit:,} is the most"
            return self.find(TOO_LONG, where, value.place, what, f"leave out {len(text) - kind.limit:,}")
        count = len(text.split())
        if kind.words is not None and count > kind.words:
            what = f"{count} words, {kind.words} is the most"
            return self.find(TOO_LONG, where, value.place, what, f"leave out {count - kind.words}")
        return text

    def _whole(self, kind: Whole, value: Scalar, where: str) -> int | Wrong:
        if re.fullmatch(r"-?(?:0|[1-9][0-9]{0,8})", value.text) and kind.least <= int(value.text) <= kind.most:
            return int(value.text)
        years = re.fullmatch(r"((?:19|20)[0-9]{2})\s*[-–/]\s*(?:19|20)?([0-9]{2})", value.text)
        if years and where == "year" and (int(years[1]) + 1) % 100 == int(years[2]):
            self.read_as(value, where, str(int(years[1]) + 1))  # a school year by its end
            return int(years[1]) + 1
        what = f"{repeated(value, where)} is no whole number from {kind.least} to {kind.most}"
        return self.find(WRONG_TYPE, where, value.place, what, f"write digits alone, as in {kind.example}")

    def _share(self, _kind: Share, value: Scalar, where: str) -> float | Wrong:
        if re.fullmatch(r"(?:0|1|0?\.[0-9]{1,20}|0\.|1\.0{0,20})", value.text):
            return float(value.text)
        percent = re.fullmatch(r"([0-9]{1,2}(?:\.[0-9]{1,4})?|100) ?%", value.text)
        if percent:
            share = round(float(percent[1]) / 100, 6)
            self.read_as(value, where, f"{share:g}")
            return share
        what = f"{repeated(value, where)} is no fraction from 0 to 1"
        return self.find(WRONG_TYPE, where, value.place, what, "write 0.5 for the middle")

    def _flag(self, _kind: Flag, value: Scalar, where: str) -> bool | Wrong:
        said = _YES_NO.get(value.text.lower())
        if said is None:
            what = f"{repeated(value, where)} is neither true nor false"
            return self.find(WRONG_TYPE, where, value.place, what, "write true or false")
        return said

    def _day(self, _kind: Day, value: Scalar, where: str) -> date | Wrong:
        try:
            if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.text):
                return date.fromisoformat(value.text)
        except ValueError:
            pass
        what = f"{repeated(value, where)} is no date"
        return self.find(WRONG_TYPE, where, value.place, what, "write year-month-day, as in 2026-05-04")

    def _slug(self, _kind: Slug, value: Scalar, where: str) -> str | Wrong:
        if SLUG.match(value.text):
            return value.text
        return self.find(WRONG_TYPE, where, value.place, "this is no slug", SLUG_REMEDY)

    def _filename(self, _kind: FileName, value: Scalar, where: str) -> str | Wrong:
        """A name that not every computer can store is kept, so that what its file holds is told in the same run."""
        problem = file_name_problem(value.text)
        if problem is None:
            return value.text
        self.find(FILE_NAME, where, value.place, *problem)
        return value.text if is_inside(value.text) else WRONG

    def _url(self, _kind: Url, value: Scalar, where: str) -> str | Wrong:
        if re.fullmatch(r"https?://[^\s<>\"'\\]{4,2000}", value.text):
            return value.text
        return self.find(WRONG_TYPE, where, value.place, "this is no web address", "begin it with https://")

    def _language(self, _kind: Language, value: Scalar, where: str) -> str | Wrong:
        if LANGUAGE.match(value.text):
            return value.text
        tag = "-".join(
            part.lower() if not number else part.title() if len(part) == 4 else part.upper()
            for number, part in enumerate(re.split(r"[-_]", value.text))
        )
        if LANGUAGE.match(tag):
            self.read_as(value, where, tag)
            return tag
        named = LANGUAGE_NAMES.get(value.text.strip().lower())
        remedy = f"write {named}" if named else "write en, es, pt-BR or the like"
        swap = (value.text, named) if named else None
        return self.find(WRONG_TYPE, where, value.place, "this is no language tag", remedy, swap)

    def _oneof(self, kind: OneOf, value: Scalar, where: str) -> str | Wrong:
        return self._choice(value, {each: each for each in kind.values}, where)

    def _term(self, kind: Term, value: Scalar, where: str) -> str | Wrong:
        alone = value.plain and value.place.line == value.end.line
        now = self.now(kind.list, value.text, value.place, where, alone=alone)
        return self._choice(value._replace(text=now), self.vocabulary.terms(kind.list), where)

    def _choice(self, value: Scalar, allowed: Terms[str, str], where: str) -> str | Wrong:
        """An approval is never guessed: what permits something counts only as it is written in the contract."""
        if value.text in allowed:
            return value.text
        means = meant(value.text, allowed)
        if means is not None and not is_strict(where):
            self.read_as(value, where, means)
            return means
        near = means or nearest(value.text, allowed)
        said = shown(value.text) if near and not is_private(where) else repeated(value, where)
        what = f"{said} is not one of the allowed values"
        swap = (value.text, means) if means is not None and loosely(means) == loosely(value.text) else None
        return self.find(UNKNOWN_VALUE, where, value.place, what, suggestion(value.text, allowed, "value", near), swap)
