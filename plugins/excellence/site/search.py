"""The files of the search: works, guides and questions in one index, and the columns that filters read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from html.parser import HTMLParser
from typing import Any

from ..collection.facets import BAR, BEHIND, facet_keys
from ..collection.published import Published
from ..memo import Memo
from ..model.work import Work
from ..model.writing import direction_of
from ..publishing.artifact import Artifact
from ..rendering.markdown import plain
from ..rendering.views import search_words
from ..search import Entry, Terms, as_script, index_files, names_of_grades, phrase_of, school_of, stock_index, terms_of
from .filters import orders
from .questions import Question
from .renderer import INDEX, Renderer

_FOLDER = INDEX.partition("/")[0]
# What stands on a page but is not said by it: lists of works, links to everything, forms, every word of the vocabulary.
_PASSED = {"script", "style", "nav", "form", "search", "noscript", "button", "svg"}
_PASSED_CLASSES = {
    "xc-gallery",
    "xc-cards",
    "xc-browse",
    "xc-exhibit",
    "xc-resource",
    "xc-featured",
    "xc-times",
    "xc-languages",
    "xc-terms",
}
_VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr"}


@dataclass(frozen=True, slots=True)
class Said:
    """An ordinary page as the search knows it; `room` is the part of the site that it stands in.

    `keywords` are words by which people look for it that it does not say, `questions` those for its questions by their
    names; what is `last` comes after all else.
    """

    uri: str
    title: str
    summary: str
    words: str
    room: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    last: bool = False
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass
class SearchFiles:
    """`said` are the ordinary pages, in the order in which they were read.

    With `stock` the index is written as lunr's own too; with `scripts` every file has a twin for pages in a folder.
    """

    renderer: Renderer
    memo: Memo
    stock: bool = False
    scripts: bool = False
    said: list[Said] = field(default_factory=list)

    def read(self, page: Said, asked: Iterable[Question] = ()) -> None:
        """Takes a page in, its words as HTML; a page of questions is found question by question."""
        told = [
            replace(
                page,
                uri=f"{page.uri}#{each.id}",
                title=words_of(each.question),
                summary="",
                words=each.answer,
                room=page.title,
                keywords=page.questions.get(each.id, ()),
            )
            for each in asked
        ]
        for each in told or [page]:
            words = self.memo.recall(("words", each.words), str, partial(words_of, each.words))
            self.said.append(replace(each, words=words, summary=each.summary or words[:200]))

    def artifacts(self) -> Iterator[Artifact]:
        """Every file; none is made again while nothing that can be found has changed."""
        entries = self._entries
        others = {f"o-{name}.json": content for name, content in orders(self.renderer.collection).items()}
        last = len(entries) - sum(each.last for each in self.said)
        first = len(entries) - len(self.said)
        leads = {phrase_of(keyword): first + at for at, each in enumerate(self._said) for keyword in each.keywords}
        labels = dict(self.renderer.collection.vocabulary.terms("grades"))
        more = {
            "works": first,
            "last": last,
            "leads": leads,
            "grades": names_of_grades(labels),
            "labels": [*labels.items()],
        }
        files = index_files(entries, self._terms, self._columns, others, more)
        if self.scripts:
            files |= {f"{name}.js": as_script(content) for name, content in files.items()}
        yield from (Artifact.of(f"{_FOLDER}/{name}", content) for name, content in files.items())
        if self.stock:
            yield Artifact.of(f"{_FOLDER}/lunr.json", stock_index(entries))

    @cached_property
    def _entries(self) -> list[Entry]:
        """The works in the collection's order, so that a work's number is its place there; then the pages."""
        return [*map(self._work, self.renderer.collection.works), *map(self._page, self._said)]

    @cached_property
    def _said(self) -> list[Said]:
        return sorted(self.said, key=lambda each: each.last)

    @cached_property
    def _terms(self) -> list[Terms]:
        return [self._recalled(entry) for entry in self._entries]

    def _recalled(self, entry: Entry) -> Terms:
        said = (entry.title, entry.summary, entry.words, entry.keywords, entry.standards, entry.labels)
        return self.memo.recall(("terms", said), Terms, lambda: terms_of(entry))

    @property
    def _columns(self) -> Mapping[str, Mapping[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {name: {} for name in (*BAR, *BEHIND)}
        for at, each in enumerate(self.renderer.collection.works):
            for name, values in found.items():
                for key in facet_keys(each.work, name):
                    values.setdefault(key, []).append(at)
        return found

    def _work(self, each: Published) -> Entry:
        work, vocabulary = each.work, self.renderer.collection.vocabulary
        labels = {"grades": work.grades, "subjects": work.subjects, "formats": work.formats}
        named = [vocabulary.label(name, key) for name, keys in labels.items() for key in keys]
        return Entry(
            title=work.title,
            summary=work.summary,
            words=self.memo.recall(("plain", said := search_words(work)), str, partial(plain, said)),
            keywords=work.keywords,
            standards=tuple(standard.code for standard in work.standards),
            labels=(*named, *school_of(work.grades), *self._synonyms(work)),
            card={**self._views.card(each), "about": work.summary},
        )

    def _synonyms(self, work: Work) -> Iterator[str]:
        """The everyday words for what a work is."""
        for facet, values in self.renderer.collection.vocabulary.synonyms.items():
            for key in facet_keys(work, facet):
                yield from values.get(key, ())

    @cached_property
    def _views(self) -> Any:
        return self.renderer.views("index.html")

    def _page(self, said: Said) -> Entry:
        href = self.renderer.links("index.html").to(said.uri)
        own = "" if said.language in ("", self.renderer.setting.language) else said.language
        way = direction_of(own) if own and self._views.turned(own) else ""
        card = {"href": href, "title": said.title, "facts": said.room, "about": said.summary, "lang": own, "dir": way}
        return Entry(title=said.title, summary=said.summary, words=said.words, keywords=said.keywords, card=card)


def words_of(html: str) -> str:
    """The words of a page or of a part of one."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._passing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        classes = set((dict(attrs).get("class") or "").split())
        if self._passing or tag in _PASSED or classes & _PASSED_CLASSES:
            self._passing += 1

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            self._passing = max(self._passing - 1, 0)
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._passing:
            self.parts.append(data)
