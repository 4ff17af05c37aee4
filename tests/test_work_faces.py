"""The faces of a work: what each shows and what it must not say, from the same record."""

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import rispy
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from pybtex.database import parse_string
from pybtex.richtext import Text

from excellence.rendering.changes import changes
from excellence.rendering.cite import Cited, apa, chicago, credit_line, mla
from excellence.rendering.qr import qr_code
from excellence.rendering.references import REFERENCES
from in_process import Project
from project import REAL
from test_faces import a_work

SECRETS: dict[str, Any] = {
    **REAL,
    "title": "Canary title",
    "summary": "A canary summary.",
    "driving_question": "Where do canaries sing?",
    "audience": "Canary audience",
    "quote": "Canary quote",
    "useful_for": ["Canary use"],
    "for_students": "Canary words for students",
    "attributes": {"craftsmanship": [{"key": "beauty", "note": "Canary claim", "file": "01.jpg"}]},
    "standards": [{"framework": "CCSS-ELA", "code": "W.2.7", "target": "I can tell a canary."}],
    "keywords": ["canary"],
    "credit": "Canary makers",
    "format_note": "Canary format",
    "media": [{"url": "https://example.org/canary", "title": "Canary film", "minutes": 5}],
    "task": "task.md",
    "scoring_tool": "scoring.md",
    "text_types": ["informative"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A work that says everything, beside some that say little."""
    project = Project(tmp_path_factory.mktemp("faces"))
    folder = project.work("a-bird", "Canary overview.", pictures=2, **SECRETS)
    (folder / "task.md").write_text("Canary task.\n", "utf-8")
    (folder / "scoring.md").write_text("Canary scoring tool.\n", "utf-8")
    project.work("pond-cards", inspired_by=["a-bird"])
    later = {"craftsmanship": [{"key": "beauty", "note": "Later canary"}]}
    project.work("c-bird", grades=[11], formats=["book/alphabet"], attributes=later)
    first = {"craftsmanship": [{"key": "beauty", "note": "First canary"}]}
    project.work("d-bird", grades=["K"], formats=["book/alphabet"], attributes=first)
    project.work("e-bird", formats=["book/alphabet"])
    project.built()
    return project


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def test_the_look_page_shows_pieces_and_grade_and_says_nothing_else(project: Project) -> None:
    html = project.page("works/a-bird/look/index.html")
    assert "canary" not in html.casefold()
    assert "W.2.7" not in html and "Beauty" not in html and "Informative" not in html
    assert html.count("<figure") == 2 and 'alt="A drawing of a-bird, number 1"' in html
    assert "<h1>Grade 2</h1>" in re.sub(r' lang="\w+"', "", html)
    assert '<meta name="robots" content="noindex">' in html
    assert "<title>Grade 2: look closely - Small models</title>" in html


def test_the_task_page_shows_the_task_and_the_scoring_tool(project: Project) -> None:
    html = project.page("works/a-bird/task/index.html")
    assert "Canary task." in html and "Canary scoring tool." in html
    assert "Canary overview" not in html and "Canary claim" not in html
    assert not (project.site / "works/pond-cards/task").exists()


def test_an_embedded_work_has_a_picture_a_title_a_credit_and_one_link(project: Project) -> None:
    html = project.page("works/a-bird/embed/index.html")
    page = _Page(html)
    assert page.links == ["https://example.org/works/a-bird/"]
    assert 'alt="A drawing of a-bird, number 1"' in html
    assert "Canary title" in html and "Canary makers" in html
    assert '<meta name="robots" content="noindex">' in html and "<script" not in html
    assert "Canary overview" not in html


def test_a_work_that_may_not_be_taken_along_offers_no_file_and_no_embedding(tmp_path: Path) -> None:
    project = Project(tmp_path)
    consent = {"ref": "2026-014", "holder": "the school", "scope": ["site"], "until": "2031-06-30"}
    project.work("a-bird", **REAL | {"consent": consent})
    project.work("b-bird", **REAL | {"consent": {**consent, "scope": ["site", "download"]}})
    project.built()
    assert not (project.site / "works/a-bird/embed").exists()
    assert (project.site / "works/b-bird/embed").exists()
    assert " download=" not in project.page("works/a-bird/index.html")
    assert " download=" in project.page("works/b-bird/index.html")


def test_claims_stand_beside_their_pictures_and_are_folded(project: Project) -> None:
    html = project.page("works/a-bird/index.html")
    folded = re.search(r"<details>(?:(?!</details>).)*Canary claim.*?</details>", html, re.DOTALL)
    assert folded and 'href="#piece-1"' in folded[0] and "<img" in folded[0]


def test_an_attribute_collects_its_claims_through_the_grades(project: Project) -> None:
    html = project.page("attribute/beauty/index.html")
    order = [html.index(text) for text in ("First canary", "Canary claim", "Later canary")]
    assert order == sorted(order)
    assert [html.count(f"<h2>{grade}</h2>") for grade in ("Kindergarten", "Grade 2", "Grade 11")] == [1, 1, 1]
    assert "../../works/a-bird/#piece-1" in html
    assert "No works here yet" in project.page("attribute/transfer/index.html")


def test_whoever_opens_a_grade_a_subject_or_a_type_without_works_reads_that_they_are_wanted(project: Project) -> None:
    for place in ("grade/pk", "grade/12", "subject/mathematics", "text-type/narrative", "format/game"):
        html = project.page(f"{place}/index.html")
        assert "No works here yet" in html, place
        assert "<h2>Wanted</h2>" in html, place
    assert "Wanted" not in project.page("grade/11/index.html")
    every = project.page("grade/index.html")
    assert every.count('class="xc-number">') == 14
    assert "A grade without a number is still wanted." in every


def test_a_format_says_what_sets_each_work_apart_and_whether_more_are_wanted(project: Project) -> None:
    html = project.page("format/cards/index.html")
    assert "Canary format" in html and "Wanted" in html
    assert "Wanted" not in project.page("format/book/index.html")
    assert "Wanted" in project.page("format/game/index.html")


def test_standards_are_found_by_framework_and_code_with_their_target(project: Project) -> None:
    index = project.page("standard/index.html")
    assert "Common Core, English language arts" in index and "I can tell a canary." in index
    assert 'href="ccss-ela/w.2.7/"' in index
    assert "I can tell a canary." in project.page("standard/ccss-ela/w.2.7/index.html")


def test_works_tell_what_they_were_made_after_and_what_they_led_to(project: Project) -> None:
    assert "Made after studying" in project.page("works/pond-cards/index.html")
    assert "Led to" in project.page("works/a-bird/index.html")


def test_the_code_leads_to_the_works_address(project: Project) -> None:
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', project.page("works/a-bird/index.html"))
    assert canonical and canonical[1] == "https://example.org/works/a-bird/"
    assert read_code((project.site / "works/a-bird/qr.svg").read_bytes()) == canonical[1]


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120))
def test_a_code_says_what_it_was_given(text: str) -> None:
    assert read_code(qr_code(text)) == text


@pytest.mark.parametrize("size", [14, 26, 42, 62, 84, 106])
def test_a_code_is_that_of_the_standard(size: int) -> None:
    """One of segno's, filled to the last word: what pads a shorter text is no part of what is read."""
    text = ("https://example.org/works/a-bird/" * 4)[:size]
    picture = drawn(qr_code(text))
    modules = picture.resize((picture.width // 8, picture.height // 8), Image.Resampling.NEAREST).convert("1")
    rights = [segno.make_qr(text.encode(), error="m", mode="byte", mask=mask, boost_error=False) for mask in range(8)]
    standard = [[bytes(0 if dark else 255 for dark in row) for row in each.matrix_iter(border=4)] for each in rights]
    rows = modules.convert("L").tobytes()
    assert [rows[at : at + modules.width] for at in range(0, len(rows), modules.width)] in standard


@pytest.mark.parametrize(("size", "level"), [(14, "M"), (11, "Q"), (7, "H")])
def test_a_code_mends_as_much_as_its_size_allows(size: int, level: str) -> None:
    (found,) = zxingcpp.read_barcodes(drawn(qr_code("x" * size)))
    assert found.ec_level == level


def read_code(svg: bytes) -> str:
    """What a reader sees in the drawing."""
    (found,) = zxingcpp.read_barcodes(drawn(svg))
    return found.text


def drawn(svg: bytes) -> Image.Image:
    """Its lines as they are told, without the program that wrote them, eight pixels a module."""
    text = svg.decode()
    size = int(text.split('viewBox="0 0 ')[1].split()[0])
    picture = Image.new("L", (size * 8, size * 8), 255)
    pen = ImageDraw.Draw(picture)
    x, y = 0.0, 0.0
    path = text.split('stroke="#000" d="')[1].split('"')[0]
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", path):
        given = [float(each) for each in numbers.split()]
        if command == "h":
            pen.rectangle((x * 8, (y - 0.5) * 8, (x + given[0]) * 8 - 1, (y + 0.5) * 8 - 1), fill=0)
            x += given[0]
        else:
            x, y = (given[0], given[1]) if command == "M" else (x + given[0], y + given[1])
    return picture


def test_a_link_elsewhere_shows_the_whole_work_on_paper(project: Project) -> None:
    html = project.page("works/a-bird/index.html")
    told = dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', html))
    assert told["og:title"] == "Canary title"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    file = project.site / told["og:image"].removeprefix("https://example.org/")
    shared = Image.open(BytesIO(file.read_bytes())).convert("RGB")
    assert shared.size == (1200, 630)
    paper: list[Any] = [shared.getpixel(place) for place in ((5, 5), (1195, 625), (100, 300))]
    assert all(max(abs(a - b) for a, b in zip(each, (250, 246, 239), strict=True)) < 6 for each in paper)


def test_a_link_to_a_work_without_pictures_shows_its_title(tmp_path: Path) -> None:
    """Large or long, on paper; one whose letters our typefaces lack has no picture rather than empty boxes."""
    project = Project(tmp_path)
    titles = {"chairs": "Forty-one chairs", "long": "Sesquipedalian " * 8, "kanji": "四十一脚の椅子"}
    for slug, title in titles.items():
        folder = project.work(slug, **REAL, title=title.strip(), pieces=[{"file": "essay.md"}])
        (folder / "essay.md").write_text(f"Words of {slug}.\n", "utf-8")
    site = project.built()
    for slug in ("chairs", "long"):
        html = project.page(f"works/{slug}/index.html")
        assert f'content="https://example.org/works/{slug}/title.png"' in html
        with Image.open(site / f"works/{slug}/title.png") as card:
            assert card.size == (1200, 630)
            whole = card.convert("RGB")
        inked = whole.convert("L").point(lambda shade: 255 * (shade < 128)).getbbox()
        assert inked is not None
        left, top, right, foot = inked
        assert (left, top) >= (80, 70)
        assert right <= 1120
        assert foot <= 580
    assert not (site / "works/kanji/title.png").exists()
    assert "og:image" not in project.page("works/kanji/index.html")


def test_a_link_to_any_page_says_what_it_leads_to(tmp_path: Path) -> None:
    """The first page shows what it shows large, a listing the first of its works that has a picture."""
    project = Project(tmp_path)
    project.work("a-bird", **REAL, subjects=["visual-arts"])
    (tmp_path / "content" / "index.md").write_text("# Home\n\n<!-- excellence:featured works=a-bird -->\n", "utf-8")
    (tmp_path / "content" / "about.md").write_text("---\ndescription: Who we are\n---\n# About\n", "utf-8")
    project.built()
    told = {
        page: dict(re.findall(r'<meta property="(og:[^"]+)" content="([^"]*)">', project.page(f"{page}index.html")))
        for page in ("", "about/", "subject/visual-arts/", "works/a-bird/")
    }
    assert told["about/"]["og:title"] == "About"
    assert told["about/"]["og:description"] == "Who we are"
    assert {page: each["og:url"] for page, each in told.items()} == {
        page: f"https://example.org/{page}" for page in told
    }
    pictures = {page: each.get("og:image") for page, each in told.items()}
    assert pictures.pop("about/") is None
    assert len({*pictures.values()}) == 1
    assert None not in pictures.values()


# Citations

CITED = Cited("Second graders", "Grade 2", "Models of Excellence", "CC-BY-4.0", "https://e.org/works/pond-cards/")


def test_a_work_is_cited_as_the_styles_ask() -> None:
    work = a_work(year=2024)
    assert credit_line(work, CITED) == (
        "“Pond cards”, Second graders, Grade 2, CC-BY-4.0, https://e.org/works/pond-cards/"
    )
    assert str(apa(work, CITED)) == (
        "Second graders. (2024). <i>Pond cards</i> [Student work]. Models of Excellence. "
        "https://e.org/works/pond-cards/"
    )
    assert str(mla(work, CITED)) == (
        "Second graders. “Pond cards.” <i>Models of Excellence</i>, 2024, https://e.org/works/pond-cards/."
    )
    assert str(chicago(work, CITED)) == (
        "Second graders. “Pond cards.” <i>Models of Excellence</i>, 2024. https://e.org/works/pond-cards/."
    )


def test_a_citation_escapes_what_it_names_and_does_without_what_is_unknown() -> None:
    work = a_work(title="Who? <b>", year=None)
    cited = Cited("A class", "Grade 2", "A & B", "", "")
    assert str(apa(work, cited)) == "A class. (n.d.). <i>Who? &lt;b&gt;</i> [Student work]. A &amp; B."
    assert str(mla(work, cited)) == "A class. “Who? &lt;b&gt;.” <i>A &amp; B</i>."
    assert str(chicago(work, cited)) == "A class. “Who? &lt;b&gt;.” <i>A &amp; B</i>."


@pytest.mark.parametrize("title", ["Pond cards", "50% of #1_a & ~c \\e", "¿Quién, yo?", '}}, url="x"', "a { :-}"])
def test_programs_that_keep_references_read_what_the_work_says(title: str) -> None:
    work = a_work(year=2024, title=title)
    held = json.loads(REFERENCES["json"](work, CITED))[0]
    assert (held["title"], held["author"], held["issued"]) == (
        title,
        [{"literal": "Second graders"}],
        {"date-parts": [[2024]]},
    )
    [entry] = rispy.loads(REFERENCES["ris"](work, CITED))
    told = (entry["title"], entry["authors"], entry["year"], entry["urls"])
    assert told == (title, ["Second graders"], "2024", [CITED.url])
    read = parse_string(REFERENCES["bib"](work, CITED), "bibtex").entries["pond-cards"]
    assert (read.fields["year"], read.fields["url"]) == ("2024", CITED.url)
    assert str(Text.from_latex(read.fields["title"])) == title.replace("{", "(").replace("}", ")")
    assert [str(each) for each in read.persons["author"]] == ["{Second graders}"]


def test_a_demonstration_is_cited_as_what_it_is() -> None:
    made = "Demonstration by the makers of Models of Excellence"
    cited = replace(CITED, makers="The makers of Models of Excellence", kind=made)
    work = a_work(year=2024)
    assert credit_line(work, cited) == f"“Pond cards”, {made}, Grade 2, CC-BY-4.0, https://e.org/works/pond-cards/"
    assert str(apa(work, cited)) == (
        f"The makers of Models of Excellence. (2024). <i>Pond cards</i> [{made}]. Models of Excellence. "
        "https://e.org/works/pond-cards/"
    )
    assert str(mla(work, cited)) == (
        "The makers of Models of Excellence. “Pond cards.” <i>Models of Excellence</i>, 2024, "
        f"https://e.org/works/pond-cards/. {made}."
    )


def test_no_demonstration_is_told_to_be_a_childs(tmp_path: Path) -> None:
    """Whatever its front matter says of who made it."""
    project = Project(tmp_path)
    folder = project.work("a-bird", credit="A first grader", task="task.md")
    (folder / "task.md").write_text("Draw a bird.\n", "utf-8")
    project.work("b-bird", **REAL, credit="A second grader")
    site = project.built()
    made = "Demonstration by the makers of "
    told = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("a-bird/**/*.*ml")}
    told["works/a-bird/work.json"] = project.page("works/a-bird/work.json")
    assert {page for page, said in told.items() if "A first grader" in said or "tudent work" in said} == set()
    pages = ("index.html", "look/index.html", "embed/index.html", "work.json")
    assert {page for page in pages if made not in told[f"works/a-bird/{page}"]} == set()
    one = "One of the works here is a demonstration, drawn and written by the makers of this site; its page says so."
    assert all(one in project.page(page) for page in ("index.html", "gallery/index.html"))
    assert made not in project.page("works/b-bird/index.html")
    assert "A second grader" in project.page("works/b-bird/index.html")
    shutil.rmtree(project.folder / "works/a-bird")
    project.built()
    assert not any("by the makers of this site" in project.page(page) for page in ("index.html", "gallery/index.html"))


# Changes

WORDS = st.lists(st.sampled_from(["a", "newt", "swam", "away", "<b>", ".", "\n\n", "it's"]), max_size=40).map(" ".join)


@given(WORDS, WORDS)
def test_marks_taken_either_way_give_the_old_and_the_new_text(old: str, new: str) -> None:
    marked = str(changes(old, new))
    assert words_of(re.sub(r"<del>.*?</del>", " ", marked)) == words_of(as_html(new))
    assert words_of(re.sub(r"<ins>.*?</ins>", " ", marked)) == words_of(as_html(old))


def as_html(text: str) -> str:
    return str(changes(text, text))


def words_of(html: str) -> list[str]:
    return re.findall(r"\w+|&lt;|&gt;|[.']", re.sub(r"</?(?:p|ins|del)>", " ", html).replace("&#39;", "'"))


def test_a_changed_word_is_marked_and_the_rest_is_not() -> None:
    old, new = "The newt swam away.\n\nThe end.", "The small newt ran away.\n\nThe end."
    assert str(changes(old, new)) == (
        "<p>The<ins> small</ins> newt <del>swam</del><ins>ran</ins> away.</p>\n<p>The end.</p>"
    )
