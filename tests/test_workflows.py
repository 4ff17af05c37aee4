"""The workflows publish children's work, so their rules are checked here, and once more by zizmor."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from systems import LEFT_OUT, reason

ROOT = Path(__file__).resolve().parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.y*ml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")

USES = re.compile(r"^\s*(?:- )?uses:\s*(?P<rest>.*)$", re.MULTILINE)
PINNED = re.compile(r"(?P<owner>[\w.-]+/[\w.-]+)(?:/[\w./-]+)?@(?P<commit>[0-9a-f]{40}) # v\d+\.\d+\.\d+")
MAIN_ONLY = "github.ref == 'refs/heads/main'"

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def read(path: Path) -> dict[Any, Any]:
    """The workflow as a mapping; YAML 1.1 reads its key `on` as true, so it is put right."""
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(workflow, dict)
    if True in workflow:
        workflow["on"] = workflow.pop(True)
    return workflow


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    found = read(path)["jobs"]
    assert isinstance(found, dict)
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in jobs(path).values() for step in job.get("steps", [])]


def steps_using(path: Path, action: str) -> list[dict[str, Any]]:
    return [step for step in steps(path) if str(step.get("uses", "")).split("@")[0] == action]


def environments(path: Path) -> Iterator[dict[str, Any]]:
    """Every `env` mapping: of the workflow, of its jobs and of their steps."""
    for holder in [read(path), *jobs(path).values(), *steps(path)]:
        yield holder.get("env", {})


def triggers(path: Path) -> set[str]:
    on = read(path)["on"]
    return {on} if isinstance(on, str) else set(on)


CHECK = GITHUB / "workflows" / "check.yml"
PUBLISH = GITHUB / "workflows" / "publish.yml"
INTAKE = GITHUB / "workflows" / "intake.yml"
BROWSERS = GITHUB / "workflows" / "browsers.yml"
PACK = GITHUB / "workflows" / "pack.yml"
DAILY = GITHUB / "workflows" / "daily.yml"
WORDS = GITHUB / "workflows" / "words.yml"
KEY = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
OURS = "$/.github/workflows/publish.yml"  # a workflow of this repository, at the same commit


def test_both_workflows_are_there() -> None:
    assert {CHECK, PUBLISH} <= set(WORKFLOWS)


# Every workflow


@each_workflow
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(path: Path) -> None:
    written = [match["rest"] for match in USES.finditer(path.read_text(encoding="utf-8"))]
    assert [line for line in written if not PINNED.fullmatch(line) and line != OURS] == []
    assert len(written) == sum("uses" in holder for holder in [*jobs(path).values(), *steps(path)])


def test_an_action_is_pinned_at_one_commit_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for match in PINNED.finditer(path.read_text(encoding="utf-8")):
            pins.setdefault(match["owner"], set()).add(match[0].split("@")[1])
    assert {action: pin for action, pin in pins.items() if len(pin) > 1} == {}


@each_workflow
def test_a_workflow_starts_without_any_right(path: Path) -> None:
    assert read(path)["permissions"] == {}


@each_workflow
def test_every_job_names_its_rights_and_only_what_hands_on_may_write(path: Path) -> None:
    """The deployment, a comment, what attaches the pack to a release, and what opens a draft of words."""
    written = {
        (INTAKE, "comment"): {"pull-requests"},
        (PACK, "attach"): {"contents"},
        (WORDS, "propose"): {"contents", "pull-requests"},
        (WORDS, "answer"): {"issues"},
    }
    for name, job in jobs(path).items():
        rights = job["permissions"]
        assert isinstance(rights, dict), name
        writing = {right for right, level in rights.items() if level != "read"}
        used = {str(step.get("uses", "")).split("@")[0] for step in job.get("steps", [])}
        deploys = "actions/deploy-pages" in used or job.get("uses") == OURS
        allowed = {"pages", "id-token"} if deploys else written.get((path, name), set())
        assert writing == allowed, name


@each_workflow
def test_no_expression_reaches_a_shell(path: Path) -> None:
    for step in steps(path):
        run = str(step.get("run", ""))
        assert "${{" not in run
        assert "github.event" not in run
        assert "github.head_ref" not in run


@each_workflow
def test_no_workflow_runs_foreign_code_with_our_rights(path: Path) -> None:
    assert triggers(path).isdisjoint({"pull_request_target", "workflow_run", "issue_comment"})
    # An issue that anybody wrote is read when a curator has set a label, by the code of the main branch.
    assert ("issues" in triggers(path)) == (path == WORDS)
    if path == WORDS:
        assert read(path)["on"] == {"issues": {"types": ["labeled"]}}
        assert [step.get("with", {}).get("ref") for step in steps_using(path, "actions/checkout")] == [None]


@each_workflow
def test_no_workflow_reads_a_secret_but_the_key_of_a_store_in_the_step_that_builds_the_site(path: Path) -> None:
    read_by = re.findall(r"\bsecrets\s*(?:\.\s*(\w+)|\[)", path.read_text(encoding="utf-8"))
    assert read_by == (list(KEY) if path in (PUBLISH, DAILY) else [])
    assert "inherit" not in str(jobs(path))
    if path == PUBLISH:
        [build] = [step for step in steps(PUBLISH) if step.get("run") == "python scripts/build"]
        assert {name: build["env"][name] for name in KEY} == {name: f"${{{{ secrets.{name} }}}}" for name in KEY}
        assert jobs(PUBLISH)["build"]["if"].startswith(MAIN_ONLY)
        assert triggers(PUBLISH).isdisjoint({"pull_request"})
    if path == DAILY:
        [job] = jobs(DAILY).values()
        assert job["secrets"] == {name: f"${{{{ secrets.{name} }}}}" for name in KEY}


@each_workflow
def test_every_checkout_leaves_no_token_behind(path: Path) -> None:
    checkouts = steps_using(path, "actions/checkout")
    assert checkouts or path == DAILY
    assert [step for step in checkouts if step.get("with", {}).get("persist-credentials") is not False] == []


@each_workflow
def test_every_job_has_a_time_limit(path: Path) -> None:
    own = {name: job for name, job in jobs(path).items() if job.get("uses") != OURS}
    assert [name for name, job in own.items() if "timeout-minutes" not in job] == []


# The check of a pull request


def test_a_pull_request_is_tested_checked_and_built() -> None:
    assert triggers(CHECK) == {"pull_request"}
    commands = {line.strip() for step in steps(CHECK) for line in str(step.get("run", "")).splitlines()}
    checked = 'python scripts/check --format github --changed-since "$BASE"'  # the last line: its exit code counts
    assert {"python scripts/test", checked, "python scripts/build"} <= commands


def test_everything_is_tried_on_the_oldest_python_that_we_promise_and_on_the_newest() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    tests = jobs(CHECK)["tests"]
    assert tests["strategy"] == {"fail-fast": False, "matrix": {"python": [oldest, "3.14"]}}
    [used] = [step["with"]["python-version"] for step in tests["steps"] if "python-version" in step.get("with", {})]
    assert used == "${{ matrix.python }}"
    # What is published is built where the promise is the hardest to keep.
    [published] = steps_using(PUBLISH, "actions/setup-python")
    assert published["with"]["python-version"] == oldest


def test_coverage_and_the_set_up_are_jobs_of_their_own() -> None:
    said = {"coverage": "python scripts/test --cov", "set-up": "python scripts/test --set-up"}
    for name, command in said.items():
        job = jobs(CHECK)[name]
        assert [step["run"] for step in job["steps"] if "run" in step] == [command]
        assert job["permissions"] == {"contents": "read"}


def test_the_systems_of_curators_build_the_site_and_run_what_needs_no_browser() -> None:
    systems = jobs(CHECK)["systems"]
    tried = systems["strategy"]["matrix"]["system"]
    assert {each.split("-")[0] for each in tried} == {"macos", "windows"}
    assert systems["runs-on"] == "${{ matrix.system }}"
    commands = [step["run"] for step in systems["steps"] if "run" in step]
    assert commands == ["python scripts/build", "python scripts/test --no-browser"]


def test_the_other_browsers_are_tried_every_week_and_on_request_and_nothing_waits_for_them() -> None:
    on = read(BROWSERS)["on"]
    assert set(on) == {"schedule", "workflow_dispatch"}
    minute, _hour, *days = on["schedule"][0]["cron"].split()
    assert int(minute) % 2 == 1
    assert days == ["*", "*", "1"]
    [job] = jobs(BROWSERS).values()
    assert job["permissions"] == {"contents": "read"}
    assert job["steps"][-1]["run"] == "python scripts/test --browsers"


@pytest.mark.parametrize("system", LEFT_OUT)
def test_what_a_system_leaves_out_is_there_and_is_left_out_for_a_reason(system: str) -> None:
    gone = {
        (file, name)
        for file, name in LEFT_OUT[system]
        if f"def {name.split('[')[0]}" not in (ROOT / "tests" / file).read_text("utf-8")
    }
    assert gone == set()
    [(file, name), *_] = LEFT_OUT[system]
    assert reason(file, name, system)
    assert reason(file, "test_of_something_else", system) == ""
    assert reason(file, name, "linux") == ""


def test_the_intake_shows_works_to_nobody_but_its_curators() -> None:
    assert triggers(INTAKE) == {"pull_request"}
    found = jobs(INTAKE)
    assert found["private"]["if"] == "vars.INTAKE == 'true'"
    assert found["preview"]["needs"] == "private"
    assert found["comment"]["needs"] == "preview"
    [refusal] = found["private"]["steps"]
    assert refusal["env"] == {"PRIVATE": "${{ github.event.repository.private }}"}
    for private, code in (("true", 0), ("false", 1), ("", 1)):
        done = subprocess.run(["bash", "-e", "-c", refusal["run"]], env={"PRIVATE": private}, check=False)
        assert done.returncode == code
    # What writes the comment has none of the pull request's code.
    assert [step.get("uses") for step in found["comment"]["steps"]] == [None]
    [upload] = steps_using(INTAKE, "actions/upload-artifact")
    assert upload["with"]["retention-days"] <= 7
    [build] = [step for step in steps(INTAKE) if step.get("run") == "python scripts/build"]
    assert build["env"] == {"PREVIEW": "true", "SITE_URL": ""}


def test_a_comment_of_many_lines_becomes_one_output_whatever_it_says(tmp_path: Path) -> None:
    [check] = [step for step in steps(INTAKE) if step.get("id") == "check"]
    script = "\n".join(line for line in check["run"].splitlines() if "scripts/check" not in line)
    (tmp_path / "comment.md").write_text("Thanks\nEOF\nother=1\n", "utf-8")
    out = tmp_path / "out"
    env = {**os.environ, "GITHUB_OUTPUT": str(out)}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=env, check=True)
    first, *lines, last = out.read_text("utf-8").splitlines()
    assert re.fullmatch(r"comment<<[0-9a-f]{40}", first)
    assert last == first.removeprefix("comment<<")
    assert lines == ["Thanks", "EOF", "other=1", ""]


def test_a_pull_request_saves_no_cache() -> None:
    assert steps_using(CHECK, "actions/cache") == []
    assert steps_using(CHECK, "actions/cache/save") == []
    assert [step for step in steps_using(CHECK, "actions/setup-python") if "cache" in step["with"]] == []


# The publication


def test_the_site_is_published_on_a_push_by_hand_and_every_day_at_an_odd_minute() -> None:
    on = read(PUBLISH)["on"]
    assert set(on) == {"push", "workflow_call", "workflow_dispatch"}
    assert on["push"] == {"branches": ["main"]}
    [schedule] = read(DAILY)["on"]["schedule"]
    minute, hour, *days = schedule["cron"].split()
    assert int(minute) % 2 == 1
    assert 0 <= int(hour) <= 23
    assert days == ["*", "*", "*"]


def test_the_daily_build_is_the_publication_itself_with_no_more_rights_than_it_needs() -> None:
    [job] = jobs(DAILY).values()
    assert job["uses"] == OURS
    needed = {right: level for each in jobs(PUBLISH).values() for right, level in each["permissions"].items()}
    assert job["permissions"] == needed


def test_the_build_sees_todays_date_so_that_a_consent_can_end() -> None:
    for env in environments(PUBLISH):
        assert "SOURCE_DATE_EPOCH" not in env
    for step in steps(PUBLISH):
        assert "SOURCE_DATE_EPOCH" not in str(step.get("run", ""))
        assert "GITHUB_ENV" not in str(step.get("run", ""))


def test_the_build_learns_the_sites_address_from_pages() -> None:
    [pages] = steps_using(PUBLISH, "actions/configure-pages")
    [build] = [step for step in steps(PUBLISH) if step.get("run") == "python scripts/build"]
    assert build["env"]["SITE_URL"] == f"${{{{ steps.{pages['id']}.outputs.base_url }}}}"
    assert build["env"]["CONTACT"] == "${{ vars.CONTACT }}"
    assert build["env"]["EDIT_BASE"] == "${{ github.server_url }}/${{ github.repository }}/edit/main/"


def test_a_cache_is_saved_only_on_main() -> None:
    for path in WORKFLOWS:
        assert steps_using(path, "actions/cache") == []  # it would save at the end, on any branch
    [save] = steps_using(PUBLISH, "actions/cache/save")
    assert save["if"].startswith(f"{MAIN_ONLY} && ")
    # setup-python saves pip's cache at its end, so the whole job is bound to main.
    assert jobs(PUBLISH)["build"]["if"] == f"{MAIN_ONLY} && vars.INTAKE != 'true'"


def test_the_pictures_are_kept_under_the_key_and_in_the_folder_they_were_asked_for() -> None:
    [restore] = steps_using(PUBLISH, "actions/cache/restore")
    [save] = steps_using(PUBLISH, "actions/cache/save")
    [reader] = steps_using(CHECK, "actions/cache/restore")
    assert save["with"] == {key: restore["with"][key] for key in ("path", "key")}
    assert restore["with"]["key"].startswith(restore["with"]["restore-keys"])
    assert reader["with"]["restore-keys"] == restore["with"]["restore-keys"]
    assert reader["with"]["path"] == restore["with"]["path"] == ".cache"


def test_a_running_deployment_is_never_cancelled() -> None:
    assert read(PUBLISH)["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_the_deployment_waits_for_the_build_and_runs_no_code_of_ours() -> None:
    deploy = jobs(PUBLISH)["deploy"]
    assert deploy["needs"] == "build"
    assert deploy["environment"]["name"] == "github-pages"
    assert [str(step["uses"]).split("@")[0] for step in deploy["steps"]] == ["actions/deploy-pages"]


def test_the_workflows_name_no_owner_so_a_fork_publishes_too() -> None:
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "github.repository_owner" not in text
        addresses = len(re.findall(r"github\.server_url \}\}/\$\{\{ github\.repository \}\}/(?:edit/main|raw)/", text))
        own = text.count("GH_REPO: ${{ github.repository }}") + text.count("github.event.repository.private")
        assert text.count("github.repository") + text.count("github.event.repository") == addresses + own
        assert "github.io" not in text


# The pack of a release


def test_a_release_gets_the_pack_from_a_job_that_runs_no_code_of_ours() -> None:
    on = read(PACK)["on"]
    assert on["release"] == {"types": ["published"]}
    assert set(on) == {"release", "workflow_dispatch"}
    build, attach = jobs(PACK)["build"], jobs(PACK)["attach"]
    assert build["if"] == "vars.INTAKE != 'true'"
    assert [step["run"] for step in build["steps"] if "run" in step] == ["python scripts/export --offline"]
    [upload] = steps_using(PACK, "actions/upload-artifact")
    assert upload["with"]["path"] == "collection-offline.zip"
    assert upload["with"]["retention-days"] == 1
    assert attach["needs"] == "build"
    [step] = attach["steps"]
    said = step["run"].splitlines()
    assert [line.split()[:3] for line in said] == [["gh", "run", "download"], ["gh", "release", "upload"]]


# What people are asked for


def test_dependabot_sends_one_grouped_pull_request_a_month_for_each_ecosystem() -> None:
    updates = yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}
    for update in updates:
        assert update["schedule"] == {"interval": "monthly"}
        assert [group["patterns"] for group in update["groups"].values()] == [["*"]]


def test_an_issue_comes_only_through_a_form() -> None:
    config = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "config.yml").read_text(encoding="utf-8"))
    assert config["blank_issues_enabled"] is False
    assert FORMS


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_a_form_says_first_that_no_student_work_and_no_name_belongs_in_it(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    first, *asked = form["body"]
    assert first["attributes"]["value"].startswith("**Do not attach student work or names here.**")
    assert {field["type"] for field in asked} <= {"input", "textarea", "checkboxes", "dropdown"}
    assert not any("upload" in json.dumps(field).lower() for field in asked)


# A second opinion


def test_zizmor_finds_nothing() -> None:
    beside = str(Path(sys.executable).parent)
    zizmor = shutil.which("zizmor", path=beside)
    assert zizmor, f"zizmor is missing beside {sys.executable}; install requirements.lock"
    env = {name: value for name, value in os.environ.items() if name not in {"GH_TOKEN", "GITHUB_TOKEN"}}
    run = subprocess.run(
        [zizmor, "--offline", "--strict-collection", "--format", "json-v1", str(GITHUB)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert json.loads(run.stdout) == []
    for path in WORKFLOWS:
        assert path.name in run.stderr  # it did read them
