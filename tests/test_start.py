"""A fork becomes a collection of one's own: what goes, what stays, what is said, and that nothing is left half-done."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from filelock import FileLock
from playwright.sync_api import Page

from excellence.authoring import configured
from excellence.authoring.configured import Said, Unconfigured, languages_in, with_said, with_value, without_pages
from excellence.authoring.own import cleared, demonstrations_in
from excellence.authoring.unsaid import without_directives, without_section, without_sentences
from excellence.reading.frontmatter import decode
from in_process import Project
from project import COLLECTION, REAL, ROOT, broken_links, faults_of, looked_at, tree, unfolded
from reading import words_of

FLAGS = (
    *("--name", "Hill School Models", "--address", "https://hill.school.edu/models", "--contact", "models@hill.school"),
    *("--by", "the teachers of Hill School", "--affiliation", "It belongs to Hill School & its families."),
)
SPANISH = ("--by", "es=el equipo docente de Hill School", "--affiliation", "es=Pertenece a Hill School.")
LANGUAGES = """
extra:
  contact: !ENV [CONTACT, ""] # whom families write to
  languages: # further ones
    es:
      description: Una colección.
      author: quienes la hacen # al pie
"""


def git(folder: Path, *words: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def committed(folder: Path) -> None:
    (folder / ".gitignore").write_text(".cache\nsite\n", "utf-8")
    git(folder, "init", "-q")
    git(folder, "config", "core.autocrlf", "false")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A fork")


def fork(folder: Path) -> Project:
    """The tests' own collection as somebody has forked it: with a work of theirs, and with line ends of Windows."""
    project = Project(folder)
    for name in ("content", "works"):
        shutil.rmtree(folder / name)
        shutil.copytree(COLLECTION / name, folder / name)
    text = (COLLECTION / "mkdocs.yml").read_text("utf-8").replace("\ntheme:", f"{LANGUAGES}\ntheme:")
    (folder / "mkdocs.yml").write_text(text, "utf-8", newline="\r\n")
    project.work("ours", related=["our-well"], body="After [our well](work:our-well). It went on.", **REAL)
    pages = {
        "sets/mixed.md": "---\ntitle: Mixed\ndescription: Of both.\nworks:\n  - {slug: our-well}\n  - {slug: ours}\n"
        "minutes: 3\ngroups: 2\nhide: [navigation, toc]\n---\n# Mixed\n\nWalk. Begin at [our well](work:our-well).\n",
        "own.md": "---\ntitle: Own\n---\n# Own\n\nLike [our well](work:our-well), so [ours](work:ours). More.\n\n"
        "- [Past the windows](sets/past-the-windows.md) is a set.\n- Stay.\n\n"
        "<!-- excellence:gallery works=our-well -->\n\n<!-- excellence:gallery works=our-well,ours -->\n",
    }
    for name, said in pages.items():
        (folder / "content" / name).write_text(said, "utf-8", newline="\r\n")
    for name in ("index.md", "es/index.md"):
        page = folder / "content" / name
        page.write_text(page.read_text("utf-8").replace("\n</div>", "\n\n<!-- excellence:who -->\n</div>", 1), "utf-8")
    about = folder / "content" / "about.md"
    drawn = "\n## What you see { #demonstrations }\n\nWe drew it.\n\n### How\n\nBy hand.\n\n## Last\n\nMore.\n"
    about.write_text(about.read_text("utf-8") + drawn, "utf-8")
    committed(folder)
    return project


def at(folder: Path) -> Project:
    """A collection that is there already."""
    project = Project.__new__(Project)
    project.folder = folder
    return project


def once(folder: Path, make: Callable[[Path], object]) -> Project:
    """What the first of all workers makes; the others wait for it."""
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            coming = folder.with_name(f"{folder.name}.coming")
            coming.mkdir()
            make(coming)
            coming.rename(folder)
    return at(folder)


@pytest.fixture(scope="session")
def started(shared: Path) -> Project:
    """What comes of a fork, built."""

    def make(folder: Path) -> None:
        project = fork(folder)
        done = project.command("excellence", "start", *FLAGS, *SPANISH, "--yes", "--no-build", "--keep-example")
        assert done.returncode == 0, done.stdout + done.stderr
        project.built(env={"SITE_URL": "https://hill.school.edu/models/"})

    return once(shared / "started", make)


@pytest.fixture(scope="session")
def own(shared: Path) -> Project:
    """The repository's own collection, whatever is in it, as its fork begins."""
    return once(shared / "own-started", own_fork)


def own_fork(folder: Path) -> None:
    project = Project(folder)
    drawn = demonstrations_in(ROOT / "works")  # of which the words are enough, since they go
    for name in ("content", "works"):
        shutil.rmtree(folder / name)
        shutil.copytree(
            ROOT / name,
            folder / name,
            ignore=lambda at, names: [each for each in names if Path(at).name in drawn and not each.endswith(".md")],
        )
    shutil.copy(ROOT / "mkdocs.yml", folder)
    committed(folder)
    more = SPANISH if "es" in languages_in((folder / "mkdocs.yml").read_text("utf-8")) else ()
    done = project.command("excellence", "start", *FLAGS, *more, "--yes", "--no-build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "still names" not in done.stdout
    project.built()


def said_on(page: str) -> str:
    return " ".join(words_of(page).split())


# What the repository says of itself


def test_nothing_of_the_repositorys_own_names_a_demonstration_any_more(own: Project) -> None:
    titles = demonstrations_in(ROOT / "works")
    assert demonstrations_in(own.folder / "works") == {}
    names = [*titles, *(title for title in titles.values() if " " in title)]
    texts = [*(own.folder / "content").rglob("*.md"), *own.site.rglob("*.html"), own.folder / "mkdocs.yml"]
    found = {(path.name, name) for path in texts for name in names if name in path.read_text("utf-8")}
    assert found == set()


def test_a_fork_of_it_is_right_and_no_link_leads_nowhere(own: Project) -> None:
    done = own.command("excellence", "check")
    assert done.returncode == 0, done.stdout
    assert (" error " in done.stdout, " warning " in done.stdout) == (False, False), done.stdout
    assert broken_links(own.site) == []


def test_each_page_of_it_says_who_runs_it(own: Project) -> None:
    for path in own.site.rglob("index.html"):
        foot = path.read_text("utf-8").partition("<footer")[2]
        assert not foot or "the teachers of Hill School" in foot or "el equipo docente de Hill School" in foot, path


# What goes and what stays


def test_demonstrations_go_and_ones_own_works_stay(started: Project) -> None:
    works = started.folder / "works"
    assert {path.name for path in works.iterdir()} == {"ours", "an-example", "vocabulary.yml", "withdrawn.yml"}
    assert (works / "withdrawn.yml").read_bytes() == (COLLECTION / "works" / "withdrawn.yml").read_bytes()
    text = (works / "ours" / "index.md").read_text("utf-8")
    assert "our-well" not in text
    assert text.endswith("---\n\nIt went on.\n")
    content = started.folder / "content"
    assert {path.name for path in content.glob("exhibits/*")} == {"index.md"}
    assert {path.name for path in content.glob("sets/*")} == {"index.md", "mixed.md"}
    nav = yaml.safe_load((started.folder / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""))["nav"]
    assert nav[4] == {"Exhibits": ["exhibits/index.md", "sets/index.md"]}


def test_what_leads_to_them_goes_and_every_other_word_stays(started: Project) -> None:
    content = started.folder / "content"
    mixed, page = ((content / name).read_bytes() for name in ("sets/mixed.md", "own.md"))
    assert b"works:\r\n  - {slug: ours}\r\nminutes" in mixed
    assert mixed.endswith(b"# Mixed\r\n\r\nWalk.\r\n")
    assert b"Like our well, so [ours](work:ours). More.\r\n\r\n- Stay.\r\n\r\n" in page
    assert page.endswith(b"- Stay.\r\n\r\n<!-- excellence:gallery works=ours -->\r\n")
    assert page.count(b"\n") == page.count(b"\r\n")
    assert "try_on" not in (content / "es/protocols/one-lesson.md").read_text("utf-8")
    assert "<!-- excellence:featured -->" in (content / "index.md").read_text("utf-8")
    assert (content / "about.md").read_text("utf-8").endswith("signed consent.\n\n## Last\n\nMore.\n")
    changed = {line[3:] for line in git(started.folder, "status", "--porcelain").splitlines() if line[:2] == " M"}
    assert {name for name in changed if "routes" in name or "catchers" in name} == set()


def test_mkdocs_yml_says_what_was_asked_and_keeps_its_notes(started: Project) -> None:
    text = (started.folder / "mkdocs.yml").read_bytes().decode()
    assert text.count("\n") == text.count("\r\n")
    for line in (
        'site_name: "Hill School Models"',
        'site_url: !ENV [SITE_URL, "https://hill.school.edu/models/"]',
        'site_author: "the teachers of Hill School"',
        '  contact: "models@hill.school" # whom families write to',
        '  affiliation: "It belongs to Hill School & its families."',
        "  languages: # further ones",
        '      author: "el equipo docente de Hill School" # al pie',
        '      affiliation: "Pertenece a Hill School."',
        "      demonstrations: false",
    ):
        assert f"\r\n{line}\r\n" in text
    assert 'description: "Trabajos excelentes de estudiantes, reunidos por el equipo docente de Hill School,' in text


def test_home_and_the_foot_of_each_page_say_it_in_each_language(started: Project) -> None:
    own, spanish = started.page("index.html"), started.page("es/index.html")
    belongs = "It belongs to Hill School &amp; its families."
    assert f'<p class="xc-who">Hill School Models is run by the teachers of Hill School. {belongs}</p>' in own
    assert f"<p>Run by the teachers of Hill School. {belongs}</p>" in own.partition("<footer")[2]
    told = "A cargo de Hill School Models: el equipo docente de Hill School. Pertenece a Hill School."
    assert f'<p class="xc-who">{told}</p>' in spanish
    assert "Pertenece a Hill School.</p>" in spanish.partition("<footer")[2]
    assert "Independent" not in own + spanish
    assert 'href="works/ours/"' in own.partition('<h2 id="i-have')[0]  # large: the newest work


def test_an_example_shows_every_field_and_nobody_is_shown_it(started: Project) -> None:
    text = (started.folder / "works" / "an-example" / "index.md").read_text("utf-8")
    for key in ("title", "# attributes", "# consent", "# review", "  # - file", "  #   alt", "# drafts", "# task"):
        assert f"\n{key}: " in text
    assert not (started.site / "works" / "an-example").exists()
    done = started.command("excellence", "check", "an-example")
    assert done.returncode == 0
    assert (" error " in done.stdout, " warning " in done.stdout) == (False, False), done.stdout


def test_with_one_work_every_room_reads_well(
    started: Project, enter: Callable[..., Page], serve: Callable[[Path], str]
) -> None:
    page, address = enter(), serve(started.site)
    faults = faults_of(page, address)
    assert "There is no exhibit here yet." in said_on(started.page("exhibits/index.html"))
    assert "Exhibits" not in re.findall(r"<h2[^>]*>([^<]+)", started.page("index.html"))
    for place in ("", "es/", "sets/"):
        page.goto(address + place)
        assert looked_at(unfolded(page)) == [], place
    assert faults == []
    assert broken_links(started.site, "/models/") == []


# Twice, in part, and wrongly


def test_a_second_run_changes_nothing_and_says_so(started: Project) -> None:
    before = git(started.folder, "status", "--porcelain"), git(started.folder, "diff")
    example = tree(started.folder / "works" / "an-example")
    for words in ((), FLAGS + SPANISH, ("--keep-example",)):
        done = started.command("excellence", "start", *words)
        assert done.stdout == "Nothing is to be changed: this is a collection of your own already.\n", done.stderr
        assert done.returncode == 0
    assert (git(started.folder, "status", "--porcelain"), git(started.folder, "diff")) == before
    assert tree(started.folder / "works" / "an-example") == example


def test_another_answer_later_changes_that_alone(started: Project, tmp_path: Path) -> None:
    folder = tmp_path / "later"
    shutil.copytree(started.folder, folder, ignore=shutil.ignore_patterns(".cache", "site"))
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Start")
    done = at(folder).command("excellence", "start", "--by", "Hill School", "--yes", "--no-build")
    assert done.returncode == 0, done.stderr
    lines = [line for line in git(folder, "diff", "-U0").splitlines() if line.startswith("+") and line[1] != "+"]
    described = "Excellent work by students, collected by Hill School, with guides for studying it together."
    assert [line.strip("\r") for line in lines] == [
        f'+site_description: "{described}"',
        '+site_author: "Hill School"',
    ]


def test_a_run_that_was_ended_half_way_is_taken_up_again(tmp_path: Path) -> None:
    project = fork(tmp_path)
    works = project.folder / "works"
    for slug in list(demonstrations_in(works))[2:]:
        shutil.rmtree(works / slug)
    done = project.command("excellence", "start", *FLAGS, "--yes", "--no-build")
    assert done.returncode == 1
    assert "these files are changed and not committed" in done.stderr
    done = project.command("excellence", "start", *FLAGS, "--yes", "--no-build", "--force")
    assert done.returncode == 0, done.stderr
    assert "2 demonstrations go" in done.stdout
    assert "our-well" not in "".join(path.read_text("utf-8") for path in project.folder.rglob("*.md"))
    text = (project.folder / "mkdocs.yml").read_text("utf-8")
    assert text.count('"the teachers of Hill School"') == 2  # a language that says nothing else says the same


def test_nothing_is_asked_where_nobody_can_answer_and_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    project = fork(tmp_path)
    before = tree(project.folder)
    done = project.command("excellence", "start")
    assert done.stderr.strip().endswith("flags are missing: --name, --contact, --by, --affiliation")
    done = project.command(
        *("excellence", "start", "--name", "", "--address", "models", "--contact", "a@example.org"),
        *("--affiliation", "x" * 300),
    )
    for told in (
        "these flags are missing: --by",
        "--name: this can't be left empty",
        "--address: “models” is no address",
        "--contact: “a@example.org” is only a sample",
        "--affiliation: this has 300 characters",
    ):
        assert told in done.stderr
    done = project.command("excellence", "start", *FLAGS)
    assert "nobody can be asked whether to go on: add --yes" in done.stderr
    (project.folder / "content" / "sets" / "mixed.md").write_text("---\ntitle: [\n---\n", "utf-8")
    text = (project.folder / "mkdocs.yml").read_text("utf-8")
    (project.folder / "mkdocs.yml").write_text(text.replace("Small models", ">-\n  Small\n  models"), "utf-8")
    git(project.folder, "commit", "-q", "-a", "-m", "Wrong")
    done = project.command("excellence", "start", *FLAGS, "--yes")
    assert "mkdocs.yml: site_name: write its value on one line" in done.stderr
    git(project.folder, "reset", "-q", "--hard", "HEAD~1")
    shutil.rmtree(project.folder / ".git")
    done = project.command("excellence", "start", *FLAGS, "--yes")
    assert "this folder is in no git repository, so nothing could be undone" in done.stderr
    assert {**tree(project.folder)}.items() >= {(k, v) for k, v in before.items() if not k.startswith(".git/")}


def test_a_person_is_asked_and_asked_again_after_a_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = fork(tmp_path)
    git(project.folder, "remote", "add", "origin", "https://github.com/Hill-School/models.git")
    monkeypatch.setattr(
        sys.modules["excellence.commands.start"], "sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    )
    answers = "Hill\n\nnobody\noffice@hill.school\nHill School\n\nIt is ours.\nEs nuestra.\nn\ny\n"
    done = project.command("excellence", "start", "--no-build", answers=answers)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "[https://hill-school.github.io/models/]" in done.stdout
    assert "“nobody” is neither an e-mail address nor a page" in done.stdout
    text = (project.folder / "mkdocs.yml").read_text("utf-8")
    assert 'site_url: !ENV [SITE_URL, "https://hill-school.github.io/models/"]' in text
    assert 'affiliation: "Es nuestra."' in text
    git(project.folder, "restore", ".")
    assert git(project.folder, "status", "--porcelain") == ""


# Words


GONE = {"work:gone", "../sets/gone.md"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One. See [a](work:gone). Two.\n", "One. Two.\n"),
        ("One.\nSee [a? b](work:gone) or\n[c](../sets/gone.md)! Two.\n", "One. Two.\n"),
        ("One.\n\nSee [a](work:gone).\n\nTwo.\n", "One.\n\nTwo.\n"),
        ("One.\n\nSee [a](work:gone).\n", "One.\n"),
        ("- One.\n- [a](work:gone)\n- Two.\n", "- One.\n- Two.\n"),
        ("1. One. [a](work:gone) is.\n2. Two.\n", "1. One.\n2. Two.\n"),
        ("See [a](work:gone) and [b](work:kept). Two.\n", "See a and [b](work:kept). Two.\n"),
        ("| [a](work:gone) | b |\n", "| a | b |\n"),
        ("## Of [a](work:gone)\n\nOne.\n", "## Of a\n\nOne.\n"),
        ("`[a](work:gone)` is code.\n", "`[a](work:gone)` is code.\n"),
        ("Uno. ¿Y [a](work:gone)? ¿Dos?\n", "Uno. ¿Dos?\n"),
        ("Mr. A. Bee saw it. [a](work:gone), too.\n", "Mr. A. Bee saw it.\n"),
        ("**See [a](work:gone).** Two.\n", "Two.\n"),
    ],
)
def test_a_sentence_goes_with_the_work_that_it_leads_to(before: str, after: str) -> None:
    assert without_sentences(before, GONE.__contains__) == after
    assert without_sentences(after, GONE.__contains__) == after


def test_directives_keep_the_works_that_stay() -> None:
    stays = {"a", "b"}.__contains__
    said = "<!-- excellence:gallery works=a,gone limit=3 --> <!-- excellence:gallery grade=2 works=gone -->"
    kept = "<!-- excellence:gallery works=a limit=3 --> <!-- excellence:gallery grade=2 -->"
    assert without_directives(said, stays) == kept
    assert without_directives("`<!-- excellence:gallery works=gone -->`", stays).count("works=gone") == 1


def test_a_section_about_demonstrations_goes_to_the_next_of_its_level() -> None:
    text = "# A\n\n## B { #demonstrations }\n\nOne.\n\n### C\n\nTwo.\n"
    assert without_section(text) == "# A\n"
    assert without_section(f"{text}\n## D\n") == "# A\n\n## D\n"
    assert without_section("```\n## B { #demonstrations }\n```\n") == "```\n## B { #demonstrations }\n```\n"


def test_values_are_written_where_they_stand() -> None:
    text = "# first\nsite_name: 'A: b' # a name\nextra:\n  # a note\n  contact: x # c\n"
    assert with_value(text, 'Ä “q” "s"', "site_name") == text.replace("'A: b'", '"Ä “q” \\"s\\""')
    assert with_value(text, "y", "extra", "more") == text + '  more: "y"\n'
    assert with_value("a: b\n", "y", "extra", "more") == 'a: b\n\nextra:\n  more: "y"\n'
    assert configured.said_at('site_url: !ENV [SITE_URL, "http://a/"]\n', "site_url") == "http://a/"
    for wrong in ("site_name: >-\n  a\n  b\n", "site_name: [a, b]\n"):
        with pytest.raises(Unconfigured, match="site_name: write its value on one line"):
            with_value(wrong, "y", "site_name")
    _, wrong_ones = with_said("site_name: >-\n  a\n  b\nextra: {}\n", Said(name="a", contact="b@c.school"))
    assert len(wrong_ones) == 2


def test_a_room_without_a_page_leaves_the_menu() -> None:
    menu = "nav:\n  - Home: index.md\n  - Room:\n      - a.md # one\n      - B: b.md\n  - c.md\n"
    assert without_pages(menu, {"a.md"}) == menu.replace("      - a.md # one\n", "")
    assert without_pages(menu, {"a.md", "b.md"}) == "nav:\n  - Home: index.md\n  - c.md\n"


def test_a_page_that_cannot_be_read_is_told_before_anything_is_done(tmp_path: Path) -> None:
    project = fork(tmp_path)
    page = project.folder / "content" / "sets" / "mixed.md"
    page.write_text(decode(page.read_bytes())[0].replace("title: Mixed", "titel: Mixed"), "utf-8")
    plan = cleared(project.folder / "works", project.folder / "content")
    assert [each.path for each in plan.wrong] == ["content/sets/mixed.md"]
    git(project.folder, "commit", "-q", "-a", "-m", "Wrong")
    done = project.command("excellence", "start", *FLAGS, "--yes")
    assert "nothing was changed, since this must be mended first:\ncontent/sets/mixed.md:" in done.stderr
    assert git(project.folder, "status", "--porcelain") == ""
