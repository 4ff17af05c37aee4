"""A work as an IIIF Presentation 3 manifest, and all works as a collection of manifests."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from ..collection.published import Published
from ..model.derivative import Document
from ..model.work import Work
from .archive import archive_uri
from .canvases import Canvases, draft_label
from .cite import credit_line
from .iiif import CONTEXT, Node, Strings, Wording, collection_uri, image, manifest_uri, strings
from .licences import rights
from .links import Links
from .views import Words, media_uri, work_uri
from .work import WorkView, language_pages

_BDI = re.compile("<bdi[^>]*>")


class Keeper(NamedTuple):
    """The site's name, who runs it by language, and the words of each language that it is in, its own first."""

    name: str
    run_by: Mapping[str, str]
    words: Mapping[str, Words]

    @property
    def label(self) -> Strings:
        return {next(iter(self.words)): [self.name]}

    def provider(self, links: Links) -> Node:
        home = links.absolute("index.html")
        own = next(iter(self.words))
        label = strings((lang, self.run_by.get(lang) or self.run_by.get(own) or self.name) for lang in self.words)
        page = {"id": home, "type": "Text", "label": self.label, "format": "text/html"}
        return {"id": home, "type": "Agent", "label": label, "homepage": [page]}


@dataclass(frozen=True, slots=True)
class Manifest:
    """One work; `pages` are its pages in each language that the site is in, its own first."""

    each: Published
    pages: Mapping[str, WorkView]
    keeper: Keeper
    wording: Wording

    @property
    def _links(self) -> Links:
        return next(iter(self.pages.values())).views.links

    def manifest(self) -> Node:
        """Nothing that the pages do not show, and no file to take along that they do not offer."""
        links, told, work = self._links, self.wording, self.each.work
        pieces, drafts = self._canvases()
        found: Node = {
            "@context": CONTEXT,
            "id": links.absolute(manifest_uri(work.slug)),
            "type": "Manifest",
            "label": told.told(_title),
            "summary": told.told(lambda each: each.summary),
            "metadata": self._metadata(),
            "requiredStatement": {"label": told.said("cite_credit"), "value": self._credit()},
            "rights": rights(work.license),
            "thumbnail": thumbnail(self.each, links),
            "homepage": self._homepages(),
            "rendering": self._renderings(),
            "seeAlso": [
                {
                    "id": links.absolute(media_uri(work.slug, "work.json")),
                    "type": "Dataset",
                    "label": {"none": ["schema.org"]},
                    "format": "application/ld+json",
                    "profile": "https://schema.org/",
                }
            ],
            "provider": [self.keeper.provider(links)],
            "partOf": [{"id": links.absolute(collection_uri()), "type": "Collection", "label": self.keeper.label}],
            "items": [canvas for canvases in (pieces, *drafts) for canvas in canvases],
            "structures": self._ranges(pieces, drafts),
        }
        return {name: value for name, value in found.items() if value}

    def _canvases(self) -> tuple[list[Node], list[list[Node]]]:
        """Those of the finished work, and those of each draft."""
        canvases, work = Canvases(self.each, self.wording, self._links), self.each.work
        pieces = [canvas for number in range(1, len(work.pieces) + 1) for canvas in canvases.of_piece(number)]
        return pieces, [list(canvases.of_draft(number)) for number in range(1, len(work.drafts) + 1)]

    def _metadata(self) -> list[Node]:
        """The facts of the page, as it tells them in each language."""
        told: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {}
        for language, page in self.pages.items():
            for fact in (*page.label.facts(), page.label.written_in()):
                labels, values = told.setdefault(fact["name"], ([], []))
                if (language, fact["label"]) not in labels:
                    labels.append((language, fact["label"]))
                    values += ((fact["lang"] or language, part["text"]) for part in fact["parts"])
        found = [
            {"label": strings(labels), "value": _alike(strings(unique(values)))} for labels, values in told.values()
        ]
        codes = [("none", f"{each.framework} {each.code}") for each in self.each.work.standards]
        return [*found, *([{"label": self.wording.said("standards"), "value": strings(codes)}] if codes else [])]

    def _credit(self) -> Strings:
        """Whose it is, and in which way it may be used; of a demonstration, that it is one."""
        said = []
        for language, page in self.pages.items():
            said.append((language, _isolated(credit_line(page.label.work, page.citations.cited))))
            said += [(language, page.views.words["demonstration"])] if self.each.work.demonstration else []
        return strings(said)

    def _homepages(self) -> list[Node]:
        """The page of the work in each language."""
        links, titles = self._links, self.wording.told(_title)
        own = titles[self.each.work.language]
        places = {lang: page.views.links.absolute(work_uri(self.each.slug)) for lang, page in self.pages.items()}
        others = language_pages(self.each.work, self.pages).items()
        places |= {lang: links.absolute(uri) for lang, uri in others if lang.split("-")[0] not in self.pages}
        return [
            {
                "id": address,
                "type": "Text",
                "label": {lang: titles[lang]} if lang in titles else {self.each.work.language: own},
                "format": "text/html",
                "language": [lang],
            }
            for lang, address in unique((lang, address) for lang, address in places.items())
        ]

    def _renderings(self) -> list[Node]:
        """Texts, which no canvas can hold, where they are to be read; and files, where they may be taken along."""
        links, told, work, found = self._links, self.wording, self.each.work, []
        for number, piece in enumerate(work.pieces, 1):
            caption = told.told(lambda each, at=number - 1: each.pieces[at].caption)  # type: ignore[misc]
            label = caption or told.said("piece_number", number=number)
            made = self.each.derivatives.get(piece.file)
            if made is None:
                address, kind = f"{links.absolute(work_uri(work.slug))}#piece-{number}", "text/html"
            elif isinstance(made, Document) and work.allows("download"):
                address, kind = links.absolute(media_uri(work.slug, made.copy.name)), "application/pdf"
            else:
                continue
            lang = piece.language or work.language
            found.append({"id": address, "type": "Text", "label": label, "format": kind, "language": [lang]})
        if next(iter(self.pages.values())).archives and work.allows("download"):
            address = links.absolute(archive_uri(work.slug))
            found.append({"id": address, "type": "Dataset", "label": told.said("archive"), "format": "application/zip"})
        return found

    def _ranges(self, pieces: list[Node], drafts: list[list[Node]]) -> list[Node]:
        """The way from the first draft to the final work, where viewers can show any of it.

        Universal Viewer takes ranges for parts of a sound or a film where there is one, and then plays nothing.
        """
        if not any(drafts) or any("duration" in canvas for canvas in pieces):
            return []
        told, links, slug = self.wording, self._links, self.each.slug

        def part(name: str, label: Strings, items: Iterable[Node]) -> Node:
            address = links.absolute(media_uri(slug, f"range/{name}"))
            return {"id": address, "type": "Range", "label": label, "items": [*items]}

        found = [
            part(f"draft-{number}", draft_label(told, number, draft), map(_named, canvases))
            for number, (draft, canvases) in enumerate(zip(self.each.work.drafts, drafts, strict=True), 1)
            if canvases
        ]
        final = [part("final", told.said("final"), map(_named, pieces))] if pieces else []
        return [part("drafts", told.said("drafts"), [*found, *final])]


def collection(works: Iterable[Published], links: Links, keeper: Keeper) -> Node:
    """All works that have a manifest, in the order of the collection."""
    home = links.absolute("index.html")
    items = [
        {
            "id": links.absolute(manifest_uri(each.slug)),
            "type": "Manifest",
            "label": Wording.of(each.work, keeper.words).told(_title),
            **({"thumbnail": shown} if (shown := thumbnail(each, links)) else {}),
        }
        for each in works
    ]
    return {
        "@context": CONTEXT,
        "id": links.absolute(collection_uri()),
        "type": "Collection",
        "label": keeper.label,
        "provider": [keeper.provider(links)],
        "homepage": [{"id": home, "type": "Text", "label": keeper.label, "format": "text/html"}],
        "items": items,
    }


def thumbnail(each: Published, links: Links) -> list[Node]:
    """The one JPEG, which whatever gathers manifests can read."""
    return [image(each.slug, each.cover[1].of("jpeg")[0], links)] if each.cover else []


def unique(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(pairs))


def _alike(told: Strings) -> Strings:
    """What is the same in every language is in none."""
    first, *others = told.values()
    return {"none": first} if others and all(each == first for each in others) else told


def _isolated(told: Markup) -> str:
    """A sentence as plain text, in which words of another language still keep their place."""
    return Markup(_BDI.sub("\u2068", told).replace("</bdi>", "\u2069")).striptags()  # noqa: S704 - tags go, none come


def _named(canvas: Node) -> Node:
    return {"id": canvas["id"], "type": "Canvas"}


def _title(work: Work) -> str:
    return work.title
