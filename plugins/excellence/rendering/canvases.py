"""What a viewer shows of a work, one after another: pictures, pages, sounds and films, each with what is said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..collection.published import Published
from ..model.derivative import Copy, Document, Film, Picture, Recording
from ..model.kinds import MEDIA_TYPES
from ..model.work import Draft, Piece, Stop
from .iiif import Node, Strings, Wording, image, joined
from .links import Links
from .pieces import captions_name
from .views import media_uri

# A place on a picture is a point; viewers mark a box around it, of this share of the picture's shorter side.
_PLACE = 0.1


@dataclass(frozen=True, slots=True)
class Canvases:
    """The canvases of one work; each has an address of its own beneath that of the work."""

    each: Published
    wording: Wording
    links: Links

    def at(self, name: str) -> str:
        return self.links.absolute(media_uri(self.each.slug, name))

    def of_piece(self, number: int) -> Iterator[Node]:
        """One; for a document one a page, for a text none."""
        piece, told, name = self.each.work.pieces[number - 1], self.wording, f"piece-{number}"
        caption = told.told(lambda work: work.pieces[number - 1].caption)
        label = caption or told.said("piece_number", number=number)
        alt = joined(told.told(lambda work: work.pieces[number - 1].alt), told.own(piece.description))
        match self.each.derivatives.get(piece.file):
            case Picture() as picture:
                yield self._seen(name, label, picture, alt, [*self._words(piece), *self._tour(piece.file)])
            case Document(pages=pages):
                for which, page in enumerate(pages, 1):
                    label = told.named("page_of", caption, number=which, total=len(pages))
                    notes = [*self._words(piece), *self._tour(piece.file)] if which == 1 else []
                    yield self._seen(f"{name}-page-{which}", label, page, alt if which == 1 else {}, notes)
            case Recording() as sound:
                time = {"duration": _seconds(sound.seconds)}
                body = self._copy("Sound", sound.copy) | time
                yield self._canvas(name, label, time, body, summary=alt, notes=self._words(piece))
            case Film() as film:
                yield self._film(name, label, film, alt, piece)

    def of_draft(self, number: int) -> Iterator[Node]:
        """One for each picture that the page shows of it."""
        draft, told = self.each.work.drafts[number - 1], self.wording
        alt = told.told(lambda work: work.drafts[number - 1].alt)
        for which, file in enumerate(draft.files, 1):
            if picture := self.each.picture(file):
                name = f"draft-{number}" if which == 1 else f"draft-{number}-{which}"
                canvas = self._seen(name, draft_label(told, number, draft), picture, alt, self._tour(file))
                yield canvas if which > 1 else canvas | self._said_of_draft(number)

    def _said_of_draft(self, number: int) -> Node:
        """What changed in it, and the advice that came next; viewers tell it of a canvas, and hardly of a range."""
        told, at = self.wording, number - 1
        said = {
            "changed": told.told(lambda work: work.drafts[at].changed),
            "feedback": told.told(lambda work: work.drafts[at].feedback),
        }
        metadata = [{"label": told.said(name), "value": value} for name, value in said.items() if value]
        return {"metadata": metadata} if metadata else {}

    def _seen(self, name: str, label: Strings, picture: Picture, alt: Strings, notes: list[Node]) -> Node:
        """A picture, as large as it is published.

        Its format is not said: a viewer that does not know WebP by name offers such a picture as a file to take along,
        and shows one of no name, since its browser knows it.
        """
        largest = image(self.each.slug, picture.of("webp")[-1], self.links)
        del largest["format"]
        space = {"width": largest["width"], "height": largest["height"]}
        return self._canvas(name, label, space, largest, summary=alt, picture=picture, notes=notes)

    def _film(self, name: str, label: Strings, film: Film, alt: Strings, piece: Piece) -> Node:
        """With a still for as long as it does not play, and its captions."""
        size = {"width": film.width, "height": film.height, "duration": _seconds(film.seconds)}
        notes = self._words(piece)
        if words := self.each.work.text(piece.captions or ""):
            body: Node = {"id": self.at(captions_name(words)), "type": "Text", "format": "text/vtt"}
            body |= {"label": self.wording.said("captions_track"), "language": self._language(piece)}
            notes = [{"motivation": "supplementing", "body": body}, *notes]
        canvas = self._canvas(
            name, label, size, self._copy("Video", film.copy) | size, summary=alt, picture=film.still, notes=notes
        )
        return canvas | {"placeholderCanvas": self._seen(f"{name}/still", label, film.still, {}, [])}

    def _canvas(
        self,
        name: str,
        label: Strings,
        size: Node,
        body: Node,
        *,
        summary: Strings,
        notes: list[Node],
        picture: Picture | None = None,
    ) -> Node:
        """`notes` are annotations that know neither their own address nor, but for a part of it, that of the canvas."""
        here = self.at(f"canvas/{name}")
        painting = {"motivation": "painting", "body": body}
        found: Node = {"id": here, "type": "Canvas", "label": label, "summary": summary, **size}
        if picture:
            found["thumbnail"] = [image(self.each.slug, picture.of("webp")[0], self.links)]
        found["items"] = [_page(here, "painting", [painting])]
        found["annotations"] = [_page(here, "notes", [_placed(each, size) for each in notes])] if notes else []
        return {key: value for key, value in found.items() if value}

    def _copy(self, kind: str, copy: Copy) -> Node:
        return {"id": self.at(copy.name), "type": kind, "format": MEDIA_TYPES[copy.format]}

    def _language(self, piece: Piece) -> str:
        return piece.language or self.each.work.language

    def _words(self, piece: Piece) -> list[Node]:
        """What can be read or heard in it, as text."""
        file = piece.transcript or ""
        body = {
            "type": "TextualBody",
            "value": self.each.work.text(file),
            "format": "text/markdown" if file.endswith(".md") else "text/plain",
            "language": self._language(piece),
        }
        return [{"motivation": "supplementing", "body": body}] if body["value"] else []

    def _tour(self, file: str) -> list[Node]:
        """What is to be seen at its numbered places."""
        numbered = enumerate(self.each.work.tours, 1)
        return [self._stop(number, stop) for number, stop in numbered if stop.file == file]

    def _stop(self, number: int, stop: Stop) -> Node:
        # Viewers run lines together.
        text = f"{number}. {stop.title}{'' if stop.title.endswith(('.', '!', '?')) else ':'} {stop.text}"
        body = {"type": "TextualBody", "value": text, "format": "text/plain", "language": self.each.work.language}
        return {"motivation": "commenting", "body": body, "place": (stop.x, stop.y)}


def draft_label(told: Wording, number: int, draft: Draft) -> Strings:
    return told.told(lambda work: work.drafts[number - 1].label) if draft.label else told.said("draft", number=number)


def _page(canvas: str, name: str, notes: list[Node]) -> Node:
    """An annotation page; each annotation on it says that it is about the canvas."""
    here = f"{canvas}/{name}"
    items = [
        {"id": f"{here}/{number}", "type": "Annotation", **note, "target": canvas + note.get("target", "")}
        for number, note in enumerate(notes, 1)
    ]
    return {"id": here, "type": "AnnotationPage", "items": items}


def _placed(note: Node, size: dict[str, Any]) -> Node:
    """An annotation of a place as one of a box around that, whole within the canvas."""
    if "place" not in note:
        return note
    x, y = note["place"]
    wide, high = size["width"], size["height"]
    side = max(round(min(wide, high) * _PLACE), 1)
    left = min(max(round(x * wide - side / 2), 0), wide - side)
    top = min(max(round(y * high - side / 2), 0), high - side)
    kept = {key: value for key, value in note.items() if key != "place"}
    return {**kept, "target": f"#xywh={left},{top},{side},{side}"}


def _seconds(seconds: float) -> float:
    return round(seconds, 3)
