"""Listings of works: pages of cards, a page for each value of a facet, and a page of all its values."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, NamedTuple

from markupsafe import Markup

from ..collection.facets import MAIN, WHOLE, Facet, Value, standard_key
from ..collection.published import Published
from ..model.work import Work
from ..rendering.evidence import EvidenceViews
from ..rendering.jsonld import Preview, as_script, open_graph_of
from ..rendering.linked import Node, listing, trail
from ..rendering.markdown import prose
from ..rendering.translated import translate, translation_in
from ..rendering.views import View, Views, counted, facet_uri
from ..rendering.wanted import WantedViews
from .feeds import Feeds
from .renderer import Renderer

PAGE = 60  # cards on one page of a listing
WANTED = 3  # fewer works of a format than this, and more are asked for


def page_count(works: int) -> int:
    """How many pages a listing has; an empty one has its first."""
    return max(math.ceil(works / PAGE), 1)


def numbered(uri: str, number: int) -> str:
    """The address of a listing's later page: `grade/2/index.html` → `grade/2/page-2/index.html`."""
    if number == 1:
        return uri
    folder = uri.removesuffix("index.html") if uri.endswith("index.html") else uri.removesuffix(".html") + "/"
    return f"{folder}page-{number}/index.html"


class Intro(NamedTuple):
    """An introduction to a page of the gallery, as Markdown."""

    text: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Listings:
    """Renders listings by means of the pages around them; `intros` are the curators' words by facet and value, each
    with the language that it is in where that is not the page's."""

    renderer: Renderer
    intros: Mapping[str, Intro]

    def cards(
        self,
        uri: str,
        chosen: tuple[Published, ...],
        number: int = 1,
        *,
        total: int | None = None,
        notes: Mapping[str, str] | None = None,
        face: str = "",
        own: bool = True,
    ) -> Markup:
        """The cards of one page of a listing that begins at `uri`, with links to its other pages.

        `total` is the size of the collection that the cards were chosen from, where a link to all of it is wanted;
        `notes` holds a line for some cards, by slug, in the works' `own` words or those of the page; `face` names the
        face that they lead to.
        """
        here = numbered(uri, number)
        views, words = self.renderer.views(here), self.renderer.words
        all_works = None
        if total is not None and total > len(chosen):
            label = words["all_works"].format(number=f"{total:,}")
            all_works = {"href": views.links.to(self.renderer.setting.gallery), "label": label}
        return self.renderer.render(
            "gallery.html",
            here,
            works=views.cards(chosen[(number - 1) * PAGE : number * PAGE], notes, face, own=own),
            count="" if total is not None else counted(len(chosen), words),
            all_works=all_works,
            demonstrations=self._demonstrations(chosen),
            gather=self.renderer.gather(here) if total is None else "",
            hint=words["none_hint" if self.renderer.collection.works else "none_first"],
            **self._paging(uri, number, len(chosen)),
        )

    def _demonstrations(self, chosen: tuple[Published, ...]) -> str:
        """What is said of works that no child made, where there are any among those that are listed."""
        words, ours = self.renderer.words, sum(each.work.demonstration for each in chosen)
        if ours == len(chosen) and chosen:
            return words["demonstrations_all"]
        return words["demonstrations_one" if ours == 1 else "demonstrations_some"].format(number=ours) if ours else ""

    def _paging(self, uri: str, number: int, works: int) -> dict[str, Any]:
        total = page_count(works)
        return {
            "total_pages": total,
            "page_of": self.renderer.words["page_of"].format(number=number, total=total),
            "pages": list(self._numbers(uri, number, total)),
        }

    def _numbers(self, uri: str, current: int, total: int) -> Iterator[View]:
        links = self.renderer.links(numbered(uri, current))
        for number in range(1, total + 1):
            label = self.renderer.words["page_number"].format(number=number)
            href = links.to(numbered(uri, number))
            yield {"href": href, "number": number, "label": label, "current": number == current}

    def later(self, uri: str, title: str, chosen: tuple[Published, ...], number: int) -> bytes:
        """A later page of a listing whose first page stands at `uri`."""
        label = f"{title}, {self.renderer.words['page_number'].format(number=number)}"
        content = self._listing(numbered(uri, number), label, title, self.cards(uri, chosen, number))
        told = {"name": label, "description": title, "inLanguage": self.renderer.language}
        head = self._linked(numbered(uri, number), told, chosen, number)
        return self.renderer.page(numbered(uri, number), label, "", content, head=head, meant=uri)

    def _linked(
        self, here: str, told: Node, works: Sequence[Published], number: int, way: Sequence[tuple[str, str]] = ()
    ) -> Markup:
        """What machines may know of one page of a listing; `way` leads from the gallery to it."""
        if self.renderer.setting.school:
            return Markup()
        links, first = self.renderer.links(here), (number - 1) * PAGE
        shown = listing(here, told, works[first : first + PAGE], links, first + 1)
        gallery = (self.renderer.words["gallery"], links.absolute(self.renderer.setting.gallery))
        said = Preview(told["name"], told["description"], told["inLanguage"])
        graph = open_graph_of(said, here, works[first : first + PAGE], links, self.renderer.setting.name)
        return graph + as_script(shown, trail([gallery, *way]))

    def _listing(self, here: str, title: str, crumb: str, cards: Markup, **more: Any) -> Markup:
        values = {
            "intro": "",
            "intro_lang": "",
            "crumb_lang": "",
            "browse": "",
            "index": None,
            "wanted": False,
            "places": (),
            "submit": "",
            **more,
        }
        return self.renderer.render("listing.html", here, title=title, crumb=crumb, cards=cards, **values)

    # One value of a facet

    def facet(self, facet: Facet, value: Value, number: int) -> bytes:
        """A page of one value of a facet, its works `ordered`; the first has the introduction and the way to others."""
        pages, words = self.renderer, self.renderer.words
        uri = facet_uri(facet.name, value.key)
        here = numbered(uri, number)
        label = pages.views(here).value_label(facet.name, value.key, value.label)
        title = words[f"facet_{facet.name}"].format(label=label)
        if facet.name == "attribute":
            cards = self._claims(uri, value.key, value.works, number)
        else:
            notes = self._notes(facet.name, value.key, value.works[(number - 1) * PAGE : number * PAGE])
            cards = self.cards(uri, value.works, number, notes=notes, own=facet.name != "format")
        own = facet.name == "keyword" and value.works
        more: dict[str, Any] = {
            "crumb_lang": pages.views(here).lang(value.works[0].work.language) if own else "",
            "index": {"href": pages.links(here).to(facet_uri(facet.name)), "label": words[f"index_{facet.name}"]},
        }
        if number == 1:
            intro = self.intros.get(f"{facet.name}/{value.key.lower()}", Intro())
            more |= {"intro": prose(intro.text), "intro_lang": intro.lang}
            more["browse"] = self.browse(here, (facet,)) if facet.name in MAIN else ""
            few = len(value.works) < (WANTED if facet.name == "format" else 1)
            more["wanted"] = pages.setting.whole and facet.name in WHOLE and few
            more["places"] = self._places(here, facet.name, value.key) if pages.setting.whole and not few else ()
            more["submit"] = pages.links(here).to(pages.setting.submit) if pages.setting.submit else ""
        else:
            title = f"{title}, {words['page_number'].format(number=number)}"
        count = counted(len(value.works), words)
        description = words["facet_summary"].format(count=count, label=label)
        told = {"name": title, "description": description, "inLanguage": pages.language}
        index = (words[f"index_{facet.name}"], pages.links(here).absolute(facet_uri(facet.name)))
        head = self._linked(here, told, value.works, number, (index, (label, pages.links(here).absolute(here))))
        head += Feeds(pages).heads(facet, value)
        return pages.page(here, title, description, self._listing(here, title, label, cards, **more), head=head)

    def _places(self, here: str, facet: str, key: str) -> list[View]:
        """The emptiest places of the collection that a page of the gallery is about."""
        wanted = WantedViews(self.renderer.views(here))
        return wanted.all(wanted.of(facet, key, self.renderer.collection.wanted))

    def ordered(self, facet: str, works: Iterable[Published]) -> tuple[Published, ...]:
        """Formats and attributes are read through the grades; everything else newest first."""
        return tuple(sorted(works, key=self._rank)) if facet in ("format", "attribute") else tuple(works)

    def _rank(self, each: Published) -> int:
        vocabulary = self.renderer.collection.vocabulary
        return min(vocabulary.rank("grades", grade) for grade in each.work.grades)

    def _notes(self, facet: str, key: str, works: tuple[Published, ...]) -> Mapping[str, str]:
        """What sets a work apart among its format; the target that a work met of a standard."""
        if facet == "format":
            return {each.slug: self._format_note(each.work) for each in works}
        if facet == "standard":
            return {
                each.slug: standard.target or ""
                for each in works
                for standard in each.work.standards
                if standard_key(standard.framework, standard.code) == key
            }
        return {}

    def _format_note(self, work: Work) -> str:
        """In the language of the page, or nothing: a note helps only who can read it."""
        by, language = translation_in(work, self.renderer.language), self.renderer.language.split("-")[0]
        said = work.format_note if work.language.split("-")[0] == language else by and by.format_note
        return said or ""

    def _claims(self, uri: str, key: str, works: tuple[Published, ...], number: int) -> Markup:
        """What a descriptor looks like from the youngest makers to the oldest."""
        here = numbered(uri, number)
        views = self.renderer.views(here)
        shown = works[(number - 1) * PAGE : number * PAGE]
        terms = list(views.vocabulary.terms("grades").values())
        groups = []
        for rank, held in groupby(shown, self._rank):
            claims = [claim for each in held for claim in self._claims_of(views, each, key)]
            groups.append({"label": terms[rank] if rank < len(terms) else "", "claims": claims})
        return self.renderer.render("claims.html", here, groups=groups, **self._paging(uri, number, len(works)))

    def _claims_of(self, views: Views, each: Published, key: str) -> Iterator[View]:
        """The claims of one descriptor in a work, in the words of its translation where it has one."""
        by = translation_in(each.work, views.language)
        told = translate(each.work, by) if by else None
        shown = replace(each, work=told.work) if told else each
        lang = views.lang(shown.work.language)
        for claim in EvidenceViews(views, shown, told).of_descriptor(key):
            yield {**claim, "title": shown.work.title, "lang": lang}

    # All values

    def values(self, facet: Facet) -> bytes:
        """A page of all the values of a facet, each with how many works have it."""
        pages, words = self.renderer, self.renderer.words
        uri = facet_uri(facet.name)
        title = words[f"index_{facet.name}"]
        content = pages.render(
            "values.html",
            uri,
            title=title,
            intro=words[f"index_{facet.name}_text"],
            groups=list(self._groups(uri, facet)),
        )
        return pages.page(uri, title, words[f"index_{facet.name}_text"], content)

    def _groups(self, uri: str, facet: Facet) -> Iterator[View]:
        """Descriptors stand under their attribute, standards under their framework."""
        views = self.renderer.views(uri)
        group: Callable[[Value], str] = {"attribute": self._attribute, "standard": self._framework}.get(
            facet.name, lambda _: ""
        )
        for label, values in groupby(facet.values, group):
            choices = [
                {
                    **views.choice(facet.name, each.key, each.label, len(each.works)),
                    **self._target(views, facet, each),
                }
                for each in values
            ]
            yield {"label": label, "choices": choices}

    def _attribute(self, value: Value) -> str:
        vocabulary = self.renderer.collection.vocabulary
        groups = vocabulary.groups.get("descriptors", {})
        named = next((name for name, keys in groups.items() if value.key in keys), "")
        return vocabulary.label("attributes", named)

    def _framework(self, value: Value) -> str:
        first = value.works[0].work.standards
        vocabulary = self.renderer.collection.vocabulary
        held = next(each for each in first if standard_key(each.framework, each.code) == value.key)
        return vocabulary.label("frameworks", held.framework)

    def _target(self, views: Views, facet: Facet, value: Value) -> View:
        """The target of a standard as the newest work that has one says it; and the language of a keyword."""
        if facet.name == "keyword":
            return {"note": "", "lang": views.lang(value.works[0].work.language)}
        found = (
            {"note": each.target, "note_lang": views.lang(work.work.language), "lang": ""}
            for work in value.works
            for each in work.work.standards
            if facet.name == "standard" and standard_key(each.framework, each.code) == value.key and each.target
        )
        return next(found, {"note": "", "lang": ""})

    def browse(self, uri: str, facets: tuple[Facet, ...] | None = None) -> Markup:
        """Links to every value of the facets."""
        shown = facets or self.renderer.collection.facets
        held = tuple(Facet(each.name, tuple(value for value in each.values if value.works)) for each in shown)
        return self.renderer.render("facets.html", uri, facets=self.renderer.views(uri).browse(held))
