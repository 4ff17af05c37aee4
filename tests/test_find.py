"""One search for the whole site: the field in the head of every page, and the page of results."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from in_process import Project
from project import faults_of, looked_at, tree, violations

SNAIL = "A snail in six tries"


@pytest.fixture
def page(enter: Callable[..., Page], address: str) -> Iterator[Page]:
    page = enter(viewport={"width": 1280, "height": 900})
    faults = faults_of(page, address)
    page.goto(f"{address}guides/")
    yield page
    assert [fault for fault in faults if not re.search("ERR_(FAILED|INTERNET_DISCONNECTED)", fault)] == []


def options(page: Page) -> list[str]:
    return page.locator("#xc-found [role=option] .xc-hit__title").all_inner_texts()


def typed(page: Page, text: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#xc-find")).to_be_focused()
    page.keyboard.type(text)
    expect(page.locator(".xc-found")).to_be_visible()


# The field


def test_works_guides_and_questions_are_in_one_list(page: Page) -> None:
    typed(page, "snail")
    expect(page.locator("#xc-found [role=option]").first).to_contain_text(SNAIL)
    page.locator("#xc-find").fill("false choice marks")
    expect(page.locator("#xc-found")).to_contain_text("Do only marks count?")
    expect(page.locator("#xc-found")).to_contain_text("When only marks count")
    page.locator("#xc-find").fill("preguntas retira")
    expect(page.locator("#xc-found")).to_contain_text("¿Cómo se retira un trabajo?")
    page.locator("#xc-find").fill("two walks")
    expect(page.locator("#xc-found [role=option]").first).to_contain_text("wo walks")


def test_the_arrows_lead_through_the_results_and_enter_opens_one(page: Page) -> None:
    typed(page, "critique")
    expect(page.locator("#xc-found [role=option]").nth(3)).to_be_visible()
    page.wait_for_load_state("networkidle")  # the last of the results are there, and the list stays as it is
    field = page.locator("#xc-find")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    option = page.locator(f"#{chosen}")
    assert option.get_attribute("aria-selected") == "true"
    assert page.locator("[aria-selected=true]").count() == 1
    title = option.locator(".xc-hit__title").inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowUp")
    assert page.locator("#xc-found > *").last.get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_escape_closes_the_list_and_then_empties_the_field(page: Page) -> None:
    typed(page, "snail")
    page.keyboard.press("Escape")
    expect(page.locator(".xc-found")).to_be_hidden()
    expect(page.locator("#xc-find")).to_have_value("snail")
    page.keyboard.press("Escape")
    expect(page.locator("#xc-find")).to_have_value("")


def test_enter_leads_to_all_results_with_an_address_of_their_own(page: Page, address: str) -> None:
    typed(page, "critique")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}search/?q=critique")
    expect(page.locator("[data-hits] > li").nth(10)).to_be_visible()
    expect(page.locator("[data-status]")).to_contain_text("results for “critique”")
    marked = page.locator("[data-hits] mark").all_inner_texts()
    assert {word.lower().rstrip("s") for word in marked} == {"critique"}


def test_the_mouse_opens_a_result_and_a_press_elsewhere_closes_the_list(page: Page) -> None:
    typed(page, "snail")
    page.locator("h1").click(position={"x": 4, "y": 4})
    expect(page.locator(".xc-found")).to_be_hidden()
    page.locator("#xc-find").focus()
    page.locator("#xc-found [role=option]").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SNAIL)


@pytest.mark.parametrize("query", ["privacy", "remove", "take down", "contact", "e-mail"])
def test_a_family_is_led_to_its_page_first(page: Page, query: str) -> None:
    typed(page, query)
    expect(page.locator("#xc-found [role=option] .xc-hit__title").first).to_have_text("For families")


def test_what_is_for_those_who_keep_the_collection_stands_last_under_a_heading_of_its_own(
    page: Page, address: str
) -> None:
    page.goto(f"{address}search/?q=begin")
    group = page.locator(".xc-hits__group")
    expect(group).to_have_text("For those who keep the collection")
    titles = page.locator("[data-hits] .xc-hit__title").all_inner_texts()
    assert len(titles) > 1
    assert titles[-1] == "For curators"
    assert group.evaluate("(each) => each.nextElementSibling.textContent").startswith("For curators")
    # Where nothing else is found there is nothing to set it apart from.
    page.goto(f"{address}search/?q=curators+begin")
    expect(page.locator(".xc-hit__title").first).to_have_text("For curators")
    expect(group).to_have_count(0)


# What people type for grades, and the works of the tests' collection from those.
@pytest.mark.parametrize(
    ("query", "grades", "label"),
    [
        ("grade 1", {"Grade 1"}, "Grade 1"),
        ("1st grade", {"Grade 1"}, "Grade 1"),
        ("first graders", {"Grade 1"}, "Grade 1"),
        ("kindergarten", {"Kindergarten"}, "Kindergarten"),
        ("K-2", {"Kindergarten", "Grade 1", "Grade 2"}, "Kindergarten – Grade 2"),
        ("9–12", {f"Grade {number}" for number in range(9, 13)}, "Grade 9 – Grade 12"),
        ("grades 6-8", {"Grade 6", "Grade 7", "Grade 8"}, "Grade 6 – Grade 8"),
        ("high school", {f"Grade {number}" for number in range(9, 13)}, "Grade 9 – Grade 12"),
        ("segundo grado", {"Grade 2"}, "Grade 2"),
        ("grade 1 and grade 7", {"Grade 1", "Grade 7"}, "Grade 1, Grade 7"),
        ("grades 1 and 7", {"Grade 1", "Grade 7"}, "Grade 1, Grade 7"),
        ("grades 1, 2 and 7", {"Grade 1", "Grade 2", "Grade 7"}, "Grade 1, Grade 2, Grade 7"),
        ("1st or 2nd grade", {"Grade 1", "Grade 2"}, "Grade 1, Grade 2"),
        ("2do grado", {"Grade 2"}, "Grade 2"),
        ("1 grade", {"Grade 1"}, "Grade 1"),
        ("2nd", {"Grade 2"}, "Grade 2"),
        ("2.º", {"Grade 2"}, "Grade 2"),
        ("K", {"Kindergarten"}, "Kindergarten"),
    ],
)
def test_grades_that_are_named_choose_the_works(
    page: Page, address: str, site: Path, query: str, grades: set[str], label: str
) -> None:
    works = [json.loads(path.read_text("utf-8")) for path in site.glob("works/*/work.json")]
    meant = {work["name"] for work in works if grades & set(work["educationalLevel"])}
    page.goto(f"{address}gallery/?q={query}")
    chip = page.locator("[data-only] button")
    expect(chip).to_have_text(f"{label} ×")
    shown = page.locator("[data-results] .xc-card__title")
    expect(shown).to_have_count(len(meant))
    assert set(shown.all_inner_texts()) == meant
    page.goto(f"{address}search/?q={query}")
    expect(chip).to_have_text(f"{label} ×")
    titles = page.locator("[data-hits] .xc-hit__title")
    expect(titles.nth(len(meant) - 1)).to_be_visible()  # they come after the chip
    assert set(titles.all_inner_texts()[: len(meant)]) == meant


def test_a_grade_and_words_go_together_and_the_grade_can_be_taken_off(page: Page, address: str) -> None:
    for place, found in (("search/", "[data-hits] .xc-hit__title"), ("gallery/", "[data-results] .xc-card__title")):
        page.goto(f"{address}{place}?q=1st+grade+snail")
        chip = page.get_by_role("button", name="Take off the filter: Grade 1")
        expect(chip).to_be_visible()
        expect(page.locator(found).first).to_have_text(SNAIL)
        chip.click()
        expect(chip).to_have_count(0)
        expect(page.locator("#xc-query")).to_be_focused()
        # Where no work of the grade says the words, these alone are looked for.
        page.locator("#xc-query").fill("grade 7 snail")
        expect(page.locator(found).first).to_have_text(SNAIL)
        expect(page.locator("[data-only] button")).to_have_count(0)


def test_the_list_tells_for_which_grade_it_is(page: Page) -> None:
    typed(page, "1st grade snail")
    told = page.locator(".xc-found [role=status]")
    expect(told).to_contain_text("Grade 1 · ")
    expect(told).to_have_class("xc-found__told")
    page.locator("#xc-find").fill("snail")
    expect(told).to_have_class("xc-hidden")
    expect(told).not_to_contain_text("Grade 1")


@pytest.mark.parametrize("query", ["W.2.7", "3-LS4-3", "9-11", "1-2-3", "12 points", "2", "2nd newt"])
def test_a_code_or_a_date_is_no_grade(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}search/?q={query}")
    page.locator("[data-status]").get_by_text(query).wait_for()
    expect(page.locator("[data-only] button")).to_have_count(0)


# Everyday words, and a work of the tests' collection that they mean.
SAID = {
    "video": "A bean wakes up",
    "movie": "A bean wakes up",
    "vídeo": "A bean wakes up",
    "maths": "How high can paper stand?",
    "rubric": "How high can paper stand?",
    "PDF": "How loud is our hall?",
    "audio": "One note for lining up",
}


@pytest.mark.parametrize("query", SAID)
def test_everyday_words_find_what_has_another_name_here(page: Page, query: str, address: str) -> None:
    page.goto(f"{address}search/?q={query}")
    expect(page.locator("[data-hits] .xc-hit__title").get_by_text(SAID[query]).first).to_be_visible()


def test_nothing_found_is_said_and_so_is_a_failure(page: Page) -> None:
    typed(page, "qqqzzz")
    expect(page.locator(".xc-found [role=status]")).to_have_text(
        "Nothing found for “qqqzzz”. Try fewer or other words."
    )
    assert page.locator("#xc-find").get_attribute("aria-expanded") == "false"
    page.route("**/c*.json", lambda route: route.abort())
    page.locator("#xc-find").fill("snail")
    expect(page.locator(".xc-found [role=status]")).to_have_text("The search could not be loaded.")
    page.unroute("**/c*.json")
    page.locator("#xc-find").fill("snails")
    expect(page.locator("#xc-found [role=option]").first).to_contain_text(SNAIL)


def test_nothing_is_loaded_before_the_field_is_used_and_then_all_at_once(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not {"header-search.mjs", "engine.mjs", "meta.json"} & set(asked)
    waiting: list[Route] = []
    page.route("**/*.mjs", lambda route: waiting.append(route))
    with page.expect_request("**/get.mjs"):
        page.keyboard.press("/")
    assert "meta.json" in asked
    for route in waiting:
        route.continue_()
    page.unroute("**/*.mjs")
    later = len(asked)
    page.keyboard.type("snail")
    expect(page.locator("#xc-found [role=option]").first).to_contain_text(SNAIL)
    # None was there that only another one knew of: on a slow line each of those takes as long as all together.
    assert not [name for name in asked[later:] if name.endswith(".mjs")]


def test_the_slash_can_be_switched_off_and_never_disturbs_typing(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    page.locator("#xc-query").fill("a")
    page.keyboard.type("/b")
    expect(page.locator("#xc-query")).to_have_value("a/b")
    page.get_by_label(re.compile("Single keys")).uncheck()
    page.goto(f"{address}guides/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.localName") == "body"
    page.goto(f"{address}search/")
    page.get_by_label(re.compile("Single keys")).check()
    page.goto(f"{address}gallery/")
    page.keyboard.press("/")
    expect(page.locator("#xc-query")).to_be_focused()


QUERIES = [':^~+*"<script>alert(1)</script>', "a" * 10_000, "\ud83d", "grade:99 é́́", "{number}", "__proto__"]


def test_no_query_is_an_error_or_becomes_markup(page: Page) -> None:
    page.keyboard.press("/")
    for query in QUERIES:
        page.locator("#xc-find").evaluate(
            "(field, text) => { field.value = text; field.dispatchEvent(new Event('input')) }", query
        )
        expect(page.locator(".xc-found [role=status]")).to_have_text(re.compile("found|result"))
        assert page.locator(".xc-found script").count() == 0
        page.keyboard.press("Escape")  # so that the next answer is not taken for this one


def test_on_a_telephone_a_link_leads_to_the_search(enter: Callable[..., Page], address: str) -> None:
    page = enter(viewport={"width": 390, "height": 844}, has_touch=True)
    page.goto(f"{address}about/")
    assert not page.locator("#xc-find").is_visible()
    page.get_by_role("link", name="Search the site").tap()
    page.wait_for_url(f"{address}search/")
    page.locator("#xc-query").fill("paper")
    page.locator("[data-hits] a").first.tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("paper")


# The page of results


def test_more_results_come_a_part_at_a_time_and_take_the_focus(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=work")
    rows = page.locator("[data-hits] > li")
    expect(rows).to_have_count(20)
    page.get_by_role("button", name="More results").click()
    expect(rows.nth(20)).to_be_visible()
    assert page.evaluate("[...document.querySelectorAll('[data-hits] a')].indexOf(document.activeElement)") == 20


def test_without_a_network_what_was_found_is_found_again_and_the_rest_once_it_is_back(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=snail")
    field, titles, told = page.locator("#xc-query"), page.locator("[data-hits] .xc-hit__title"), "[data-status]"
    expect(titles.first).to_have_text(SNAIL)
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # of what was asked before, anywhere
    page.context.set_offline(True)
    try:
        field.fill("critique")
        expect(page.locator(told)).to_contain_text("could not be loaded")
        expect(titles).to_have_count(0)
        field.fill("snail")
        expect(titles.first).to_have_text(SNAIL)
        field.fill("critique")
        expect(page.locator(told)).to_contain_text("could not be loaded")
    finally:
        page.context.set_offline(False)
    expect(page.locator(told)).to_contain_text("results for “critique”")


def test_what_is_found_stays_until_another_answer_is_there(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=snail")
    first = page.locator("[data-hits] .xc-hit__title").first
    expect(first).to_have_text(SNAIL)
    waiting: list[Route] = []
    page.route(re.compile(r"/c\d+\.json"), lambda route: waiting.append(route))
    with page.expect_request(re.compile(r"/c\d+\.json")):
        page.locator("#xc-query").fill("critique")
    expect(first).to_have_text(SNAIL)
    expect(page.locator("[data-status]")).to_contain_text("“snail”")
    for route in waiting:
        route.continue_()
    expect(page.locator("[data-status]")).to_contain_text("“critique”")
    expect(first).not_to_have_text(SNAIL)


def test_a_word_that_nobody_wrote_is_taken_for_its_neighbour(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=critiqe")
    expect(page.locator("[data-instead]")).to_have_text("No page says “critiqe”. These are for “critique”.")
    expect(page.locator("[data-hits] > li").nth(5)).to_be_visible()


def test_the_results_lead_to_the_gallery_with_the_same_words(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=paper")
    page.get_by_role("link", name="Only works, with filters").click()
    page.wait_for_url(f"{address}gallery/?q=paper")
    expect(page.locator("[data-results] .xc-card__title").first).to_contain_text("paper")


def test_spanish_pages_have_a_search_in_spanish(page: Page, address: str) -> None:
    page.goto(f"{address}es/faq/")
    page.locator("#xc-find").fill("retira")
    page.locator("#xc-find").press("Enter")
    page.wait_for_url(f"{address}es/search/?q=retira")
    expect(page.locator("[data-status]")).to_contain_text("con “retira”")
    assert page.evaluate("document.documentElement.lang") == "es"


def test_without_javascript_the_page_says_where_to_look(enter: Callable[..., Page], address: str) -> None:
    page = enter(java_script_enabled=False)
    page.goto(f"{address}search/")
    assert page.locator("noscript p").is_visible()
    assert not page.locator("#xc-query").is_visible()
    assert page.locator(".xc-browse a").count() > 20
    page.get_by_role("link", name="Grade 2").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Grade 2")


def test_no_open_list_and_no_results_break_a_rule_of_accessibility(page: Page, address: str) -> None:
    found = []
    typed(page, "critique")
    expect(page.locator("#xc-found [role=option]").nth(3)).to_be_visible()
    page.keyboard.press("ArrowDown")
    for width, scheme in ((1440, "light"), (1024, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found += [(width, scheme, *each) for each in violations(page)]
    page.goto(f"{address}search/?q=snail critique")
    expect(page.locator("[data-hits] > li").first).to_be_visible()
    found += [(0, *each) for each in looked_at(page)]
    assert found == []


# What is in it


def test_a_page_can_ask_to_be_left_out_and_the_home_page_is(tmp_path: Path) -> None:
    project = Project(tmp_path, plugin={"search": {"export_lunr": True}})
    project.work("pond-cards", pictures=0)
    content = tmp_path / "content"
    (content / "hidden.md").write_text(
        "---\ntitle: Hidden\nsearch: {exclude: true}\n---\n# Hidden\n\nAardvark.\n", "utf-8"
    )
    (content / "shown.md").write_text("---\ntitle: Shown\ndescription: A page.\n---\n# Shown\n\nZebra.\n", "utf-8")
    project.built()
    stock = json.loads((project.site / "search" / "lunr.json").read_bytes())
    assert [entry["title"] for entry in stock["entries"]] == ["Pond cards", "About", "Gallery", "Shown"]
    terms = {term for term, _ in stock["lunr"]["invertedIndex"]}
    assert "zebra" in terms
    assert "aardvark" not in terms


def test_a_guide_and_a_question_may_name_words_that_lead_to_them(tmp_path: Path) -> None:
    project = Project(tmp_path, plugin={"search": {"export_lunr": True}})
    (tmp_path / "content" / "guides").mkdir()
    (tmp_path / "content" / "guides" / "advice.md").write_text(
        "---\ntitle: Advice\ndescription: Kind.\ncreated_by: Us\ntopic: critique\ntype: guide\n"
        "search: {keywords: [feedforward]}\n---\n# Advice\n\nBe kind.\n",
        "utf-8",
    )
    (tmp_path / "content" / "asked.md").write_text(
        "---\ntitle: Asked\nsearch: {questions: {use: [copyright]}}\n---\n# Asked\n\n<!-- excellence:questions -->\n\n"
        "## What may I do? { #use }\n\nShow it.\n\n## Who? { #who }\n\nYou.\n",
        "utf-8",
    )
    project.built()
    leads = json.loads((project.site / "search" / "meta.json").read_bytes())["leads"]
    stock = json.loads((project.site / "search" / "lunr.json").read_bytes())
    assert {word: stock["entries"][at]["title"] for word, at in leads.items()} == {
        "feedforward": "Advice",
        "copyright": "What may I do?",
    }


def test_a_changed_work_alone_changes_what_it_says_and_a_full_build_agrees(tmp_path: Path) -> None:
    project = Project(tmp_path)
    for number in range(30):
        project.work(f"work-{number:02}", pictures=0, body=f"Words about number {number}.")
    project.built()
    project.work("work-30", pictures=0, grades=[5])
    text = (tmp_path / "works" / "work-07" / "index.md").read_text("utf-8")
    (tmp_path / "works" / "work-07" / "index.md").write_text(text.replace("number 7", "a hippopotamus"), "utf-8")
    project.built()
    after = tree(project.site)
    for name in (".cache", "site"):
        shutil.rmtree(tmp_path / name)
    project.built()
    assert tree(project.site) == after
    assert len([path for path in (project.site / "search").iterdir() if path.is_dir()]) == 1
