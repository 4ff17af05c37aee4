"""What waits for the panel: how far each work is, whom it waits for, what is missing; in a private preview alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from excellence.collection.panel import STATES
from excellence.commands.opened import open_collection
from excellence.loading.load import load
from excellence.loading.panel import panel_of
from excellence.model.finding import Purpose
from excellence.rendering.strings import words
from in_process import Project, alone
from project import REAL, broken_links, environment, faults_of, looked_at, unfolded

WORDS = words("en")
BOTH = ["curator", "teacher"]
RECEIVED = {"on": "2026-09-01", "told": "received"}
NOTE = {"on": "2026-09-03", "by": "teacher", "said": "Page 3 is too dark to read."}
REVISE = {"decision": "revise", "on": "2026-09-04", "panel": BOTH}
DECLINED = REVISE | {"decision": "declined"}
# A work's status and review, then its state, whom it waits for, and how many things are missing.
CASES: dict[str, tuple[dict[str, Any], str, str, int]] = {
    "just-sent": (
        {"status": "submitted", "review": None, "consent": REAL["consent"] | {"until": "2026-08-01"}},
        *("submitted", "received", 2),
    ),
    "received": ({"status": "submitted", "review": {"replies": [RECEIVED]}}, "submitted", "panel", 1),
    "one-role": (
        {"status": "submitted", "review": {"replies": [RECEIVED], "decision": "approved", "panel": ["curator"]}},
        *("submitted", "promotion", 1),
    ),
    "without-day": (
        {"status": "submitted", "review": {"replies": [RECEIVED], "decision": "approved", "panel": BOTH}},
        *("submitted", "promotion", 1),
    ),
    "decided": ({"status": "submitted", "review": REAL["review"]}, "submitted", "promotion", 0),
    "to-revise": ({"status": "submitted", "review": REVISE | {"replies": [RECEIVED]}}, "revise", "missing", 1),
    "revised": (
        {
            "status": "submitted",
            "review": REVISE | {"notes": [NOTE], "replies": [{"on": "2026-09-05", "told": "missing"}]},
        },
        *("revise", "sender", 1),
    ),
    "not-this-time": ({"status": "submitted", "review": DECLINED}, "declined", "declined", 0),
    "to-delete": (
        {"status": "draft", "review": DECLINED | {"replies": [{"on": "2026-09-06", "told": "declined"}]}},
        *("declined", "deletion", 0),
    ),
    "begun": ({"status": "draft", "review": None, "consent": None}, "draft", "draft", 2),
    "half": ({"status": "draft", "review": None, "pieces": []}, "draft", "draft", 2),
    "over": ({"consent": REAL["consent"] | {"until": "2026-08-01"}}, "approved", "approved", 1),
}
CANARIES = (NOTE["said"], WORDS["panel_only"], WORDS["panel"], "2026-09-05", "just-sent")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("panel"))
    made.work("fine")
    for slug, (front, *_) in CASES.items():
        made.work(slug, **(REAL | front))
    (made.folder / "works" / "unread").mkdir()
    (made.folder / "works" / "unread" / "index.md").write_text("---\ntitle: [\n---\n", "utf-8")
    (made.folder / "content" / "es").mkdir()
    (made.folder / "content" / "es" / "index.md").write_text("# Hola\n", "utf-8")
    return made


@pytest.fixture(scope="module")
def preview(project: Project) -> Path:
    project.configure(plugin={"preview": True}, site_url="")
    return project.built().rename(project.folder / "preview")


def test_each_work_is_told_by_its_state_with_what_is_missing_and_whom_it_waits_for(project: Project) -> None:
    with alone(project.folder, environment()):
        config = open_collection("mkdocs.yml").project
    loaded = load(config, Purpose.BUILD)
    loaded.memo.close()
    cases = {case.slug: case for case in panel_of(loaded, config.today)}
    told = {slug: (case.state, case.waits) for slug, case in cases.items()}
    assert told == {slug: said[1:3] for slug, said in CASES.items()} | {"unread": ("unread", "unread")}
    ranks = [STATES.index(case.state) for case in cases.values()]
    assert ranks == sorted(ranks)
    assert {slug: len(cases[slug].missing) for slug in CASES} == {slug: said[3] for slug, said in CASES.items()}
    for case in cases.values():
        for each in case.missing:
            assert each.path == f"works/{case.slug}/index.md"
            assert each.remedy
    remedies = " ".join(each.remedy for each in cases["begun"].missing)
    assert "review: {decision: approved" in remedies
    assert 'consent: {ref: "2026-014"' in remedies
    assert any("task.md" in each.remedy for each in cases["begun"].advice)


def test_a_preview_shows_what_waits_and_says_so(preview: Path) -> None:
    assert (preview / "works" / "just-sent" / "index.html").is_file()  # a consent that ended is told, and hides none
    page = (preview / "works" / "revised" / "index.html").read_text("utf-8")
    for text in (
        WORDS["panel_state_revise"],
        WORDS["panel_waits_sender"],
        *(NOTE["said"], "Teacher", WORDS["panel_decision_revise"], WORDS["panel_reply_missing"]),
        *("works/revised/index.md:", "scripts/check revised", 'content="noindex'),
    ):
        assert text in page
    assert WORDS["panel_only"] not in (preview / "works" / "fine" / "index.html").read_text("utf-8")
    everything = (preview / "panel" / "index.html").read_text("utf-8")
    for state in {said[1] for said in CASES.values()}:
        number = sum(said[1] == state for said in CASES.values())
        assert f'<a href="#state-{state}">{WORDS[f"panel_state_{state}"]}</a></th><td>{number}</td>' in everything
    assert all(slug in everything for slug in CASES)
    assert "works/fine/" not in everything.split("<main")[1].split("</main")[0]
    assert words("es")["panel_waits_sender"] in (preview / "es" / "panel" / "index.html").read_text("utf-8")
    home = (preview / "index.html").read_text("utf-8")
    assert WORDS["panel_banner"].format(works=f"{len(CASES) + 1} works") in home
    assert broken_links(preview) == []


def test_a_site_that_others_see_has_none_of_it(project: Project, preview: Path) -> None:
    assert (preview / "panel").exists()
    project.configure(plugin={"preview": True})
    done = project.build()
    assert done.returncode != 0
    assert "preview shows works that are not approved, and example.org is public" in done.stderr
    project.configure()
    project.command("mkdocs", "build")  # without strict: some of these works are not right
    assert not (project.site / "panel").exists()
    shown = b"".join(path.read_bytes() for path in project.site.rglob("*") if path.is_file())
    assert [text for text in CANARIES if text.encode() in shown] == []


def test_everybody_on_the_panel_can_read_it(
    preview: Path, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    page, address = enter(viewport={"width": 360, "height": 800}), serve(preview)
    faults = faults_of(page, address)
    page.goto(f"{address}panel/")
    assert looked_at(unfolded(page)) == []
    page.get_by_role("link", name="Revised").click()
    page.wait_for_url("**/works/revised/")
    assert looked_at(page) == []
    assert faults == []
