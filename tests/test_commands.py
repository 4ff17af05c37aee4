"""`scripts/check`: what a curator reads, what a program reads, and what a pull request shows."""

import json
import re
from pathlib import Path

import pytest

from in_process import Project
from project import ROOT, draw


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.work("fine")
    return project


def test_a_collection_without_a_fault_says_so(project: Project) -> None:
    done = project.command("excellence", "check")
    assert (done.returncode, done.stdout) == (0, "1 work read: nothing is wrong.\n")


def test_every_problem_of_every_work_is_listed_in_one_run(project: Project) -> None:
    for number in range(20):
        project.work(f"bad-{number:02}", grades=[14], subjekts=["visual-arts"])
    done = project.command("excellence", "check")
    assert done.returncode == 1
    for number in range(20):
        assert f"works/bad-{number:02}/index.md:7:3: error unknown-value grades[1]:" in done.stdout
        assert f"works/bad-{number:02}/index.md:17:1: error unknown-key subjekts:" in done.stdout
    assert "21 works read: 40 errors." in done.stdout


def test_only_the_named_works_are_told_of(project: Project) -> None:
    project.work("bad", grades=[14])
    done = project.command("excellence", "check", "fine")
    assert done.returncode == 0
    done = project.command("excellence", "check", "bad")
    assert done.returncode == 1
    done = project.command("excellence", "check", "no-such-work")
    assert done.returncode == 1
    assert "there is no folder works/no-such-work" in done.stderr


def test_a_warning_is_no_reason_to_fail(project: Project) -> None:
    project.work("alt", title="The alt", pieces=[{"file": "01.jpg", "alt": "The alt"}])
    done = project.command("excellence", "check")
    assert done.returncode == 0
    assert "warning alt-repeats pieces[1].alt" in done.stdout
    assert "2 works read: 1 warning." in done.stdout


def test_a_draft_is_checked_like_any_other_and_is_no_fault(project: Project) -> None:
    project.work("draft", status="draft")
    done = project.command("excellence", "check")
    assert done.returncode == 0
    assert "info not-approved status: the status is draft" in done.stdout
    (project.folder / "works/draft/01.jpg").write_bytes(b"no picture")
    assert project.command("excellence", "check").returncode == 1


def test_a_picture_that_breaks_off_is_found_by_checking(project: Project) -> None:
    picture = project.folder / "works/fine/01.jpg"
    picture.write_bytes(picture.read_bytes()[:8000])
    done = project.command("excellence", "check")
    assert done.returncode == 1
    assert "error image-damaged pieces[1].file" in done.stdout


def test_a_program_reads_json(project: Project) -> None:
    project.work("bad", grades=[14])
    done = project.command("excellence", "check", "--format", "json")
    told = json.loads(done.stdout)
    assert told["works"] == 2
    [problem] = [each for each in told["problems"] if each["level"] == "error"]
    assert (problem["path"], problem["line"], problem["code"]) == ("works/bad/index.md", 7, "unknown-value")
    assert problem["what"] and problem["remedy"]


def test_a_pull_request_shows_each_problem_at_its_line(project: Project) -> None:
    project.work("bad", grades=["1%0A::2"])
    done = project.command("excellence", "check", "--format", "github")
    lines = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(lines) == 1
    assert lines[0].startswith("::error file=works/bad/index.md,line=7,col=3,title=unknown-value::grades[1]: ")
    assert "1%250A" in lines[0]


def test_pages_of_the_documents_are_checked_too(project: Project) -> None:
    (project.folder / "content" / "page.md").write_text("---\ntitle: [\n---\n", "utf-8")
    done = project.command("excellence", "check")
    assert done.returncode == 1
    assert "content/page.md:" in done.stdout


def test_a_site_without_the_plugin_is_told_what_to_add(project: Project) -> None:
    (project.folder / "mkdocs.yml").write_text("site_name: x\ndocs_dir: content\n", "utf-8")
    done = project.command("excellence", "check")
    assert done.returncode == 1
    assert "does not name the plugin excellence" in done.stderr


def test_the_command_explains_itself(project: Project) -> None:
    done = project.command("excellence", "check", "--help")
    assert done.returncode == 0
    assert "Exit code 1 when there is an error" in done.stdout


def test_the_example_for_curators_is_right_in_every_point(tmp_path: Path) -> None:
    project = Project(tmp_path, plugin={"demonstrations": False})
    folder = project.folder / "works" / "creek-atlas"
    folder.mkdir()
    example = re.search(r"```yaml\n(---.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    assert example is not None
    (folder / "index.md").write_text(example[1], "utf-8")
    for name in ("01.jpg", "02.jpg"):
        draw(folder / name, name)
    done = project.command("excellence", "check")
    assert done.stdout == "1 work read: nothing is wrong.\n"
