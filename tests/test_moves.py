"""Earlier addresses: of works that were renamed, and of values that have another key. And addresses of nothing."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from in_process import Project
from project import broken_links, faults_of

MOVED = """moved:
  subjects: {art: visual-arts}
  families: {card-set: cards}
  descriptors: {handsome: beauty}
  frameworks: {Old: NGSS}
  regions: {lower: south}
"""
CLAIM = {"craftsmanship": [{"key": "handsome", "note": "Look at the wings"}]}
STANDARD = [{"framework": "Old", "code": "2-LS4-1", "target": "I can compare"}]
OLD = "works/green-moth"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two languages; a work under a new name, and one whose words are those of an earlier vocabulary."""
    project = Project(tmp_path_factory.mktemp("moves"))
    folder = project.work(
        "luna-moth", aliases=["green-moth"], task="task.md", subjects=["art"], formats=["card-set/note-cards"]
    )
    (folder / "task.md").write_text("Draw a moth.\n", "utf-8")
    (folder / "index.fr.md").write_text("---\ntitle: Le papillon lune\n---\nMots.\n", "utf-8")
    project.work(
        "pond-cards", subjects=["mathematics"], attributes=CLAIM, standards=STANDARD, school={"region": "lower"}
    )
    (project.folder / "content" / "es").mkdir()
    (project.folder / "content" / "es" / "index.md").write_text("---\ntitle: Inicio\n---\n# Inicio\n", "utf-8")
    with (project.folder / "works" / "vocabulary.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{MOVED}")
    project.built()
    return project


def head(project: Project, page: str) -> tuple[str, str]:
    """Where a page leads by itself, and which address it says stands for it."""
    html = project.page(page)
    assert html.count('<meta name="robots" content="noindex">') == 1
    refresh = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', html)
    canonical = re.search(r'<link rel="canonical" href="([^"]*)"', html)
    return (refresh[1] if refresh else "", canonical[1] if canonical else "")


def test_every_page_of_a_work_leads_on_from_each_earlier_address_in_each_language(project: Project) -> None:
    for folder in ("", "es/"):
        for face in ("", "look/", "task/", *(("fr/",) if not folder else ())):
            target = f"{'../' * (1 + bool(face))}luna-moth/{face}"
            found = head(project, f"{folder}{OLD}/{face}index.html")
            assert found == (target, f"https://example.org/{folder}works/luna-moth/{face}")
        assert "Luna moth" not in project.page(f"{folder}{OLD}/look/index.html")
        switch = re.findall(r'class="xc-tongue" href="([^"]*)"', project.page(f"{folder}{OLD}/index.html"))
        assert switch == [f"../../{'../' if folder else 'es/'}{OLD}/"]
    assert broken_links(project.site) == []


def test_what_others_embedded_and_what_sets_keep_is_there_under_the_earlier_name(project: Project) -> None:
    embedded = project.page(f"{OLD}/embed/index.html")
    assert 'rel="canonical" href="https://example.org/works/luna-moth/"' in embedded
    assert 'src="../../luna-moth/' in embedded
    told = json.loads(project.page(f"es/{OLD}/station.json"))
    assert told == json.loads(project.page("es/works/luna-moth/station.json"))


def test_no_list_knows_an_earlier_name(project: Project) -> None:
    held = [path for path in project.site.rglob("*") if path.is_file() and path.suffix in (".json", ".xml", ".csv")]
    assert len(held) > 10
    assert [path for path in held if b"green-moth" in path.read_bytes()] == []
    assert not re.search(r"/(subject/art|format/card-set|attribute/handsome)/", project.page("sitemap.xml"))


def test_a_value_with_another_key_is_reached_by_the_earlier_one(project: Project) -> None:
    moves = {
        "subject/art": "visual-arts",
        "format/card-set": "cards",
        "attribute/handsome": "beauty",
        "region/lower": "south",
    }
    for folder in ("", "es/"):
        for old, new in moves.items():
            facet = old.split("/")[0]
            assert head(project, f"{folder}{old}/index.html") == (
                f"../{new}/",
                f"https://example.org/{folder}{facet}/{new}/",
            )
    old = head(project, "standard/old/2-ls4-1/index.html")
    assert old == ("../../ngss/2-ls4-1/", "https://example.org/standard/ngss/2-ls4-1/")
    assert "Luna moth" in project.page("subject/visual-arts/index.html")
    assert "Pond cards" in project.page("attribute/beauty/index.html")
    assert "Pond cards" in project.page("region/south/index.html")
    assert '<a href="../../region/south/">South</a>' in project.page("works/pond-cards/index.html")


def test_works_and_pages_that_say_an_earlier_key_are_told_and_works_are_mended(
    project: Project, tmp_path: Path
) -> None:
    other = Project(tmp_path)
    other.work("pond-cards", subjects=["art"], attributes=CLAIM)
    with (tmp_path / "works" / "vocabulary.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{MOVED}")
    page = tmp_path / "content" / "about.md"
    page.write_text("# About\n\n<!-- excellence:gallery subject=art -->\n[Art](subject:art)\n", "utf-8")
    told = other.command("excellence", "check", "--fix").stdout
    assert "“art” is called visual-arts now; write subject=visual-arts" in told
    assert "did you mean subject:visual-arts?" in told
    assert "mended works/pond-cards/index.md:9:3: art is visual-arts now" in told
    assert "key: beauty" in (tmp_path / "works" / "pond-cards" / "index.md").read_text("utf-8")
    page.write_text("# About\n\n[Art](subject:art)\n", "utf-8")
    (tmp_path / "content" / "subjects").mkdir()
    (tmp_path / "content" / "subjects" / "art.md").write_text("# Art\n\nWhat eyes find.\n", "utf-8")
    other.build()
    assert "What eyes find." in other.page("subject/visual-arts/index.html")
    assert 'href="../subject/visual-arts/"' in other.page("about/index.html")


@pytest.fixture(scope="module")
def address(project: Project, serve: Callable[[Path], str]) -> str:
    return serve(project.site)


@pytest.fixture
def page(enter: Callable[..., Page], address: str) -> Iterator[Page]:
    page = enter(viewport={"width": 1280, "height": 900})
    faults = faults_of(page, address)
    yield page
    assert [fault for fault in faults if "404" not in fault] == []


def test_a_script_takes_the_view_and_the_place_along(page: Page, address: str) -> None:
    for old, new in (
        (f"{OLD}?for=students#image-1", "works/luna-moth/?for=students#image-1"),
        ("es/subject/art#works", "es/subject/visual-arts/#works"),
    ):
        page.goto(f"{address}{old}")
        page.wait_for_url(f"{address}{new}")
    page.goto(f"{address}gallery/?subject=art")
    expect(page.locator("[data-chips] li")).to_contain_text("Visual arts")


def test_without_a_script_the_browser_goes_there_by_itself(enter: Callable[..., Page], address: str) -> None:
    plain = enter(java_script_enabled=False)
    plain.goto(f"{address}{OLD}/?for=students#image-1")
    plain.wait_for_url(f"{address}works/luna-moth/")


def test_an_address_of_nothing_is_answered_as_that_and_leads_on(page: Page, address: str) -> None:
    with pytest.raises(HTTPError, match="404") as answer:
        urlopen(f"{address}works/luna-mothh/")
    told = answer.value.read().decode()
    assert '<meta name="robots" content="noindex">' in told
    for words in ("Page not found", "Página no encontrada", 'href="/subject/visual-arts/"', 'href="/es/grade/2/"'):
        assert words in told
    for lost, title, heading, language in (
        ("works/luna-mothh/lok/", "Luna moth", "Page not found", "en"),
        ("es/works/lunas", "Luna moth", "Página no encontrada", "es"),
    ):
        page.goto(f"{address}{lost}")
        near = page.locator("[data-near]:visible a")
        expect(near).to_have_text([title])
        expect(page.locator("h1:visible")).to_have_text(heading)
        expect(page).to_have_title(re.compile(heading))
        near.click()
        page.wait_for_url(f"{address}{'es/' if language == 'es' else ''}works/luna-moth/")
    for lost, label in (
        ("subject/visual/", "Visual arts"),
        ("second-graders", "Grade 2"),
        ("es/2do-grado/", "Grado 2"),
    ):
        page.goto(f"{address}{lost}")
        expect(page.locator("[data-near]:visible a")).to_have_text([label])
    page.goto(f"{address}%E0%A4%A/<img src=x onerror=alert(1)>")
    expect(page.locator("h1:visible")).to_have_text("Page not found")
    expect(page.locator("[data-near]:visible")).to_have_count(0)
