"""Importing: tables as other programs write them, zips and folders; rows in are works out and rows explained."""

import csv
import io
import re
import stat
import zipfile
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from excellence.authoring import unpacking
from excellence.reading.vocabulary import read_vocabulary
from excellence.reading.works import read_work
from in_process import Project
from project import COLLECTION, draw, tree

from .draw import quarters
from .test_pictures_traces import CANARY, telling_jpeg

TABLES = Path(__file__).parent / "tables"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((TABLES / "expected.yml").read_text("utf-8"))
VOCABULARY = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "vocabulary.yml")[0]
TOTAL = re.compile(r"^(?:It would be: )?(\d+) .*? = (\d+) in (\d+) works?.*? \+ (\d+) explained\.$", re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "own").mkdir()
    return Project(tmp_path / "own")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    return folder


def pictures(folder: Path, *names: str) -> None:
    for name in names:
        draw(folder / name, name, (300, 200))


def table(folder: Path, *rows: list[str], name: str = "a.csv") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    (folder / name).write_text(stream.getvalue(), "utf-8")
    return str(folder / name)


def works(project: Project) -> dict[str, dict[str, Any]]:
    """The front matter of each work that is there."""
    found = {}
    for index in sorted((project.folder / "works").glob("*/index.md")):
        found[index.parent.name] = yaml.safe_load(index.read_text("utf-8").split("---\n")[1])
    return found


def equation(told: str) -> tuple[int, int, int, int]:
    found = TOTAL.search(told)
    assert found, told
    rows, taken, made, explained = map(int, found.groups())
    assert rows == taken + explained
    return rows, taken, made, explained


WORDS = ["", "a1", "a2", "Kite", "01.jpg", "../x", "2", "Somebody Invented"]

# Tables of many shapes


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_table_becomes_works_and_a_report(project: Project, files: Path, name: str) -> None:
    said = EXPECTED[name]
    pictures(files, *said["files"])
    given = tree(files) | tree(TABLES)
    more = ["--map", str(TABLES / said["map"])] if "map" in said else []
    done = project.command("excellence", "import", str(TABLES / name), "--files", str(files), *more)
    assert done.returncode == said["code"], done.stdout + done.stderr
    assert list(equation(done.stdout)) == said["equation"]
    for line in said["told"]:
        assert f"{name}{line}" in done.stdout, f"{line}\n{done.stdout}"
    found = works(project)
    assert {slug: {key: found[slug].get(key) for key in front} for slug, front in said["works"].items()} == said[
        "works"
    ]
    assert set(found) == set(said["works"])
    assert {front["status"] for front in found.values()} == {"draft"}
    assert tree(files) | tree(TABLES) == given
    assert "Invent" not in "".join(path.read_text("utf-8") for path in project.folder.glob("works/*/*.md"))
    assert "Invent" not in done.stdout

    before = tree(project.folder / "works")
    again = project.command("excellence", "import", str(TABLES / name), "--files", str(files), *more)
    assert tree(project.folder / "works") == before
    assert f"({len(found)} unchanged)" in again.stdout
    assert equation(again.stdout) == equation(done.stdout)


@given(
    st.lists(
        st.lists(st.sampled_from(WORDS), max_size=7),
        max_size=9,
    )
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_in_are_works_out_and_rows_explained(project: Project, files: Path, rows: list[list[str]]) -> None:
    said = table(files, ["id", "parentid", "title", "file", "grade", "text", "creator"], *rows)
    done = project.command("excellence", "import", said, "--dry-run")
    assert done.returncode in (0, 1), done.stderr
    assert equation(done.stdout)[0] == sum(any(row) for row in rows)
    assert works(project) == {}


def test_pieces_on_a_sheet_of_their_own_find_their_works(project: Project, files: Path) -> None:
    pictures(files, "a.jpg", "b.jpg", "c.jpg")
    book = Workbook()
    for row in (["ID", "Title", "Grade"], [1, "Kites", 2], [2, "池", 3]):
        book.active.append(row)
    sheet = book.create_sheet("Pieces")
    sheet.append(["Work ID", "File", "Alt"])
    for row in ([2, "c.jpg", "A pond"], [1, "a.jpg", "A kite"], [1, "b.jpg", ""], [9, "c.jpg", ""]):
        sheet.append(row)
    book.save(files / "two.xlsx")
    done = project.command("excellence", "import", str(files / "two.xlsx"))
    assert equation(done.stdout) == (6, 5, 2, 1)
    found = works(project)
    assert found["kites"]["pieces"] == [{"file": "01.jpg", "alt": "A kite"}, {"file": "02.jpg"}]
    assert found["work-2"]["pieces"] == [{"file": "01.jpg", "alt": "A pond"}]
    assert "two.xlsx Pieces!A5: warning: no row has the id that stands here" in done.stdout


@pytest.mark.parametrize("text", ["", "title,file\n", "A kite,a.jpg\n"])
def test_a_table_without_rows_or_headings_is_told(project: Project, files: Path, text: str) -> None:
    (files / "a.csv").write_text(text, "utf-8")
    done = project.command("excellence", "import", str(files / "a.csv"))
    assert ("there are no rows in it" in done.stdout) != ("no heading is one that we know" in done.stdout)
    assert works(project) == {}


# What is there stays


def test_what_a_curator_has_changed_is_not_overwritten(project: Project, files: Path) -> None:
    pictures(files, "a.jpg")
    said = table(files, ["title", "file", "grade"], ["A kite", "a.jpg", "2"], ["A pond", "a.jpg", "3"])
    assert project.command("excellence", "import", said).returncode == 0
    index = project.folder / "works" / "a-kite" / "index.md"
    index.write_text(index.read_text("utf-8").replace("title: A kite", "title: Our kite"), "utf-8")
    before = tree(project.folder / "works")
    done = project.command("excellence", "import", said)
    assert "works/a-kite is there already, and differs: it stays as it is" in done.stdout
    assert "2 works (1 unchanged, 1 left as it is)" in done.stdout
    assert tree(project.folder / "works") == before
    done = project.command("excellence", "import", said, "--replace", "--dry-run")
    assert tree(project.folder / "works") == before
    done = project.command("excellence", "import", said, "--replace")
    assert "1 replaced, 1 unchanged" in done.stdout
    assert works(project)["a-kite"]["title"] == "A kite"

    project.rewrite("a-kite", status="submitted")
    before = tree(project.folder / "works")
    done = project.command("excellence", "import", said, "--replace")
    assert "no draft any more" in done.stdout
    assert tree(project.folder / "works") == before


def test_a_trial_writes_nothing(project: Project, files: Path) -> None:
    pictures(files, "a.jpg")
    before = tree(project.folder / "works")
    done = project.command("excellence", "import", table(files, ["title", "file"], ["A kite", "a.jpg"]), "--dry-run")
    assert "It would be: 1 row = 1 in 1 work (1 new) + 0 explained." in done.stdout
    assert tree(project.folder / "works") == before


def test_a_work_that_was_taken_down_does_not_come_back(project: Project, files: Path) -> None:
    pictures(files, "a.jpg")
    (project.folder / "works" / "withdrawn.yml").write_text("- slug: a-kite\n", "utf-8")
    done = project.command("excellence", "import", table(files, ["title", "file"], ["A kite", "a.jpg"]))
    assert (done.returncode, works(project)) == (1, {})
    assert "was taken down, and does not come back" in done.stdout


# Children


def test_no_name_of_a_person_comes_along(project: Project, files: Path) -> None:
    pictures(files, "a.jpg")
    (files / "Somebody_Invented.jpg").write_bytes((files / "a.jpg").read_bytes())
    mother, name, turned = "signed by Mother Invented", "Somebody Invented", "Invented, Somebody"
    grade = "Fourth graders of a rural public school"
    said = table(
        files,
        ["id", "title", "student", "credit", "consent", "consent.names", "file", "alt", "text", "summary"],
        ["x1", "One", name, name, mother, "", "a.jpg", "A kite", "", "A kite flew."],
        [
            "x2",
            f"By {turned}",
            "",
            "",
            "",
            "",
            "Somebody_Invented.jpg",
            f"{name} flies",
            f"I am {name}",
            "It flew.",
        ],
        [name, "", "", "", "", "", "", "", "", "A summary alone."],
        ["x4", "Four", "Ana; Ben", "", "2026-014", "first-names", "", "", "", "It flew."],
        ["x5", "Five", "Ana; Ben", grade, "2026-015", "", "", "", "", "It flew."],
    )
    done = project.command("excellence", "import", said)
    everything = b"".join(path.read_bytes() for path in (project.folder / "works").glob("*/*"))
    assert b"Invented" not in everything
    assert "Invented" not in done.stdout
    assert not any("invented" in path.name.lower() for path in (project.folder / "works").rglob("*"))
    found = works(project)
    assert found["four"]["credit"] == "Ana; Ben"
    assert found["five"]["credit"] == grade
    assert "credit" not in found["one"]
    assert "consent" not in found["one"]
    assert found["four"]["consent"] == {"ref": "2026-014", "names": "first-names"}


def test_a_consent_in_a_folder_comes_without_a_name(project: Project, files: Path) -> None:
    (files / "kite").mkdir()
    consent = "consent:\n  ref: Mother Invented 2026\n  holder: Mrs. Mother Invented\n  scope: [site]\n"
    (files / "kite" / "index.md").write_text(f"---\ntitle: A kite\n{consent}---\nIt flew.\n", "utf-8")
    done = project.command("excellence", "import", str(files / "kite"))
    assert done.returncode == 1
    assert "kite/index.md:4: consent.ref: left out: this looks like a person's name; write the number" in done.stdout
    assert "kite/index.md:5: consent.holder: left out: this looks like a person's name; name a role" in done.stdout
    assert works(project)["kite"]["consent"] == {"scope": ["site"]}


def test_nothing_arrives_approved(project: Project, files: Path) -> None:
    head = ["title", "summary", "status", "review.decision", "review.on", "review.panel", "demonstration"]
    row = ["A kite", "It flew.", "approved", "approved", "2026-05-04", "curator; teacher", "yes"]
    done = project.command("excellence", "import", table(files, head, row))
    assert works(project)["a-kite"] == {"title": "A kite", "status": "draft", "summary": "It flew."}
    assert "left out: every work arrives as a draft" in done.stdout


# Files


def test_files_come_from_one_folder_alone_and_clean(project: Project, files: Path, tmp_path: Path) -> None:
    draw(tmp_path / "outside.jpg", "outside")
    (files / "link.jpg").symlink_to(tmp_path / "outside.jpg")
    (files / "folder").symlink_to(tmp_path)
    (files / "deep").mkdir()
    (files / "deep" / "a.jpg").write_bytes(telling_jpeg(quarters(1200, 800)))
    named = [
        "../outside.jpg",
        "link.jpg",
        "folder/outside.jpg",
        str(tmp_path / "outside.jpg"),
        "https://example.org/a.jpg",
    ]
    rows = [[f"Work {number}", each] for number, each in enumerate(["deep/a.jpg", "A.JPG", *named])]
    done = project.command("excellence", "import", table(files, ["title", "file"], *rows))
    assert equation(done.stdout) == (7, 2, 2, 5)
    assert set(works(project)) == {"work-0", "work-1"}
    assert CANARY not in b"".join(path.read_bytes() for path in (project.folder / "works").rglob("*.jpg"))
    for told in ("leads out of the folder", "is a link", "an address stands here"):
        assert told in done.stdout


def test_transcripts_captions_and_texts_come_with_their_pieces(project: Project, files: Path) -> None:
    pictures(files, "a.jpg", "b.jpg")
    (files / "words.txt").write_text("What stands on it.\n", "utf-8")
    head = ["title", "file", "alt", "caption", "transcript", "text"]
    rows = [["Kites", "a.jpg", "A kite", "One", "words.txt", ""], ["", "b.jpg", "Two kites", "Two", "They fly.", ""]]
    rows += [["An essay", "", "", "", "", "Why kites fly.\n\nBecause of wind."]]
    done = project.command("excellence", "import", table(files, head, *rows))
    assert done.returncode == 0, done.stdout
    first, second = works(project)["kites"]["pieces"]
    assert first == {"file": "01.jpg", "alt": "A kite", "caption": "One", "transcript": "01.txt"}
    assert second == {"file": "02.jpg", "alt": "Two kites", "caption": "Two", "transcript": "02.txt"}
    folder = project.folder / "works"
    assert (folder / "kites" / "02.txt").read_text("utf-8") == "They fly.\n"
    assert (folder / "an-essay" / "01.txt").read_text("utf-8") == "Why kites fly.\n\nBecause of wind.\n"


# A map


def test_a_map_is_proposed_on_request_alone(project: Project, files: Path) -> None:
    said = table(files, ["Thing", "summary"], ["A kite", "It flew."])
    before = tree(files)
    assert project.command("excellence", "import", said).returncode == 1
    assert tree(files) == before
    to = files / "map.yml"
    done = project.command("excellence", "import", said, "--propose", str(to))
    assert '"Thing": ' in to.read_text("utf-8")
    assert works(project) == {}
    assert project.command("excellence", "import", said, "--propose", str(to)).returncode == 1
    to.write_text('"Thing": titel\n', "utf-8")
    done = project.command("excellence", "import", said, "--map", str(to))
    assert (done.returncode, "map.yml:1: “titel” is no field; did you mean title?" in done.stderr) == (1, True)
    to.write_text('"Thing": title\n', "utf-8")
    assert project.command("excellence", "import", said, "--map", str(to)).returncode == 0
    assert set(works(project)) == {"a-kite"}


# Zips and folders


INDEX = """---
# who made it
title: A kite
status: approved
review: {decision: approved, on: 2026-01-01}
pieces: [{file: 01.jpg, alt: A kite}]
---

A story.
"""


@pytest.mark.parametrize("inside", ["", "a-kite/", "works/a-kite/"])
def test_a_zip_of_a_work_becomes_a_clean_draft(project: Project, tmp_path: Path, inside: str) -> None:
    path = tmp_path / "work-a-kite.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr(f"{inside}index.md", INDEX)
        pack.writestr(f"{inside}01.jpg", telling_jpeg(quarters(1200, 800)))
        pack.writestr("__MACOSX/._01.jpg", b"x")
        pack.writestr(f"{inside}report.docx", b"PK")
    before = path.read_bytes()
    done = project.command("excellence", "import", str(path))
    assert "works/a-kite: new" in done.stdout
    assert "left out: it is a Word document" in done.stdout
    assert equation(done.stdout) == (1, 1, 1, 0)
    assert works(project) == {
        "a-kite": {"title": "A kite", "status": "draft", "pieces": [{"file": "01.jpg", "alt": "A kite"}]}
    }
    text = (project.folder / "works" / "a-kite" / "index.md").read_text("utf-8")
    assert "who made it" not in text
    assert "A story." in text
    assert CANARY not in (project.folder / "works" / "a-kite" / "01.jpg").read_bytes()
    assert path.read_bytes() == before
    assert "works/a-kite: unchanged" in project.command("excellence", "import", str(path)).stdout


def test_a_zip_never_writes_outside_and_never_bursts(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work-evil.zip"
    with zipfile.ZipFile(path, "w") as pack:
        for name in ("../out.txt", "/out.txt", "C:/out.txt", "a/../../out.txt", "..\\out.txt"):
            pack.writestr(name, "out")
        link = zipfile.ZipInfo("link.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        pack.writestr(link, "/etc/passwd")
        pack.writestr("index.md", INDEX)
    before = set(tmp_path.rglob("out.txt"))
    done = project.command("excellence", "import", str(path))
    assert set(tmp_path.rglob("out.txt")) == before
    assert {each.name for each in (project.folder / "works" / "evil").iterdir()} == {"index.md"}
    assert "leads out of the zip" in done.stdout
    assert "a link was left out" in done.stdout

    bomb = tmp_path / "work-bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as pack, pack.open("a.txt", "w") as stream:
        stream.write(b"\0" * 6_000_000)
    monkeypatch.setattr(unpacking, "_LARGEST", 5_000_000)
    done = project.command("excellence", "import", str(bomb))
    assert "work-bomb.zip: not taken: it holds more than 5 MB" in done.stdout
    (tmp_path / "torn.zip").write_bytes(path.read_bytes()[:-40])
    assert "is damaged, or no zip" in project.command("excellence", "import", str(tmp_path / "torn.zip")).stdout
    assert not list((project.folder / ".cache").glob("import-*"))
    assert not list((project.folder / "works").glob(".*"))


def test_two_works_of_one_name_have_folders_of_their_own(project: Project, files: Path) -> None:
    def imported(title: str, *more: str) -> str:
        (files / "new-work" / "index.md").write_text(f"---\ntitle: {title}\n---\nIt flew.\n", "utf-8")
        return project.command("excellence", "import", str(files / "new-work"), *more).stdout

    (files / "new-work").mkdir()
    for title, told in (("风筝", ""), ("قصائد", "-2"), ("风筝", ""), ("قصائد", "-2")):
        assert f"works/new-work{told}: " in imported(title)
    assert "works/poems: new" in imported("Poems", "--as", "poems")
    assert "give it a folder of its own: a zip, a folder or an issue with --as" in imported(
        "Our poems", "--as", "poems"
    )
    assert "works/our-poems: new" in imported("Our poems", "--as", "our-poems")
    assert {slug: work["title"] for slug, work in works(project).items()} == {
        "new-work": "风筝",
        "new-work-2": "قصائد",
        "poems": "Poems",
        "our-poems": "Our poems",
    }
    for words, told in (
        ((str(files / "new-work"), "--as", "Our Poems"), "--as names the folder of one work"),
        ((table(files, ["title"], ["A kite"]), "--as", "kite"), "is a table, and --as names one work"),
        ((str(project.folder / "works"), "--as", "kite"), "holds several works, and --as names one"),
    ):
        done = project.command("excellence", "import", *words)
        assert done.returncode > 0
        assert told in done.stdout + done.stderr


def test_a_zip_with_a_table_and_its_pictures_becomes_works(project: Project, tmp_path: Path) -> None:
    draw(tmp_path / "a.jpg", "a", (300, 200))
    path = tmp_path / "spring.zip"
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("spring/list.csv", "title,file\nA kite,a.jpg\n")
        pack.write(tmp_path / "a.jpg", "spring/a.jpg")
    done = project.command("excellence", "import", str(path))
    assert (done.returncode, set(works(project))) == (0, {"a-kite"})


def test_a_wrong_work_never_holds_the_others(project: Project, files: Path) -> None:
    for name, text in (("one", "---\ntitle: [\n---\n"), ("two-kites", INDEX), ("three", "no matter")):
        (files / name).mkdir()
        (files / name / "index.md").write_text(text, "utf-8")
    (files / "linked").symlink_to(files / "two-kites")
    done = project.command("excellence", "import", str(files))
    assert (done.returncode, set(works(project))) == (1, {"two-kites"})
    assert equation(done.stdout) == (3, 1, 1, 2)
    assert "one/index.md:" in done.stdout


def test_what_is_neither_zip_folder_nor_table_is_told(project: Project, files: Path) -> None:
    pictures(files, "a.jpg")
    done = project.command("excellence", "import", str(files / "a.jpg"), str(files))
    assert (done.returncode, equation(done.stdout)) == (1, (2, 0, 0, 2))
    assert done.stdout.count("scripts/new --from") == 2


# There and back


def test_what_is_exported_as_a_table_is_imported_as_the_same_works(project: Project, tmp_path: Path) -> None:
    to = tmp_path / "all.csv"
    config = str(COLLECTION / "mkdocs.yml")
    done = project.command("excellence", "export", "--csv", "--to", str(to), "--config-file", config)
    assert done.returncode == 0, done.stderr
    assert not re.search(r'(?:^|,)"?[=+@-]', to.read_text("utf-8-sig"), re.MULTILINE)
    done = project.command("excellence", "import", str(to), "--files", str(COLLECTION / "works"))
    assert (done.returncode, "warning" in done.stdout) == (0, False), done.stdout
    folders = sorted(path.parent for path in (COLLECTION / "works").glob("*/index.md"))
    assert len(folders) > 10
    for folder in folders:
        same(folder, project.folder / "works" / folder.name)


def same(there: Path, here: Path) -> None:
    """All that a work says, but for its approval and its translations."""
    one, other = (read_work(folder, VOCABULARY)[0].work for folder in (there, here))
    assert one
    assert other
    left = ("status", "review", "demonstration", "translations")
    differing = [each.name for each in fields(one) if getattr(one, each.name) != getattr(other, each.name)]
    assert [name for name in differing if name not in left] == []


def test_texts_that_look_like_formulas_and_lists_come_back(project: Project, tmp_path: Path) -> None:
    front = {
        "title": "=1+1",
        "summary": "'quoted' and -5",
        "keywords": ["Portland, OR", "a; b", "[x]"],
        "useful_for": ["One, two; three", "+ plus"],
        "driving_question": "@all | of ^^ us",
        "quote": "First line\nsecond line",
        "standards": [{"framework": "NGSS", "code": "4-ESS1", "target": "I can, too; yes"}],
        "school": {"type": "public", "region": "-"},
    }
    folder = project.work("odd-one", body='= A body\n\n- with, commas; and\n- "marks"', **front)
    to = tmp_path / "all.csv"
    assert project.command("excellence", "export", "--csv", "--to", str(to)).returncode == 0
    moved = folder.rename(tmp_path / "odd-one")
    done = project.command("excellence", "import", str(to), "--files", str(tmp_path))
    assert done.returncode == 0, done.stdout
    same(moved, project.folder / "works" / "odd-one")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--csv", "--offline"], "--csv writes all works"),
        (["--csv", "--to", "a.txt"], "is no name for a table: end it in .csv"),
        (["--csv", "--to", "nowhere/a.csv"], "there is no folder nowhere"),
    ],
)
def test_a_table_is_exported_alone_and_under_its_name(project: Project, words: list[str], told: str) -> None:
    done = project.command("excellence", "export", *words)
    assert done.returncode != 0
    assert told in done.stderr
