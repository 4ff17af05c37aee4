"""The guides: routes, note catchers, questions, other languages, contact; their facts, their words, their paper."""

import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from playwright.sync_api import Browser

from excellence.collection.picks import picks_for
from excellence.loading.config import CollectionConfig
from excellence.loading.load import load
from excellence.model.finding import Purpose
from excellence.model.route import Route
from excellence.reading.typed_pages import read_typed_pages
from excellence.rules.contact import check_contact, contact_link
from excellence.rules.typed_pages import check_typed_pages
from project import ROOT, Project, broken_links, violations
from reading import grade, guides, syllables, words_of
from runs import kept, runs

CONTENT = ROOT / "content"
FACTS: dict[str, list[dict[str, Any]]] = yaml.safe_load((ROOT / "tests" / "facts.yml").read_text("utf-8"))
CATCHERS = sorted(path.stem for path in (CONTENT / "catchers").glob("*.md") if path.stem != "index")


@pytest.fixture(scope="module")
def address(own_site: Path, serve: Callable[[Path], str]) -> str:
    return serve(own_site).rstrip("/")


def plain(html: str) -> str:
    return " ".join(words_of(html).replace("’", "'").replace(".", " ").split()).casefold()


# What the guides say


@pytest.mark.parametrize(
    ("source", "fact"), [pytest.param(s, f, id=f"{s} {f['fact']}") for s, facts in FACTS.items() for f in facts]
)
def test_every_fact_of_the_sources_has_its_page(own_site: Path, source: str, fact: dict[str, Any]) -> None:
    page = (own_site / fact["page"] / "index.html").read_text("utf-8")
    # What goes with a page stands in an aside, which is no reading matter but a fact all the same.
    told = plain(page.replace("<aside", "<div").replace("</aside", "</div"))
    missing = [said for said in fact["says"] if " ".join(str(said).replace(".", " ").split()).casefold() not in told]
    assert missing == []


# Names of things; all else of eight words is a sentence that belongs to somebody.
NAMES = (
    "using student work to improve teaching and learning",
    "inspiring excellence part 3 building motivation and skills through independent research",
    "https www teachingchannel org videos inquiry protocol nvps",
)


def test_no_sentence_of_a_source_is_ours(own_site: Path) -> None:
    named = {digest for name in NAMES for digest, _ in runs(name)}
    held = kept() - named
    assert len(held) > 5000
    pages = [*own_site.rglob("*.html"), *CONTENT.rglob("*.md"), *(ROOT / "works").rglob("*.md")]
    texts = {page: page.read_text("utf-8") for page in pages}
    shared = {
        run: page.name
        for page, text in texts.items()
        for digest, run in runs(words_of(text) if page.suffix == ".html" else text)
        if digest in held
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
    assert len(told) > 40
    assert {page: said for page, said in told.items() if said > 8.5} == {}


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


def test_every_time_has_a_route_for_every_company() -> None:
    read = read_typed_pages(CONTENT, "content")
    routes = [each.record for each in read.values() if isinstance(each.record, Route)]
    short = {(route.minutes, route.company) for route in routes if route.minutes < 60}
    assert short == {(minutes, company) for minutes in (5, 15, 50) for company in ("students", "colleagues", "alone")}
    assert [route.company for route in routes if route.minutes > 60] == ["staff"]


def test_our_own_guides_are_right() -> None:
    read = read_typed_pages(CONTENT, "content")
    works = [path.name for path in (ROOT / "works").iterdir() if path.is_dir()]
    pages = [path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md")]
    assert list(check_typed_pages(read, works, pages)) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in (CONTENT / "routes").glob("*-*.md")))
def test_every_route_names_three_works_and_carries_its_record(own_site: Path, name: str) -> None:
    page = (own_site / "routes" / name / "index.html").read_text("utf-8")
    works = page.split("Three works for it this week")[1].split("data-protocol")[0]
    assert len(set(re.findall(r'href="../../works/([a-z-]+)/"', works))) == 3
    record = json.loads(page.split("data-protocol>")[1].split("</script>")[0])
    assert sum(step["minutes"][-1] for step in record["steps"]) == record["minutes"]


def test_the_home_page_leads_to_every_route(own_site: Path) -> None:
    home = (own_site / "index.html").read_text("utf-8").split('class="xc-times"')[1].split("</ul>")[0]
    assert len(set(re.findall(r'href="routes/([^/]+)/"', home))) == 10


@pytest.mark.parametrize("slug", sorted(path.stem for path in (CONTENT / "protocols").glob("*.md")))
def test_every_protocol_names_three_works_to_try_it_on(own_site: Path, slug: str) -> None:
    if slug != "index":
        page = (own_site / "protocols" / slug / "index.html").read_text("utf-8")
        works = page.split("Try it on")[1].split("data-protocol")[0]
        assert len(set(re.findall(r'href="../../works/([a-z-]+)/"', works))) == 3


# Note catchers


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_every_note_catcher_fits_two_sides_and_the_plain_ones_one(browser: Browser, address: str, paper: str) -> None:
    page = browser.new_page()
    sides = {}
    for name in CATCHERS:
        page.goto(f"{address}/catchers/{name}/")
        document = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))
        sides[name] = len(document)
        first = document[0].get_textpage().get_text_range()
        assert "Gallery" not in first
        assert page.locator(".xc-catcher__title").inner_text() in first
    page.close()
    assert sides == {name: 2 if name in ("quality-work", "summary-sheet") else 1 for name in CATCHERS}


def test_the_second_side_begins_with_the_second_part(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/catchers/quality-work/")
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter")))
    page.close()
    assert document[1].get_textpage().get_text_range().startswith("Part 2: tasks and scoring tools")


def test_a_step_leads_to_its_part_of_the_note_catcher(own_site: Path) -> None:
    page = (own_site / "protocols" / "quality-work-protocol" / "index.html").read_text("utf-8")
    assert 'href="../../catchers/quality-work/#part-1"' in page
    assert 'href="../../catchers/quality-work/#part-2"' in page
    assert 'href="../../catchers/summary-sheet/"' in page


# Questions


def test_a_question_opens_by_its_address_and_by_hand(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/faq/#scores")
    assert page.locator("details[open] h2").all_inner_texts() == ["Here only test scores matter. What then?"]
    page.get_by_role("link", name="How can a work be taken down?").click()
    page.wait_for_function("document.querySelector('#withdraw').closest('details').open")
    assert page.evaluate("document.querySelector('#withdraw').getBoundingClientRect().top") < 900
    page.locator("#what").click()
    assert page.locator("details", has=page.locator("#what")).get_attribute("open") is not None
    page.close()


def test_an_address_that_points_at_nothing_breaks_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    for mark in ("#%", "#%E0%A4", "#nobody"):
        page.goto(f"{address}/faq/{mark}")
        assert page.locator("details[open]").count() == 0
    page.close()
    assert faults == []


def test_every_answer_is_printed_and_is_read_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/faq/")
    document = pypdfium2.PdfDocument(BytesIO(page.pdf(format="Letter")))
    text = " ".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    words = " ".join(text.split())
    for said in ("A model shows what no rubric can say", "two to four weeks", "false choice", "without a reason"):
        assert said in words
    page.locator("#drafts").click()
    assert page.get_by_text("Some have earlier drafts").is_visible()
    page.goto(f"{address}/faq/#begin")
    assert page.get_by_text("Think of a 5K before a marathon").is_visible()
    context.close()


@pytest.mark.parametrize(("path", "language"), [("faq", "en"), ("es/faq", "es")])
def test_machines_read_every_question(own_site: Path, path: str, language: str) -> None:
    html = (own_site / path / "index.html").read_text("utf-8")
    data = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "FAQPage"
    assert data["inLanguage"] == language
    asked = [each["name"] for each in data["mainEntity"]]
    shown = [re.sub("<.*?>", "", each) for each in re.findall(r"<h2 id=[^>]*>(.*?)</h2>", html)]
    assert asked == shown
    assert len(asked) == 12
    assert all(len(each["acceptedAnswer"]["text"].split()) > 8 for each in data["mainEntity"])
    assert html.count("<details><summary><h2") == 12


# Languages


def test_pages_in_two_languages_know_each_other(own_site: Path) -> None:
    english = (own_site / "faq" / "index.html").read_text("utf-8")
    spanish = (own_site / "es" / "faq" / "index.html").read_text("utf-8")
    for page in (english, spanish):
        assert '<link rel="alternate" hreflang="es" href="http://127.0.0.1/es/faq/">' in page
        assert '<link rel="alternate" hreflang="en" href="http://127.0.0.1/faq/">' in page
    assert '<a href="../es/faq/" hreflang="es" lang="es">' in english
    assert '<a href="../../faq/" hreflang="en" lang="en">' in spanish
    assert '<html lang="es">' in spanish
    assert "Preguntas</a>" in spanish.split("<footer")[1]


def test_every_protocol_has_a_sheet_in_spanish_with_its_own_steps(own_site: Path) -> None:
    slugs = [path.stem for path in (CONTENT / "protocols").glob("*.md") if path.stem != "index"]
    for slug in slugs:
        english = (own_site / "protocols" / slug / "handout" / "index.html").read_text("utf-8")
        spanish = (own_site / "es" / "protocols" / slug / "index.html").read_text("utf-8")
        assert f'href="../../../es/protocols/{slug}/"' in english
        assert f'href="../../../protocols/{slug}/handout/"' in spanish
        minutes = re.compile(r'xc-steps__time">([0-9–]+)')
        assert minutes.findall(english) == minutes.findall(spanish)
        assert 'hreflang="en" lang="en">This page in English' not in spanish


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_every_spanish_sheet_is_one_page(browser: Browser, address: str, paper: str) -> None:
    page = browser.new_page()
    for path in sorted((CONTENT / "es" / "protocols").glob("*.md")):
        page.goto(f"{address}/es/protocols/{path.stem}/")
        assert len(pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))) == 1, path.stem
    page.close()


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


# Every guide, looked at as visitors do


def every_guide(site: Path) -> list[str]:
    return [page + "/" if page != "." else "" for page in guides(site)] + [
        "es/faq/",
        "es/families/",
        "es/protocols/atlas/",
    ]


def test_no_guide_breaks_a_rule_of_accessibility(browser: Browser, own_site: Path, address: str) -> None:
    found = []
    for scheme, width in (("light", 1440), ("dark", 360)):
        context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        for path in every_guide(own_site):
            page.goto(f"{address}/{path}")
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
            found += [(path, width, *each) for each in violations(page)]
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        context.close()
    assert found == []


def test_every_link_of_every_guide_leads_somewhere(own_site: Path) -> None:
    assert broken_links(own_site) == []
