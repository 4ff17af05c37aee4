"""The museum label: the facts of a work, each with a link to the works that share it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..collection.facets import key_of
from ..model.work import Work
from .translated import Translated
from .views import View, Views, facet_uri, grade_words


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
        yield from self._plain("school", self.school(), lang=self.views.labels_lang())
        if work.year:
            year = str(work.year)
            yield self._fact("year", (self.views.value_label("year", year, year), ("year", year)))
        yield from self._written("duration")
        yield from self._plain("size", words.get(f"size_{work.size}", ""))
        yield from self._written("audience")
        yield from self._plain("license", self.license())
        if work.keywords:
            found = [(each, ("keyword", key_of(each)) if key_of(each) else None) for each in work.keywords]
            yield {**self._fact("keyword", *found), "lang": self._own(True), "inline": True}

    def written_in(self) -> View:
        """The language of the work; the page tells it only where it is not its own."""
        key = self.work.language.split("-")[0]
        return self._fact("language", (self.views.value_label("language", key, key), ("language", key)))

    def license(self) -> str:
        held = self.work.license.startswith("LicenseRef")
        return self.views.words["rights_reserved"] if held else self.work.license

    def credit(self) -> str:
        """How the makers are credited; by their grade where the work says nothing. No child made a demonstration."""
        if self.work.demonstration:
            return self.views.words["demonstration_by"]
        return self.work.credit or self.views.words["makers_grade"].format(grade=self.grades())

    def credit_lang(self) -> str:
        return self._own(bool(self.work.credit) and not self.work.demonstration)

    def grades(self) -> str:
        return grade_words(self.work.grades, self.views.vocabulary, self.views.words)

    def school(self) -> str:
        school, vocabulary = self.work.school, self.views.vocabulary
        said = [
            school.name,
            vocabulary.label("school_types", school.type) if school.type else None,
            vocabulary.label("settings", school.setting) if school.setting else None,
            school.place,
            school.region,
            school.country,
        ]
        return ", ".join(each for each in said if each)

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

    def _fact(self, name: str, *parts: tuple[str, tuple[str, str] | None]) -> View:
        words = self.views.words
        label = words.get(f"{name}_many", words[name]) if len(parts) > 1 else words[name]
        shown = [
            {"text": text, "href": self.views.links.to(facet_uri(*leads)) if leads else ""} for text, leads in parts
        ]
        return {"name": name, "label": label, "lang": "", "inline": False, "parts": shown}
