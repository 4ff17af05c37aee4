"""The files of the search: its index, and the engine that reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..collection.published import Published
from ..faces.markdown import plain
from ..faces.search import SearchEntry, engine, search_index
from ..faces.views import search_words
from ..sources.memo import Memo
from .artifact import Artifact
from .assets import ASSETS, asset
from .pages import Pages


@dataclass
class SearchFiles:
    pages: Pages
    memo: Memo

    def artifacts(self) -> Iterator[Artifact]:
        name, _, licence = engine()
        yield from (self.index, self.engine, Artifact.of(f"{ASSETS}/{name}.LICENSE.txt", licence))

    @cached_property
    def engine(self) -> Artifact:
        name, content, _ = engine()
        return asset(name, content)

    @cached_property
    def index(self) -> Artifact:
        works = self.pages.collection.works
        key = ("search", self.pages.setting, self.pages.words["from_to"], tuple(each.digest for each in works))
        index = self.memo.recall(key, lambda: search_index(self._entry(each) for each in works))
        return asset("search.json", index)

    def _entry(self, each: Published) -> SearchEntry:
        work, vocabulary = each.work, self.pages.collection.vocabulary
        views = self.pages.views("index.html")
        return SearchEntry(
            slug=work.slug,
            title=work.title,
            summary=work.summary,
            words=plain(search_words(work)),
            keywords=work.keywords,
            standards=tuple(standard.code for standard in work.standards),
            grades=tuple(vocabulary.label("grades", grade) for grade in work.grades),
            subjects=tuple(vocabulary.label("subjects", subject) for subject in work.subjects),
            formats=tuple(vocabulary.label("formats", format) for format in work.formats),
            card=views.card(each),
        )
