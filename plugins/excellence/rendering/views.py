"""What templates are given: plain values prepared from records, so that templates hold no logic."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..collection.collection import Collection
from ..collection.facets import WHOLE, Facet
from ..collection.published import Published
from ..collection.related import Reason
from ..model.derivative import Picture
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..model.writing import direction_of
from .links import Links
from .sizes import STRIP, sizes_of
from .translated import translate, translation_in

View = Mapping[str, Any]
Words = Mapping[str, str]
# A picture wider than this takes both columns of a phone.
_WIDE = 1.4


def work_uri(slug: str) -> str:
    return f"works/{slug}/index.html"


def students(address: str) -> str:
    """The address of a work's page in the students' view; nothing where it has none."""
    return f"{address}?for=students" if address else ""


def face_uri(slug: str, face: str) -> str:
    """Where a work's `look`, `task` or `embed` page stands."""
    return f"works/{slug}/{face}/index.html"


def facet_uri(facet: str, value: str = "") -> str:
    """The page of a value, or of all values."""
    return f"{facet}/{value.lower()}/index.html" if value else f"{facet}/index.html"


def compare_uri() -> str:
    """The page that compares two works."""
    return "compare/index.html"


def walk_uri() -> str:
    """The page on which a set of works is put together, planned, walked and printed."""
    return "walk/index.html"


def station_uri(slug: str) -> str:
    """What a set needs to know of a work, as data for scripts; it lies in the folder of its language."""
    return f"works/{slug}/station.json"


def media_uri(slug: str, name: str) -> str:
    return f"works/{slug}/{name}"


def picture_view(slug: str, picture: Picture, link: Callable[[str], str]) -> View:
    """A picture as `<picture>` needs it; `src` is the one JPEG, for browsers without WebP."""
    webp, jpeg = picture.of("webp"), picture.of("jpeg")
    srcset = ", ".join(f"{link(media_uri(slug, rendition.name))} {rendition.width}w" for rendition in webp)
    ratio = webp[-1].width / webp[-1].height
    return {
        "srcset": srcset,
        "strip": ratio > STRIP,
        "src": link(media_uri(slug, jpeg[0].name)),
        "width": webp[-1].width,
        "height": webp[-1].height,
        "ratio": f"{ratio:.4f}",
        "colour": picture.colour,
    }


def grade_words(grades: tuple[str, ...], vocabulary: Vocabulary, words: Words) -> str:
    """`Grade 3, Grade 4`, or `Grade 3 to Grade 5` where three or more follow one another."""
    ranks = sorted(vocabulary.rank("grades", grade) for grade in grades)
    labels = list(vocabulary.terms("grades").values())
    if len(ranks) > 2 and ranks[-1] - ranks[0] == len(ranks) - 1:
        return words["from_to"].format(first=labels[ranks[0]], last=labels[ranks[-1]])
    return ", ".join(labels[rank] for rank in ranks)


def counted(number: int, words: Words) -> str:
    return words["works_one"] if number == 1 else words["works_many"].format(number=f"{number:,}")


@dataclass(frozen=True, slots=True)
class Views:
    """Prepares views of works as seen from one page; `cards_told` keeps what cards say on every page of a language."""

    collection: Collection
    links: Links
    words: Words
    language: str = "en"
    cards_told: dict[str, View] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.collection.vocabulary

    def lang(self, language: str) -> str:
        """The language to mark a part with; empty where it is the page's own."""
        same = language.split("-")[0] == self.language.split("-")[0] and not self.turned(language)
        return "" if same else language

    def turned(self, language: str) -> bool:
        """Whether a language is written the other way than the page's own."""
        return direction_of(language) != direction_of(self.language)

    def told(self, work: Work) -> Work:
        """A work in the words of the page, where it has a translation into them."""
        by = translation_in(work, self.language)
        return translate(work, by).work if by else work

    def labels_lang(self, always: bool = False) -> str:
        """The language to mark labels of the vocabulary with; `always` within words of yet another one."""
        return self.vocabulary.language if always or self.lang(self.vocabulary.language) else ""

    def card(self, each: Published, link: Callable[[str], str] | None = None) -> View:
        link, cover = link or self.links.to, each.cover
        if each.slug not in self.cards_told:
            self.cards_told[each.slug] = self._card(each)
        return {
            **self.cards_told[each.slug],
            "href": link(work_uri(each.slug)),
            "picture": self._card_picture(each.slug, cover[1], link) if cover else None,
        }

    def _card(self, each: Published) -> View:
        """What it says on whichever page it stands."""
        work = self.told(each.work)
        facts = [grade_words(work.grades, self.vocabulary, self.words)]
        facts += [self.vocabulary.label("subjects", subject) for subject in work.subjects[:1]]
        facts += [self.vocabulary.label("formats", format) for format in work.formats[:1]]
        lang, turned = self.lang(work.language), self.turned(work.language)
        facts_lang = self.labels_lang(always=bool(lang))
        labels = self.vocabulary.language
        return {
            "href": "",
            "title": work.title,
            "lang": lang,
            # Only where it is not the page's own, since scripts fetch these.
            "dir": direction_of(work.language) if turned else "",
            "facts": " · ".join(facts),
            "facts_lang": facts_lang,
            "facts_dir": direction_of(labels) if turned or self.turned(labels) else "",
            "picture": None,
            "quote": work.quote or work.summary,
        }

    def _card_picture(self, slug: str, picture: Picture, link: Callable[[str], str]) -> View:
        """With the width at which it stands on a card: in a row by its height, on a phone by the column."""
        view = picture_view(slug, picture, link)
        wide = float(view["ratio"]) > _WIDE
        return {**view, "wide": wide, "sizes": sizes_of(view, "wide card" if wide else "card")}

    def cards(
        self, works: tuple[Published, ...], notes: Mapping[str, str] | None = None, face: str = "", *, own: bool = False
    ) -> list[View]:
        """A card for each work; `notes` holds a line for some, by slug, in the words of the page or the works' `own`.

        `face` names the face of the works that the cards lead to, if it is not all of them.
        """
        found = [(self.card(each), (notes or {}).get(each.slug, "")) for each in works]
        if face:
            to = self.links.to
            found = [
                ({**card, "href": to(face_uri(each.slug, face))}, note)
                for each, (card, note) in zip(works, found, strict=True)
            ]
        langs = [each.work.language if own else self.language for each in works]
        return [
            {**card, "note": note, "note_lang": "" if lang == (card["lang"] or self.language) else lang}
            for lang, (card, note) in zip(langs, found, strict=True)
        ]

    def choice(self, facet: str, key: str, label: str, count: int) -> View:
        return {
            "href": self.links.to(facet_uri(facet, key)) if count or facet in WHOLE else "",
            "label": self.value_label(facet, key, label),
            "count": count or "",
        }

    def value_label(self, facet: str, key: str, label: str) -> str:
        """A value in words: years and languages stand as numbers and codes in a work."""
        if facet == "year" and key.isdecimal():
            return f"{int(key) - 1}–{int(key) % 100:02}"
        if facet in ("language", "size", "medium"):
            return self.words.get(f"{facet}_{key}", key)
        return label

    def browse(self, facets: tuple[Facet, ...]) -> list[View]:
        return [
            {
                "label": self.words[facet.name],
                "choices": [self.choice(facet.name, each.key, each.label, len(each.works)) for each in facet.values],
            }
            for facet in facets
            if facet.values
        ]

    def neighbour(self, each: Published | None) -> View | None:
        if each is None:
            return None
        return {
            "href": self.links.to(work_uri(each.slug)),
            "title": (told := self.told(each.work)).title,
            "lang": self.lang(told.language),
        }

    def relations(self, each: Published) -> list[View]:
        """What it was made after, what it led to, and what to see next with the reason."""
        found = (
            ("inspired_by", self.collection.named(each.work.inspired_by)),
            ("led_to", self.collection.led_to.get(each.slug, ())),
        )
        told: list[View] = [{"label": self.words[name], "works": self.cards(works)} for name, works in found if works]
        related = self.collection.related[each.slug]
        if related:
            notes = {other.work.slug: self.reason(other.reasons) for other in related}
            works = self.cards(tuple(other.work for other in related), notes)
            told.append({"label": self.words["related"], "works": works})
        return told

    def reason(self, reasons: tuple[Reason, ...]) -> str:
        """Why a work is related, in words."""
        said = [self.words[f"reason_{kind}"].format(value=self._reason_value(kind, value)) for kind, value in reasons]
        return " · ".join(said)

    def _reason_value(self, kind: str, value: str) -> str:
        lists = {"format": "formats", "family": "families", "grade": "grades", "subject": "subjects"}
        if kind in lists:
            return self.vocabulary.label(lists[kind], value)
        if kind == "text-type":
            return self.vocabulary.label("text_types", value).lower()
        if kind == "language":
            return self.value_label("language", value, value)
        return self.collection.labels(kind).get(value, value) if value else value


def search_words(work: Work) -> str:
    """Every word of a work that is worth finding, as one text."""
    parts = [work.body, work.quote or "", work.driving_question or "", work.audience or "", work.for_students or ""]
    for piece in work.pieces:
        parts += [piece.caption or "", piece.alt or "", piece.description or ""]
    parts += [text for file, text in work.texts if not file.endswith(".vtt")]
    parts += [work.task_text]
    for told in work.translations:
        parts += [told.title or "", told.summary or "", told.body, told.quote or "", told.for_students or ""]
    return "\n\n".join(part for part in parts if part)
