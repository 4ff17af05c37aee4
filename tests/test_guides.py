"""The guides: routes, note catchers, questions, other languages, contact; and what they are on paper."""

import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from excellence.collection.picks import picks_for
from excellence.loading.config import CollectionConfig
from excellence.loading.load import load
from excellence.model.finding import Purpose
from excellence.rules.contact import check_contact, contact_link
from in_process import Project
from project import COLLECTION

CONTENT = COLLECTION / "content"
PAPERS = ("Letter", "A4")


def names(folder: str) -> list[str]:
    """The pages of a folder, without the one that lists them."""
    return sorted(path.stem for path in (CONTENT / folder).glob("*.md") if path.stem != "index")


# Routes


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("routes")
    project = Project(folder)
    for number in range(12):
        project.work(f"work-{number:02}", grades=[number % 4 + 1])
    loaded = load(
        CollectionConfig(project.folder / "works", project.folder / ".cache", date(2026, 6, 1), True, 1), Purpose.BUILD
    )
    loaded.memo.close()
    return loaded.collection


def test_a_route_names_other_works_each_week_and_the_same_within_one(collection: Any) -> None:
    monday, sunday, later = date(2026, 6, 1), date(2026, 6, 7), date(2026, 6, 8)
    named = [tuple(each.slug for each in picks_for("grade=1,2", collection, day)) for day in (monday, sunday, later)]
    assert named[0] == named[1] != named[2]
    assert all(len(set(each)) == 3 for each in named)
    assert {int(slug[-2:]) % 4 + 1 for each in named for slug in each} <= {1, 2}
    seen = {
        each.slug for week in range(1, 40) for each in picks_for("", collection, date.fromisocalendar(2026, week, 1))
    }
    assert seen == {f"work-{number:02}" for number in range(12)}


def test_works_that_are_named_outright_keep_their_order(collection: Any) -> None:
    told = picks_for("works=work-07,work-01,no-such-work", collection, date(2026, 6, 1))
    assert [each.slug for each in told] == ["work-07", "work-01"]


@pytest.mark.parametrize("name", names("routes"))
def test_every_route_names_three_works_and_carries_its_record(site: Path, name: str) -> None:
    page = (site / "routes" / name / "index.html").read_text("utf-8")
    works = page.split("Three works for it this week")[1].split("data-protocol")[0]
    assert len(set(re.findall(r'href="../../works/([a-z-]+)/look/"', works))) == 3
    record = json.loads(page.split("data-protocol>")[1].split("</script>")[0])
    assert sum(step["minutes"][-1] for step in record["steps"]) == record["minutes"]


def test_the_home_page_leads_to_every_route(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8").split('class="xc-times"')[1].split("</ul>")[0]
    assert set(re.findall(r'href="routes/([^/]+)/"', home)) == set(names("routes"))


@pytest.mark.parametrize("slug", names("protocols"))
def test_every_protocol_names_three_works_to_try_it_on(site: Path, slug: str) -> None:
    page = (site / "protocols" / slug / "index.html").read_text("utf-8")
    works = page.split("Try it on")[1].split("data-protocol")[0]
    assert len(set(re.findall(r'href="../../works/([a-z-]+)/look/"', works))) == 3


def test_protocols_are_listed_by_what_they_are_for(site: Path) -> None:
    page = (site / "protocols" / "index.html").read_text("utf-8")
    told = re.findall(r'scope="rowgroup"[^>]*>([^<]+)|<td><a[^>]*>([^<]+)', page)
    assert ["".join(each) for each in told] == [
        *("With students", "One lesson"),
        *("For a whole school", "Two walks through our work"),
    ]


# Note catchers


def sheets(page: Page, paper: str) -> list[str]:
    """The words of each printed page."""
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))
    return [each.get_textpage().get_text_range() for each in document]


def test_every_note_catcher_fits_two_sides_and_the_plain_ones_one(enter: Callable[..., Page], address: str) -> None:
    page = enter()
    sides = {}
    for name in names("catchers"):
        page.goto(f"{address}catchers/{name}/")
        for paper in PAPERS:
            found = sheets(page, paper)
            sides[name, paper] = len(found)
            assert "Gallery" not in found[0]
            assert page.locator(".xc-catcher__title").inner_text() in found[0]
            if name == "two-walks":
                assert found[1].startswith("Part 2: what was asked for")  # a side begins with its part
    two = ("two-walks", "summary")
    assert sides == {(name, paper): 2 if name in two else 1 for name in names("catchers") for paper in PAPERS}


def test_a_step_leads_to_its_part_of_the_note_catcher(site: Path) -> None:
    page = (site / "protocols" / "two-walks" / "index.html").read_text("utf-8")
    assert 'href="../../catchers/two-walks/#part-1"' in page
    assert 'href="../../catchers/two-walks/#part-2"' in page
    assert 'href="../../catchers/summary/"' in page


# Questions


def test_a_question_opens_by_its_address_and_by_hand(enter: Callable[..., Page], address: str) -> None:
    page = enter()
    page.goto(f"{address}faq/#scores")
    expect(page.locator("details[open] h2")).to_have_text(["Do only marks count?"])
    page.get_by_role("link", name="How is a work taken down?").click()
    page.wait_for_function("document.querySelector('#withdraw').closest('details').open")
    page.wait_for_function("document.querySelector('#withdraw').getBoundingClientRect().top < 900")
    page.locator("#what").click()
    expect(page.locator("details", has=page.locator("#what"))).to_have_attribute("open", "")


def test_an_address_that_points_at_nothing_breaks_nothing(enter: Callable[..., Page], address: str) -> None:
    page = enter()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for mark in ("#%", "#%E0%A4", "#nobody"):
        page.goto(f"{address}faq/{mark}")
        assert page.locator("details[open]").count() == 0
    assert faults == []


def test_every_answer_is_printed_and_is_read_without_a_script(enter: Callable[..., Page], address: str) -> None:
    page = enter(java_script_enabled=False)
    page.goto(f"{address}faq/")
    words = " ".join(" ".join(sheets(page, "Letter")).split())
    for said in (
        "Each of them is a demonstration",
        "with the advice that led on",
        "false choice",
        "nobody has to say why",
    ):
        assert said in words
    page.locator("#drafts").click()
    expect(page.get_by_text("Some works have earlier drafts")).to_be_visible()
    page.goto(f"{address}faq/#begin")
    expect(page.get_by_text("A mile comes before the long road")).to_be_visible()


@pytest.mark.parametrize(("path", "language"), [("faq", "en"), ("es/faq", "es")])
def test_machines_read_every_question(site: Path, path: str, language: str) -> None:
    html = (site / path / "index.html").read_text("utf-8")
    told = (json.loads(each.split("</script>")[0]) for each in html.split('<script type="application/ld+json">')[1:])
    [data] = [each for each in told if each["@type"] == "FAQPage"]
    assert data["inLanguage"] == language
    asked = [each["name"] for each in data["mainEntity"]]
    shown = [re.sub("<.*?>", "", each) for each in re.findall(r"<h2 id=[^>]*>(.*?)</h2>", html)]
    assert asked == shown
    assert len(asked) == 5
    assert all(len(each["acceptedAnswer"]["text"].split()) > 8 for each in data["mainEntity"])
    assert html.count("<details><summary><h2") == 5


# Languages


def test_pages_in_two_languages_know_each_other(site: Path) -> None:
    english = (site / "faq" / "index.html").read_text("utf-8")
    spanish = (site / "es" / "faq" / "index.html").read_text("utf-8")
    for page in (english, spanish):
        assert '<link rel="alternate" hreflang="es" href="http://127.0.0.1/es/faq/">' in page
        assert '<link rel="alternate" hreflang="en" href="http://127.0.0.1/faq/">' in page
    for page, to, label in ((english, "../es/faq/", "Español"), (spanish, "../../faq/", "English")):
        [link] = re.findall(r'<a class="xc-tongue".*?</a>', page)
        assert f'href="{to}"' in link
        assert label in link
    assert '<html lang="es">' in spanish
    assert "Preguntas</a>" in spanish.split("<footer")[1]


def test_every_protocol_has_a_sheet_in_spanish_with_its_own_steps(site: Path) -> None:
    for slug in names("protocols"):
        english = (site / "protocols" / slug / "handout" / "index.html").read_text("utf-8")
        spanish = (site / "es" / "protocols" / slug / "handout" / "index.html").read_text("utf-8")
        assert f'href="../../../es/protocols/{slug}/handout/"' in english
        assert f'href="../../../../protocols/{slug}/handout/"' in spanish
        minutes = re.compile(r'xc-steps__time">([0-9–]+)')
        assert minutes.findall(english) == minutes.findall(spanish)


def test_every_sheet_for_participants_is_one_page_in_each_language(enter: Callable[..., Page], address: str) -> None:
    page = enter()
    for slug in names("protocols"):
        for place in (f"protocols/{slug}/handout/", f"es/protocols/{slug}/handout/"):
            page.goto(address + place)
            assert [len(sheets(page, paper)) for paper in PAPERS] == [1, 1], place


# Links in ordinary pages, contact


def test_links_to_works_and_values_lead_there_or_are_words_alone(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("pond-cards", grades=[2])
    text = (
        "# More\n\n[The *cards*](work:pond-cards), [all](grade:2), [no](work:pond-card), [write](mailto:a@b.example)\n"
    )
    (tmp_path / "content" / "more.md").write_text(text, "utf-8")
    done = project.build()
    # A work that leaves the site, since its consent has ended, must not hold the build back.
    assert done.returncode == 0, done.stderr
    told = "warning reference-unknown: the link work:pond-card leads to nothing that is published; "
    assert f"{told}did you mean work:pond-cards?" in done.stderr
    page = project.page("more/index.html")
    assert "work:" not in page
    assert "</a>, no, <a" in page
    assert '<a href="../works/pond-cards/">The <em>cards</em></a>' in page
    assert '<a href="../grade/2/">all</a>' in page
    assert "mailto:" in page


@pytest.mark.parametrize(
    ("contact", "site", "told"),
    [
        ("", "https://models.school.edu/", "says nobody whom to write to"),
        ("me@example.org", "https://models.school.edu/", "“me@example.org” is only a sample"),
        ("https://forms.example.com/x", "https://models.school.edu/", "is only a sample"),
        ("call us", "https://models.school.edu/", "“call us” is neither an e-mail address nor a page"),
        ("javascript:alert(1)", "https://models.school.edu/", "is neither an e-mail address nor a page"),
        ("http://models.school.edu/form", "https://models.school.edu/", "is neither an e-mail address nor a page"),
        ("work@models.school.edu", "https://models.school.edu/", None),
        ("https://models.school.edu/form", "https://models.school.edu/", None),
        ("", "http://127.0.0.1:8000/", None),
        ("", "https://example.org/models/", None),
        ("", "", None),
    ],
)
def test_a_published_site_says_whom_to_write_to(contact: str, site: str, told: str | None) -> None:
    config = f"site_name: Models\nextra:\n  contact: {contact}\n"
    problems = list(check_contact(contact, site, config, "mkdocs.yml"))
    assert [problem.code for problem in problems] == (["contact-missing"] if told else [])
    for problem in problems:
        assert told is not None
        assert told in problem.what
        assert (problem.place.line, problem.place.column) == (3, 12)


def test_a_contact_is_a_link_wherever_it_is_named(tmp_path: Path) -> None:
    project = Project(tmp_path, site_url="https://models.school.edu/")
    (tmp_path / "content" / "more.md").write_text("# More\n\nWrite to <!-- excellence:contact -->.\n", "utf-8")
    done = project.build()
    assert done.returncode != 0
    assert "error contact-missing extra.contact: the site is published at https://models.school.edu/" in done.stderr
    project.configure(site_url="https://models.school.edu/", extra={"contact": "work@models.school.edu"})
    project.built()
    assert 'Write to <a href="mailto:work@models.school.edu">work@models.school.edu</a>.' in project.page(
        "more/index.html"
    )
    project.configure(site_url="https://example.org/", extra={})
    project.built()
    assert "Write to the people who run this collection." in project.page("more/index.html")
    assert contact_link("a@b") == ""


def test_whoever_wants_a_work_taken_down_asks_from_its_page(tmp_path: Path) -> None:
    project = Project(tmp_path, site_url="https://models.school.edu/", extra={"contact": "work@models.school.edu"})
    project.work("pond-cards")
    project.built()
    mail = re.search(
        r'<a href="(mailto:[^"]+)">Ask for this to be taken down', project.page("works/pond-cards/index.html")
    )
    assert mail
    parts = urlsplit(unescape(mail[1]))
    assert parts.path == "work@models.school.edu"
    asked = dict(parse_qsl(parts.query))
    assert asked.keys() == {"subject", "body"}
    assert all("https://models.school.edu/works/pond-cards/" in each for each in asked.values())
    assert "+" not in parts.query  # programs for mail take it for a plus
    project.configure(site_url="https://models.school.edu/", extra={"contact": "https://models.school.edu/form"})
    project.built()
    assert '<a href="https://models.school.edu/form">Ask for this' in project.page("works/pond-cards/index.html")
    project.configure()
    project.built()
    assert "Ask for this to be taken down" not in project.page("works/pond-cards/index.html")
