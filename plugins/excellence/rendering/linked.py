"""What machines may know of a page, in the words of schema.org: nothing that the page itself does not say.

Each function gives one node of JSON-LD; where the site's own address is not known, lists and trails are left out, since
their parts are nothing but addresses.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..collection.published import Published
from ..model.derivative import Document, Film, Picture, Recording
from ..model.kinds import MEDIA_TYPES, kind_of
from ..model.protocol import Protocol, Step
from ..model.work import Piece, Standard, Work
from .cite import made_in
from .label import Label
from .licences import licence_address
from .links import Links
from .pieces import captions_name
from .views import Views, media_uri, work_uri

Node = dict[str, Any]

_DATA = {"csv": "text/csv", "json": "application/json"}
_PIXELS = "E37"  # the unit, by the common code of the United Nations
# What a work is besides a learning resource: by its format, or by the family of that.
_TYPES: Mapping[str, str] = {
    "book": "Book",
    "comic": "ComicStory",
    "drawing-and-painting": "VisualArtwork",
    "game": "Game",
    "magazine-and-news": "Article",
    "map-and-guide/map": "Map",
    "map-and-guide/walking-tour": "Map",
    "report": "Report",
    "writing/story": "ShortStory",
}


@dataclass(frozen=True, slots=True)
class LinkedWork:
    """One work as its page shows it; `label` speaks the words of the page, `site` is the collection's name."""

    views: Views
    each: Published
    label: Label
    site: str = ""

    @property
    def work(self) -> Work:
        return self.each.work

    @property
    def links(self) -> Links:
        return self.views.links

    def node(self) -> Node:
        work, vocabulary = self.work, self.views.vocabulary
        # In every language one and the same work, in its own; a translation of its title is another name of it.
        address, own = self.links.absolute(work_uri(work.slug)), self.label.work
        day = work.added.isoformat() if work.added else ""
        facts = {
            "@type": ["LearningResource", *self._types()],
            "@id": replace(self.links, folder="").absolute(work_uri(work.slug)),
            "url": address,
            "name": own.title,
            "alternateName": work.title if work.title != own.title else "",
            "description": work.summary,
            "inLanguage": own.language,
            "learningResourceType": "demonstration of a model" if work.demonstration else "example of student work",
            "educationalLevel": [vocabulary.label("grades", grade) for grade in work.grades],
            "about": [_thing(vocabulary.label("subjects", subject)) for subject in work.subjects],
            "genre": [vocabulary.label("formats", format) for format in work.formats],
            "keywords": list(work.keywords),
            "copyrightYear": made_in(work),
            "datePublished": day,
            "isAccessibleForFree": True,
            "isPartOf": web_site(self.site, self.links, self.views.language, alone=False),
            "educationalAlignment": [self._alignment(standard) for standard in work.standards],
            "isBasedOn": [self.links.absolute(work_uri(slug)) for slug in work.inspired_by],
            "accessibilityFeature": list(dict.fromkeys(self._access())),
            "image": self._cover(),
            "associatedMedia": [node for number in range(len(work.pieces)) if (node := self._piece(number))],
            **self._rights(),
        }
        return _said(facts)

    def _types(self) -> Iterable[str]:
        found = (_TYPES.get(format) or _TYPES.get(format.split("/")[0], "") for format in self.work.formats)
        return dict.fromkeys(filter(None, found))

    def _rights(self) -> Node:
        """Whom it is owed to and what others may do with it."""
        return {"creditText": self.label.credit(self.site), "license": licence_address(self.work.license)}

    def _alignment(self, standard: Standard) -> Node:
        return _said(
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "educationalFramework": self.views.vocabulary.label("frameworks", standard.framework),
                "targetName": standard.code,
                "targetDescription": standard.target or "",
            }
        )

    def _access(self) -> Iterator[str]:
        """What is there for people who can't see or hear a piece."""
        for piece in self.work.pieces:
            if piece.alt:
                yield "alternativeText"
            if piece.description:
                yield "longDescription"
            if piece.transcript:
                yield "transcript"
            if piece.captions:
                yield "captions"

    # Pieces

    def _file(self, name: str) -> str:
        return self.links.absolute(media_uri(self.work.slug, name))

    def _cover(self) -> str:
        return self._file(self.each.cover[1].of("jpeg")[0].name) if self.each.cover else ""

    def _piece(self, number: int) -> Node:
        """A piece as a media object. A file that the page does not hand out has no address here."""
        piece = self.work.pieces[number]
        told = {
            "name": piece.caption or "",
            "description": piece.description or piece.alt or "",
            "acquireLicensePage": self.links.absolute(work_uri(self.work.slug)),
            "inLanguage": piece.language or "",
            **self._rights(),
        }
        match self.each.derivatives.get(piece.file):
            case Picture() as picture:
                found = self._picture(picture)
            case Document(copy=copy) if self.each.allows("download"):
                found = {"@type": "MediaObject", "encodingFormat": MEDIA_TYPES[copy.format], **self._at(copy.name)}
            case Recording(copy=copy) as sound:
                found = {"@type": "AudioObject", **self._played(piece, sound.seconds, copy.name, copy.format)}
            case Film(copy=copy) as film:
                found = {"@type": "VideoObject", **self._played(piece, film.seconds, copy.name, copy.format)}
                still = self._file(film.still.of("jpeg")[0].name)
                day = self.work.added.isoformat() if self.work.added else ""
                found |= {"thumbnailUrl": still, "uploadDate": day, "name": piece.caption or self.work.title}
                found |= {"width": _pixels(film.width), "height": _pixels(film.height)}
            case _:
                return {}
        return _said({**told, **found})

    def _picture(self, picture: Picture) -> Node:
        widest = picture.of("webp")[-1]
        return {
            "@type": "ImageObject",
            "encodingFormat": "image/webp",
            "width": _pixels(widest.width),
            "height": _pixels(widest.height),
            **self._at(widest.name),
        }

    def _at(self, name: str) -> Node:
        return {"contentUrl": self._file(name)}

    def _played(self, piece: Piece, seconds: float, name: str, format: str) -> Node:
        captions = self.work.text(piece.captions or "")
        told = {"encodingFormat": MEDIA_TYPES[format], "duration": _seconds(seconds), **self._at(name)}
        if piece.transcript and kind_of(piece.transcript) == "text":
            told["transcript"] = self.work.text(piece.transcript)
        if captions:
            told["caption"] = _said(
                {"@type": "MediaObject", "encodingFormat": "text/vtt", **self._at(captions_name(captions))}
            )
        return told


# Pages


def web_site(name: str, links: Links, language: str, *, alone: bool = True) -> Node:
    """The collection; `alone` tells of its search besides, which only its first page does."""
    home = links.absolute("index.html")
    facts: Node = {"@type": "WebSite", "@id": home and f"{home}#site", "url": home, "name": name}
    if alone:
        ask = f"{links.absolute('search/index.html')}?q={{search_term_string}}"
        entry = {"@type": "EntryPoint", "urlTemplate": ask}
        search = {"@type": "SearchAction", "target": entry, "query-input": "required name=search_term_string"}
        facts |= {"inLanguage": language, "potentialAction": search if home else ""}
    return _said(facts)


def trail(stops: Sequence[tuple[str, str]]) -> Node:
    """The way to a page: labels and absolute addresses from the widest part of the site on, the page itself last.

    A page that stands in no part of the site has no way to it.
    """
    if len(stops) < 2 or not all(address for _, address in stops):
        return {}
    items = [
        {"@type": "ListItem", "position": number, "name": label, "item": {"@type": "WebPage", "@id": address}}
        for number, (label, address) in enumerate(stops, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def listing(uri: str, told: Node, works: Iterable[Published], links: Links, first: int = 1) -> Node:
    """A page of works in an order; `told` is what it says of itself, `first` the place of its first work."""
    address = links.absolute(uri)
    if not address:
        return {}
    items = [
        {"@type": "ListItem", "position": number, "url": links.absolute(work_uri(each.slug))}
        for number, each in enumerate(works, first)
    ]
    held = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
    return _said({"@type": "CollectionPage", "@id": address, "url": address, **told, "mainEntity": held})


def dataset(uri: str, told: Node, files: Iterable[str], links: Links) -> Node:
    """A page that leads to the list of all works; `files` are the places of its forms."""
    address = links.absolute(uri)
    held = [
        {"@type": "DataDownload", "encodingFormat": _DATA[file.rpartition(".")[2]], "contentUrl": links.absolute(file)}
        for file in files
    ]
    facts = {"@type": "Dataset", "@id": address, "url": address, **told, "isAccessibleForFree": True}
    return _said({**facts, "distribution": held}) if address else {}


def how_to(uri: str, protocol: Protocol, links: Links) -> Node:
    """A protocol: what must be there and what is done, step by step."""
    address, source = links.absolute(uri), protocol.source
    based = (
        {"@type": "CreativeWork", "name": source.title, "creditText": source.by, "url": source.url} if source else {}
    )
    total = protocol.total
    return _said(
        {
            "@type": "HowTo",
            "@id": address,
            "url": address,
            "name": protocol.title,
            "description": protocol.description,
            "inLanguage": protocol.language,
            "totalTime": f"PT{total.most + total.breaks}M",
            "supply": [{"@type": "HowToSupply", "name": each} for each in protocol.materials],
            "step": [_step(number, step) for number, step in enumerate(protocol.steps, 1)],
            "isBasedOn": _said(based),
        }
    )


def _step(number: int, step: Step) -> Node:
    told = " ".join([*step.do, *([step.group] if step.group else []), *step.ask]) or step.title
    time = f"PT{step.most}M"
    return {"@type": "HowToStep", "position": number, "name": step.title, "text": told, "timeRequired": time}


def questions(asked: Iterable[tuple[str, str]], language: str) -> Node:
    """Questions with their answers, as plain text."""
    entities = [
        {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
        for question, answer in asked
    ]
    return {"@type": "FAQPage", "inLanguage": language, "mainEntity": entities}


def _thing(name: str) -> Node:
    return {"@type": "Thing", "name": name}


def _pixels(number: int) -> Node:
    return {"@type": "QuantitativeValue", "value": number, "unitCode": _PIXELS}


def _seconds(seconds: float) -> str:
    return f"PT{max(round(seconds), 1)}S"


def _said(facts: Mapping[str, Any]) -> Node:
    """Without what there is nothing to say of."""
    return {name: value for name, value in facts.items() if value}
