"""The museum label: the facts of a work, each with a link to the works that share it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..collection.facets import key_of
from ..model.work import Work
from .countries import country_name
from .licences import licence_address, licence_name
from .translated import Translated
from .views import View, Views, facet_uri, grade_words

# What is said, and the facet and value to whose works it leads.
Part = tuple[str, tuple[str, str] | None]


@dataclass(frozen=True, slots=True)
class Label:
    """Only what the work says; in the words of its translation, where it has one."""

    views: Views
    work: Work
    translated: Translated | None = None

    def facts(self) -> Iterator[View]:
        work, words, vocabulary = self.work, self.views.words, self.views.vocabulary
        yield self._terms("grade", "grades", work.grades)
        yield self._terms("subject", "subjects", work.subjects)
        formats = [(vocabulary.label("formats", each), ("format", each.split("/")[0])) for each in work.formats]
        yield {**self._fact("format", *formats), "lang": self.views.labels_lang()}
        if work.text_types:
            yield self._terms("text-type", "text_types", work.text_types)
        yield {**self._fact("made_by", (self.credit(), None)), "lang": self.credit_lang()}
        if work.language.split("-")[0] != self.views.language:
            yield self.written_in()
        yield from self._school()
        if work.year:
            year = str(work.year)
            yield self._fact("year", (self.views.value_label("year", year, year), ("year", year)))
        yield from self._written("duration")
        yield from self._plain("size", words.get(f"size_{work.size}", ""))
        yield from self._written("audience")
        yield self._license()
        if work.keywords:
            found = [(each, ("keyword", key_of(each)) if key_of(each) else None) for each in work.keywords]
            yield {**self._fact("keyword", *found), "lang": self._own(True), "inline": True}

    def written_in(self) -> View:
        """The language of the work; the page tells it only where it is not its own."""
        key = self.work.language.split("-")[0]
        return self._fact("language", (self.views.value_label("language", key, key), ("language", key)))

    def license(self) -> str:
        return licence_name(self.work.license) or self.views.words["rights_reserved"]

    def _license(self) -> View:
        """With the way to its terms."""
        told = self._fact("license", (self.license(), None))
        [part] = told["parts"]
        return {**told, "parts": [{**part, "href": licence_address(self.work.license), "rel": "license"}]}

    def credit(self, site: str = "") -> str:
        """How the makers are credited; by their grade where the work says nothing. No child made a demonstration.

        `site` is the collection's name, for what is read elsewhere.
        """
        if self.work.demonstration and site:
            return self.views.words["demonstration_of"].format(collection=site)
        if self.work.demonstration:
            return self.views.words["demonstration_by"]
        return self.work.credit or self.views.words["makers_grade"].format(grade=self.grades())

    def credit_lang(self) -> str:
        return self._own(bool(self.work.credit) and not self.work.demonstration)

    def grades(self) -> str:
        return grade_words(self.work.grades, self.views.vocabulary, self.views.words)

    def school(self) -> str:
        return ", ".join(text for text, _ in self._about_school())

    def _about_school(self) -> Iterator[Part]:
        """From near to far; a region that the list has leads to its works, under the name that the list gives it."""
        school, vocabulary = self.work.school, self.views.vocabulary
        region = vocabulary.region(school.region, school.country)
        said: tuple[tuple[str | None, tuple[str, str] | None], ...] = (
            (school.name, None),
            (vocabulary.label("school_types", school.type) if school.type else None, None),
            (vocabulary.label("settings", school.setting) if school.setting else None, None),
            (school.place, None),
            (vocabulary.label("regions", region), ("region", region)) if region else (school.region, None),
            (country_name(school.country or "", self.views.language), None),
        )
        return ((text, leads) for text, leads in said if text)

    def _school(self) -> Iterator[View]:
        if parts := [*self._about_school()]:
            yield {**self._fact("school", *parts), "lang": self.views.labels_lang(), "inline": True}

    def _own(self, written: bool) -> str:
        """The language of what the work says in its own words."""
        return self.views.lang(self.work.language) if written else ""

    def _written(self, name: str) -> Iterator[View]:
        """What the work says in its own words."""
        told = self.translated
        lang = told.lang(name) if told else self._own(True)
        return self._plain(name, getattr(told.work if told else self.work, name) or "", lang=lang)

    def _plain(self, name: str, text: str, *, lang: str = "") -> Iterator[View]:
        if text:
            yield {**self._fact(name, (text, None)), "lang": lang}

    def _terms(self, facet: str, terms: str, keys: tuple[str, ...]) -> View:
        vocabulary = self.views.vocabulary
        ordered = sorted(keys, key=lambda key: vocabulary.rank(terms, key))
        told = self._fact(facet, *((vocabulary.label(terms, key), (facet, key)) for key in ordered))
        return {**told, "lang": self.views.labels_lang()}

    def _fact(self, name: str, *parts: Part) -> View:
        words = self.views.words
        label = words.get(f"{name}_many", words[name]) if len(parts) > 1 else words[name]
        shown = [
            {"text": text, "href": self.views.links.to(facet_uri(*leads)) if leads else "", "rel": ""}
            for text, leads in parts
        ]
        return {"name": name, "label": label, "lang": "", "inline": False, "parts": shown}
