"""What a host holds: the build, `health` and `check` say when a site comes near to it, what weighs, and what helps."""

from pathlib import Path

import pytest

from excellence.site.weight import Budget, told_of_weight
from in_process import Project


def grown(tmp_path: Path, **plugin: object) -> Project:
    project = Project(tmp_path, plugin=plugin)
    project.work("pond-cards", pictures=2)
    project.work("a-story", pictures=0)
    return project


def test_a_site_beyond_its_budget_is_built_and_everybody_who_asks_is_told(tmp_path: Path) -> None:
    project = grown(tmp_path, budget=1)
    for _ in range(2):  # a build of what is built already says it, too
        done = project.build()
        assert done.returncode == 0, done.stderr
        assert "% of the 1.0 MB that its host holds (option budget): more than there is room for." in done.stderr
    for command in ("health", "check"):
        told = project.command("excellence", command).stdout
        assert "more than there is room for." in told
        assert "The heaviest works: pond-cards " in told
        assert ", a-story " in told
        assert "`archives: false` leaves out the files to take along" in told
    project.configure(plugin={"budget": 1, "archives": False})
    done = project.build()
    assert "more than there is room for." in done.stderr
    assert "`archives: false`" not in done.stderr


def test_what_has_room_is_not_spoken_of(tmp_path: Path) -> None:
    project = grown(tmp_path)
    (tmp_path / "content" / "about.md").write_text("# About\n\n<!-- excellence:health -->\n", "utf-8")
    assert "What helps" not in project.build().stderr
    assert "The host of this site holds 1 GB. Counted" in project.page("about/index.html")
    assert "What helps" not in project.command("excellence", "check").stdout
    told = project.command("excellence", "health").stdout
    assert " of the 1 GB that the host holds, 0." in told
    assert "What helps" not in told
    for budget, held, said in ((2_500, "2.5 GB", " of the 2.5 GB that the host holds, 0."), (0, "", " MB\n")):
        project.configure(plugin={"budget": budget})
        assert ("The host of this site holds" in (project.built() / "about/index.html").read_text("utf-8")) is bool(
            held
        )
        assert f"Room that works take, of {held}" in project.page("about/index.html") or not held
        assert said in project.command("excellence", "health").stdout


@pytest.mark.parametrize(
    ("size", "budget", "said"),
    [(799_999, 1, False), (800_000, 1, True), (10**12, 0, False), (1_000_001, 1, True), (0, 0, False)],
)
def test_it_is_told_from_four_fifths_on(size: int, budget: int, said: bool) -> None:
    assert bool(told_of_weight({"works/kite/a.webp": size}, Budget(budget))) is said


def test_the_heaviest_come_first_and_what_is_there_is_what_can_be_helped() -> None:
    sizes = {
        "works/kite/a.webp": 5_000_000,
        "works/kite/kite.zip": 1_000_000,
        "works/rain/film.mp4": 9_000_000,
        "works/rain/index.html": 200_000,
        "search/meta.json": 100_000,
    }
    first, kinds, works, helps = told_of_weight(sizes, Budget(16, stored=False))
    assert first == "The site takes 15.3 MB, 96 % of the 16.0 MB that its host holds (option budget)."
    assert kinds == (
        "By kind: films 9.0 MB, pictures 5.0 MB, files to take along 1.0 MB, pages, search and all else 0.3 MB."
    )
    assert works == "The heaviest works: rain 9.2 MB, kite 6.0 MB."
    assert helps.startswith("What helps: `media_store` and `media_url` put pictures, sounds and films elsewhere; ")
    assert [helps.index(word) for word in ("archives", "films to", "zoom")] == sorted(
        helps.index(word) for word in ("archives", "films to", "zoom")
    )
    assert "document" not in helps
    assert "media_store" not in told_of_weight(sizes, Budget(16))[-1]
