"""What an editor offers: snippets, a schema and a task, which know what the reader knows."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from excellence.commands.schema import generated
from excellence.loading.work import load_work
from excellence.model.finding import ERROR, Finding, Place
from excellence.model.schema import keys
from excellence.model.work import Work
from excellence.reading.vocabulary import read_vocabulary
from excellence.rules.alternatives import ALT_MISSING
from excellence.rules.rule_context import RuleContext
from in_process import Project
from project import COLLECTION, ROOT

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "works/vocabulary.yml")
SNIPPETS: dict[str, Any] = json.loads(generated(VOCABULARY)[".vscode/work.code-snippets"])
FOLDER = ROOT / ".vscode"
CHOICE, PLACE = re.compile(r"\$\{\d+\|((?:[^|\\]|\\.)*)\|\}"), re.compile(r"\$\{(\d+)(?::([^{}]*))?\}")


WRITTEN = {"unknown-key", "unknown-value", "wrong-type", "missing-key", "repeated-value", "evidence-key", "file-name"}


def typed(body: list[str], which: int = 0) -> str:
    """What stands there when somebody has gone through a snippet, with the first or the last choice of each place."""
    text = CHOICE.sub(lambda found: re.split(r"(?<!\\),", found[1])[which], "\n".join(body))
    return PLACE.sub(lambda found: found[2] or f"words {found[1]}", text).replace("$0", "")


def test_there_is_a_snippet_for_every_key_and_one_for_a_new_work() -> None:
    ours = {"demonstration"}
    assert {each["prefix"] for each in SNIPPETS.values()} == {"work", *keys(Work)} - ours
    assert {each["scope"] for each in SNIPPETS.values()} == {"yaml,markdown"}


@pytest.mark.parametrize("which", [0, -1])
def test_what_snippets_write_is_what_the_reader_takes(tmp_path: Path, which: int) -> None:
    """All of them in one file: what is wrong with it then is not how it is written."""
    folder = tmp_path / "frog-cards"
    folder.mkdir()
    whole = "".join(typed(each["body"], which) for name, each in SNIPPETS.items() if name != "A new work")
    (folder / "index.md").write_text(f"---\n{whole}---\n\nA story.\n", "utf-8")
    reading = load_work(folder, RuleContext(VOCABULARY))
    assert yaml.safe_load(whole).keys() == keys(Work).keys() - {"demonstration"}
    wrong = [each.line(ERROR) for each in reading.findings if each.code in WRITTEN]
    assert wrong == []


def test_the_settings_lead_from_a_work_to_its_schema() -> None:
    settings = json.loads((FOLDER / "settings.json").read_text("utf-8"))
    [(schema, where)] = settings["yaml.schemas"].items()
    assert f".vscode/{schema.removeprefix('./.vscode/')}" in generated(VOCABULARY)
    assert settings["files.associations"] == {f"**/{where}": "yaml"}
    for path in (ROOT / "works").glob("*/index.md"):
        assert path.relative_to(ROOT).match(where)
    # The story under the facts is no YAML: what is wrong is told by the task.
    assert settings["yaml.validate"] is False


def test_the_task_finds_the_places_that_a_check_prints() -> None:
    [task] = json.loads((FOLDER / "tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    found = Finding(
        ALT_MISSING, "01.jpg has no alt: really", "say it", Place(12, 5), "pieces[1].alt", "works/a/index.md"
    )
    for each in (found, Finding(ALT_MISSING, "what: it is", "mend it", Place(1, 2), "", "works/a/index.md")):
        said = re.search(pattern["regexp"], each.line(ERROR))
        assert said
        told = {name: said[number] for name, number in pattern.items() if name != "regexp"}
        place = {"file": each.path, "line": str(each.place.line), "column": str(each.place.column)}
        assert told == place | {"severity": "error", "code": each.code, "message": f"{each.what}; {each.remedy}"}


def test_after_a_change_of_the_words_a_check_says_what_is_to_be_written_anew(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert "schema --write" not in project.command("excellence", "check").stdout
    done = project.command("excellence", "schema", "--write")
    assert done.stdout.splitlines() == [f"{name}: written anew" for name in generated(VOCABULARY)]
    assert "schema --write" not in project.command("excellence", "check").stdout
    words = tmp_path / "works" / "vocabulary.yml"
    words.write_text(
        words.read_text("utf-8").replace("  narrative: Narrative\n", "  narrative: A narrative\n"), "utf-8"
    )
    said = project.command("excellence", "check")
    form = ".github/ISSUE_TEMPLATE/work.yml"
    assert f"{form} has other words than works/vocabulary.yml: run scripts/schema --write" in said.stdout
    assert project.command("excellence", "schema", "--write").stdout == f"{form}: written anew\n"
    assert "A narrative" in (tmp_path / form).read_text("utf-8")
