"""A school with three evenings' evidence, made up: its works drawn, its sheets saved by the archive's own modules."""

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from excellence.model.catcher import Catcher
from excellence.reading.typed_pages import read_typed_page
from in_process import Project
from project import COLLECTION, ROOT

NAME = "Creek Road School"
# An address of the school's network, and whom families write to.
OWN: dict[str, Any] = {"site_url": "http://models.lan/", "extra": {"contact": "office@hill.school"}}
CATCHER = "summary"  # the summary sheet of the tests' collection
# Title, grade and format of the pieces that each evening kept.
KEPT: dict[str, tuple[tuple[str, str, str], ...]] = {
    "2024-05-15": (
        ("Frog cards", "2", "cards/note-cards"),
        ("Rain report", "4", "report/scientific"),
        ("Town map", "5", "map-and-guide/map"),
    ),
    "2025-05-21": (
        ("Ant cards", "2", "cards/note-cards"),
        ("Wind report", "4", "report/scientific"),
        ("Bus poem", "5", "book/poetry-anthology"),
    ),
    "2026-05-20": (
        ("Newt cards", "2", "cards/note-cards"),
        ("Bridge report", "4", "report/scientific"),
        ("Trail map", "5", "map-and-guide/map"),
    ),
}
GOALS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "2024-05-15": (
        ("Every product has a reader outside the room", "Each grade names one by October", "met"),
        ("Drafts are kept", "A folder for each child, from September", "partly"),
    ),
    "2025-05-21": (("Each task says what good work looks like", "Two models with every task by January", "unmet"),),
    "2026-05-20": (("Students build their own criteria", "One list a term in every room", "under_way"),),
}
WAITS, LARGE, MANY = "Ant cards", "Trail map", 6  # a piece as scripts/new leaves it, and one of many pictures
SAW = "Careful drawings, and few second drafts."


def slug(title: str) -> str:
    return title.lower().replace(" ", "-")


def row(*cells: str, work: dict[str, str] | None = None) -> dict[str, Any]:
    return {"work": work, "cells": [*cells]}


def sheet(day: str, *, chosen: bool = False) -> dict[str, Any]:
    """What somebody filled in on the summary sheet; the pieces are `chosen` from the site, or only written down."""
    kept = [
        row(work={"slug": slug(title), "title": title, "grade": f"Grade {grade}", "picture": ""})
        if chosen
        else row(title, f"Grade {grade}")
        for title, grade, _ in KEPT[day]
    ]
    goals = [row(goal, steps) for goal, steps, _ in GOALS[day]]
    people = [row("Rosa Almanza", "principal"), row("Jo Petersen", "grade 4")]
    rows = ([*people], [], goals, kept, [])
    return {
        "who": NAME,
        "date": day,
        "parts": [
            {"before": [], "rows": each, "questions": [SAW, "Tasks ask for recall."] if number == 1 else []}
            for number, each in enumerate(rows)
        ],
    }


@cache
def archived(*days: str, chosen: bool = False) -> str:
    """The file that the archive's own modules save after these evenings."""
    page = read_typed_page(COLLECTION / "content" / "catchers" / f"{CATCHER}.md", "", Catcher).record
    assert page is not None
    record = {"id": CATCHER, **asdict(page)}
    told = [
        {
            "date": day,
            "sheet": sheet(day, chosen=chosen),
            # Of the goals of the last evening nobody knows anything yet.
            "goals": [state for _, _, state in GOALS[day]] if day != days[-1] else [],
        }
        for day in days
    ]
    script = ROOT / "tests" / "browser" / "archived.mjs"
    command = [
        sys.executable,
        "-m",
        "deno",
        "run",
        "--quiet",
        "--no-check",
        script,
        json.dumps(record),
        json.dumps(told),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout


class School(Project):
    """The school's own copy of the software, private."""

    def __init__(self, folder: Path, evenings: int = 3, pictures: int = 1, **settings: Any) -> None:
        super().__init__(folder, **{"site_author": NAME, **OWN, **settings})
        content = folder / "content"
        (content / "catchers").mkdir()
        shutil.copy(COLLECTION / "content" / "catchers" / f"{CATCHER}.md", content / "catchers")
        (content / "es").mkdir()
        (content / "es" / "index.md").write_text("---\ntitle: Inicio\n---\n# Inicio\n", "utf-8")
        days = tuple(KEPT)[:evenings]
        for number, day in enumerate(days, 1):
            self.keep(day[:7], archived(*days[:number]))
            for title, grade, form in KEPT[day]:
                said = {"grades": [grade], "formats": [form], **({"status": "draft"} if title == WAITS else {})}
                self.piece(title, 0 if "poem" in title else MANY if title == LARGE else pictures, **said)

    def configure(self, *, plugin: dict[str, Any] | None = None, **settings: Any) -> None:
        super().configure(plugin={"mode": "school", "demonstrations": False, **(plugin or {})}, **settings)

    def keep(self, month: str, archive: str, index: str | None = None) -> None:
        folder = self.folder / "evidence" / month
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "archive.json").write_text(archive, "utf-8")
        day = next((day for day in KEPT if day.startswith(month)), "")
        named = ", ".join(slug(title) for title, _, _ in KEPT.get(day, ()))
        (folder / "index.md").write_text(index or f"---\npieces: [{named}]\n---\nAll of **{month}**.\n", "utf-8")

    def piece(self, title: str, pictures: int = 1, **front: Any) -> Path:
        """A piece as a school keeps it: with task and scoring tool, and neither a consent nor a panel."""
        words = {"task": "task.md", "scoring_tool": "scoring.md"}
        said = {"title": title, "status": "submitted", "demonstration": None, **words, **front}
        folder = self.work(slug(title), pictures=pictures, **said)
        (folder / "task.md").write_text(f"# The task\n\nMake {title.lower()} for a reader.\n", "utf-8")
        (folder / "scoring.md").write_text("# What counts\n\n- Exact\n- Clear\n", "utf-8")
        return folder
