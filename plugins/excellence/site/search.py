"""The files of the search: works, guides and questions in one index, and the columns that filters read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from ..search import (
    Entry,
    Terms,
    as_script,
    deck,
    in_language,
    index_files,
    names_of_grades,
    phrase_of,
    school_of,
    stock_index,
    terms_of,
)
from .filters import orders
from .questions import Question
from .renderer import Renderer

_FOLDER = "search"
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
    "xc-terms",
    "xc-health",
    "xc-wanted__places",
}
Card = Mapping[str, Any]
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
    """One index for all languages, with cards in each; `said` are the ordinary pages, in the order they were read.

    `renderers` are those of the languages, the site's own first. With `stock` the index is written as lunr's own too;
    with `scripts` every file has a twin for pages in a folder.
    """

    renderers: Sequence[Renderer]
    memo: Memo
    stock: bool = False
    scripts: bool = False
    said: list[Said] = field(default_factory=list)

    @property
    def renderer(self) -> Renderer:
        return self.renderers[0]

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
        works, pages = self._entries()
        entries = [*works, *pages]
        others = {f"o-{name}.json": content for name, content in orders(self.renderer.collection).items()}
        last = len(entries) - sum(each.last for each in self.said)
        first = len(entries) - len(self.said)
        leads = {phrase_of(keyword): first + at for at, each in enumerate(self._said) for keyword in each.keywords}
        grades = names_of_grades(self.renderer.collection.vocabulary.terms("grades"))
        more = {"works": first, "last": last, "leads": leads, "grades": grades, **self._told(self.renderer, first)}
        own, *further = self.renderers
        for each in further:
            others |= deck(_deck_of(each), self._cards(each))
        # The terms of all entries are let go as soon as they are weighed: they are a third of what a build holds.
        files = index_files(entries, self._terms(works, pages), self._columns, others, more)
        files = {f"{_FOLDER}/{name}": content for name, content in files.items()}
        for each in further:
            place = "../" * (each.index.count("/")) + f"{_FOLDER}/"
            files[each.index] = in_language(files[own.index], place, _deck_of(each), self._told(each, first))
        if self.scripts:
            files |= {f"{name}.js": as_script(content) for name, content in files.items()}
        yield from (Artifact.of(name, content) for name, content in files.items())
        if self.stock:
            yield Artifact.of(f"{_FOLDER}/lunr.json", stock_index([*map(_plain, works), *pages]))

    def _told(self, renderer: Renderer, first: int) -> dict[str, Any]:
        """What is told in the words of a language; `first` is the number of the first page."""
        labels = [*renderer.collection.vocabulary.terms("grades").items()]
        return {"labels": labels, "twice": self._twice(renderer, first)}

    def _cards(self, renderer: Renderer) -> list[Card]:
        """What readers of a language are shown, in the order of the entries."""
        views = renderer.views("index.html")
        cards = [{**views.card(each), "about": views.told(each.work).summary} for each in renderer.collection.works]
        return [*cards, *(self._card(said, renderer) for said in self._said)]

    def _twice(self, renderer: Renderer, first: int) -> dict[int, int]:
        """The pages that are there in this language too, by the numbers of both: a reader is shown their own."""
        places = {each.uri: first + at for at, each in enumerate(self._said) if "#" not in each.uri}
        found = {}
        for uri, number in places.items():
            folder = next((each.folder for each in self.renderers if each.folder and uri.startswith(each.folder)), "")
            own = places.get(f"{renderer.folder}{uri.removeprefix(folder)}", number)
            if own != number:
                found[number] = own
        return found

    def _entries(self) -> tuple[list[Entry], list[Entry]]:
        """The works in the collection's order, so that a work's number is its place there; then the pages.

        The words of works are Markdown until somebody asks for them.
        """
        cards = iter(self._cards(self.renderer))
        works = [replace(self._work(each), card=next(cards)) for each in self.renderer.collection.works]
        return works, [replace(self._page(each), card=next(cards)) for each in self._said]

    @cached_property
    def _said(self) -> list[Said]:
        return sorted(self.said, key=lambda each: each.last)

    def _terms(self, works: Iterable[Entry], pages: Iterable[Entry]) -> list[Terms]:
        return [*(self._recalled(entry, markdown=True) for entry in works), *map(self._recalled, pages)]

    def _recalled(self, entry: Entry, *, markdown: bool = False) -> Terms:
        said = (entry.title, entry.summary, entry.words, entry.keywords, entry.standards, entry.labels)
        key = ("terms", markdown, said)
        return self.memo.recall(key, Terms, lambda: terms_of(_plain(entry) if markdown else entry))

    @property
    def _columns(self) -> Mapping[str, Mapping[str, list[int]]]:
        found: dict[str, dict[str, list[int]]] = {name: {} for name in (*BAR, *BEHIND)}
        for at, each in enumerate(self.renderer.collection.works):
            for name, values in found.items():
                for key in facet_keys(each.work, name, self.renderer.collection.vocabulary):
                    values.setdefault(key, []).append(at)
        return found

    def _work(self, each: Published) -> Entry:
        work = each.work
        labels = {"grades": work.grades, "subjects": work.subjects, "formats": work.formats}
        spoken = [renderer.collection.vocabulary for renderer in self.renderers]
        named = [each.label(name, key) for each in spoken for name, keys in labels.items() for key in keys]
        return Entry(
            title=work.title,
            summary=work.summary,
            words=search_words(work),
            keywords=work.keywords,
            standards=tuple(standard.code for standard in work.standards),
            labels=(*dict.fromkeys(named), *school_of(work.grades), *self._synonyms(work)),
        )

    def _synonyms(self, work: Work) -> Iterator[str]:
        """The everyday words for what a work is."""
        vocabulary = self.renderer.collection.vocabulary
        for facet, values in vocabulary.synonyms.items():
            for key in facet_keys(work, facet, vocabulary):
                yield from values.get(key, ())

    def _page(self, said: Said) -> Entry:
        return Entry(title=said.title, summary=said.summary, words=said.words, keywords=said.keywords)

    def _card(self, said: Said, renderer: Renderer) -> Card:
        own = said.language or self.renderer.setting.language
        views = renderer.views("index.html")
        lang = views.lang(own)
        way = direction_of(own) if views.turned(own) else ""
        href = views.links.across(said.uri)
        return {"href": href, "title": said.title, "facts": said.room, "about": said.summary, "lang": lang, "dir": way}


def _deck_of(renderer: Renderer) -> str:
    return f"c{renderer.folder.strip('/')}"


def _plain(entry: Entry) -> Entry:
    return replace(entry, words=plain(entry.words))


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
