"""A work's pieces and drafts as templates need them: one view for each kind of file."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from ..collection.published import Published
from ..model.derivative import Copy, Document, Film, Picture, Recording
from ..model.kinds import MEDIA_TYPES
from ..model.work import Draft, Piece, Work
from .changes import changes
from .markdown import manuscript
from .translated import Translated
from .views import View, Views, media_uri, picture_view


def captions_name(captions: str) -> str:
    """The file name under which the captions of a film are published."""
    return f"{sha256(captions.encode()).hexdigest()[:20]}.vtt"


@dataclass(frozen=True, slots=True)
class PieceViews:
    """The pieces of one work as seen from one page."""

    views: Views
    each: Published
    translated: Translated | None = None

    @property
    def work(self) -> Work:
        return self.each.work

    def pieces(self) -> list[View]:
        return [self._piece(number, piece) for number, piece in enumerate(self.work.pieces, 1)]

    def _piece(self, number: int, piece: Piece) -> View:
        # What is around it is in the work's language, whichever the page is in.
        lang = piece.language if piece.language and piece.language != self.work.language else ""
        return {
            "id": f"piece-{number}",
            "lang": lang,
            "alt": piece.alt or "",
            "caption": piece.caption,
            "caption_lang": self._caption_lang(piece, lang),
            "description": piece.description,
            "transcript": self.words(piece.transcript, top=2) if piece.transcript else "",
            **self._by_kind(number, piece),
        }

    def _caption_lang(self, piece: Piece, lang: str) -> str:
        """A translated caption beneath a piece that is not."""
        told = self.translated is not None and not self.translated.lang(f"caption:{piece.file}")
        return self.work.language if told and lang else ""

    def _by_kind(self, number: int, piece: Piece) -> dict[str, Any]:
        match self.each.derivatives.get(piece.file):
            case Picture() as picture:
                return {"kind": "picture", **self.picture(picture)}
            case Document() as document:
                return {"kind": "document", **self.document(document, piece.alt or "", f"piece-{number}-page")}
            case Recording() as recording:
                return {"kind": "recording", "length": self.length(recording.seconds), **self.copy(recording.copy)}
            case Film() as film:
                return {"kind": "film", **self._film(film, piece)}
        return {"kind": "text", "text": self.words(piece.file, top=2)}

    def picture(self, picture: Picture) -> dict[str, Any]:
        link, slug = self.views.links.to, self.work.slug
        rendition = picture.of("webp")[-1]
        return {"picture": picture_view(slug, picture, link), "full": link(media_uri(slug, rendition.name))}

    def document(self, document: Document, alt: str, prefix: str) -> dict[str, Any]:
        """Its pages as pictures, and the file to take along. Its words come from a transcript alone."""
        words, total = self.views.words, len(document.pages)
        pages = [
            {
                "id": f"{prefix}-{number}",
                "label": words["page_of"].format(number=number, total=total),
                "alt": alt if number == 1 else words["page_alt"].format(number=number, alt=alt),
                **self.picture(page),
            }
            for number, page in enumerate(document.pages, 1)
        ]
        return {"pages": pages, **self.copy(document.copy)}

    def _film(self, film: Film, piece: Piece) -> dict[str, Any]:
        link, slug = self.views.links.to, self.work.slug
        captions = self.work.text(piece.captions or "")
        return {
            "length": self.length(film.seconds),
            "width": film.width,
            "height": film.height,
            "poster": link(media_uri(slug, film.still.of("jpeg")[0].name)),
            "captions": self.views.links.captions(media_uri(slug, captions_name(captions)), captions),
            "captions_lang": (piece.language or self.work.language),
            **self.copy(film.copy),
        }

    def copy(self, copy: Copy) -> dict[str, Any]:
        return {
            "href": self.views.links.to(media_uri(self.work.slug, copy.name)),
            "type": MEDIA_TYPES[copy.format],
            "format": copy.format.upper(),
            "size": size_told(copy.bytes),
        }

    def length(self, seconds: float) -> str:
        """In whole seconds, as players count them."""
        minutes, rest = divmod(int(seconds), 60)
        form = "length" if minutes else "length_second" if rest == 1 else "length_seconds"
        return self.views.words[form].format(minutes=minutes, seconds=f"{rest:02}" if minutes else rest)

    def words(self, file: str, top: int) -> Markup:
        return manuscript(file, self.work.text(file), top)

    def downloads(self) -> list[View]:
        """The largest published file of each draft and each piece, where the consent allows to take it along.

        Each is told and saved under a name that says what is inside.
        """
        if not self.each.allows("download"):
            return []
        drafts = [
            (file, self.draft_label(number), "", f"draft-{number}", self._label_lang(draft))
            for number, draft in enumerate(self.work.drafts, 1)
            for file in draft.files
        ]
        pieces = [
            (piece.file, self.views.words["piece_number"].format(number=number), piece.caption or "", f"piece-{number}")
            for number, piece in enumerate(self.work.pieces, 1)
        ]
        return [found for said in (*pieces, *drafts) for found in self._download(*said)]

    def _label_lang(self, draft: Draft) -> str:
        """The language of a draft's own name among words of ours."""
        lang = self._draft_lang("label", draft) if self.translated else self.work.language
        return self.views.lang(lang) if draft.label else ""

    def _download(self, file: str, label: str, caption: str, name: str, lang: str = "") -> Iterator[View]:
        match self.each.derivatives.get(file):
            case Picture() as picture:
                rendition = picture.of("webp")[-1]
                facts = f"{rendition.width} × {rendition.height}, WebP, {size_told(rendition.bytes)}"
                href = self.picture(picture)["full"]
            case Document(copy=copy) | Recording(copy=copy) | Film(copy=copy):
                found = self.copy(copy)
                href, facts = found["href"], f"{found['format']}, {found['size']}"
            case _:
                return
        suffix = href.rpartition(".")[2]
        saved = f"{self.work.slug}-{name}.{suffix}"
        yield {"href": href, "label": label, "lang": lang, "caption": caption, "facts": facts, "saved": saved}

    # Drafts

    def drafts(self) -> list[View]:
        return [self._draft(number, draft) for number, draft in enumerate(self.work.drafts, 1)]

    def _draft(self, number: int, draft: Draft) -> View:
        pictures = [self.picture(found) for file in draft.files if (found := self.each.picture(file))]
        return {
            "id": f"draft-{number}",
            "label": self.draft_label(number),
            "named": bool(draft.label),
            "pictures": pictures,
            "texts": [self.words(file, top=4) for file in draft.files if self.work.text(file)],
            "marked": self._marked().get(number),
            "alt": draft.alt or "",
            "changed": draft.changed,
            "feedback": draft.feedback,
            "langs": {part: self._draft_lang(part, draft) for part in ("label", "changed", "feedback")},
            "page": draft.page or "",
        }

    def _draft_lang(self, part: str, draft: Draft) -> str:
        """The language of what a draft says of itself, which stands among words of the original."""
        told = self.translated
        return (told.lang(f"{part}:{draft.files[0]}") or self.work.language) if told else ""

    def draft_label(self, number: int) -> str:
        return self.work.drafts[number - 1].label or self.views.words["draft"].format(number=number)

    def final_changes(self) -> View | None:
        """The final text with what changed since the last draft marked; the last draft may be older than that."""
        return self._marked().get(len(self.work.drafts) + 1)

    def _marked(self) -> dict[int, View]:
        """For each draft with words, and the final, the changes since the draft with words before it."""
        said = [(number, self._text(draft.files)) for number, draft in enumerate(self.work.drafts, 1)]
        said.append((len(said) + 1, self._text(piece.file for piece in self.work.pieces)))
        worded = [(number, text) for number, text in said if text]
        label = self.views.words["changes_since"]
        return {
            number: {"label": label.format(draft=self.draft_label(before)), "text": changes(old, new)}
            for (before, old), (number, new) in pairwise(worded)
        }

    def _text(self, files: Any) -> str:
        return "\n\n".join(text for file in files if (text := self.work.text(file)) and file not in self._transcripts)

    @property
    def _transcripts(self) -> frozenset[str]:
        return frozenset(piece.transcript or "" for piece in self.work.pieces)


def size_told(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(round(count / 1e3), 1)} KB"
