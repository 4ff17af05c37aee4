"""A school's meetings as templates need them: their sheets, what became of the goals, and the pieces by year."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from ..collection.published import Published
from ..model.catcher import Catcher, Part
from ..model.meeting import STATES, Filled, Meeting, Row, Sheet
from ..model.typed_pages import Guides
from ..rules.meetings import goals_part
from .views import View, Views, compare_uri, face_uri, grade_words, picture_view, work_uri

_FOLDER: Final = "evidence/"
INDEX_URI: Final = f"{_FOLDER}index.html"
THEN_URI: Final = f"{_FOLDER}then-and-now/index.html"
PACK_URI: Final = f"{_FOLDER}print/index.html"


def meeting_uri(month: str) -> str:
    return f"{_FOLDER}{month}/index.html"


class Column(NamedTuple):
    """The pieces of a month that stand side by side with those of others."""

    month: str
    works: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class MeetingViews:
    """Meetings as seen from one page."""

    views: Views
    guides: Guides

    # Days

    def month(self, month: str) -> str:
        """`May 2026`, as it stands in a heading."""
        year, number = month.split("-")
        said = self.views.words["month_told"].format(month=self._name(int(number)), year=year)
        return said[:1].upper() + said[1:]

    def day(self, day: date) -> str:
        return self.views.words["day_told"].format(day=day.day, month=self._name(day.month), year=day.year)

    def _name(self, number: int) -> str:
        return self.views.words["months"].split("|")[number - 1]

    # All meetings

    def lead(self, meeting: Meeting) -> View:
        """A meeting in a line of meetings."""
        return {
            "href": self.views.links.to(meeting_uri(meeting.month)),
            "month": meeting.month,
            "title": self.month(meeting.month),
            "goals": [goal for sheet in meeting.sheets for goal in self.goals(sheet)],
            "pieces": self.pieces(meeting),
        }

    def counts(self, meetings: Iterable[Meeting]) -> list[View]:
        """How many meetings and goals there were, and what became of these; the last of them only where there are."""
        meetings, words = list(meetings), self.views.words
        states = Counter(goal["state"] for each in meetings for sheet in each.sheets for goal in self.goals(sheet))
        told = [("meetings_meetings", len(meetings)), ("meetings_goals", states.total())]
        told += [(f"archive_{state}", states[state]) for state in (*STATES[1:], STATES[0]) if states[state]]
        return [{"label": words[name], "number": number} for name, number in told]

    # A meeting

    def meeting(self, meeting: Meeting) -> View:
        return {**self.lead(meeting), "words": meeting.words, "sheets": [self.sheet(each) for each in meeting.sheets]}

    def sheet(self, sheet: Sheet) -> View:
        """A sheet as it was filled in, part by part; what nobody wrote in is left out."""
        parts = self._catcher(sheet).parts
        goals = [goal["label"] for goal in self.goals(sheet)]
        at = goals_part(self._catcher(sheet))
        told = [
            self._part(part, filled, goals if number == at else [])
            for number, (part, filled) in enumerate(zip(parts, sheet.parts, strict=False))
        ]
        said = [each for each in told if each["answers"] or each["rows"]]
        return {"day": self.day(sheet.date), "date": sheet.date.isoformat(), "parts": said}

    def _part(self, part: Part, filled: Filled, became: list[str]) -> View:
        asked = (*zip(part.before, filled.before, strict=False), *zip(part.questions, filled.questions, strict=False))
        rows = [row for row in filled.rows if row.said]
        head = [column.title for column in part.columns]
        if became:
            head.append(self.views.words["meetings_became"])
        return {
            "title": part.title or "",
            "head": head,
            "rows": [self._row(row, len(part.columns), label) for row, label in _paired(rows, became)],
            "answers": [{"asked": each.text, "said": said.strip()} for each, said in asked if said.strip()],
        }

    def _row(self, row: Row, columns: int, became: str) -> View:
        """A work that was chosen stands where its title and its grade would have been written."""
        cells = [*row.cells, *[""] * columns][:columns]
        for place, chosen in enumerate((row.title, row.grade)[:columns]):
            cells[place] = cells[place] or chosen
        shown = row.slug in self.views.collection.by_slug
        href = self.views.links.to(work_uri(row.slug)) if shown else ""
        return {"href": href, "cells": [*cells, became] if became else cells}

    def goals(self, sheet: Sheet) -> list[View]:
        """The goals of a sheet, each with its steps, and what became of it."""
        at = goals_part(self._catcher(sheet))
        rows = [row for row in sheet.parts[at].rows if row.said] if 0 <= at < len(sheet.parts) else []
        states = (*sheet.states, *[STATES[0]] * len(rows))
        return [
            {
                "goal": next(iter(row.cells), ""),
                "steps": " · ".join(filter(None, row.cells[1:])),
                "state": state,
                "label": self.views.words[f"archive_{state}"],
            }
            for row, state in zip(rows, states, strict=False)
        ]

    def _catcher(self, sheet: Sheet) -> Catcher:
        found = self.guides.named(Catcher, sheet.catcher)
        return found[1] if found else Catcher(title="", description="", parts=())

    # Pieces

    def pieces(self, meeting: Meeting) -> list[View]:
        return [self.piece(each) for each in self.views.collection.named(meeting.pieces)]

    def piece(self, each: Published) -> View:
        """A piece with its picture, and the ways to its work and to its task."""
        work, to = self.views.told(each.work), self.views.links.to
        cover = each.cover
        facts = [grade_words(work.grades, self.views.vocabulary, self.views.words)]
        facts += [self.views.vocabulary.label("formats", format) for format in work.formats[:1]]
        return {
            "slug": each.slug,
            "href": to(work_uri(each.slug)),
            "task": to(face_uri(each.slug, "task")) if work.task or work.scoring_tool else "",
            "title": work.title,
            "lang": self.views.lang(work.language),
            "facts": " · ".join(facts),
            "picture": picture_view(each.slug, cover[1], to) if cover else None,
            "alt": (cover[0].alt or "") if cover else "",
            "quote": work.quote or work.summary,
        }

    # Then and now

    def groups(self, meetings: Iterable[Meeting]) -> list[View]:
        """The pieces by month, for each grade and each family of formats that several months have; and all of them."""
        columns = [Column(each.month, self.views.collection.named(each.pieces)) for each in meetings if each.pieces]
        vocabulary, words = self.views.vocabulary, self.views.words
        grades = ((f"grade-{key.lower()}", label, _having(columns, key)) for key, label in self._terms("grades"))
        families = ((f"format-{key}", label, _having(columns, key)) for key, label in self._terms("families"))
        told = [
            self._group(name, label, held, vocabulary.language)
            for name, label, held in (*grades, *families)
            if len(held) > 1
        ]
        return [*told, self._group("all", words["meetings_all"], columns, "")] if columns else []

    def _terms(self, name: str) -> Iterator[tuple[str, str]]:
        return iter(self.views.vocabulary.terms(name).items())

    def _group(self, name: str, label: str, columns: list[Column], language: str) -> View:
        first, last = columns[0].works[0].slug, columns[-1].works[-1].slug
        pair = f"{self.views.links.to(compare_uri())}#a={first}:0&b={last}:0"
        return {
            "id": name,
            "label": label,
            "lang": self.views.lang(language) if language else "",
            "compare": pair if first != last else "",
            "columns": [
                {
                    "title": self.month(column.month),
                    "month": column.month,
                    "href": self.views.links.to(meeting_uri(column.month)),
                    "pieces": [self.piece(each) for each in column.works],
                }
                for column in columns
            ],
        }


def _paired(rows: list[Row], became: list[str]) -> Iterator[tuple[Row, str]]:
    yield from zip(rows, became or [""] * len(rows), strict=True)


def _having(columns: Iterable[Column], key: str) -> list[Column]:
    """The columns with those works that are of a grade or of a family of formats."""
    held = (
        Column(
            column.month,
            tuple(
                each
                for each in column.works
                if key in each.work.grades or key in {format.split("/")[0] for format in each.work.formats}
            ),
        )
        for column in columns
    )
    return [column for column in held if column.works]
