"""IIIF: how the viewers of libraries and museums are told of a work, in words of every language that there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..collection.published import Published
from ..model.derivative import Rendition
from ..model.kinds import MEDIA_TYPES
from ..model.work import Work
from .links import Links
from .translated import translate
from .views import Words, media_uri

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
_MEDIA_TYPE = f'application/ld+json;profile="{CONTEXT}"'

Node = dict[str, Any]
# Texts by language, as IIIF has them; `none` holds what is in no language.
Strings = dict[str, list[str]]


def manifest_uri(slug: str) -> str:
    """Beside the page of the work, under the name that those who take it along expect."""
    return f"works/{slug}/manifest.json"


def collection_uri() -> str:
    return "data/collection.json"


def has_manifest(each: Published, links: Links) -> bool:
    """Whether a viewer elsewhere can be told of a work: it shows or plays something, and has an address.

    A text alone has nothing for a canvas; neither a work under review nor what is opened from a folder is for others,
    nor what a family does not let anybody take along.
    """
    if not each.allows("download"):
        return False
    seen = any(piece.file in each.derivatives for piece in each.work.pieces)
    drawn = any(each.picture(file) for draft in each.work.drafts for file in draft.files)
    return bool(links.site_url) and not links.offline and each.work.status == "approved" and (seen or drawn)


def alternate(address: str) -> Markup:
    """What the head of a page says of its manifest, where it has one."""
    link = Markup('<link rel="alternate" type="{}" title="IIIF" href="{}">')
    return link.format(_MEDIA_TYPE, address) if address else Markup()


def strings(told: Iterable[tuple[str, str]]) -> Strings:
    """Texts by language. What looks like markup from end to end is set apart from that, as the specification says."""
    found: Strings = {}
    for language, text in told:
        if text:
            marked = text.startswith("<") and text.endswith(">")
            found.setdefault(language, []).append(f"{text} " if marked else text)
    return found


def joined(*told: Strings) -> Strings:
    """All of them, those of one language one after another."""
    return strings((language, text) for each in told for language, texts in each.items() for text in texts)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a work in each language that it is told in, and ours in each language of the site."""

    forms: Mapping[str, Work]
    words: Mapping[str, Words]

    @classmethod
    def of(cls, work: Work, words: Mapping[str, Words]) -> "Wording":
        return cls({work.language: work, **{by.language: translate(work, by).work for by in work.translations}}, words)

    @property
    def language(self) -> str:
        """The work's own."""
        return next(iter(self.forms))

    def told(self, part: Callable[[Work], str | None]) -> Strings:
        """A part of the work in its own words, and in those of the translations that have it."""
        own = part(self.forms[self.language]) or ""
        others = ((language, part(form) or "") for language, form in self.forms.items())
        return strings((language, text) for language, text in others if language == self.language or text != own)

    def own(self, text: str | None) -> Strings:
        """What no translation holds."""
        return strings([(self.language, text or "")])

    def said(self, key: str, **values: object) -> Strings:
        return strings((language, words[key].format(**values)) for language, words in self.words.items())

    def named(self, key: str, told: Strings, **values: object) -> Strings:
        """In our words, and as the work calls it where that is in the same language."""
        ours = self.said(key, **values)
        names = {lang: [text.removesuffix(".") for text in texts] for lang, texts in told.items()}
        return {lang: [" · ".join((*texts, *names.get(lang, ())))] for lang, texts in ours.items()}


def image(slug: str, rendition: Rendition, links: Links) -> Node:
    return {
        "id": links.absolute(media_uri(slug, rendition.name)),
        "type": "Image",
        "format": MEDIA_TYPES[rendition.name.rpartition(".")[2]],
        "width": rendition.width,
        "height": rendition.height,
    }
