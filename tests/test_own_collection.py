"""The repository's own collection, whatever is in it: other works, other guides, or none of them.

What the software does is tried on the tests' own collection. Here stands what must hold for the words, the pictures
and the pages of whoever runs this repository: they are valid, lead somewhere, can be read by all, and keep secrets.
"""

import re
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pypdfium2
import pytest
import yaml
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Page, Route

from excellence.commands import main
from excellence.model.finding import ERROR, Purpose
from excellence.model.protocol import Protocol, Total
from excellence.reading.typed_pages import read_typed_pages
from excellence.rules.typed_pages import check_typed_pages, sum_of
from project import LOOKS, ROOT, broken_links, faults_of, looked_at, unfolded
from reading import grade, guides, syllables, words_of
from runs import kept, runs

CONTENT, WORKS = ROOT / "content", ROOT / "works"
FACTS: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests" / "facts.yml").read_text("utf-8"))
PAPERS = ("Letter", "A4")


def names(folder: str) -> list[str]:
    """The pages of a folder, without the one that lists them."""
    return sorted(path.stem for path in (CONTENT / folder).glob("*.md") if path.stem != "index")


def pages(site: Path, pattern: str) -> list[str]:
    """The addresses of the pages that are there."""
    return [path.parent.relative_to(site).as_posix() + "/" for path in sorted(site.glob(f"{pattern}/index.html"))]


def plain(html: str) -> str:
    return " ".join(words_of(html).replace("’", "'").replace(".", " ").split()).casefold()


# Works and guides are right


def test_every_work_and_every_guide_is_right(own_site: Path) -> None:
    """After a build, since that has made whatever of the works is to be made."""
    assert own_site.is_dir()
    done = CliRunner().invoke(main, ["check", "-f", str(ROOT / "mkdocs.yml")])
    assert done.exit_code == 0, done.output


def test_the_guides_name_one_another_rightly() -> None:
    read = read_typed_pages(CONTENT, "content")
    works = [path.name for path in WORKS.iterdir() if path.is_dir()]
    held = [path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md")]
    # A work that is gone is told as a warning, and the page does without it.
    assert [flaw for flaw in check_typed_pages(read, works, held) if flaw.rule.level(Purpose.CHECK) is ERROR] == []


def test_every_link_leads_somewhere(own_site: Path) -> None:
    assert broken_links(own_site) == []


def test_the_quality_work_protocol_takes_as_long_as_its_source_says() -> None:
    found = read_typed_pages(CONTENT, "content").get("protocols/quality-work-protocol.md")
    if found is None:  # whoever runs this collection may do without it
        return
    protocol = found.record
    assert isinstance(protocol, Protocol)
    assert sum_of(protocol) == Total(least=130, most=145, breaks=10)
    assert [step.minutes for step in protocol.steps] == [
        (25,),
        (20, 30),
        (20,),
        (10,),
        (20,),
        (15, 20),
        (20,),
        (10,),
    ]
    assert [step.alert for step in protocol.steps if step.alert] == [3, 3]


# What the guides say


@pytest.mark.parametrize(
    ("source", "fact"), [pytest.param(s, f, id=f"{s} {f['fact']}") for s, facts in FACTS.items() for f in facts]
)
def test_every_fact_of_the_sources_has_its_page(own_site: Path, source: str, fact: dict[str, Any]) -> None:
    """A fact belongs to the guide that tells it: where that is not there, nobody asks for it."""
    place = own_site / fact["page"] / "index.html"
    if not place.exists():
        return
    page = place.read_text("utf-8")
    # What goes with a page stands in an aside, which is no reading matter but a fact all the same.
    told = plain(page.replace("<aside", "<div").replace("</aside", "</div"))
    missing = [said for said in fact["says"] if " ".join(str(said).replace(".", " ").split()).casefold() not in told]
    assert missing == []


# Names of things; all else of eight words is a sentence that belongs to somebody.
NAMES = (
    "using student work to improve teaching and learning",
    "inspiring excellence part 3 building motivation and skills through independent research",
    "https www teachingchannel org videos inquiry protocol nvps",
    "1 2 3 4 5 6 7 8 9 10 11 12",  # the grades, in the head of a table
)


def test_no_sentence_of_a_source_is_ours(own_site: Path) -> None:
    named = {digest for name in NAMES for digest, _ in runs(name)}
    held = kept() - named
    assert len(held) > 5000
    held_in = [*own_site.rglob("*.html"), *CONTENT.rglob("*.md"), *WORKS.rglob("*.md")]
    texts = {page: page.read_text("utf-8") for page in held_in}
    shared = {
        run: page.name
        for page, text in texts.items()
        for digest, run in runs(words_of(text) if page.suffix == ".html" else text)
        if digest in held and re.search("[a-z]", run)  # numbers alone are nobody's
    }
    assert shared == {}


def test_a_run_of_words_is_known_again_whatever_its_case_and_marks() -> None:
    told = "One, two: three (four) five — six seven EIGHT nine"
    assert len(list(runs(told))) == 2
    assert next(runs(told))[0] == next(runs("one two three four's five six seven eight".replace("'s", "")))[0]
    assert list(runs("seven words are no run at all")) == []


def test_a_grade_rises_with_long_words_and_sentences() -> None:
    assert syllables("beautiful") == 3
    assert syllables("zzzoolitude") >= 3
    easy, hard = "The cat sat. It saw a rat.", "Institutional heterogeneity necessitates considerable deliberation."
    assert grade(easy) < 2 < 12 < grade(hard)


def test_every_guide_is_easy_to_read(own_site: Path) -> None:
    told = guides(own_site)
    assert {page: said for page, said in told.items() if said > 8.5} == {}


# What is seen

PARTS = 4  # that several processes look at side by side


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_of_a_guide_and_every_kind_of_page_is_right_for_everybody(
    enter: Callable[..., Page], own_site: Path, own_address: str, part: int
) -> None:
    """Each guide one way or the other, and of the pages that the software draws one of each kind both ways."""
    drawn = ["", *(found[0] for kind in KINDS if (found := pages(own_site, kind)))]
    told = [f"{page}/" for page in guides(own_site) if page != "."] + pages(own_site, "es/*")
    page = enter()
    faults = faults_of(page, own_address)
    found = []
    for number, path in list(enumerate(dict.fromkeys(drawn + told)))[part::PARTS]:
        page.goto(own_address + path)
        looks = LOOKS if path in drawn else (LOOKS[number // PARTS % 2],)
        found += [(path, *each) for each in looked_at(unfolded(page), looks)]
    assert found == []
    assert faults == []


KINDS = ("gallery", "works/*", "works/*/look", "works/*/task", "es/works/*", "grade/*", "format/*", "attribute/*")


def test_every_note_catcher_and_every_sheet_fits_its_paper(enter: Callable[..., Page], own_address: str) -> None:
    page = enter()
    most = {f"catchers/{name}/": 2 for name in names("catchers")}
    most |= {f"es/catchers/{name}/": 2 for name in names("es/catchers")}
    most |= {f"protocols/{name}/handout/": 1 for name in names("protocols")}
    most |= {f"es/protocols/{name}/handout/": 1 for name in names("es/protocols")}
    for place, sides in most.items():
        page.goto(own_address + place)
        for paper in PAPERS:
            assert len(pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))) <= sides, (place, paper)


def test_every_work_is_printed_on_two_pages(enter: Callable[..., Page], own_site: Path, own_address: str) -> None:
    """Blank paper of the same size stands for each picture, which is drawn at once."""
    page = enter()

    @cache
    def blank(size: tuple[int, int]) -> bytes:
        Image.new("1", size).save(paper := BytesIO(), "PNG")
        return paper.getvalue()

    def paper(route: Route) -> None:
        with Image.open(own_site / urlsplit(route.request.url).path.lstrip("/")) as picture:
            route.fulfill(body=blank(picture.size), content_type="image/png")

    page.route(re.compile(r"\.(webp|jpg)$"), paper)
    for record in sorted((own_site / "works").glob("*/work.json")):
        page.goto(f"{own_address}works/{record.parent.name}/")
        assert len(pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter")))) <= 2, record.parent.name


def test_the_look_page_of_every_work_of_ours_keeps_its_secrets(own_site: Path) -> None:
    for page in sorted(own_site.glob("works/*/look/index.html")):
        if not (WORKS / page.parts[-3]).is_dir():  # an earlier address, which only leads on
            continue
        text = (WORKS / page.parts[-3] / "index.md").read_text("utf-8")
        said = yaml.safe_load(text.split("\n---\n")[0].removeprefix("---\n"))
        html = re.sub(r'<div class="xc-manuscript">.*?</div>', "", page.read_text("utf-8"), flags=re.DOTALL)
        html = re.sub(r"<(?!/?title|meta)[^>]*>", " ", html)
        secrets = [said["summary"], *(f" {each['code']} " for each in said.get("standards", []))]
        for attributes in said.get("attributes", {}).values():
            secrets += [claim["note"] for claim in attributes]
        title = re.search(r"<title>(.*?)</title>", html)
        assert title and said["title"] not in title[1]
        assert said["title"] not in html, page
        assert [secret for secret in secrets if secret in html] == [], page
