"""An export: a pack that is opened from a folder, in a real browser, and plain files for any host."""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import FEW
from excellence.rendering.strings import words
from in_process import Project
from project import REAL, broken_links, draw, faults_of, tree

WORDS = words("en")
SNAIL = "collection/works/a-snail-in-six-tries/index.html"
WALKS = "collection/protocols/two-walks.html"
CATCHER = "collection/catchers/two-walks.html"
LEFT = "net::ERR_ABORTED"
SHOWN = ".xc-surface:not([aria-busy]) > .xc-surface__picture"


@pytest.fixture
def page(browser: Browser, pack: Path) -> Iterator[Page]:
    """A page of somebody without a network; whatever is asked for and does not come fails the test."""
    context = browser.new_context(offline=True, base_url=f"{pack.as_uri()}/", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults = faults_of(page, f"{pack.as_uri()}/")
    # What a page still asked for when it was left is no fault.
    page.on("requestfailed", lambda asked: asked.failure != LEFT and faults.append(f"{asked.url}: {asked.failure}"))
    yield page
    context.close()
    assert faults == []


def test_a_pack_opens_by_the_one_file_at_its_top(page: Page, pack: Path) -> None:
    assert sorted(path.name for path in pack.iterdir()) == ["OPEN-ME.html", "collection"]
    assert broken_links(pack) == []
    page.goto("OPEN-ME.html")
    page.wait_for_url("**/collection/index.html")
    page.locator("#xc-find").fill("knot")
    expect(page.locator(".xc-found .xc-hit__title").first).to_have_text("A knot of eight strands")
    page.keyboard.press("Enter")
    page.wait_for_url("**/collection/search/index.html?q=knot")
    page.locator("[data-hits] a").filter(has_text="A knot of eight strands").click()
    expect(page.locator("h1")).to_have_text("A knot of eight strands")
    page.get_by_role("link", name="Español").click()
    page.locator(".xc-nav").get_by_role("link", name="Galería").click()
    page.wait_for_url("**/es/gallery.html")
    page.locator("#xc-find").fill("caracol")
    expect(page.locator(".xc-found .xc-hit__title").first).to_have_text("Un caracol en seis intentos")


def test_the_gallery_of_a_pack_is_filtered_and_goes_on_over_its_pages(page: Page) -> None:
    page.goto("collection/gallery.html")
    cards = page.locator(".xc-gallery .xc-card")
    expect(cards).to_have_count(FEW)
    page.locator("[data-filters] summary").first.click()
    page.locator("[data-filters] details[open] label").first.click()
    expect(page.locator("[data-chips] button")).to_have_count(1)
    page.locator("select[name=sort]").select_option("title")
    page.locator("h1").click()  # what is open shuts
    page.locator("[data-chips] button").click()
    page.get_by_role("button", name=WORDS["filters_more"]).click()
    expect(cards).to_have_count(2 * FEW)  # from pages that were never opened
    pictured = cards.locator("img").last
    pictured.scroll_into_view_if_needed()
    expect(pictured).to_have_js_property("complete", True)
    assert pictured.evaluate("(image) => image.naturalWidth")
    page.goto("collection/gallery.html")
    page.locator("#xc-query").fill("snail")
    expect(page.locator("[data-results] .xc-card__title")).to_have_text("A snail in six tries")
    page.goto("collection/gallery.html")
    page.locator(".xc-pages a").last.click()
    expect(page.locator("h1")).to_contain_text("page 3", ignore_case=True)


def test_works_of_a_pack_are_looked_at_and_compared(page: Page) -> None:
    page.goto(SNAIL)
    page.locator(".xc-drafts a.xc-open img").first.click()
    expect(page.locator(f"dialog {SHOWN}")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator("dialog [role=status]")).to_contain_text("2 of 6")
    page.go_back()
    expect(page.locator("dialog")).to_have_count(0)
    page.locator(".xc-ladder").get_by_role("link", name=WORDS["compare_drafts"]).click()
    expect(page.locator(f".xc-compare {SHOWN}")).to_have_count(2)
    page.get_by_text(WORDS["compare_another"]).last.click()
    page.locator(".xc-compare input[type=search]").last.fill("knot")
    page.locator(".xc-finder__work").click()
    expect(page.locator(".xc-compare__pane").last).to_contain_text("A knot of eight strands")
    page.goto(SNAIL)
    page.keyboard.press("p")
    expect(page.locator(f"dialog {SHOWN}")).to_be_visible()
    with page.expect_popup() as other:  # for the class, on the other screen
        page.keyboard.press("w")
    expect(other.value.locator(f"dialog {SHOWN}")).to_be_visible()
    page.keyboard.press("4")
    expect(other.value.locator("dialog [role=status]")).to_contain_text("Draft 4")


def test_a_film_of_a_pack_has_its_captions(page: Page) -> None:
    page.goto("collection/works/a-bean-wakes-up/index.html")
    track = page.locator("video track").first
    track.evaluate("(each) => { each.track.mode = 'showing' }")
    expect(track).to_have_js_property("readyState", 2)  # loaded
    assert track.evaluate("(each) => each.track.cues.length")


def test_a_meeting_is_run_from_a_pack(page: Page) -> None:
    page.goto(WALKS)
    page.get_by_role("button", name=WORDS["run_open"]).click()
    runner = page.locator(".xc-runner")
    runner.get_by_role("button", name=WORDS["run_start"], exact=True).click()
    runner.get_by_role("button", name=WORDS["run_next"], exact=True).click()
    runner.get_by_role("button", name=WORDS["run_screen"], exact=True).click()
    expect(page.locator(".xc-class .xc-surface > *").first).to_be_visible()
    page.reload()
    expect(page.locator(".xc-runner__where")).to_have_text(WORDS["run_where"].format(number=2, total=8))


def test_what_is_written_on_a_catcher_of_a_pack_is_kept(page: Page) -> None:
    page.goto(CATCHER)
    page.get_by_role("button", name=WORDS["catch_fill"]).click()
    page.get_by_label("Name and role").fill("Ana")
    expect(page.locator(".xc-fill__saved")).to_contain_text("Saved on this device")
    page.reload()
    expect(page.get_by_label("Name and role")).to_have_value("Ana")
    page.get_by_text(WORDS["catch_add"], exact=True).first.click()
    page.get_by_label(WORDS["catch_find"]).first.fill("snail")
    page.locator(".xc-finder__work").first.click()
    expect(page.get_by_role("rowheader", name="A snail in six tries")).to_be_visible()


def test_a_set_is_walked_and_printed_from_a_pack(page: Page) -> None:
    page.goto("collection/gallery.html")
    page.locator(".xc-gallery [data-add]").first.click()
    page.locator(".xc-tray a").click()
    expect(page.locator(".xc-stations--mine > li")).to_have_count(1)
    page.goto("collection/sets/past-the-windows.html")
    page.evaluate("() => { window.print = () => { document.body.dataset.printed = '' } }")
    page.get_by_text(WORDS["paper"], exact=True).click()
    for kind in ("cards", "catchers", "handout"):
        page.locator(f".xc-papers [value={kind}]").check()
    page.get_by_role("button", name=WORDS["paper_print"], exact=True).click()
    page.locator("body[data-printed]").wait_for()
    assert page.locator(".xc-paper > *").count() == 8 + 2 * 2 + 1 + 1 + 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_role("button", name=WORDS["walk_start"], exact=True).click()
    runner = page.locator(".xc-runner")
    runner.get_by_role("button", name=WORDS["run_start"], exact=True).click()
    runner.get_by_role("button", name=WORDS["run_next"], exact=True).click()
    expect(runner.locator(".xc-board b")).to_have_text(["A", "C", "F"])
    runner.get_by_role("button", name=WORDS["run_next"], exact=True).click()
    runner.get_by_role("button", name=WORDS["run_screen"], exact=True).click()
    expect(page.locator(".xc-class .xc-surface > *").first).to_be_visible()
    page.goto("about:blank")
    page.goto("collection/sets/past-the-windows.html#at=C")
    expect(page.locator(".xc-look img").first).to_be_visible()


# What goes into it


SECRET = "Zebrafinches"


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Works that may be taken along, and one that may not; pages and works speak of all of them."""
    project = Project(tmp_path_factory.mktemp("exported"), extra={"contact": "office@school.example"})
    at_home = {**REAL, "consent": {**REAL["consent"], "scope": ["site"]}}
    project.work("at-home", title=SECRET, drafts=[], body=SECRET, keywords=[SECRET.lower()], **at_home)
    project.work("pond", inspired_by=["at-home"], **REAL)
    project.work("river", grades=[5], **REAL)
    project.work("waiting", status="draft", **{**REAL, "review": None})
    draw(project.folder / "works/pond/01.jpg", "wide", (2400, 1800))
    page = "\n\n<!-- excellence:featured works=at-home -->\n\n[that one](work:at-home) and [this one](work:pond)\n"
    with (project.folder / "content/about.md").open("a") as about:
        about.write(page)
    (project.folder / "content/sets").mkdir()
    head = "---\ntitle: Both\ndescription: Two works.\nworks: [{slug: river}, {slug: at-home}]\n"
    (project.folder / "content/sets/boths.md").write_text(f"{head}---\n# Both\n", "utf-8")
    return project


def export(project: Project, *words: str, fails: bool = False) -> str:
    done = project.command("excellence", "export", *words)
    assert bool(done.returncode) == fails, done.stderr
    return done.stderr if fails else done.stdout


def packed(project: Project, *words: str) -> dict[str, bytes]:
    """What a pack holds, by its names."""
    export(project, "--offline", *words)
    with zipfile.ZipFile(project.folder / "collection-offline.zip") as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def test_a_pack_holds_only_what_may_be_taken_along_and_says_what_it_leaves_out(project: Project) -> None:
    told = export(project, "--offline")
    assert "collection-offline.zip: 2 works, " in told
    assert "1 left out, since their consent does not cover that they are taken along: at-home" in told
    first = (project.folder / "collection-offline.zip").read_bytes()
    held = packed(project)
    assert (project.folder / "collection-offline.zip").read_bytes() == first
    said = b"".join((*held.values(), "".join(held).encode())).lower()
    assert b"<title>pond - " in said
    for word in (SECRET.lower(), "at-home", "example.org", "waiting/"):
        assert word.encode() not in said, word
    assert not [name for name in held if re.search(r"\.zip$|/embed/|404|sitemap|\.mjs$", name)]
    assert {name.rpartition("-")[2] for name in held if name.endswith(".webp")} >= {"320.webp", "1280.webp"}
    assert not [name for name in held if re.search(r"-(1[3-9]|[2-9]\d)\d\d\.webp$", name)]
    assert not list(project.folder.glob(".cache/export-*"))


def test_a_pack_may_be_of_some_works_and_have_the_largest_pictures(project: Project) -> None:
    held = packed(project, "--full", "--filter", "grade=2,3")
    assert [name for name in held if re.search(r"works/pond/\w+-1920\.webp$", name)]
    assert not [name for name in held if "works/river/" in name]
    told = export(project, "--offline", "--set", "boths")
    assert ": 1 work, " in told
    assert "at-home" in told
    assert "pond" in told
    # Nobody is asked for what the collection has.
    assert WORDS["wanted"].encode() not in held["collection/grade/5/index.html"]
    # A build of everything finds the pictures of all works where they were.
    assert project.build().returncode == 0
    assert f"<title>{SECRET} - " in project.page("works/at-home/index.html")


def test_without_a_choice_everything_is_plain_files_for_any_path(
    project: Project, serve: Callable[[Path], str], enter: Callable[..., Page]
) -> None:
    folder = project.folder / "elsewhere"
    for _ in range(2):  # an earlier export gives way
        assert "elsewhere: 3 works, " in export(project, "--to", "elsewhere")
    assert broken_links(folder) == []
    html = (folder / "works/pond/index.html").read_text("utf-8")
    for said in ('href="https://example.org/works/pond/index.html"', 'href="../../gallery.html"', 'type="module"'):
        assert said in html
    assert (folder / "works/pond/pond.zip").is_file()
    page = enter()
    page.goto(f"{serve(project.folder)}elsewhere/compare/index.html#a=pond:0")
    expect(page.locator(f".xc-compare {SHOWN}")).to_be_visible()
    page.locator("#xc-find").fill("river")
    expect(page.locator(".xc-found .xc-hit__title")).to_have_text("River")
    kept = folder / "mine.txt"
    kept.write_text("mine", "utf-8")
    assert "elsewhere holds mine.txt, which no export wrote" in export(project, "--to", "elsewhere", fails=True)
    assert kept.read_text("utf-8") == "mine"
    kept.unlink()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--filter", "grad=2"], "“grad=2” is no filter; did you mean grade=…?"),
        (["--filter", "grade=14 subject=science"], "“14” is no grade; use one of: PK, K, 1"),
        (["--filter", "works=pond,pound"], "there is no folder works/pound: did you mean pond?"),
        (["--offline", "--to", "pack.html"], "pack.html is no name for a pack: end it in .zip"),
        (["--offline", "--to", "no/pack.zip"], "there is no folder no: make it first"),
        (["--to", "mkdocs.yml"], "mkdocs.yml is no folder"),
        (["--to", "content"], "content holds about.md, which no export wrote"),
        (["--full"], "--full goes with --offline"),
        (["--set", "both"], "there is no set both in content/sets/; did you mean boths?"),
        (["--offline", "--filter", "grade=12"], "no work is left"),
    ],
)
def test_what_can_not_be_exported_is_told_and_nothing_is_written(project: Project, words: list[str], told: str) -> None:
    before = tree(project.folder / "content")
    assert told in export(project, *words, fails=True)
    assert tree(project.folder / "content") == before
    assert not (project.folder / "export").exists()


def test_a_work_is_packed_from_a_pack(page: Page) -> None:
    page.goto("collection/submit/pack.html")
    page.locator("[name=title]").fill("Newts")
    page.get_by_role("button", name=WORDS["pack_write"]).click()
    page.keyboard.type("We saw a newt.")
    page.get_by_role("button", name=WORDS["pack_make"]).click()
    expect(page.locator("[data-over] ol li")).to_have_count(4)
    page.goto("collection/es/submit/pack.html")
    expect(page.locator("[name=title]")).to_have_value("Newts")
