"""One work's pages as templates need them: whole, only to look at, its task, and to embed elsewhere."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from ..collection.facets import standard_key
from ..collection.published import Published
from ..model.derivative import Document
from ..model.languages import spoken
from ..model.typed_pages import Guides
from ..model.work import Work
from .archive import Inside, archive_uri, inside
from .citations import Citations
from .evidence import EvidenceViews
from .iiif import has_manifest, manifest_uri
from .label import Label
from .language import language_mark, own_words
from .linked import LinkedWork, Node
from .markdown import manuscript, prose
from .oembed import iframe
from .pieces import PieceViews, size_told
from .strings import words
from .tours import tours
from .translated import KEPT, PARTS, Translated
from .typed_pages import GuideViews
from .views import View, Views, compare_uri, face_uri, facet_uri, media_uri, picture_view, students, work_uri


@dataclass(frozen=True)
class WorkView:
    """One work; each part of a page is empty where the work says nothing.

    `site` is the collection's name; `translated` is set on the page of a translation, whose words `each` then holds;
    `editions` are the languages that the whole site is in, its own first; `archives`
    whether each work is there as one file.
    """

    views: Views
    each: Published
    site: str = ""
    translated: Translated | None = None
    guides: Guides = field(default_factory=Guides)
    editions: tuple[str, ...] = ("en",)
    archives: bool = True

    @property
    def work(self) -> Work:
        return self.each.work

    @cached_property
    def label(self) -> Label:
        return Label(self.views, self.translated.original if self.translated else self.work, self.translated)

    @cached_property
    def citations(self) -> Citations:
        original = self.label.work
        translated = self.work.title if self.work.title != original.title else ""
        lang = self.views.lang(self.work.language)
        return Citations(self.views, original, self.label, self.site, translated, lang)

    @property
    def _pieces(self) -> PieceViews:
        return PieceViews(self.views, self.each, self.translated)

    @cached_property
    def linked(self) -> Node:
        """What machines may know of it."""
        return LinkedWork(self.views, self.each, self.label, self.site).node()

    def page(self) -> View:
        """Everything."""
        views, work = self.views, self.work
        neighbours = views.collection.neighbours(work.slug)
        link = views.links.to
        return {
            **self._common(),
            "languages": self.languages(),
            "crumb": {
                "href": link(facet_uri("grade", work.grades[0])),
                "label": views.vocabulary.label("grades", work.grades[0]),
                "lang": views.labels_lang(),
            },
            "pieces": self._pieces.pieces(),
            "facts": list(self.label.facts()),
            "overview": prose(work.body),
            "drafts": self._pieces.drafts(),
            "final": self._pieces.final_changes(),
            "final_picture": self._final_picture(),
            "tours": list(tours(self._pieces)),
            "compare": f"{link(compare_uri())}#a={work.slug}:1",
            "compare_with": f"{link(compare_uri())}#a={work.slug}:0",
            "for_students": students(views.links.absolute(work_uri(work.slug))),
            "evidence": list(EvidenceViews(views, self.each, self.translated).attributes()),
            "standards": list(self._standards()),
            "protocols": list(self._guide_views.suits(self.work.protocols)),
            "media": [self._medium(number) for number in range(len(work.media))],
            "archive": self._archive(),
            "downloads": self._pieces.downloads(),
            "look": link(face_uri(work.slug, "look")),
            "task_page": link(face_uri(work.slug, "task")) if self.has_task else "",
            "embed": self._embedding() if views.links.site_url and self.each.allows("download") else "",
            "classroom": self._classroom(),
            "cite": self.citations.forms,
            "references": self.citations.files(),
            "manifest": link(manifest_uri(work.slug)) if has_manifest(self.each, views.links) else "",
            "coins": self.citations.coins(),
            "qr": self.code("qr.svg"),
            "qr_students": self.code("qr-students.svg"),
            "relations": views.relations(self.each),
            "previous": views.neighbour(neighbours.previous),
            "next": views.neighbour(neighbours.next),
            **self.task(),
        }

    def _embedding(self) -> Markup:
        """The code of a page of somebody else's, to be read and copied; the title keeps its place in it."""
        title, lang = str(escape(self.work.title)), self.work.language if self.translated else ""
        code = escape(str(iframe(self.each, self.views.links, 360, 420)))
        named = Markup("title=&#34;{}&#34;")
        shown = own_words(title, lang or self.views.lang(self.work.language))
        return Markup(code.replace(named.format(title), named.format(shown)))  # noqa: S704 - both are escaped

    def inside(self) -> list[Inside]:
        """What lies in its archive."""
        said = [f"{form['label']}: {form['text'].striptags()}" for form in self.citations.forms]
        own = self.views.words["demonstration"] if self.work.demonstration else ""
        told = self.views.words["archive_text"].format(collection=self.site)
        return inside(self.each, "\n\n".join(filter(None, (told, own, *said))) + "\n")

    def _archive(self) -> View | None:
        found = self.inside() if self.archives else []
        if not found:
            return None
        size = size_told(sum(each.bytes for each in found))
        facts = self.views.words["archive_facts"].format(files=len(found), size=size)
        return {"href": self.views.links.to(archive_uri(self.work.slug)), "facts": facts}

    def _final_picture(self) -> View | None:
        """The finished work at the end of its drafts, where those are pictures too."""
        first = self.each.picture(self.work.pieces[0].file)
        drawn = any(self.each.picture(file) for draft in self.work.drafts for file in draft.files)
        return picture_view(self.work.slug, first, self.views.links.to) if first and drawn else None

    def code(self, name: str) -> str:
        """Where the code lies that leads to this page: each language has its own."""
        links = self.views.links
        return links.across(f"{links.folder}{media_uri(self.work.slug, name)}") if links.site_url else ""

    def _classroom(self) -> str:
        """Where a teacher hands the page to a class: a plain link, followed only when somebody asks for it."""
        address = self.views.links.absolute(work_uri(self.work.slug))
        return f"https://classroom.google.com/share?url={quote(address, safe='')}" if address else ""

    def look(self) -> View:
        """The pieces and the grade; nothing that says what to think of them."""
        kept = ("id", "kind", "lang", "alt", "text", "pages", "picture", "full")
        media = ("href", "type", "poster", "captions", "captions_lang", "width", "height", "transcript", "length")
        pieces = [
            {name: value for name, value in piece.items() if name in (*kept, *media)} for piece in self._pieces.pieces()
        ]
        for piece, source in zip(pieces, self.work.pieces, strict=True):
            if piece["kind"] == "text":
                piece["text"] = manuscript(source.file, self._without_title(self.work.text(source.file)), 2)
        return {
            "lang": self.views.lang(self.work.language),
            "ui": self._ui(),
            "grade": self.label.grades(),
            "ours": self.views.words["demonstration_by"] if self.work.demonstration else "",
            "pieces": pieces,
            "task_page": self.views.links.to(face_uri(self.work.slug, "task")) if self.has_task else "",
            "whole": self.views.links.to(work_uri(self.work.slug)),
        }

    def _without_title(self, text: str) -> str:
        """A text that begins with the work's title as its heading, without that line."""
        first, _, rest = text.partition("\n")
        return rest.strip() if first.strip("#* _").casefold() == self.work.title.casefold() else text

    def task_page(self) -> View:
        return {**self._common(), "whole": self.views.links.to(work_uri(self.work.slug)), **self.task()}

    def embed(self) -> View:
        """A picture, the title, the credit and one link, for a page of somebody else's."""
        cover = self.each.cover
        address = self.views.links.absolute(work_uri(self.work.slug)) or self.views.links.to(work_uri(self.work.slug))
        credit = own_words(self.label.credit(self.site), self.label.credit_lang())
        return {
            **self._common(),
            "address": address,
            "picture": picture_view(self.work.slug, cover[1], self.views.links.to) if cover else None,
            "alt": (cover[0].alt or "") if cover else "",
            "credit": Markup(" · ").join((credit, self.label.grades(), self.label.license())),
            "site": self.site,
        }

    def _common(self) -> dict[str, Any]:
        lang = self.work.language if self.translated else self.views.lang(self.work.language)
        return {
            "work": self.work,
            "lang": lang,
            "ui": self._ui(),
            "own": self._own(),
            "notice": self._notice(),
            "may_print": self.each.allows("print"),
        }

    def _own(self) -> Mapping[str, Markup]:
        """The marks of the parts that are not in the language of the page."""
        parts = (*PARTS, *KEPT)
        return {part: language_mark(self.translated.lang(part) if self.translated else "") for part in parts}

    def _ui(self) -> Markup:
        """The mark of our own words within the work's; which way they are written is said where that is in question."""
        spoken = {self.work.language, *(piece.language for piece in self.work.pieces if piece.language)}
        spoken |= {self.translated.original.language} if self.translated else set()
        ui = self.views.language
        return language_mark(ui) if any(map(self.views.turned, spoken)) else Markup(' lang="{}"').format(ui)

    def _notice(self) -> str:
        """That some or all of what is said of the work is only there in the language of the original."""
        told, original = self.translated, self.translated.original if self.translated else self.work
        key = original.language.split("-")[0]
        if told.whole if told else key == self.views.language.split("-")[0]:
            return ""
        said = self.views.words["translation_partly" if told else "translation_none"]
        return said.format(language=self.views.value_label("language", key, key))

    def languages(self) -> list[View]:
        """The pages of this work in languages that the site is not in, each named in its own; from there, all."""
        work = self.translated.original if self.translated else self.work
        here = self.views.links.here
        pages = language_pages(work, self.editions)
        return [
            {"lang": lang, "href": self.views.links.across(uri), **self._read_this(lang)}
            for lang, uri in pages.items()
            if uri != here
        ]

    def _read_this(self, lang: str) -> View:
        """In the words of the language; where there are none, its name in those of the page."""
        key = lang.split("-")[0]
        if key in spoken():
            return {"label": words(lang)["read_this"], "mark": language_mark(lang)}
        return {"label": self.views.value_label("language", key, key), "mark": self._ui()}

    @property
    def _guide_views(self) -> GuideViews:
        return GuideViews(self.guides, self.views.links, self.views.words, self.editions[0])

    @property
    def has_task(self) -> bool:
        return bool(self.work.task or self.work.scoring_tool)

    def task(self) -> dict[str, Any]:
        """The task and the scoring tool: as text, or as the pages of a document."""
        return {
            "task": prose(self.work.task_text),
            "task_document": self._sheet(self.work.task, self.work.task_transcript, "task"),
            "scoring": prose(self.work.scoring_text),
            "scoring_document": self._sheet(self.work.scoring_tool, self.work.scoring_tool_transcript, "scoring_tool"),
        }

    def _sheet(self, file: str | None, transcript: str | None, name: str) -> View | None:
        found = self.each.derivatives.get(file or "")
        if not isinstance(found, Document):
            return None
        shown = self._pieces.document(found, self.views.words[name], name.replace("_", "-"))
        return {**shown, "transcript": self._pieces.words(transcript, top=3) if transcript else ""}

    def _standards(self) -> Iterator[View]:
        for standard in self.work.standards:
            yield {
                "framework": self.views.vocabulary.label("frameworks", standard.framework),
                "short": standard.framework,
                "code": standard.code,
                "target": standard.target or "",
                "href": self.views.links.to(facet_uri("standard", standard_key(standard.framework, standard.code))),
            }

    def _medium(self, number: int) -> View:
        medium, told = self.work.media[number], self.views.words
        facts = []
        if medium.minutes:
            facts.append(told["minutes"].format(number=medium.minutes))
        if medium.captions is not None:
            facts.append(told["captions" if medium.captions else "no_captions"])
        if medium.seen:
            facts.append(told["seen"].format(day=medium.seen.isoformat()))
        return {"url": medium.url, "title": medium.title, "facts": ", ".join(facts)}


def language_pages(work: Work, editions: Collection[str]) -> dict[str, str]:
    """Where a work stands in its own language, and in those that the site as a whole is not in."""
    others = [each.language for each in work.translations if each.language.split("-")[0] not in editions]
    return {work.language: work_uri(work.slug), **{each: face_uri(work.slug, each.lower()) for each in others}}
