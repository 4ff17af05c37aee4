"""How the collection fares: numbers for everybody, what is to be mended for curators, and the places that are empty."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from playwright.sync_api import Page

from excellence.collection.balance import balance_of
from excellence.collection.collection import Collection
from excellence.collection.concerns import concerns_of
from excellence.collection.health import room_of
from excellence.collection.published import Published
from excellence.collection.wanted import MOST, Place
from excellence.fitting import is_preview
from excellence.model.derivative import Copy, Picture, Recording, Rendition
from excellence.model.finding import Finding
from excellence.model.vocabulary import Vocabulary
from excellence.model.work import School
from excellence.plugin import ExcellencePlugin
from excellence.reading.vocabulary import read_vocabulary
from excellence.rendering.charts import Bar, bars, columns
from excellence.rendering.links import Links
from excellence.rendering.strings import words
from excellence.rendering.views import Views
from excellence.rendering.wanted import WantedViews, within
from excellence.rules.alternatives import TRANSCRIPT_MISSING
from in_process import Project
from project import COLLECTION, REAL, broken_links, faults_of, looked_at, unfolded
from record import record

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "works/vocabulary.yml")
GRADES, SUBJECTS = tuple(VOCABULARY.terms("grades")), tuple(VOCABULARY.terms("subjects"))
FORMATS = tuple(VOCABULARY.terms("formats"))
WORDS = words("en")
PAGE = "curators/health/index.html"


def work(slug: str, **said: Any) -> Published:
    return Published(record(slug, **said))


def collection(*works: Published, vocabulary: Vocabulary = VOCABULARY) -> Collection:
    return Collection.of(works, vocabulary)


# What it holds


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "grades": st.lists(st.sampled_from(GRADES), min_size=1, max_size=3, unique=True).map(tuple),
                "subjects": st.lists(st.sampled_from(SUBJECTS), min_size=1, max_size=3, unique=True).map(tuple),
                "formats": st.lists(st.sampled_from(FORMATS), min_size=1, max_size=3, unique=True).map(tuple),
                "year": st.sampled_from((None, 2024, 2026)),
                "language": st.sampled_from(("en", "es", "es-MX")),
                "school": st.sampled_from((School(), School(setting="rural"))),
            }
        ),
        max_size=12,
    )
)
def test_the_numbers_add_up(drawn: list[dict[str, Any]]) -> None:
    held = collection(*(work(f"work-{number}", **said) for number, said in enumerate(drawn)))
    balance = balance_of(held)
    assert balance.works == len(drawn)
    assert sum(balance.matrix.values()) == sum(len(said["grades"]) * len(said["subjects"]) for said in drawn)
    assert sum(each.works for each in balance.grades) == sum(len(said["grades"]) for said in drawn)
    assert sum(each.works for each in balance.subjects) == sum(len(said["subjects"]) for said in drawn)
    for subject in balance.subjects:
        row = [balance.matrix.get((subject.key, grade), 0) for grade in GRADES]
        assert max(row) <= subject.works <= sum(row)
    for series in balance.series:
        told = sum(each.works for each in series.counts) + series.unsaid
        assert told >= len(drawn) if series.facet == "format" else told == len(drawn)
    assert [each.key for each in balance.grades] == list(GRADES)
    # And what is wanted is among the places that are empty, each once, whatever the order of the works.
    wanted = held.wanted
    assert len(set(wanted)) == len(wanted) <= MOST
    assert wanted == collection(*reversed(held.works)).wanted
    assert bool(wanted) == bool(drawn)
    for place in wanted:
        grades = VOCABULARY.groups["grades"].get(place.band, GRADES)
        mine = [
            said
            for said in drawn
            if {*said["grades"]} & {*grades}
            and (not place.subject or place.subject in said["subjects"])
            and (not place.family or place.family in {each.split("/")[0] for each in said["formats"]})
        ]
        assert len(mine) * 4 < len(drawn) * 3


def test_files_are_weighed_once_by_their_kind_and_what_is_taken_along_with_the_archive() -> None:
    small, large = Rendition("a.webp", "webp", 1, 1, 10, "a"), Rendition("b.jpg", "take", 1, 1, 500, "b")
    picture = Picture("01", 1, 1, "#fff", "0", (small, large))
    sound = Recording("02", 1.0, Copy("c.mp3", "mp3", 7, "c"))
    each = Published(work("a").work, {"01.jpg": picture, "twin.jpg": picture, "02.mp3": sound})
    room = room_of([each], lambda _: 1_000)
    assert (room.pictures, room.recordings, room.documents, room.archives, room.whole) == (10, 7, 0, 1_000, 1_017)


# What we would love to see


def spread(*, but: tuple[tuple[str, str], ...] = (), times: int = 1) -> list[Published]:
    """A work for every band and subject, and each family of formats, but for some pairs of a band and a subject."""
    bands = VOCABULARY.groups["grades"]
    found = []
    for time in range(times):
        for band, grades in bands.items():
            for subject in SUBJECTS:
                if (band, subject) not in but:
                    slug = f"w-{band}-{subject}-{time}"
                    found.append(work(slug, grades=grades[:1], subjects=(subject,), formats=FORMATS))
    return found


def said(works: list[Published], language: str = "en", vocabulary: Vocabulary = VOCABULARY) -> list[str]:
    held = collection(*works, vocabulary=vocabulary).spoken(language)
    views = WantedViews(Views(held, Links("submit/index.html"), words(language), language))
    return [views.said(place) for place in held.wanted]


@pytest.mark.parametrize(
    ("works", "places"),
    [
        ([], []),
        (spread(), []),
        (spread(but=(("pk-2", "mathematics"),)), ["work from Pre-K to grade 2 in mathematics"]),
        (spread(times=9), []),
        (
            [each for each in spread(times=9) if "w-6-8-visual-arts-" not in each.slug or each.slug.endswith("0")],
            ["work from grades 6 to 8 in visual arts"],
        ),
        (
            [each for each in spread() if "performing-arts" not in each.work.subjects],
            ["work in performing arts"],
        ),
        (
            [each for each in spread() if each.work.grades != ("9",)],
            ["work from grades 9 to 12"],
        ),
        (
            [Published(each.work) for each in (work("a", formats=("cards/note-cards",)),)],
            [
                "work in English language arts",
                "work in mathematics",
                "work in science and technology",
                "work in social studies",
                "books",
                "maps and guides",
            ],
        ),
    ],
)
def test_the_emptiest_places_are_named_in_words(works: list[Published], places: list[str]) -> None:
    assert said(works) == places


def test_among_equals_comes_first_what_somebody_surely_has() -> None:
    """Mathematics is taught by many of those who send work, and the world's languages by few."""
    empty = (("pk-2", "mathematics"), ("pk-2", "world-languages"))
    more = [work(f"more-{n}", grades=("4",), subjects=("mathematics",), formats=FORMATS) for n in range(5)]
    assert said([*spread(but=empty), *more])[:2] == [
        "work from Pre-K to grade 2 in mathematics",
        "work from Pre-K to grade 2 in world languages",
    ]


def test_no_grade_and_no_subject_fills_the_list_while_there_are_others() -> None:
    empty = (*((("pk-2"), subject) for subject in SUBJECTS[:5]), ("6-8", "visual-arts"), ("9-12", "performing-arts"))
    places = collection(*spread(but=empty)).wanted
    assert [place.band for place in places].count("pk-2") == 4  # two, and what is left at the end
    assert {Place("6-8", "visual-arts"), Place("9-12", "performing-arts")} <= {*places[:4]}


def test_where_there_are_no_bands_each_grade_is_a_place() -> None:
    lists = {**VOCABULARY.lists, "grades": {"K": "Kindergarten", "1": "Grade 1"}, "grade_bands": {}}
    without = Vocabulary(lists, {**VOCABULARY.groups, "grades": {}})
    works = [
        work(f"{grade}-{subject}", grades=(grade,), subjects=(subject,), formats=FORMATS)
        for grade in ("K", "1")
        for subject in SUBJECTS
        if (grade, subject) != ("K", "mathematics")
    ]
    assert said(works, vocabulary=without) == ["work from kindergarten in mathematics"]


def test_names_keep_their_capital_within_a_sentence() -> None:
    labels = ("Visual arts", "English language arts", "Pre-K to grade 2", "STEM", "Éxitos", "")
    told = ["visual arts", "English language arts", "Pre-K to grade 2", "STEM", "éxitos", ""]
    assert [within(each, WORDS) for each in labels] == told
    assert said(spread(but=(("3-5", "mathematics"),)), "es") == ["trabajos de grados 3 a 5 en matemáticas"]


# Charts


def test_a_chart_has_a_title_a_summary_and_a_sign_for_none() -> None:
    chart = str(columns("one", "A <title>", "Most: 3.", [Bar("K", 0), Bar("1", 3)], 3))
    assert 'role="img" aria-labelledby="one-title" aria-describedby="one-desc"' in chart
    assert "A &lt;title&gt;</title>" in chart
    assert (chart.count("<circle"), chart.count("<rect")) == (1, 1)
    assert not re.search(r"fill=|stroke=|#[0-9a-f]{3}", chart)


def test_bars_are_as_long_as_their_numbers_and_a_long_name_is_cut() -> None:
    chart = str(bars("two", "Title", "", [Bar("A name that is longer than its place", 4), Bar("B", 2), Bar("C", 0)]))
    assert re.findall(r'<rect [^>]*width="([\d.]+)"', chart) == ["130", "65"]
    assert "A name that is longer t…" in chart
    assert "nan" not in str(bars("none", "", "", []) + columns("none", "", "", [], 0))


# What is to be seen to


def test_what_a_rule_has_found_is_told_with_its_place_and_its_remedy() -> None:
    found = Finding(TRANSCRIPT_MISSING, "a.mp3 has no transcript", "add a text", path="works/a/index.md", slug="a")
    [told] = concerns_of((), (found,), (), date(2026, 9, 21))["words"]
    assert told == ("a", "works/a/index.md", 1, "a.mp3 has no transcript", "add a text", "scripts/check a")


def consent(until: str) -> dict[str, Any]:
    return REAL | {"consent": REAL["consent"] | {"until": until}}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A collection with something of every kind; its day is 2026-09-21."""
    project = Project(tmp_path_factory.mktemp("health"))
    project.work("fine", pictures=0, formats=["book/informational"], school={"setting": "rural"}, year=2026)
    project.work("soon", pictures=0, grades=[3, 4], related=["gone-away"], **consent("2026-10-21"))
    project.work("last-day", pictures=0, **consent("2026-12-20"))
    project.work("far-away", pictures=0, **consent("2026-12-21"))
    project.work("is-over", pictures=0, **consent("2026-09-20"))
    project.work("waits-for-panel", pictures=0, status="submitted")
    project.work("by-hand", kind="writing", text_types=["narrative"], subjects=["mathematics"])
    project.work("not-shown", pictures=0, **(REAL | {"review": None}))
    content = project.folder / "content"
    (content / "exhibits").mkdir()
    (content / "exhibits" / "two.md").write_text(
        "---\ntitle: Two\ndescription: Two works.\n"
        "works:\n  - {slug: fine, note: A.}\n  - {slug: gone-away, note: B.}\n---\n# Two\n",
        "utf-8",
    )
    (content / "curators").mkdir()
    (content / "curators" / "health.md").write_text("# Health\n\n<!-- excellence:health -->\n", "utf-8")
    (content / "submit.md").write_text("# Send\n\n<!-- excellence:wanted -->\n", "utf-8")
    return project


@pytest.fixture(scope="module")
def told(project: Project) -> dict[str, Any]:
    done = project.command("excellence", "health", "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_concern_is_told_with_the_line_and_the_command(project: Project, told: dict[str, Any]) -> None:
    concerns = {
        kind: [(each["slug"] or each["path"], each["what"], each["command"]) for each in found]
        for kind, found in told["concerns"].items()
    }
    small = "01.jpg has 1,200 × 900 pixels", "scripts/new --add by-hand --from PHOTO"
    assert concerns == {
        "consents": [
            ("is-over", "the consent ended on 2026-09-20", "scripts/withdraw is-over"),
            ("soon", "the consent ends on 2026-10-21, in 30 days", "scripts/check soon"),
            ("last-day", "the consent ends on 2026-12-20, in 90 days", "scripts/check last-day"),
        ],
        "kept_off": [("not-shown", "no panel of two roles has approved this work", "scripts/check not-shown")],
        "waiting": [("waits-for-panel", "the status is submitted", "scripts/check waits-for-panel")],
        "alt": [],
        "words": [("by-hand", "01.jpg is a picture of a writing and has no transcript", "scripts/check by-hand")],
        "small": [("by-hand", *small)],
        "links": [("soon", "no published work has this slug", "scripts/check soon")],
        "pages": [("content/exhibits/two.md", "no published work has the slug gone-away", "scripts/check")],
    }
    soon = told["concerns"]["consents"][1]
    lines = (project.folder / soon["path"]).read_text("utf-8").splitlines()
    assert lines[soon["line"] - 1].strip() == "until: '2026-10-21'"


def test_the_numbers_are_of_published_works_alone(told: dict[str, Any]) -> None:
    assert told["works"] == 5
    assert told["by_subject_and_grade"]["visual-arts"]["2"] == 3
    assert told["by_subject_and_grade"]["mathematics"]["2"] == 1
    assert (told["grades"]["3"], told["grades"]["4"], told["setting"]["rural"], told["setting"][""]) == (1, 1, 1, 4)
    assert told["language"] == {"en": 5, "": 0}
    assert told["year"] == {"2026": 1, "": 4}


def test_the_room_is_that_of_the_files(project: Project, told: dict[str, Any], site: Path) -> None:
    """The tests' own collection has every kind of file; what is weighed before is what lies there afterwards."""
    done = project.command("excellence", "health", "--json", "-f", str(COLLECTION / "mkdocs.yml"))
    found = json.loads(done.stdout)["bytes"]
    files = [path for path in (site / "works").rglob("*") if path.is_file()]
    sizes = {
        kind: sum(path.stat().st_size for path in files if path.suffix in ends)
        for kind, ends in {
            "pictures": (".webp", ".jpg"),
            "documents": (".pdf",),
            "recordings": (".mp3", ".mp4", ".m4a", ".ogg", ".wav", ".webm"),
            "archives": (".zip",),
        }.items()
    }
    assert {kind: found[kind] for kind in ("pictures", "documents", "recordings")} == {
        kind: sizes[kind] for kind in ("pictures", "documents", "recordings")
    }
    assert found["archives"] == pytest.approx(sizes["archives"], rel=0.02)
    assert found["works"] == sum(found[kind] for kind in sizes)
    assert told["bytes"]["limit"] == 1_000_000_000


def test_the_command_says_it_in_words(project: Project) -> None:
    done = project.command("excellence", "health")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "5 published works"
    assert re.search(r"\n  Visual arts +· +· +· +3 +1 +1( +·)+ +4\n", done.stdout)
    assert "Consents that have ended, or end within 90 days: 3" in lines
    where = next(number for number, line in enumerate(lines) if "the consent ends on 2026-10-21" in line)
    assert re.fullmatch(r"  works/soon/index\.md:\d+: .*, in 30 days; ask its holder, and .* day", lines[where])
    assert lines[where + 1] == "    scripts/check soon"
    assert any(line.startswith("Room: ") for line in lines)


SECRETS = (
    *("soon", "last-day", "is-over", "waits-for-panel", "not-shown", "by-hand", "gone-away"),
    *("2026-10-21", "2026-09-20", "2026-12-2", "2026-014", "the school", "index.md", WORDS["health_todo"]),
)


class Sites(NamedTuple):
    """The pages of the collection as everybody sees them; the same without what is not published; and in a preview."""

    public: Path
    without: Path
    preview: Path


@pytest.fixture(scope="module")
def sites(project: Project) -> Sites:
    def kept(name: str) -> Path:
        return project.built().rename(project.folder / name)

    public, works, aside = kept("public"), project.folder / "works", project.folder / "aside"
    project.configure(plugin={"preview": True}, site_url="")
    preview = kept("preview")
    project.configure()
    shutil.copytree(works, aside)
    for slug in ("is-over", "waits-for-panel", "not-shown"):
        shutil.rmtree(works / slug)
    project.rewrite("soon", consent=REAL["consent"] | {"until": "2031-06-30"}, related=[])
    without = kept("without")
    shutil.rmtree(works)
    aside.rename(works)
    return Sites(public, without, preview)


def test_the_published_page_tells_nothing_of_what_is_not_published_nor_of_consents(sites: Sites) -> None:
    main = (sites.public / PAGE).read_text("utf-8").split("<main")[1]
    assert [each for each in SECRETS if each in main] == []
    assert WORDS["health_balance"] in main
    assert "gallery/?subject=visual-arts&amp;grade=2" in main
    assert broken_links(sites.public) == []
    for page in (PAGE, "submit/index.html", "subject/visual-arts/index.html"):
        assert (sites.public / page).read_bytes() == (sites.without / page).read_bytes()


def test_who_serves_or_previews_sees_on_the_page_what_is_to_be_mended(sites: Sites) -> None:
    html = (sites.preview / PAGE).read_text("utf-8")
    for text in (WORDS["health_private"], "2026-10-21", "works/waits-for-panel/index.md:", "scripts/withdraw is-over"):
        assert text in html
    plugin = ExcellencePlugin()
    plugin.load_config({})
    assert is_preview(MkDocsConfig(), plugin.config, serving=True) is True


@pytest.mark.parametrize("which", ["public", "preview"])
def test_everybody_can_read_the_page(
    sites: Sites, which: str, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    page, address = enter(), serve(getattr(sites, which))
    faults = faults_of(page, address)
    page.goto(f"{address}curators/health/")
    assert looked_at(unfolded(page)) == []
    page.get_by_role("link", name="3", exact=True).first.click()  # grade 3, in the head of the table
    page.wait_for_url("**/grade/3/")
    page.goto(f"{address}submit/")
    assert looked_at(page) == []
    assert faults == []


def test_the_pages_of_the_gallery_say_what_is_wanted_and_the_page_for_senders_leads_there(sites: Sites) -> None:
    submit = (sites.public / "submit" / "index.html").read_text("utf-8")
    places = re.findall(r'<li><a href="\.\./([a-z]+/[a-z0-9-]+/)">([^<]+)</a>', submit)
    assert len(places) == MOST
    for uri, text in places:
        facet = (sites.public / uri / "index.html").read_text("utf-8")
        assert f"<h2>{WORDS['wanted']}</h2>" in facet or f"<li>{text}</li>" in facet


def test_a_part_of_the_collection_wants_nothing_and_tells_nothing_of_room(project: Project) -> None:
    done = project.command("excellence", "export", "--filter", "grade=2", "--to", "part")
    assert done.returncode == 0, done.stderr
    part = project.folder / "part"
    health, submit = ((part / f"{name}.html").read_text("utf-8") for name in ("curators/health", "submit"))
    assert WORDS["wanted_lead"] not in submit
    assert WORDS["health_balance"] in health
    assert WORDS["health_room_hint"] not in health


def test_without_any_work_nothing_is_wanted_and_the_page_says_so(
    tmp_path: Path, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    empty = Project(tmp_path)
    (tmp_path / "content" / "submit.md").write_text("# Send\n\n<!-- excellence:wanted -->\n", "utf-8")
    (tmp_path / "content" / "health.md").write_text("# Health\n\n<!-- excellence:health -->\n", "utf-8")
    site = empty.built()
    assert WORDS["wanted_lead"] not in (site / "submit" / "index.html").read_text("utf-8")
    page = enter()
    page.goto(f"{serve(site)}health/")
    assert WORDS["works_none"] in page.locator("main").inner_text()
    assert looked_at(page) == []
    done = empty.command("excellence", "health")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "0 published works")
    assert "Nothing is to be seen to." in done.stdout
    (tmp_path / "works" / "vocabulary.yml").write_text("grades: {", "utf-8")
    done = empty.command("excellence", "health")
    assert done.returncode == 0
    assert "works/vocabulary.yml:1" in done.stdout
