"""What a person says of a collection of their own: by flags, by answers, or as mkdocs.yml says it already."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import click

from ..authoring.configured import Said, languages_in, said_at
from ..rendering.strings import words
from ..rules.addresses import is_inner
from ..rules.contact import CONTACT_REMEDY, contact_flaw

Check = Callable[[str], str]  # what is wrong with an answer; empty where nothing is
LONGEST = 240
HERE = "http://127.0.0.1:8000/"


@dataclass(frozen=True, slots=True)
class Given:
    """The flags; None or nothing for one that was not given."""

    name: str | None
    address: str | None
    contact: str | None
    by: tuple[str, ...]
    affiliation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """How what is not given is found out: `text` is mkdocs.yml, `own` the site's language, `address` what is likely.

    The `first` time nothing that mkdocs.yml says is taken for granted: it is the old collection's. What is for one
    `school` alone has no public address, and belongs to nobody else.
    """

    text: str
    own: str
    address: str
    first: bool
    asks: bool
    school: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        return languages_in(self.text)

    def said(self, given: Given) -> Said:
        """All of it; ends the command with everything that is missing or wrong."""
        by, affiliation = (self._by_language(name, getattr(given, name)) for name in ("by", "affiliation"))
        if not self.asks:
            self._refuse(given, by, affiliation)
        said = Said(
            name=self._one("What is it called?", given.name, self._known("site_name"), _needed),
            address=self._address(given.address),
            contact=self._one("Whom do families write to?", given.contact, self._contact(), _reachable),
            by=self._by(by),
            affiliation=self._affiliation(affiliation),
        )
        return Said(said.name, said.address, said.contact, said.by, said.affiliation, self._described(said.by))

    def _refuse(self, given: Given, by: Mapping[str, str], affiliation: Mapping[str, str]) -> None:
        """What is missing, where nobody can be asked, and what is wrong, in one go."""
        contact = given.contact if given.contact is not None else self._contact() or None
        held = {"name": given.name, "contact": contact, "by": by.get(""), "affiliation": affiliation.get("")}
        needed = {flag: value for flag, value in held.items() if flag != "affiliation" or not self.school}
        missing = [f"--{flag}" for flag, value in needed.items() if value is None and self.first]
        wrong = [f"nobody can be asked here, so these flags are missing: {', '.join(missing)}"] if missing else []
        for flag, value, check in (
            ("--name", given.name, _needed),
            ("--address", given.address, _own if self.school else _public),
            ("--contact", given.contact, _reachable),
            *(("--by", value, _needed) for value in by.values()),
            *(("--affiliation", value, _short) for value in affiliation.values()),
        ):
            if value is not None and (flaw := check(value)):
                wrong.append(f"{flag}: {flaw}")
        if wrong:
            raise click.ClickException("\n".join(wrong))

    def _known(self, *keys: str) -> str:
        return "" if self.first else said_at(self.text, *keys)

    def _contact(self) -> str:
        there = said_at(self.text, "extra", "contact")
        return "" if not there or contact_flaw(there) else there

    def _one(self, question: str, given: str | None, known: str, check: Check) -> str:
        """What is given, answered or known."""
        if given is not None and not check(given.strip()):
            return given.strip()
        if given is not None:
            click.echo(check(given.strip()))
        while self.asks:
            answer = str(click.prompt(question, default=known, show_default=bool(known))).strip()
            if not (flaw := check(answer)):
                return answer
            click.echo(flaw)
        return known

    def _address(self, given: str | None) -> str:
        known = said_at(self.text, "site_url")
        if self.school:
            address = given if given and not _own(given) else known if is_inner(known) else HERE
            return f"{address.rstrip('/')}/"
        likely = self.address if self.first and self.address else known
        address = self._one("Where will it be published? (Enter if you don't know yet)", given, likely, _public)
        return address if address == known else f"{address.rstrip('/')}/"

    def _by_language(self, name: str, values: Iterable[str]) -> dict[str, str]:
        """`Hill School` and `es=Escuela Hill`, by language."""
        found: dict[str, str] = {}
        for value in values:
            language, sign, rest = value.partition("=")
            among = bool(sign) and language in self.languages
            if (language if among else "") in found:
                raise click.ClickException(f"--{name} is there twice for one language: keep one of the two")
            found[language if among else ""] = (rest if among else value).strip()
        return found

    def _by(self, given: Mapping[str, str]) -> dict[str, str]:
        """Who runs it. A further language says the same, unless it is told otherwise."""
        before = self._known("site_author")
        question = "Which school is it for?" if self.school else "Who runs it, as in “the teachers of Hill School”?"
        own = self._one(question, given.get(""), before, _needed)
        found = {"": own}
        for language in self.languages:
            there = self._known("extra", "languages", language, "author")
            known = there if there != before and there else own
            question = f"The same in {words(language)['language_name']}?"
            found[language] = self._one(question, given.get(language), known, _needed)
        return found

    def _affiliation(self, given: Mapping[str, str]) -> dict[str, str]:
        """Whom it belongs to. Where nothing is said, the foot of each page says that it is independent."""
        if self.school and not given:
            return {}
        question = "One sentence: whom does it belong to? (Enter: to no school, company or program)"
        found = {"": self._one(question, given.get(""), self._known("extra", "affiliation"), _short)}
        for language in self.languages if found[""] else ():
            known = self._known("extra", "languages", language, "affiliation")
            question = f"The same in {words(language)['language_name']}? (Enter leaves it as it is)"
            if said := self._one(question, given.get(language), known, _short):
                found[language] = said
        return found

    def _described(self, by: Mapping[str, str]) -> dict[str, str]:
        """What the site says of itself to other programs, unless somebody has written that anew."""
        found = {}
        for language in ("", *self.languages):
            among = ("extra", "languages", language) if language else ()
            pattern = words(language or self.own)["own_description"]
            there = said_at(self.text, *among, "description" if language else "site_description")
            was = said_at(self.text, *among, "author" if language else "site_author")
            if self.first or there == pattern.format(by=was):
                found[language] = pattern.format(by=by[language])
        return found


def _needed(said: str) -> str:
    return _short(said) if said else "this can't be left empty"


def _short(said: str) -> str:
    if len(said) > LONGEST:
        return f"this has {len(said)} characters, {LONGEST} are the most"
    return "" if said.isprintable() else "write it on one line"


def _reachable(said: str) -> str:
    flaw = contact_flaw(said)
    return f"{flaw}: {CONTACT_REMEDY}" if flaw else ""


def _own(said: str) -> str:
    flaw = _public(said)
    remedy = "a school's own site has an address that only its network reaches, as in http://models.lan/, or none"
    return flaw or ("" if is_inner(said) else f"“{said}” is an address that everybody reaches: {remedy}")


def _public(said: str) -> str:
    parts = urlsplit(said)
    right = parts.scheme in ("http", "https") and parts.hostname and not (parts.query or parts.fragment or " " in said)
    remedy = "write it as in https://hill-school.github.io/models/"
    return "" if right else f"“{said}” is no address of a site: {remedy}"
