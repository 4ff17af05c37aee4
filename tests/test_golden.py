"""What curators write, case by case: the files in golden/ say what is found, where, and whether the work is shown.

A case holds `index` (the text of index.md) or `front` (raw YAML by key, put over a work that is right in every point;
null takes a key out), and where they matter `body`, `times` (`<x>` becomes that many x), `encoding`, `newline`, `slug`,
`files`, `linked` (a folder that is a link), `locked` (what nobody may read), `today`, `names`, `withdrawn`,
`vocabulary` (`<words>` in it is that of the tests without regions and labels), `demonstrations`, `pages` and `others`
(further works by slug, each with front and files); `evidence` holds what a school keeps, by path, and `school: false`
a collection that is public.
A file is a text, null for none, or {picture: 1200x800}, {recorded: film}, {link: target}, {hex: …}, {pipe: true}.
`problems` are the findings in order: `line:column level code field`, before it the file where it is not index.md, after
it the exact words where they tell something.
"""

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from excellence.loading.config import CollectionConfig
from excellence.loading.load import load
from excellence.model.finding import Finding, Level, Place, Purpose
from excellence.model.vocabulary import Vocabulary
from excellence.reading.folder import folder_state, work_folders
from excellence.reading.pages import read_intro
from excellence.reading.typed_pages import read_typed_pages
from excellence.reading.works import read_work
from excellence.reading.yaml_errors import explain
from excellence.rules import RULES
from excellence.rules.intros import check_intros
from excellence.rules.likeness import PIECE_ALIKE
from excellence.rules.page_translations import check_page_translations
from excellence.rules.pages import check_pages
from excellence.rules.typed_pages import check_typed_pages
from project import COLLECTION, ROOT, draw
from recorded import clean_film, document, flat, sound

CASES: list[dict[str, Any]] = [
    case
    for path in sorted((ROOT / "tests" / "golden").glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
# Line 2 to 11 of every case that is written as `front`.
RIGHT: dict[str, str | None] = {
    "title": "Pond cards",
    "kind": "project",
    "status": "approved",
    "summary": "What lives in our pond.",
    "grades": "[2]",
    "subjects": "[visual-arts]",
    "formats": "[cards/note-cards]",
    "pieces": "[{file: essay.md}]",
    "consent": '{ref: "2026-014", holder: the school, scope: [site], until: 2031-06-30}',
    "review": "{decision: approved, on: 2026-05-04, panel: [curator, teacher]}",
}
# What only a picture's own bytes, the plugin or a page's directive can bring about has tests of its own.
ELSEWHERE = {
    *("image-damaged", "image-too-large", "file-too-slow", "metadata", "lfs-pointer"),
    *("file-too-large", "file-damaged", "file-locked", "file-unclean", "address-taken", "gallery-filter"),
    *("contact-missing", "program-error"),
}


def index_of(case: dict[str, Any]) -> bytes:
    text = case.get("index")
    if text is None:
        front = {**RIGHT, **case.get("front", {})}
        lines = "".join(f"{key}: {said}\n" for key, said in front.items() if said is not None)
        text = f"---\n{lines}---\n{case.get('body', 'Words.')}\n"
    for mark, times in case.get("times", {}).items():
        text = text.replace(f"<{mark}>", mark * times)
    return text.replace("\n", case.get("newline", "\n")).encode(case.get("encoding", "utf-8"))


# Real files of every other kind, by the word that stands for one in a case.
RECORDED: dict[str, Callable[[], bytes]] = {
    "film": cache(clean_film),
    "sound": partial(sound, seconds=0.3),
    "document": document,
    "flat": flat,
}


def lay(folder: Path, case: dict[str, Any]) -> None:
    files = {"index.md": {"hex": index_of(case).hex()}, "essay.md": f"Words of {folder.name}.\n"}
    for name, said in {**files, **case.get("files", {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match said:
            case {"picture": size}:
                draw(path, said.get("seed", name), tuple(int(side) for side in size.split("x")))
            case {"recorded": kind}:
                path.write_bytes(RECORDED[kind]())
            case {"link": target}:
                path.symlink_to(target)
            case {"hex": data}:
                path.write_bytes(bytes.fromhex(data))
            case {"pipe": True}:
                os.mkfifo(path)
            case str():
                path.write_text(said, "utf-8")


def kept(case: dict[str, Any], folder: Path, project: CollectionConfig) -> CollectionConfig:
    """A school with its evidence and its summary sheet; or a public collection in which that lies."""
    for name, text in case["evidence"].items():
        lay(folder / "evidence", {"files": {"index.md": None, "essay.md": None, name: text}})
    (folder / "content" / "catchers").mkdir(parents=True)
    shutil.copy(COLLECTION / "content" / "catchers" / "summary.md", folder / "content" / "catchers")
    school = case.get("school", True)
    return replace(project, docs=folder / "content", school=school, preview=school)


def found(case: dict[str, Any], folder: Path) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """The problems of the works and pages of a case, and the slugs that a build would show."""
    works = folder / "works"
    works.mkdir()
    vocabulary = case.get("vocabulary", (COLLECTION / "works" / "vocabulary.yml").read_text("utf-8"))
    if vocabulary is not None:
        own = re.split(
            "\n(?:regions:|# The same labels)", (COLLECTION / "works" / "vocabulary.yml").read_text("utf-8")
        )[0]
        vocabulary = vocabulary.replace("<words>", f"{own}\n")
        (works / "vocabulary.yml").write_text(vocabulary, "utf-8")
    if "withdrawn" in case:
        (works / "withdrawn.yml").write_text(case["withdrawn"], "utf-8")
    if "linked" in case:
        lay(folder / "elsewhere", case)
        (works / case["linked"]).symlink_to(folder / "elsewhere")
    else:
        lay(works / case.get("slug", "pond-cards"), case)
    for slug, other in case.get("others", {}).items():
        lay(works / slug, other)
    for name, text in case.get("pages", {}).items():
        lay(folder / "content", {"files": {"index.md": None, "essay.md": None, name: text}})
    today = date.fromisoformat(case.get("today", "2026-06-01"))
    names = tuple(case.get("names", ()))
    project = CollectionConfig(
        works, folder / ".cache", today, case.get("demonstrations", False), workers=1, names=names
    )
    if "evidence" in case:
        project = kept(case, folder, project)
    shown: frozenset[str] = frozenset()
    for purpose in (Purpose.BUILD, Purpose.CHECK):
        loaded = load(project, purpose)
        loaded.memo.close()
        if purpose is Purpose.BUILD:
            shown = frozenset(work.slug for work in loaded.collection.works)
    if "evidence" in case:  # its note catcher goes with protocols that are not there
        return tuple(each for each in loaded.findings if not each.path.startswith("content/")), shown
    pages = read_typed_pages(folder / "content", "content")
    paths = {path.relative_to(folder / "content").as_posix() for path in (folder / "content").rglob("*.md")}
    problems = [
        *loaded.findings,
        *check_pages(folder / "content"),
        *check_intros(folder / "content", loaded.collection.vocabulary),
        *check_typed_pages(pages, (), paths),
    ]
    problems += check_page_translations(pages)
    return tuple(sorted(problems)), shown


def told(problem: Finding, slug: str) -> tuple[str, str]:
    """A problem in a golden file's two forms, short and whole."""
    path = problem.path.removeprefix(f"works/{slug}/").removeprefix("works/")
    level = problem.rule.level(Purpose.CHECK)
    field = f" {problem.field}" if problem.field else ""
    before = "" if path == "index.md" else f"{path}:"
    short = f"{before}{problem.place.line}:{problem.place.column} {level} {problem.code}{field}"
    return short, f"{short}: {problem.what}; {problem.remedy}"


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files and folders that nobody may read, whoever runs the tests."""
    names: set[str] = set()

    def closing(function: Callable[..., Any]) -> Callable[..., Any]:
        def opened(path: Any) -> Any:
            if not isinstance(path, int) and Path(path).name in names:
                raise PermissionError(13, "Permission denied", str(path))
            return function(path)

        return opened

    monkeypatch.setattr(Path, "read_bytes", closing(Path.read_bytes))
    monkeypatch.setattr("os.scandir", closing(os.scandir))
    return names


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any], tmp_path: Path, locked: set[str]) -> None:
    locked |= set(case.get("locked", ()))
    problems, shown = found(case, tmp_path)
    slug = case.get("slug", "pond-cards")
    forms = [told(problem, slug) for problem in problems]
    wholes = {whole: short for short, whole in forms}
    expected = case["problems"]
    assert [wholes.get(each, each) for each in expected] == [short for short, _ in forms]
    assert [each for each in expected if ": " in each and each not in wholes] == []
    assert (slug in shown) is case["published"]


def test_every_case_has_a_name_of_its_own() -> None:
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


def test_every_rule_has_a_case() -> None:
    coded = {re.split(r"[ :]", each.split(" ", 2)[2])[0] for case in CASES for each in case["problems"]}
    assert coded == set(RULES) - ELSEWHERE


def test_levels_are_those_of_the_contract() -> None:
    error, warning, withheld = Level.ERROR, Level.WARNING, Level.WITHHELD
    differing = {rule.code: (rule.check, rule.build) for rule in RULES.values() if rule.check is not rule.build}
    held = {"consent-missing", "consent-scope", "review-missing", "withdrawn", "redact-open", "names-and-school"}
    held |= {"redact-place", "withdrawn-alike", "credit-names", "listed-name", "review-date", "date-unlikely"}
    assert differing == {
        **dict.fromkeys(held, (error, withheld)),
        "not-approved": (Level.INFO, withheld),
        **dict.fromkeys(("metadata", "pdf-hidden"), (error, warning)),
        "program-error": (error, withheld),
    }
    stricter = {rule.code for rule in RULES.values() if rule.level(Purpose.ADMIT) is not rule.check}
    assert stricter == {"file-unlisted", "alt-repeats", "transcript-missing", "evidence-note", "proposal-open"}
    assert {RULES[code].admit for code in stricter} == {error}
    same = {level: {rule.code for rule in RULES.values() if rule.check is rule.build is level} for level in Level}
    assert same[withheld] == {"consent-ended"}
    assert same[warning] == {
        *(
            "file-unlisted",
            "captions-idle",
            "transcript-missing",
            "document-words",
            "proposal-open",
            "alt-repeats",
            "alt-long",
            "evidence-note",
            "evidence-all",
            "image-small",
        ),
        *(
            "consent-ends-soon",
            "personal-details",
            "piece-alike",
            "reference-unknown",
            "region-unknown",
            "intro-unknown",
        ),
        *("page-parts", "vocabulary-labels", "set-long", "meeting-unkept"),
    }


def test_a_complaint_that_nobody_has_explained_is_passed_on() -> None:
    what, remedy = explain("something new", begins_line=False)
    assert what == "this is not valid YAML (something new)"
    assert remedy == "compare it with the example in CONTRIBUTING.md"


def test_a_finding_later_on_has_the_place_of_what_stands_nearest(tmp_path: Path) -> None:
    lay(tmp_path / "pond-cards", {})
    reading, _ = read_work(tmp_path / "pond-cards", Vocabulary())
    later = reading.finding(PIECE_ALIKE, "pieces[1].file", "what", "remedy")
    assert (
        later.line(Level.WARNING) == "works/pond-cards/index.md:9:17: warning piece-alike pieces[1].file: what; remedy"
    )
    assert reading.finding(PIECE_ALIKE, "pieces[1].zoom", "what", "remedy").place == later.place._replace(column=10)
    assert reading.finding(PIECE_ALIKE, "nothing", "what", "remedy").place == Place()


def test_the_state_of_a_folder_changes_with_anything_beneath_it(tmp_path: Path) -> None:
    lay(tmp_path / "pond-cards", {"files": {"drafts/d1.md": "Words."}})
    before = folder_state(tmp_path / "pond-cards")
    assert folder_state(tmp_path / "pond-cards") == before
    (tmp_path / "pond-cards" / "drafts" / "d2.md").write_text("More.", "utf-8")
    assert folder_state(tmp_path / "pond-cards") != before
    assert folder_state(tmp_path / "nowhere") == ()


def test_folders_that_are_no_works_are_passed_over(tmp_path: Path) -> None:
    for name in ("b-cards", "a-cards", "_drafts", ".git", "__pycache__"):
        (tmp_path / name).mkdir()
    (tmp_path / "vocabulary.yml").write_text("", "utf-8")
    (tmp_path / "z-cards").symlink_to(tmp_path / "a-cards")
    assert [path.name for path in work_folders(tmp_path)] == ["a-cards", "b-cards", "z-cards"]
    assert work_folders(tmp_path / "nowhere") == []


def test_an_introduction_is_read_without_its_front_matter(tmp_path: Path) -> None:
    page = tmp_path / "2.md"
    for text in ("---\ntitle: Grade 2\n---\n\nWords.\n", "Words.\n", "\ufeff\nWords.\n"):
        page.write_text(text, "utf-8")
        assert read_intro(page) == "Words."
