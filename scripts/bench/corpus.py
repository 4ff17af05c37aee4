"""Generated works: of text, or with the pictures that `pictures` draws; always the same for the same numbers."""

import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from here import ROOT
from pictures import WORDS, draw_all

OURS = ("site", ".site-spare", ".cache")  # what a build leaves


def project(folder: Path) -> Path:
    """A collection without works: the handbook, the settings and the vocabulary of this one."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "works").mkdir()
    shutil.copy(ROOT / "works/vocabulary.yml", folder / "works")
    return folder


def small(folder: Path) -> Path:
    """A collection without works in a site that has nothing else, as somebody begins who has a site already."""
    told = {"site_name": "Bench", "theme": "material", "plugins": [{"excellence": {"demonstrations": True}}]}
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(json.dumps(told), "utf-8")
    (folder / "docs" / "index.md").write_text("# Bench\n\n<!-- excellence:gallery -->\n", "utf-8")
    (folder / "works").mkdir()
    shutil.copy(ROOT / "works/vocabulary.yml", folder / "works")
    return folder


def of_texts(folder: Path, works: int, begun: Callable[[Path], Path] = project) -> Path:
    """A collection of works of text alone."""
    site, choose = begun(folder), Random(7)
    for number in range(works):
        write_work(site, number, choose)
    return site


def of_pictures(folder: Path, works: int, each: int = 3) -> Path:
    """A collection of works with so many pictures each."""
    site, choose = project(folder), Random(7)
    drawn = draw_all(folder / "drawn", works * each)
    for number in range(works):
        write_work(site, number, choose, drawn[number * each : (number + 1) * each])
    (folder / "drawn").rmdir()
    return site


def forgotten(site: Path) -> None:
    """As if it had never been built.

    What it left is moved aside and not deleted: for a minute ext4 passes over each number of a deleted file at each new
    file, which took half of a build.
    """
    aside = Path(tempfile.mkdtemp(prefix="gone-", dir=site.parent))
    for path in {*(site / name for name in OURS), *site.glob(".site-*")}:
        if path.exists():
            path.rename(aside / path.name)


def add_sentence(site: Path, number: int = 0) -> None:
    with (site / "works" / f"work-{number:04}" / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")


def change_page(site: Path) -> None:
    """A page of the handbook says one sentence more."""
    with (site / "content" / "about.md").open("a", encoding="utf-8") as file:
        file.write("\nOne more sentence.\n")


def change_picture(path: Path, seed: int, to: Path | None = None) -> None:
    """The same picture with something new in it, in its place or in another file."""
    choose = Random(seed)
    with Image.open(path) as opened:
        picture, told = opened.copy(), opened.info.get("exif", b"")
    pen = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = choose.random() * picture.width, choose.random() * picture.height
        ink = tuple(choose.randrange(256) for _ in picture.getbands())
        pen.rectangle((x, y, x + picture.width / 9, y + picture.height / 9), fill=ink)
    picture.save(to or path, quality=88, exif=told)


def write_work(site: Path, number: int, choose: Random, pictures: Sequence[Path] = ()) -> Path:
    """The folder of the work, to which the pictures are moved."""

    def text(count: int) -> str:
        return " ".join(choose.choice(WORDS) for _ in range(count))

    folder = site / "works" / f"work-{number:04}"
    folder.mkdir()
    names = [f"{which:02}{each.suffix}" for which, each in enumerate(pictures, 1)]
    for each, name in zip(pictures, names, strict=True):
        each.rename(folder / name)
    pieces = [f"  - {{file: {name}, alt: {text(8)}, caption: {text(6)}}}" for name in names]
    if not pictures:
        (folder / "essay.md").write_text("\n\n".join(text(60) for _ in range(4)), "utf-8")
        pieces = [f"  - {{file: essay.md, caption: {text(6)}}}"]
    first = names[0] if names else "essay.md"
    grade = choose.choice(["PK", "K", *range(1, 13)])
    subject = choose.choice(["mathematics", "visual-arts", "social-studies"])
    family = choose.choice(["cards/note-cards", "writing/essay", "report/scientific", "book/alphabet", "comic/strip"])
    matter = f"""---
title: {text(3).title()} {number}
kind: {"project" if pictures else "writing"}
status: approved
summary: {text(20)}
grades: [{grade}]
subjects: [{subject}]
formats: [{family}]
year: {choose.randint(2015, 2026)}
quote: {text(15)}
useful_for: [{text(9)}, {text(9)}, {text(8)}]
keywords: [{text(2)} {number % 7}, {text(3)}]
standards: [{{framework: CCSS-ELA, code: W.{choose.randint(1, 8)}.{choose.randint(1, 9)}, target: I can {text(6)}.}}]
attributes:
  craftsmanship: [{{key: beauty, note: {text(12)}, file: {first}}}]
  authenticity: [{{key: original-voice, note: {text(12)}}}]
pieces:
{chr(10).join(pieces)}
demonstration: true
added: 2026-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}
---

"""
    (folder / "index.md").write_text(matter + "\n\n".join(text(70) for _ in range(3)) + "\n", "utf-8")
    return folder
