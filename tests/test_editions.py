"""The site in further languages: every page in its folder, the reader's words where they are there, else a mark.

A language of which nobody knows a word shows what was forgotten: all its own strings stand in brackets.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Page, expect

from excellence.collection.facets import PAGES
from excellence.model import languages
from excellence.rendering.qr import qr_code
from in_process import Project
from project import COLLECTION, broken_links, faults_of

ES = COLLECTION / "content" / "es"


def pages(site: Path, folder: str = "") -> set[str]:
    """The pages of a language by their path in its folder; `""` is the site's own."""
    found = {path.relative_to(site / folder).as_posix() for path in (site / folder).rglob("*.html")}
    return {path for path in found if folder or not path.startswith("es/")}


def switch(site: Path, page: str) -> dict[str, str]:
    """Where the links in the head of a page lead, by language, from the root of the site on."""
    html = (site / page).read_text("utf-8")
    found = re.findall(r'<a class="xc-tongue" href="([^"]*)" hreflang="([^"]*)"', html)
    return {
        language: ((site / page).parent / unquote(href)).resolve().relative_to(site.resolve()).as_posix()
        for href, language in found
    }


def test_every_page_of_the_collection_is_there_in_every_language(site: Path) -> None:
    made = {page for page in pages(site) if page.split("/")[0] in ("works", "search", "compare", "walk", *PAGES)}
    assert made - pages(site, "es") == set()
    own = pages(site, "es") - made
    written = {
        path.relative_to(ES).as_posix().removesuffix("index.md").removesuffix(".md") for path in ES.rglob("*.md")
    }
    asked = {f"{page}/index.html".replace("//", "/").removeprefix("/") for page in written}
    assert own == asked | {f"protocols/{slug}/handout/index.html" for slug in ("one-lesson", "two-walks")}
    assert broken_links(site) == []


def test_the_switch_keeps_the_page_and_leads_to_the_first_one_where_that_is_not_there(site: Path) -> None:
    for page in pages(site) - {"404.html"}:
        if page.endswith("/embed/index.html"):
            continue
        there = page if (site / "es" / page).is_file() else "index.html"
        assert switch(site, page) == {"es": f"es/{there}".removesuffix("/index.html")}, page
    for page in pages(site, "es"):
        if not page.endswith("/embed/index.html"):
            own = page.removesuffix("/index.html") if page != "index.html" else "."
            assert switch(site, f"es/{page}") == {"en": own}, page


def test_links_stay_in_the_language_of_the_reader(site: Path) -> None:
    """What is not translated is the only way out of a language, besides the switch and addresses of files."""
    for page in sorted(pages(site, "es")):
        html = re.sub(r'<a class="xc-tongue".*?</a>', "", (site / "es" / page).read_text("utf-8"))
        place = (site / "es" / page).parent
        for href in re.findall(r'<a [^>]*?href="([^"#:]+)[#"]', html):
            to = (place / href).resolve()
            to = to / "index.html" if to.is_dir() else to
            if to.suffix == ".html" and not to.is_relative_to((site / "es").resolve()):
                path = to.relative_to(site.resolve()).as_posix()
                assert not (site / "es" / path).is_file(), (page, href)


def test_the_sitemap_names_every_page_in_every_language(site: Path) -> None:
    text = (site / "sitemap.xml").read_text("utf-8")
    assert text.count("<loc>http://127.0.0.1/es/works/our-well/</loc>") == 1
    entry = re.search(r"<url><loc>http://127.0.0.1/es/works/our-well/</loc>.*?</url>", text)
    assert entry is not None
    assert 'hreflang="en" href="http://127.0.0.1/works/our-well/"' in entry[0]
    assert 'hreflang="es" href="http://127.0.0.1/es/works/our-well/"' in entry[0]
    assert "http://127.0.0.1/es/guides/" not in text
    listed = set(re.findall(r"<loc>http://127.0.0.1/(.*?)</loc>", text))
    assert {f"es/{each}" for each in listed if each.startswith(("grade/", "format/", "works/"))} <= listed


# What stands on a page


def test_a_translated_work_is_there_with_all_its_words(site: Path) -> None:
    said = yaml.safe_load(
        (COLLECTION / "works" / "a-snail-in-six-tries" / "index.es.md").read_text("utf-8").split("---")[1]
    )
    html = (site / "es" / "works" / "a-snail-in-six-tries" / "index.html").read_text("utf-8")
    told = [said["title"], said["summary"], said["driving_question"], said["duration"], said["audience"]]
    for part in ("captions", "changed", "feedback", "notes"):
        told += said[part].values()
    assert [each for each in told if each not in html] == []
    assert "Borrador 1" in html
    assert "Grado 1" in html
    assert 'class="xc-card__title">Un caracol en seis intentos<' in (site / "es/gallery/index.html").read_text("utf-8")


def test_a_work_without_a_translation_says_so_and_is_marked(site: Path) -> None:
    html = (site / "es" / "works" / "a-bean-wakes-up" / "index.html").read_text("utf-8")
    assert "Los textos sobre este trabajo están solo en inglés." in html
    assert re.search(r'<article class="xc-work" lang="en"', html)
    assert "only in" not in (site / "works" / "a-bean-wakes-up" / "index.html").read_text("utf-8")
    spanish = (site / "works" / "un-huerto-en-la-azotea" / "index.html").read_text("utf-8")
    assert "The words about this work are only in Spanish." in spanish
    assert "solo en" not in (site / "es" / "works" / "un-huerto-en-la-azotea" / "index.html").read_text("utf-8")


def test_a_guide_that_is_not_translated_is_told_with_its_language(site: Path) -> None:
    html = (site / "es" / "protocols" / "two-walks" / "index.html").read_text("utf-8")
    [link] = set(re.findall(r'<a href="[^"]*catchers/two-walks/"[^>]*>.*?</span>', html))
    assert 'hreflang="en" lang="en"' in link
    assert "(English)" in link
    game = (site / "es" / "format" / "game" / "index.html").read_text("utf-8")
    assert re.search(r'<div class="xc-intro" lang="en"[^>]*><p>A game has rules', game)


def test_a_code_leads_to_the_page_in_the_language_of_the_reader(site: Path) -> None:
    for folder in ("", "es/"):
        place = site / f"{folder}works/our-well"
        html = (place / "index.html").read_text("utf-8")
        assert 'class="xc-qr" src="qr.svg"' in html
        for name, address in (("qr.svg", ""), ("qr-students.svg", "?for=students")):
            assert (place / name).read_bytes() == qr_code(f"http://127.0.0.1/{folder}works/our-well/{address}")


# A language of which nobody knows a word


class _Told(HTMLParser):
    """Every text of a page with the language that it is marked with."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr", "track"})
    UNSEEN = frozenset({"script", "style", "template", "svg", "title"})

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.named: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or (self.stack[-1][1] if self.stack else "")
        for name in ("aria-label", "placeholder"):
            if given.get(name):
                # After a colon stands the name of a work, which no attribute can mark.
                self.named.append(f"{given[name]}".partition("]: ")[0])
        if tag not in self.VOID:
            self.stack.append((tag, lang))

    def handle_endtag(self, tag: str) -> None:
        while tag not in self.VOID and self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.stack and not any(tag in self.UNSEEN for tag, _ in self.stack) and data.strip():
            self.texts.append((self.stack[-1][1], data.strip()))


def bracketed(value: Any, kept: tuple[str, ...] = ()) -> Any:
    """The same record with every text in brackets, but for what stands under some keys."""
    if isinstance(value, dict):
        return {key: each if key in kept else bracketed(each, kept) for key, each in value.items()}
    if isinstance(value, list):
        return [bracketed(each, kept) for each in value]
    return f"[{value}]" if isinstance(value, str) else value


CODES = (
    "purpose",
    "catcher",
    "reveal",
    "url",
    "slug",
    "company",
    "protocol",
    "key",
    "protocols",
    "hide",
    "try_on",
    "tool",
)
CODES += ("topic", "type", "downloads", "related")


@pytest.fixture(scope="module")
def pseudo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The tests' collection with a further language, Esperanto by its code: a folder, a table, a list of labels."""
    folder = tmp_path_factory.mktemp("pseudo")
    tables = folder / "locales"
    shutil.copytree(str(languages.LOCALES), tables)
    (tables / "eo").mkdir()
    for table in (tables / "en").glob("*.json"):
        said = bracketed(json.loads(table.read_text("utf-8")))
        (tables / "eo" / table.name).write_text(json.dumps(said), "utf-8")
    shutil.copytree(COLLECTION / "content", folder / "content")
    shutil.copytree(COLLECTION / "works", folder / "works")
    for path in [*(COLLECTION / "content").rglob("*.md")]:
        name = path.relative_to(COLLECTION / "content")
        if name.parts[0] in ("protocols", "catchers", "routes", "exhibits") or name.as_posix() in (
            "index.md",
            "gallery.md",
        ):
            (folder / "content" / "eo" / name).parent.mkdir(parents=True, exist_ok=True)
            _, front, body = path.read_text("utf-8").split("---\n", 2)
            record = {**bracketed(yaml.safe_load(front), CODES), "language": "eo"}
            words = re.sub(r"(?m)^(#+ )?([A-Z0-9][^<\n:]*)", r"\1[\2]", re.sub(r"\[([^]]+)\]\(", r"[[\1]](", body))
            text = f"---\n{yaml.safe_dump(record, sort_keys=False)}---\n{words}"
            (folder / "content" / "eo" / name).write_text(text, "utf-8")
    words = folder / "works" / "vocabulary.yml"
    held = yaml.safe_load(words.read_text("utf-8"))["labels"]["es"]
    labels = yaml.safe_dump({"eo": bracketed(held)}, allow_unicode=True)
    words.write_text(words.read_text("utf-8") + re.sub("(?m)^", "  ", labels).rstrip(" "), "utf-8")
    config = (COLLECTION / "mkdocs.yml").read_text("utf-8").replace("/es/", "/es/\n  /eo/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(languages, "LOCALES", tables)
        project = Project.__new__(Project)
        project.folder = folder
        (folder / "mkdocs.yml").write_text(config, "utf-8")
        done = project.command("mkdocs", "build", "--strict", "-q", env={"SITE_URL": "http://127.0.0.1/"})
        assert done.returncode == 0, done.stderr
        yield folder / "site"


# Proper names, and what is the same in every language.
SAME = re.compile(
    r"https?://\S+|<iframe.*|\"[ a-z=\"]*></iframe>|Small models|PDF|CSV|JSON|IIIF|APA|MLA|QR|MP[34]|WebP|CCSS-\w+"
    r"|CC[-0-9.BYSAND]+|NGSS|D2\.Geo[-.\w]*|(North|East|South|West)|Usono"
)


def test_no_string_of_a_page_was_forgotten(pseudo: Path) -> None:
    """Whatever is marked as being in the language stands in brackets; what does not is marked as something else."""
    forgotten = set()
    for page in sorted((pseudo / "eo").rglob("*.html")):
        reader = _Told()
        reader.feed(re.sub(r"<footer.*?</footer>", "", page.read_text("utf-8"), flags=re.DOTALL))
        place = page.relative_to(pseudo / "eo").as_posix()
        forgotten |= {(place, name) for name in reader.named if not name.startswith("[")}
        for lang, text in reader.texts:
            rest = re.sub(r"\[[^\[\]]*(\[[^\[\]]*\][^\[\]]*)*\]", "", SAME.sub("", text))
            if lang == "eo" and re.search(r"[A-Za-zÀ-ÿ]{3,}", rest):
                forgotten.add((place, text[:70]))
            if lang == "en" and text.startswith("[") and text.endswith("]"):
                forgotten.add((place, f"marked as English: {text[:70]}"))
    assert sorted(forgotten) == []


def test_three_languages_lead_to_one_another(pseudo: Path) -> None:
    assert set(switch(pseudo, "es/works/our-well/index.html")) == {"en", "eo"}
    assert switch(pseudo, "works/our-well/index.html")["eo"] == "eo/works/our-well"
    assert switch(pseudo, "es/families/index.html")["eo"] == "eo"
    assert broken_links(pseudo) == []


# Without a first page


def test_a_translation_alone_is_a_page_beside_the_work(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for slug in ("pond-cards", "leaf-cards"):
        folder = project.work(slug)
        for language in ("es", "fr"):
            (folder / f"index.{language}.md").write_text("---\ntitle: Otras palabras\n---\nMás.\n", "utf-8")
    site = project.built()
    assert not (site / "es").exists()
    spanish, french = ((site / f"works/pond-cards/{each}/index.html").read_text("utf-8") for each in ("es", "fr"))
    assert '<html lang="es">' in spanish
    assert '<html lang="en">' in french
    english = project.page("works/pond-cards/index.html")
    assert 'href="es/" hreflang="es"' in english
    assert 'href="../" hreflang="en"' in spanish
    (tmp_path / "content" / "es").mkdir()
    (tmp_path / "content" / "es" / "index.md").write_text("---\ntitle: Inicio\nlanguage: es\n---\n# Inicio\n", "utf-8")
    site = project.built()
    assert "Otras palabras" in (site / "es/works/pond-cards/index.html").read_text("utf-8")
    assert not (site / "works/pond-cards/es").exists()
    assert (site / "works/pond-cards/fr").exists()
    assert broken_links(site) == []


def test_a_folder_of_two_or_three_letters_is_no_language(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("pond-cards")
    for folder in ("art", "ms"):
        (tmp_path / "content" / folder).mkdir()
        (tmp_path / "content" / folder / "index.md").write_text(f"# For {folder}\n\nQuill and ink.\n", "utf-8")
    site = project.built()
    assert [path.name for path in site.glob("*/works")] == []
    found = json.loads((site / "search" / "meta.json").read_text("utf-8"))
    cards = [json.loads(path.read_text("utf-8")) for path in (site / "search" / found["folder"]).glob("c*.json")]
    assert {"art/", "ms/"} <= {card["href"] for deck in cards for card in deck}


# The search


@pytest.fixture
def page(enter: Callable[..., Page], address: str) -> Iterator[Page]:
    page = enter()
    faults = faults_of(page, address)
    yield page
    assert faults == []


def hits(page: Page) -> list[str]:
    return page.locator(".xc-hit__title").all_inner_texts()


def test_the_search_shows_a_reader_their_own_words_and_pages(page: Page, address: str) -> None:
    page.goto(f"{address}es/search/?q=caracol")
    expect(page.locator(".xc-hit").first).to_contain_text("Un caracol en seis intentos")
    expect(page.locator(".xc-hit__facts").first).to_contain_text("Grado 1")
    page.locator(".xc-hit").first.click()
    page.wait_for_url(f"{address}es/works/a-snail-in-six-tries/")
    page.goto(f"{address}search/?q=caracol")
    expect(page.locator(".xc-hit").first).to_contain_text("A snail in six tries")


@pytest.mark.parametrize(("place", "own"), [("search/", "Questions"), ("es/search/", "Preguntas")])
def test_a_page_in_two_languages_is_found_once(page: Page, address: str, place: str, own: str) -> None:
    page.goto(f"{address}{place}?q=two walks")
    expect(page.locator(".xc-hit").first).to_be_visible()
    expect(page.locator("[data-status]")).not_to_be_empty()
    found = hits(page)
    english, spanish = "Two walks through our work", "Dos recorridos por nuestros trabajos"
    assert (english in found, spanish in found) == ((True, False) if own == "Questions" else (False, True))


def test_grades_are_chips_in_the_words_of_the_reader(page: Page, address: str) -> None:
    page.goto(f"{address}es/search/?q=grado 1")
    expect(page.locator("[data-only] button")).to_have_text("Grado 1 ×")
    page.goto(f"{address}es/gallery/?grade=1")
    expect(page.locator("[data-chips]")).to_contain_text("Grado 1")


def test_guides_are_found_by_their_words_where_no_work_of_a_grade_has_them(page: Page, address: str) -> None:
    page.goto(f"{address}es/search/?q=grado 11 recorridos")
    expect(page.locator(".xc-hit__title").filter(has_text="Dos recorridos por nuestros trabajos")).to_be_visible()
