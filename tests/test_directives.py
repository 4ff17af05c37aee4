"""What ordinary pages ask of the collection: everything that they can't have is told at its place in the Markdown."""

import json
from pathlib import Path

import pytest

from excellence.collection.collection import Collection
from excellence.collection.directives import NAMES, check_page
from excellence.collection.published import Published
from excellence.model.finding import Finding
from excellence.model.vocabulary import Vocabulary
from excellence.model.work import Piece, Work
from excellence.reading.vocabulary import read_vocabulary
from in_process import Project
from project import COLLECTION

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "works/vocabulary.yml")


def collection(vocabulary: Vocabulary = VOCABULARY) -> Collection:
    work = Work(
        slug="pond-cards",
        title="Pond cards",
        kind="project",
        status="approved",
        summary="What lives in our pond.",
        grades=("2",),
        subjects=("visual-arts",),
        formats=("cards/note-cards",),
        pieces=(Piece(file="01.jpg"),),
    )
    return Collection.of((Published(work),), vocabulary)


def told(text: str) -> list[str]:
    return [f"{each.place.line}:{each.place.column} {each.code}: {each.what}" for each in found(text)]


def found(text: str) -> list[Finding]:
    return list(check_page(text, "content/page.md", collection()))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- excellence:gallery grade=2 limit=6 -->", []),
        ("Words.\n\n  <!-- excellence:galery -->", ["3:3 gallery-filter: there is no excellence:galery"]),
        ("<!-- excellence:gallery grade=14 -->", ["1:1 gallery-filter: “14” is no grade"]),
        ("<!-- excellence:featured colour=red -->", ["1:1 gallery-filter: “colour=red” is no filter"]),
        ("<!-- excellence:times grade=14 -->", []),
        ("[Pond](work:pond-cards) and [all](grade:2)", []),
        ("[my sets](tool:walk)", []),
        (
            "[my sets](tool:walks)",
            ["1:11 reference-unknown: the link tool:walks leads to nothing that is published"],
        ),
        (
            "See [Lake](work:lake-cards).",
            ["1:12 reference-unknown: the link work:lake-cards leads to nothing that is published"],
        ),
        (
            "[lake]: work:lake-cards",
            ["1:9 reference-unknown: the link work:lake-cards leads to nothing that is published"],
        ),
        (
            '<a href="keyword:lake">lake</a>',
            ["1:10 reference-unknown: the link keyword:lake leads to nothing that is published"],
        ),
        ("[a](mailto:somebody) [b](https://example.org) work:lake-cards", []),
        ("<!-- [Lake](work:lake-cards) was here -->", []),
        ("`<!-- excellence:galery -->` and `[Lake](work:lake-cards)`", []),
        ("```md\n<!-- excellence:galery -->\n[Lake](work:lake-cards)\n```\n", []),
        (
            "~~~\n<!-- excellence:galery -->\n~~~\n<!-- excellence:galery -->",
            ["4:1 gallery-filter: there is no excellence:galery"],
        ),
        ("```\n<!-- excellence:galery -->", []),
    ],
)
def test_what_can_not_be_had_is_told_where_it_stands(text: str, lines: list[str]) -> None:
    assert told(text) == lines


def test_a_remedy_names_what_is_near() -> None:
    [one] = found("[Pond](work:pond-card)")
    assert (one.remedy, one.path) == ("did you mean work:pond-cards?", "content/page.md")
    [other] = found("<!-- excellence:galery -->")
    assert all(f"excellence:{name}" in other.remedy for name in NAMES)


def test_every_directive_that_is_known_is_made(tmp_path: Path) -> None:
    """A name that the check lets pass and the site leaves out would be an empty place on a page."""
    project = Project(tmp_path)
    project.work("pond-cards")
    (tmp_path / "content" / "all.md").write_text(
        "# All\n\n" + "\n\n".join(f"Before {name}\n\n<!-- excellence:{name} -->" for name in NAMES), "utf-8"
    )
    project.built()
    page = project.page("all/index.html")
    assert "<!-- excellence" not in page
    assert all(f"Before {name}" in page for name in NAMES)


def test_the_command_and_the_build_tell_the_same(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("pond-cards")
    page = tmp_path / "content" / "page.md"
    page.write_text("---\ntitle: A page\n---\n\nSee [Lake](work:lake-cards).\n\n<!-- excellence:galery -->\n", "utf-8")
    done = project.command("excellence", "check", "--format", "json")
    assert done.returncode == 1
    findings = json.loads(done.stdout)["problems"]
    assert [(each["path"], each["line"], each["column"], each["level"], each["code"]) for each in findings] == [
        ("content/page.md", 5, 12, "warning", "reference-unknown"),
        ("content/page.md", 7, 1, "error", "gallery-filter"),
    ]
    built = project.build()
    assert built.returncode == 1
    for each in findings:
        assert f"{each['path']}:{each['line']}:{each['column']}: {each['level']} {each['code']}" in built.stderr
    page.write_text("# A page\n\nSee [Lake](work:lake-cards).\n", "utf-8")
    project.built()
    assert "See Lake." in project.page("page/index.html")
