"""A school's own site: its evidence over the years, on screen and on paper, and that none of it gets out."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import yaml
from filelock import FileLock
from playwright.sync_api import Page

from excellence.authoring.configured import Unconfigured, with_mode
from excellence.authoring.promoted import names_in, names_on_sheets
from excellence.commands.opened import open_collection
from excellence.loading.load import Loaded, load
from excellence.model.finding import Purpose
from excellence.reading.sheets import read_archive
from excellence.rules.addresses import is_inner
from in_process import Project
from project import REAL, ROOT, broken_links, faults_of, looked_at
from school import GOALS, KEPT, MANY, NAME, School, archived, slug

CANARY = "Quillfeather"
PLACES = ("evidence/", "evidence/2025-05/", "evidence/then-and-now/", "evidence/print/")


@pytest.fixture(scope="module")
def evenings(shared: Path) -> Path:
    """The site of a school after three evenings; the first of all workers builds it."""
    folder = shared / "school"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            coming = folder.with_name("school.coming")
            coming.mkdir()
            School(coming).built()
            coming.rename(folder)
    return folder / "site"


def words(page: Path) -> str:
    """What a page says, without its frame."""
    main = page.read_text("utf-8").partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def loaded(school: School, *names: str) -> Loaded:
    """What a build would show of it."""
    found = load(replace(open_collection(school.folder / "mkdocs.yml").project, names=names), Purpose.BUILD)
    found.memo.close()
    return found


# What is shown


def test_goals_stand_in_a_line_with_what_became_of_each(evenings: Path) -> None:
    told = words(evenings / "evidence" / "index.html")
    months = ("May 2024", "May 2025", "May 2026")
    assert sorted(months, key=told.index) == list(months)
    labels = {"met": "met", "partly": "partly met", "unmet": "not met", "under_way": "under way"}
    for goals in GOALS.values():
        for goal, steps, state in goals:
            assert f"{goal} {steps} {labels[state]}" in told
    assert "Meetings 3 Goals 4 met 1 partly met 1 not met 1 under way 1" in told
    spanish = words(evenings / "es" / "evidence" / "index.html")
    assert "Mayo de 2024" in spanish
    assert "lograda en parte" in spanish


def test_a_meeting_shows_its_sheet_as_it_was_filled_in_and_its_pieces_with_task_and_tool(evenings: Path) -> None:
    page = evenings / "evidence" / "2025-05" / "index.html"
    told = words(page)
    assert "All of 2025-05 ." in told
    assert "The summary sheet of May 21, 2025" in told
    assert "What have we seen in the work? Careful drawings, and few second drafts." in told
    assert "Rosa Almanza principal" in told
    assert "Two models with every task by January not met" in told
    for title, _, _ in KEPT["2025-05-21"]:
        assert f'href="../../works/{slug(title)}/task/"' in page.read_text("utf-8")
    assert "May 2024" in told.partition("The meeting before")[2]
    assert (evenings / "works" / "ant-cards" / "task" / "index.html").is_file()
    assert "no panel has approved this work" in words(evenings / "works" / "ant-cards" / "index.html")


def test_pieces_of_the_years_stand_side_by_side_by_grade_and_by_format(evenings: Path) -> None:
    html = (evenings / "evidence" / "then-and-now" / "index.html").read_text("utf-8")
    groups = dict(re.findall(r'<section class="xc-then" id="([^"]+)">(.*?)</section>', html, re.DOTALL))
    assert set(groups) == {
        "grade-2",
        "grade-4",
        "grade-5",
        "format-cards",
        "format-map-and-guide",
        "format-report",
        "all",
    }
    titles = re.findall(r'class="xc-kept__title"><a[^>]*>([^<]+)', groups["grade-2"])
    assert titles == ["Frog cards", "Ant cards", "Newt cards"]
    assert re.findall(r"<time[^>]*>([^<]+)", groups["format-map-and-guide"]) == ["May 2024", "May 2026"]
    assert 'compare/#a=frog-cards:0&amp;b=newt-cards:0"' in groups["grade-2"]


def test_every_link_of_the_site_leads_somewhere(evenings: Path) -> None:
    assert broken_links(evenings) == []


def test_a_school_without_evidence_is_told_how_to_begin(tmp_path: Path) -> None:
    School(tmp_path, evenings=0).built()
    told = words(tmp_path / "site" / "evidence" / "index.html")
    for said in ("There is no evidence yet", "evidence/2026-05/archive.json", "pieces: [frog-cards, paper-bridges,"):
        assert said in told
    assert "What we keep" in told  # the summary sheet, by its title


def test_pieces_that_were_chosen_on_the_sheet_need_no_list_and_later_archives_know_more(tmp_path: Path) -> None:
    school = School(tmp_path, pictures=0)
    school.keep("2026-05", archived(*KEPT, chosen=True))
    (tmp_path / "evidence" / "2026-05" / "index.md").unlink()
    first, _, last = loaded(school).meetings
    assert last.pieces == ("newt-cards", "bridge-report", "trail-map")
    # When the first archive was saved, nobody knew yet.
    assert read_archive(archived(next(iter(KEPT))).encode()).sheets["years[1]"].states == ()
    assert first.sheets[0].states == ("met", "partly")


def test_the_file_that_the_archive_saves_is_read_whole() -> None:
    read = read_archive(archived(*KEPT).encode())
    assert read.findings == ()
    assert [str(sheet.date) for sheet in read.sheets.values()] == list(KEPT)
    assert [sheet.states for sheet in read.sheets.values()][:2] == [("met", "partly"), ("unmet",)]
    assert read.places["years[2].date"].column == 12
    odd = read_archive(archived(*KEPT).replace("Careful", "\\ud800\\u202eCareful").encode())
    assert odd.sheets == read.sheets


@pytest.mark.parametrize(
    "text", ["", "[]", "null", '"excellence-notes"', "[" * 100_000, "{" * 9, "1" * 9_999, "\ud800"]
)
def test_no_file_ends_the_reading(text: str) -> None:
    [found] = read_archive(text.encode("utf-8", "surrogatepass")).findings
    assert found.remedy


# Screens and paper


def test_its_pages_are_for_everybody_and_fit(
    enter: Callable[..., Page], evenings: Path, serve: Callable[[Path], str]
) -> None:
    page, address = enter(), serve(evenings)
    faults = faults_of(page, address, CANARY)
    for place in PLACES:
        page.goto(address + place)
        assert (faults, looked_at(page)) == ([], []), place
        faults.clear()  # axe keeps a page so busy that its typefaces seem to come too late


def test_the_pack_begins_each_meeting_and_each_piece_on_a_sheet_of_its_own(
    enter: Callable[..., Page], evenings: Path, serve: Callable[[Path], str]
) -> None:
    page = enter()
    page.goto(f"{serve(evenings)}evidence/print/")
    for paper in ("Letter", "A4"):
        document = pypdfium2.PdfDocument(BytesIO(page.pdf(format=paper)))
        sheets = [" ".join(each.get_textpage().get_text_bounded().split()) for each in document]
        # A cover, the goals, and for each evening its sheet and three pieces; one has two pictures a sheet.
        assert len(sheets) == 2 + 3 * 4 + MANY // 2 - 1
        assert all(f"Private: for {NAME} only" in each for each in sheets)
        assert sheets[0].startswith(f"Our body of evidence {NAME} May 2024 – May 2026")
        assert "Frog cards" in sheets[3]
        assert "Make frog cards for a reader." in sheets[3]


# What stays private


def test_every_page_says_that_it_is_private_and_tells_programs_nothing(evenings: Path) -> None:
    pages = sorted(evenings.rglob("*.html"))
    assert len(pages) > 60
    for page in pages:
        html = page.read_text("utf-8")
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in html, page
        assert 'property="og:' not in html, page
        assert "application/ld+json" not in html, page
        said = f"Privado: solo para {NAME}" if "es" in page.relative_to(evenings).parts else f"Private: for {NAME} only"
        assert said in html, page
    assert (evenings / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert not [*evenings.glob("sitemap*"), *evenings.rglob("embed"), *evenings.rglob("manifest.json")]


@pytest.mark.parametrize(
    ("address", "inner"),
    [
        *(
            (each, True)
            for each in ("", "http://127.0.0.1:8000/", "http://[::1]/", "http://10.1.2.3/", "http://models/")
        ),
        *((f"http://models.{each}/", True) for each in ("local", "lan", "internal", "home.arpa")),
        *((each, False) for each in ("https://hill.github.io/models/", "http://8.8.8.8/", "http://134744072/")),
        *(
            (each, False)
            for each in ("http://127.0.0.1@hill.edu/", "http://10.0.0.1.hill.edu/", "http://[::ffff:8.8.8.8]/")
        ),
        *((each, False) for each in ("https://lan.hill.edu/", "https://hill.edu./", "http://[oops/")),
    ],
)
def test_an_address_is_a_schools_own_only_where_nobody_else_reaches_it(address: str, inner: bool) -> None:
    assert is_inner(address) is inner


def test_a_school_is_published_nowhere(tmp_path: Path) -> None:
    school = School(tmp_path, evenings=0)
    for words_, said in (
        (("mkdocs", "build"), "models.hill.edu is an address that everybody reaches"),
        (("mkdocs", "gh-deploy"), "gh-deploy publishes it. Build it into a folder with scripts/build"),
        (("excellence", "export"), "models.hill.edu is an address that everybody reaches"),
    ):
        school.configure(site_url="" if "gh-deploy" in words_ else "https://models.hill.edu/")
        done = school.command(*words_)
        assert done.returncode != 0
        assert said in done.stderr
    assert not school.site.exists()


def test_a_public_collection_is_not_built_with_evidence_and_never_shows_any(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("kite")
    before = (project.built() / "index.html").read_bytes()
    month = tmp_path / "evidence" / "2026-05"
    month.mkdir(parents=True)
    (month / "archive.json").write_text(archived(*KEPT).replace("Careful", CANARY), "utf-8")
    (month / "index.md").write_text(f"---\npieces: [kite]\n---\n{CANARY}\n", "utf-8")
    done = project.build()
    assert done.returncode == 1
    assert "evidence:1:1: error school-only: a school's evidence is private" in done.stderr
    assert (project.site / "index.html").read_bytes() == before
    assert project.command("mkdocs", "build").returncode == 0  # what is not strict goes on without it
    assert [path for path in project.site.rglob("*") if path.is_file() and CANARY.encode() in path.read_bytes()] == []
    assert not (project.site / "evidence").exists()
    # Nor does a file of the archive get out beside the pages.
    (month / "archive.json").rename(tmp_path / "content" / "archive.json")
    assert "content/archive.json:1:1: error page-file: holds what people wrote" in project.build().stderr


def test_a_meeting_that_names_a_child_is_left_out_wherever_it_is_told_of(tmp_path: Path) -> None:
    school = School(tmp_path, pictures=0)
    archive = tmp_path / "evidence" / "2026-05" / "archive.json"
    archive.write_text(archive.read_text("utf-8").replace("Drafts are kept", f"{CANARY}’s drafts"), "utf-8")
    (tmp_path / "evidence" / "2025-05" / "index.md").write_text(f"---\npieces: []\n---\n{CANARY}.\n", "utf-8")
    found = loaded(school, CANARY)
    assert [meeting.month for meeting in found.meetings] == ["2026-05"]
    told = [each for each in found.findings if each.code == "listed-name"]
    assert {each.path for each in told} == {f"evidence/{each}" for each in ("2025-05/index.md", "2026-05/archive.json")}
    assert CANARY not in str(told)


def test_what_is_handed_on_holds_no_evidence_and_no_work_without_a_panel(tmp_path: Path) -> None:
    school = School(tmp_path, evenings=1)
    school.work("kite", **REAL)
    school.rewrite("frog-cards", consent=REAL["consent"])
    done = school.command("excellence", "export", "--offline", "--to", str(tmp_path / "pack.zip"))
    assert done.returncode == 0, done.stderr
    assert "1 work," in done.stdout
    listed = subprocess.run(["unzip", "-l", tmp_path / "pack.zip"], capture_output=True, text=True, check=True).stdout
    assert "works/kite/" in listed
    assert "frog-cards" not in listed
    assert "evidence/" not in listed


@pytest.mark.parametrize(
    ("said", "code"),
    [
        *(("      mode: school\n", 1), ('      mode: "school"\n', 1), ("  - excellence: {mode: school}\n", 1)),
        *(("      # mode: school\n", 0), ("      mode: public\n", 0), ("site_name: mode\n", 0)),
    ],
)
def test_pages_refuse_a_school_and_say_what_to_do(tmp_path: Path, said: str, code: int) -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    [step] = [
        each for each in workflow["jobs"]["build"]["steps"] if each.get("name") == "Refuse the site of one school"
    ]
    (tmp_path / "mkdocs.yml").write_text(said, "utf-8")
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("Run the workflow School site instead" in done.stdout) is bool(code)


def test_the_workflow_for_a_school_refuses_whoever_is_public(tmp_path: Path) -> None:
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "school.yml").read_text("utf-8"))["jobs"]["build"]["steps"]
    by_name = {each.get("name"): each for each in steps}
    private, mode = by_name["Refuse a public repository"], by_name["Refuse a public collection"]
    assert steps.index(private) == 0
    assert by_name["Build"]["env"] == {"SITE_URL": ""}
    for said, code in (("true", 0), ("false", 1), ("", 1)):
        assert (
            subprocess.run(["bash", "-e", "-c", private["run"]], env={"PRIVATE": said}, check=False).returncode == code
        )
    for text, code in (("    mode: school", 0), ("    mode: public", 1)):
        (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
        assert subprocess.run(["bash", "-e", "-c", mode["run"]], cwd=tmp_path, check=False).returncode == code


# From a fork to a school, and from there to the public


def test_a_fork_becomes_the_site_of_one_school(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("kite")
    pages = {"submit.md": "Send.", "submit/pack.md": "Pack."}
    pages |= {"es/submit.md": "Envíe.", "es/submit/pack.md": "Prepare."}
    for page, said in {**pages, "faq.md": "It is ours. [How to send work](submit.md). It stays."}.items():
        (tmp_path / "content" / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / page).write_text(f"# A page\n\n{said}\n", "utf-8")
    project.configure(nav=["index.md", {"Submit": ["submit.md", "submit/pack.md"]}, "faq.md"])
    words_ = ("--name", "Our work", "--by", NAME, "--contact", "office@hill.school", "--mode", "school")
    begin = ("excellence", "start", *words_, "--yes", "--force", "--no-build")
    refused = project.command(*begin, "--address", "https://hill.github.io/models/")
    assert refused.returncode == 1
    told = "“https://hill.github.io/models/” is an address that everybody reaches"
    assert f"{told}: a school's own site" in refused.stderr
    done = project.command(*begin)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "make the repository private, and set its variable INTAKE to true" in done.stdout
    # Nobody sends work to one school.
    assert not any((tmp_path / "content" / page).exists() for page in pages)
    assert (tmp_path / "content" / "faq.md").read_text("utf-8") == "# A page\n\nIt is ours. It stays.\n"
    config = yaml.safe_load((tmp_path / "mkdocs.yml").read_text("utf-8"))
    assert config["nav"] == ["index.md", "faq.md"]
    assert config["plugins"] == [{"excellence": {"mode": "school", "demonstrations": False}}]
    assert (config["site_author"], config["site_url"]) == (NAME, "http://127.0.0.1:8000/")  # it was a public one
    assert "collection of your own already" in project.command(*begin).stdout
    text = "plugins:\n  - excellence:\n      mode: school # ours\n      works_dir: works\n"
    assert with_mode(text, "public") == text.replace("school #", "public #")
    assert with_mode("plugins:\n  - excellence\n", "public") == "plugins:\n  - excellence\n"
    told = "write “- excellence:” on a line of its own, and “mode: school” beneath it"
    with pytest.raises(Unconfigured, match=told):
        with_mode("plugins:\n  - excellence\n", "school")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("the teachers of Hill School", ["Hill School"]),
        ("Our Student Work: Río Verde Elementary School and St. Mary's Academy Teachers", None),
        ("Models of Excellence at the Middle School", []),
        ("Student Work", []),
    ],
)
def test_a_schools_name_is_found_in_what_its_people_are_called(said: str, names: list[str] | None) -> None:
    expected = ["Río Verde Elementary School", "St Mary's Academy"] if names is None else names
    assert [*names_in(said)] == expected


def test_a_piece_goes_to_the_public_collection_with_its_consent_and_without_its_school(tmp_path: Path) -> None:
    for name in ("school", "public"):
        (tmp_path / name).mkdir()
    own = {"site_author": "the teachers of Hill School", "site_name": "Student Work"}
    school, public = School(tmp_path / "school", evenings=1, **own), Project(tmp_path / "public", site_url="")
    public.work("kite")
    assert {*names_on_sheets(school.folder / "evidence")} == {NAME}
    school.rewrite("frog-cards", school={"name": NAME, "setting": "rural"}, related=["town-map", "kite"])

    def promoted(*more: str) -> subprocess.CompletedProcess[str]:
        return school.command("excellence", "promote", "frog-cards", "--to", str(public.folder), *more)

    refused = promoted()
    assert refused.returncode == 1
    for said in (
        "error consent-missing consent: there is no consent",
        "works/frog-cards/index.md then says: consent: {ref:",
        "works/frog-cards/index.md then says: review: {decision: approved,",
        "error status: the status is submitted; when the panel has decided and the family has signed, write status:",
    ):
        assert said in refused.stdout
    assert not (public.folder / "works" / "frog-cards").exists()
    school.rewrite("frog-cards", **{**REAL, "status": "approved"})
    index = tmp_path / "school" / "works" / "frog-cards" / "index.md"
    kept = index.read_text("utf-8")
    for called in (NAME.upper(), "Hill School, Springfield"):  # as its sheets say it, and as mkdocs.yml does
        index.write_text(f"{kept}Drawn at {called}. <!-- ask the office -->\n", "utf-8")
        named = promoted()
        assert named.returncode == 1
        assert re.search(r"works/frog-cards/index.md:\d+:10: error listed-name: this names the school", named.stdout)
    index.write_text(f"{kept}<!-- ask the office -->\n", "utf-8")
    done = promoted()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Before you push:" in done.stdout
    text = (public.folder / "works" / "frog-cards" / "index.md").read_text("utf-8")
    assert not re.search(f"{NAME}|office|town-map", text)
    assert "setting: rural" in text
    assert "- kite" in text
    assert public.build().returncode == 0
    assert promoted("--replace", "--names-school").returncode == 0
    assert NAME in (public.folder / "works" / "frog-cards" / "index.md").read_text("utf-8")
    back = public.command("excellence", "promote", "kite", "--to", str(school.folder))
    assert "is the site of one school (mode: school): name the public collection" in back.stderr
