"""What templates are given: plain values prepared from records, so that templates hold no logic."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..collection.collection import Collection, Facet, Published
from ..model.picture import Picture
from ..model.vocabulary import Vocabulary
from ..model.work import Draft, Piece, Work
from .links import Links
from .markdown import manuscript, prose

View = Mapping[str, Any]
Words = Mapping[str, str]


def work_uri(slug: str) -> str:
    return f"works/{slug}/index.html"


def facet_uri(facet: str, value: str) -> str:
    return f"{facet}/{value.lower()}/index.html"


def media_uri(slug: str, name: str) -> str:
    return f"works/{slug}/{name}"


def picture_view(slug: str, picture: Picture, link: Callable[[str], str]) -> View:
    """A picture as `<picture>` needs it; `src` is the one JPEG, for browsers without WebP."""
    webp, jpeg = picture.of("webp"), picture.of("jpeg")
    srcset = ", ".join(f"{link(media_uri(slug, rung.name))} {rung.width}w" for rung in webp)
    return {
        "srcset": srcset,
        "src": link(media_uri(slug, jpeg[0].name)),
        "width": webp[-1].width,
        "height": webp[-1].height,
        "ratio": f"{webp[-1].width / webp[-1].height:.4f}",
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
    """Prepares views of works as seen from one page."""

    collection: Collection
    links: Links
    words: Words
    language: str = "en"

    @property
    def vocabulary(self) -> Vocabulary:
        return self.collection.vocabulary

    def lang(self, language: str) -> str:
        """The language to mark a part with; empty where it is the page's own."""
        return "" if language.split("-")[0] == self.language.split("-")[0] else language

    def card(self, each: Published, link: Callable[[str], str] | None = None) -> View:
        link = link or self.links.to
        work = each.work
        cover = each.cover
        facts = [grade_words(work.grades, self.vocabulary, self.words)]
        facts += [self.vocabulary.label("subjects", subject) for subject in work.subjects[:1]]
        facts += [self.vocabulary.label("formats", format) for format in work.formats[:1]]
        return {
            "href": link(work_uri(each.slug)),
            "title": work.title,
            "lang": self.lang(work.language),
            "facts": " · ".join(facts),
            "picture": picture_view(each.slug, cover[1], link) if cover else None,
            "quote": work.quote or work.summary,
        }

    def cards(self, works: tuple[Published, ...]) -> list[View]:
        return [self.card(each) for each in works]

    def browse(self, facets: tuple[Facet, ...]) -> list[View]:
        return [
            {
                "label": self.words[facet.name],
                "choices": [
                    {
                        "href": self.links.to(facet_uri(facet.name, value.key)),
                        "label": value.label,
                        "count": len(value.works),
                    }
                    for value in facet.values
                ],
            }
            for facet in facets
            if facet.values
        ]

    def neighbour(self, each: Published | None) -> View | None:
        if each is None:
            return None
        return {
            "href": self.links.to(work_uri(each.slug)),
            "title": each.work.title,
            "lang": self.lang(each.work.language),
        }

    def relations(self, each: Published) -> list[View]:
        found = (
            ("inspired_by", self.collection.named(each.work.inspired_by)),
            ("led_to", self.collection.led_to.get(each.slug, ())),
            ("related", self.collection.named(each.work.related)),
        )
        return [{"label": self.words[name], "works": self.cards(works)} for name, works in found if works]


@dataclass(frozen=True, slots=True)
class WorkView:
    """One work's page in parts; each part is empty where the work says nothing."""

    views: Views
    each: Published

    @property
    def work(self) -> Work:
        return self.each.work

    def page(self) -> View:
        views, work = self.views, self.work
        neighbours = views.collection.neighbours(work.slug)
        grade = work.grades[0]
        return {
            "work": work,
            "lang": views.lang(work.language),
            "ui": views.language,
            "crumb": {
                "href": views.links.to(facet_uri("grade", grade)),
                "label": views.vocabulary.label("grades", grade),
            },
            "pieces": [self._piece(number, piece) for number, piece in enumerate(work.pieces, 1)],
            "facts": list(self._facts()),
            "overview": prose(work.body),
            "drafts": [self._draft(number, draft) for number, draft in enumerate(work.drafts, 1)],
            "stops": work.tours,
            "evidence": list(self._evidence()),
            "standards": list(self._standards()),
            "task": prose(work.task_text),
            "scoring": prose(work.scoring_text),
            "media": [self._medium(number) for number in range(len(work.media))],
            "relations": views.relations(self.each),
            "previous": views.neighbour(neighbours.previous),
            "next": views.neighbour(neighbours.next),
        }

    def _picture(self, file: str) -> View | None:
        picture = self.each.pictures.get(file)
        return picture_view(self.work.slug, picture, self.views.links.to) if picture else None

    def _full(self, file: str) -> str:
        picture = self.each.pictures[file]
        return self.views.links.to(media_uri(self.work.slug, picture.of("webp")[-1].name))

    def _piece(self, number: int, piece: Piece) -> View:
        picture = self._picture(piece.file)
        lang = self.views.lang(piece.language) if piece.language and piece.language != self.work.language else ""
        return {
            "id": f"piece-{number}",
            "lang": lang,
            "picture": picture,
            "full": self._full(piece.file) if picture else "",
            "text": "" if picture else self._words(piece.file, top=2),
            "alt": piece.alt or "",
            "caption": piece.caption,
            "description": piece.description,
            "transcript": self._words(piece.transcript, top=2) if piece.transcript else "",
        }

    def _words(self, file: str, top: int) -> Markup:
        return manuscript(file, self.work.text(file), top)

    def _draft(self, number: int, draft: Draft) -> View:
        pictures = [
            {"picture": self._picture(file), "full": self._full(file)}
            for file in draft.files
            if file in self.each.pictures
        ]
        return {
            "id": f"draft-{number}",
            "label": draft.label or self.views.words["draft"].format(number=number),
            "pictures": pictures,
            "texts": [self._words(file, top=4) for file in draft.files if self.work.text(file)],
            "alt": draft.alt or "",
            "changed": draft.changed,
            "feedback": draft.feedback,
        }

    def _facts(self) -> Iterator[View]:
        """The museum label: only what the work says."""
        work, words, vocabulary = self.work, self.views.words, self.views.vocabulary
        yield self._linked("grades" if len(work.grades) > 1 else "grade", "grade", "grades", work.grades)
        yield self._linked("subjects" if len(work.subjects) > 1 else "subject", "subject", "subjects", work.subjects)
        yield self._formats()
        if work.text_types:
            name = "text_types" if len(work.text_types) > 1 else "text_type"
            yield self._fact(name, *(vocabulary.label("text_types", each) for each in work.text_types))
        yield {**self._fact("made_by", self.credit()), "lang": self.views.lang(work.language) if work.credit else ""}
        for name, text in (
            ("school", self._school()),
            ("year", str(work.year or "")),
            ("duration", work.duration),
            ("size", words.get(f"size_{work.size}", "")),
            ("audience", work.audience),
        ):
            if text:
                yield {
                    **self._fact(name, text),
                    "lang": self.views.lang(work.language) if name in ("duration", "audience") else "",
                }
        yield self._fact("license", words["rights_reserved"] if work.license.startswith("LicenseRef") else work.license)
        if work.keywords:
            yield {**self._fact("keywords", ", ".join(work.keywords)), "lang": self.views.lang(work.language)}

    def _fact(self, name: str, *texts: str) -> View:
        return {"label": self.views.words[name], "lang": "", "parts": [{"text": text, "href": ""} for text in texts]}

    def _linked(self, label: str, facet: str, terms: str, keys: tuple[str, ...]) -> View:
        vocabulary, links = self.views.vocabulary, self.views.links
        ordered = sorted(keys, key=lambda key: vocabulary.rank(terms, key))
        parts = [{"text": vocabulary.label(terms, key), "href": links.to(facet_uri(facet, key))} for key in ordered]
        return {"label": self.views.words[label], "lang": "", "parts": parts}

    def _formats(self) -> View:
        vocabulary, links, formats = self.views.vocabulary, self.views.links, self.work.formats
        parts = [
            {"text": vocabulary.label("formats", each), "href": links.to(facet_uri("format", each.split("/")[0]))}
            for each in formats
        ]
        return {"label": self.views.words["formats" if len(formats) > 1 else "format"], "lang": "", "parts": parts}

    def credit(self) -> str:
        """How the makers are credited; by their grade where the work says nothing."""
        grades = grade_words(self.work.grades, self.views.vocabulary, self.views.words)
        return self.work.credit or self.views.words["makers_grade"].format(grade=grades)

    def _school(self) -> str:
        school, vocabulary = self.work.school, self.views.vocabulary
        said = [
            school.name,
            vocabulary.label("school_types", school.type) if school.type else None,
            vocabulary.label("settings", school.setting) if school.setting else None,
            school.place,
            school.region,
            school.country,
        ]
        return ", ".join(each for each in said if each)

    def _evidence(self) -> Iterator[View]:
        """The claims under each attribute, each with a link to the piece or draft that shows it."""
        vocabulary, words = self.views.vocabulary, self.views.words
        shown = {piece.file: ("piece", number) for number, piece in enumerate(self.work.pieces, 1)}
        for number, draft in enumerate(self.work.drafts, 1):
            shown |= dict.fromkeys(draft.files, ("draft", number))
        for attribute in ("complexity", "craftsmanship", "authenticity"):
            claims = []
            for claim in getattr(self.work.attributes, attribute):
                kind, number = shown.get(claim.file or "", ("", 0))
                claims.append(
                    {
                        "label": vocabulary.label("descriptors", claim.key),
                        "note": claim.note,
                        "href": f"#{kind}-{number}" if kind else "",
                        "see": words[f"see_{kind}"].format(number=number) if kind else "",
                    }
                )
            if claims:
                yield {"label": vocabulary.label("attributes", attribute), "claims": claims}

    def _standards(self) -> Iterator[View]:
        for standard in self.work.standards:
            yield {
                "framework": self.views.vocabulary.label("frameworks", standard.framework),
                "short": standard.framework,
                "code": standard.code,
                "target": standard.target or "",
            }

    def _medium(self, number: int) -> View:
        medium, words = self.work.media[number], self.views.words
        facts = []
        if medium.minutes:
            facts.append(words["minutes"].format(number=medium.minutes))
        if medium.captions is not None:
            facts.append(words["captions" if medium.captions else "no_captions"])
        if medium.seen:
            facts.append(words["seen"].format(day=medium.seen.isoformat()))
        return {"url": medium.url, "title": medium.title, "facts": ", ".join(facts)}


def search_words(work: Work) -> str:
    """Every word of a work that is worth finding, as one text."""
    parts = [work.body, work.quote or "", work.driving_question or "", work.audience or "", work.for_students or ""]
    for piece in work.pieces:
        parts += [piece.caption or "", piece.alt or "", piece.description or ""]
    parts += [text for _, text in work.texts]
    parts += [work.task_text]
    return "\n\n".join(part for part in parts if part)
