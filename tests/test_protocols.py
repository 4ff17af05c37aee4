"""Protocols: their minutes, their pages, their sheets for participants, and the works that name them."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
import yaml

from excellence.reading.typed_pages import read_typed_pages
from excellence.rules.typed_pages import check_typed_pages
from in_process import Project

RIGHT = {
    "title": "Looking together",
    "description": "A group looks at one work.",
    "people": "a few people",
    "total": {"least": 15, "most": 20, "breaks": 5},
    "steps": [
        {"title": "Look", "minutes": [5], "do": ["Look in silence."]},
        {"title": "Rest", "minutes": [5], "rest": True},
        {"title": "Talk", "minutes": [10, 15], "ask": ["What do you see?"]},
    ],
}


def written(folder: Path, **more: object) -> Path:
    path = folder / "looking-together.md"
    path.write_text(f"---\n{yaml.safe_dump({**RIGHT, **more}, allow_unicode=True)}---\n# Looking\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            {"total": {"least": 15, "most": 25, "breaks": 5}},
            "the steps add up to 15–20 minutes and 5 minutes of breaks"[:30],
        ),
        ({"steps": [{"title": "Look", "minutes": [20, 15]}]}, "the step takes from 20 to 15 minutes"),
        ({"total": {"least": 15, "most": 20}}, "of breaks, and the total says 15–20 minutes"),
    ],
)
def test_minutes_that_do_not_add_up_are_told(tmp_path: Path, more: dict[str, object], told: str) -> None:
    (tmp_path / "protocols").mkdir()
    written(tmp_path / "protocols", **more)
    problems = list(check_typed_pages(read_typed_pages(tmp_path, "content"), (), ()))
    assert problems
    assert all(problem.code == "steps-minutes" and problem.place.line > 1 for problem in problems)
    assert any(told in problem.what for problem in problems)


def test_a_protocol_that_is_not_right_ends_a_strict_build(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "content" / "protocols").mkdir()
    written(tmp_path / "content" / "protocols", total={"least": 1, "most": 2})
    done = project.build()
    assert done.returncode != 0
    assert "content/protocols/looking-together.md:" in done.stderr
    assert "steps-minutes total: the steps add up to 15–20 minutes and 5 of breaks" in done.stderr


def test_a_guide_a_sheet_and_links_both_ways_come_of_a_protocol(tmp_path: Path) -> None:
    project = Project(tmp_path)
    folder = tmp_path / "content" / "protocols"
    folder.mkdir()
    written(folder, try_on="grade=3 works=one-work,another-work", description="</script><b>Look</b>")
    (folder / "index.md").write_text("# All\n\n<!-- excellence:protocols -->\n", "utf-8")
    project.work("one-work", grades=[3], protocols=["looking-together", "looking-togeter"])
    project.work("another-work", grades=[4])
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert "there is no protocol of this name; did you mean looking-together?" in done.stderr
    guide = project.page("protocols/looking-together/index.html")
    record = re.search(r"<script type=\"application/json\" data-protocol>(.*?)</script>", guide, re.DOTALL)
    assert record is not None
    told = json.loads(record[1])
    assert told["description"] == "</script><b>Look</b>"
    assert [step["minutes"] for step in told["steps"]] == [[5], [5], [10, 15]]
    assert "<b>Look</b>" not in guide
    assert "works/one-work/" in guide
    assert "works/another-work/" not in guide.split("data-protocol")[0].split("xc-cards")[-1]
    assert "15–20 minutes and 5 of break" in unescape(project.page("protocols/index.html"))
    assert "What do you see?" in project.page("protocols/looking-together/handout/index.html")
    work = project.page("works/one-work/index.html")
    assert 'href="../../protocols/looking-together/"' in work
    assert "togeter" not in work
