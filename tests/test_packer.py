"""A teacher packs a work in a real browser: what comes out is a work, nothing is sent, and what is wrong is told."""

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from conftest import DESK, SECRET
from excellence.loading.config import CollectionConfig
from excellence.loading.load import load
from excellence.model.finding import Finding, Purpose
from excellence.rendering.strings import words
from in_process import Project
from project import COLLECTION, cut_off, draw, looked_at, unfolded

W = words("en")
PLACE = "submit/pack/"


@pytest.fixture
def page(desk: Page, address: str) -> Page:
    return opened(desk, address, PLACE)


def opened(page: Page, address: str, place: str) -> Page:
    page.goto(f"{address}{place}")
    expect(page.locator("[data-saved]")).not_to_be_empty()
    # Painted once, so that what looks at it for long finds its typefaces in use.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    return page


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three photos of a telephone: the place where they were taken, a device, one of them on its side."""
    folder = tmp_path_factory.mktemp("photos")
    for number, turned in enumerate((1, 6, 3), 1):
        path = folder / f"IMG_{number}.jpg"
        draw(path, path.name, (1_600, 1_200))
        with Image.open(path) as picture:
            data = picture.getexif()
            data[0x0112], data[0x010F], data[0x8825] = turned, "Telephone", {1: "N", 2: (42.0, 6.0, 0.0)}
            picture.save(path, exif=data)
    return sorted(folder.iterdir())


def take(page: Page, *files: Path) -> None:
    page.locator("[data-files]").set_input_files(files)
    expect(page.locator("[data-items] > ol > li")).to_have_count(len(files))


def fill(page: Page, title: str = "Newts of our pond") -> None:
    """What must be there, and no more."""
    for number, field in enumerate(page.get_by_label(W["pack_ask_alt"]).all(), 1):
        field.fill(f"A drawing of a newt on a leaf, number {number}")
    page.locator("[name=title]").fill(title)
    page.locator("[name=summary]").fill("Second graders drew what lives in their pond.")
    page.get_by_label("Grade 2", exact=True).check()
    page.get_by_label("Visual arts").check()
    page.locator("[name=formats][value='cards/note-cards']").locator("xpath=ancestor::details").locator(
        "summary"
    ).click()
    page.locator("[name=formats][value='cards/note-cards']").check()


def made(page: Page, folder: Path) -> Path:
    """The file that comes out."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=W["pack_make"]).click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def findings(path: Path, folder: Path) -> tuple[Finding, ...]:
    """What `check` says of a new work that was packed."""
    works = folder / "collection" / "works"
    with zipfile.ZipFile(path) as packed:
        packed.extractall(works)
    (works / "vocabulary.yml").write_bytes((COLLECTION / "works" / "vocabulary.yml").read_bytes())
    loaded = load(CollectionConfig(works, folder / ".cache", date(2026, 9, 21), workers=1), Purpose.ADMIT)
    loaded.memo.close()
    return loaded.findings


def test_three_photos_become_a_work_that_is_valid_as_it_is(page: Page, photos: list[Path], tmp_path: Path) -> None:
    """From the first file on without a network: so nothing can have been sent."""
    page.context.set_offline(True)
    try:
        take(page, *photos)
        fill(page, f"{SECRET} newts")
        page.get_by_role("button", name=f"{W['pack_cover_names']}: Picture 3").click()
        page.get_by_role("button", name=W["boxes_add"]).click()
        page.get_by_role("button", name=W["pack_done"]).click()
        expect(page.locator("[data-left]")).to_have_text(W["pack_left_none"])
        path = made(page, tmp_path)
    finally:
        page.context.set_offline(False)
    assert path.name == "work-zanzibar-newts.zip"
    assert [each.code for each in findings(path, tmp_path)] == ["not-approved"]
    folder = tmp_path / "collection" / "works" / "zanzibar-newts"
    assert sorted(each.name for each in folder.iterdir()) == ["01.jpg", "02.jpg", "03.jpg", "index.md"]
    with Image.open(folder / "02.jpg") as turned, Image.open(folder / "03.jpg") as covered:
        assert turned.size == (1_200, 1_600)
        assert covered.convert("RGB").getpixel((800, 600)) == (0, 0, 0)
    (tmp_path / "own").mkdir()
    taken = Project(tmp_path / "own")
    done = taken.command("excellence", "import", str(path))
    assert done.returncode == 0, done.stderr
    assert "status: draft" in (taken.folder / "works" / "zanzibar-newts" / "index.md").read_text("utf-8")


def test_what_was_begun_is_there_again_until_it_is_cleared(page: Page, photos: list[Path], address: str) -> None:
    take(page, photos[0])
    page.locator("[name=title]").fill("Newts")
    page.get_by_role("button", name=W["pack_write"]).click()
    page.keyboard.type("We saw a newt.")
    opened(page, address, PLACE)
    expect(page.locator("[data-again]")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("Newts")
    expect(page.locator("[data-items] img")).to_be_visible()
    expect(page.locator("[data-items] textarea").last).to_have_value("We saw a newt.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=W["pack_clear"]).click()
    expect(page.locator("[data-items] li")).to_have_count(0)
    opened(page, address, PLACE)
    expect(page.locator("[name=title]")).to_have_value("")
    kept = (
        "async () => (await indexedDB.databases()).length && new Promise((done) => {"
        "const asked = indexedDB.open('excellence.packing'); asked.onsuccess = () => {"
        "const all = asked.result.transaction('files').objectStore('files').getAllKeys();"
        "all.onsuccess = () => done(all.result.length) } })"
    )
    assert page.evaluate(kept) == 0
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('packing'))") == []


def test_what_is_wrong_is_told_in_its_place_and_leads_there(page: Page, photos: list[Path]) -> None:
    take(page, photos[0])
    page.get_by_role("button", name=W["pack_make"]).click()
    listed = page.locator("[data-over] ol li")
    expect(listed).to_have_count(6)
    expect(page.locator("[data-flaw=title]")).to_have_text(W["found_missing-key"])
    page.locator("[data-over]").get_by_role("link", name="Picture 1").click()
    expect(page.get_by_label(W["pack_ask_alt"])).to_be_focused()
    page.keyboard.type("A newt on a leaf")
    expect(listed).to_have_count(5)
    page.locator("[name=summary]").fill("Write to ana@school.example")
    expect(page.locator("[data-flaw=summary]")).to_have_text(W["found_contact-details"])
    page.locator("[name=body]").fill("word " * 301)
    expect(page.locator("[data-count=body][data-past]")).to_have_text("301 of 300 words")
    page.get_by_role("button", name=W["pack_claim_add"]).click()
    page.get_by_label(W["pack_claim_note"]).fill("Look at the toes.")
    expect(listed.filter(has_text=W["found_claim-open"])).to_have_count(1)


def test_two_windows_never_keep_two_works_as_one(page: Page, address: str) -> None:
    page.locator("[name=title]").fill("Newts")
    kept = "(title) => (localStorage.getItem('excellence.notes.packing') ?? '').includes(title)"
    page.wait_for_function(kept, arg="Newts")
    other = opened(page.context.new_page(), address, PLACE)
    expect(other.locator("[name=title]")).to_have_value("Newts")
    other.locator("[name=title]").fill("Frogs")
    expect(page.locator("[data-again]")).to_contain_text(W["pack_elsewhere"])
    page.get_by_role("button", name=W["pack_reload"]).click()
    expect(page.locator("[name=title]")).to_have_value("Frogs")
    other.on("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name=W["pack_clear"]).click()
    expect(page.locator("[data-again]")).to_contain_text(W["pack_elsewhere"])
    opened(page, address, PLACE)
    expect(page.locator("[name=title]")).to_have_value("")


def test_photos_go_on_their_day_whichever_page_is_open(page: Page, photos: list[Path], address: str) -> None:
    take(page, photos[0])
    page.goto(f"{address}about/")
    page.evaluate("""() => {
        const name = "excellence.notes.packing", kept = JSON.parse(localStorage.getItem(name))
        localStorage.setItem(name, JSON.stringify({ ...kept, until: 1 }))
    }""")
    page.reload()
    gone = "indexedDB.databases().then((all) => !all.some(({ name }) => name === 'excellence.packing'))"
    page.wait_for_function(gone)
    assert page.evaluate("localStorage.getItem('excellence.notes.packing')") is None


def test_a_file_that_cannot_be_taken_is_told_and_holds_no_other_back(
    page: Page, photos: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "story.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "book.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "empty.jpg").write_bytes(b"")
    page.locator("[data-files]").set_input_files([tmp_path / "story.docx", photos[0], *tmp_path.glob("*[fg]")])
    expect(page.locator("[data-items] > ol > li")).to_have_count(1)
    expect(page.locator(".xc-pack__refused")).to_have_count(3)
    for name in ("story.docx", "book.pdf", "empty.jpg"):
        assert len(page.locator(".xc-pack__refused").filter(has_text=name).inner_text()) > 60


def test_drafts_claims_task_and_a_text_come_along(page: Page, photos: list[Path], tmp_path: Path) -> None:
    take(page, *photos)
    fill(page)
    first = page.locator("[data-items] > ol > li").first
    first.locator("summary").click()
    first.get_by_label(W["pack_belongs"]).select_option("1")
    page.get_by_label(W["pack_draft_feedback"]).fill("Look at the feet again.")
    page.locator("[name=task_text]").fill("Draw what you see, not what you know.")
    page.get_by_role("button", name=W["pack_claim_add"]).click()
    page.get_by_label(W["pack_claim_key"]).select_option("care-precision")
    page.get_by_label(W["pack_claim_note"]).fill("Each toe was counted and drawn.")
    page.get_by_label(W["pack_claim_item"]).select_option(label="Picture 2")
    page.get_by_role("button", name=W["pack_write"]).click()
    page.keyboard.type("We saw four toes.")
    page.get_by_role("button", name=f"{W['pack_earlier']}: Text 3").click()
    path = made(page, tmp_path)
    assert [each.code for each in findings(path, tmp_path)] == ["not-approved"]
    folder = tmp_path / "collection" / "works" / "newts-of-our-pond"
    names = sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*.*"))
    assert names == ["01.jpg", "02.txt", "03.jpg", "drafts/d1.jpg", "index.md", "task.md"]
    said = (folder / "index.md").read_text("utf-8")
    assert 'feedback: "Look at the feet again."' in said
    claim = 'key: care-precision\n      note: "Each toe was counted and drawn."\n      file: 03.jpg'
    assert claim in said


def test_a_form_to_sign_is_printed_with_its_number_alone(page: Page) -> None:
    page.locator("[name=title]").fill("Newts")
    page.evaluate("window.print = () => { window.printed = document.querySelector('.xc-form')?.innerText }")
    page.get_by_role("button", name=W["pack_form_print"]).click()
    number = page.locator("[name='consent.ref']").input_value()
    assert number.startswith(str(date.today().year))
    printed = page.evaluate("window.printed")
    assert number in printed
    assert "Newts" in printed
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".xc-form")).to_have_count(0)


def test_the_form_is_whole_in_both_languages_at_all_widths(page: Page, photos: list[Path], address: str) -> None:
    take(page, photos[1])
    page.get_by_role("button", name=W["pack_claim_add"]).click()
    page.get_by_role("button", name=W["pack_make"]).click()
    unfolded(page)
    assert looked_at(page) == []
    assert cut_off(page, 320, 768) == []
    opened(page, address, f"es/{PLACE}")
    expect(page.locator("[data-items] h3").first).to_have_text("Imagen 1")
    unfolded(page)
    assert looked_at(page, (("light", 360),)) == []
    assert "Choose" not in page.locator(".xc-pack").inner_text()


def test_without_a_script_the_page_says_what_to_do(enter: Callable[..., Page], address: str) -> None:
    page = enter(**DESK | {"java_script_enabled": False})
    page.goto(f"{address}{PLACE}")
    expect(page.locator(".xc-pack__noscript")).to_be_visible()
    expect(page.locator("form[novalidate]")).to_be_hidden()
    expect(page.locator("#hand-in")).to_be_visible()


def test_what_is_kept_by_somebody_else_breaks_nothing(page: Page, address: str) -> None:
    for kept in (
        {"items": [{"id": 1}, None, {"id": "x", "kind": "picture"}]},
        {"answers": []},
        [],
        "x",
        {"claims": [7]},
    ):
        text = json.dumps({"v": 1, "saved": 0, "until": 9e15, "data": kept})
        page.evaluate("(text) => localStorage.setItem('excellence.notes.packing', text)", text)
        opened(page, address, PLACE)
        expect(page.locator("[data-items] li")).to_have_count(0)
