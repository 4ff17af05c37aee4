"""The commands of a curator: a new work, a check that mends, a work promoted, a work taken down."""

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

from excellence.authoring.frontmatter_writer import write_frontmatter
from excellence.commands.new import suggested_slug
from excellence.model.schema import keys
from excellence.model.work import Work
from excellence.reading.frontmatter import read_frontmatter
from excellence.reading.single import SLUG
from excellence.rendering.withdrawal import Withdrawal, steps
from excellence.rules import RULES
from in_process import Project
from project import COLLECTION, ROOT, draw, environment, tree
from recorded import document, film

from .draw import encoded, quarters
from .test_pictures_traces import CANARY, telling_jpeg

CONSENT = {"ref": "2026-014", "holder": "the school", "scope": ["site", "print"], "until": "2031-06-30"}
REVIEW = {"decision": "approved", "on": "2026-05-04", "panel": ["curator", "teacher"]}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "own").mkdir()
    return Project(tmp_path / "own")


def real(project: Project, slug: str, **front: Any) -> Path:
    return project.work(slug, **{"demonstration": None, "consent": CONSENT, "review": REVIEW, **front})


# A new work


def test_from_a_folder_of_photos_to_a_work_that_is_shown(project: Project, tmp_path: Path) -> None:
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "IMG_10.jpg").write_bytes(telling_jpeg(quarters(1200, 800)))
    (photos / "IMG_9.tif").write_bytes(encoded(quarters(4000, 2000), "TIFF"))
    (photos / "IMG_9.txt").write_text("What stands on it.", "utf-8")
    (photos / "report.docx").write_bytes(b"PK")
    (photos / "bad.png").write_bytes(b"nothing")
    before = tree(photos)
    said = ("--title", "Kites: a field guide", "--grades", "2", "--subjects", "visual-arts", "--kind", "project")
    done = project.command("excellence", "new", *said, "--from", str(photos), "--no-questions")
    assert done.returncode == 1
    assert "2 of 5 files could not be taken" in done.stderr
    assert "report.docx: not taken: it is a Word document; " in done.stdout
    assert "bad.png: not taken: it is no picture that we know" in done.stdout
    assert "IMG_9.tif → 01.jpg (3,000 × 1,500 pixels)" in done.stdout
    assert tree(photos) == before
    folder = project.folder / "works" / "kites-a-field-guide"
    assert {path.name for path in folder.iterdir()} == {"index.md", "01.jpg", "01.txt", "02.jpg"}
    assert CANARY not in (folder / "02.jpg").read_bytes()

    checked = project.command("excellence", "check", folder.name).stdout
    blank = re.findall(r"error missing-key (\S+):", checked)
    assert blank == ["summary", "formats"]
    assert len(re.findall(r"error alt-missing", checked)) == 2
    text = (folder / "index.md").read_text("utf-8")
    text = text.replace("summary:", "summary: About kites.", 1).replace("formats:", "formats: [cards/note-cards]", 1)
    text = re.sub(r"^    alt:.*$", "    alt: Four fields of colour", text, flags=re.MULTILINE)
    (folder / "index.md").write_text(text, "utf-8")
    checked = project.command("excellence", "check", folder.name)
    assert (checked.returncode, "info not-approved" in checked.stdout) == (0, True)


def test_every_key_that_is_offered_can_be_taken_in(project: Project) -> None:
    done = project.command("excellence", "new", "kite-book", "--no-questions")
    assert done.returncode == 0, done.stderr
    text = (project.folder / "works" / "kite-book" / "index.md").read_text("utf-8")
    offered = set(re.findall(r"^(?:# )?([a-z_]+):", text, re.MULTILINE))
    assert offered == set(keys(Work)) - {"demonstration"}
    assert read_frontmatter(text.encode()).findings == ()
    taken = re.sub(r"^# ([a-z_]+:)", r"\1", text, flags=re.MULTILINE)
    assert read_frontmatter(taken.encode()).findings == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Bad_Slug"], "“Bad_Slug” is no slug"),
        (["../kite"], "is no slug"),
        (["Our River!"], "as in our-river"),
        (["kite-book", "--subjects", "visual-artz"], "did you mean visual-arts?"),
        (["kite-book", "--kind", "poem"], "kind: “poem” is not one of the allowed values"),
        (["fine"], "works/fine is there already"),
    ],
)
def test_a_wrong_word_ends_it_with_the_right_one(project: Project, words: list[str], told: str) -> None:
    project.work("fine")
    before = tree(project.folder / "works")
    done = project.command("excellence", "new", *words, "--no-questions")
    assert done.returncode == 1
    assert told in done.stderr
    assert tree(project.folder / "works") == before


def test_it_asks_a_person_and_asks_again_after_a_mistake(project: Project) -> None:
    import pty  # Windows has none

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "excellence", "new"]
    process = subprocess.Popen(command, cwd=project.folder, env=environment(), stdin=theirs, stdout=subprocess.PIPE)
    answers = ["Kites & birds", "poem", "project", "2", "visual-arts", "", "About kites.", "", "/nowhere", ""]
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    told, _ = process.communicate()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, told.decode()
    assert "kind: “poem” is not one of the allowed values" in told.decode()
    assert "there is nothing at /nowhere" in told.decode()
    text = (project.folder / "works" / "kites-birds" / "index.md").read_text("utf-8")
    assert "kind: project" in text
    assert "grades: [2]" in text


def test_a_slug_is_made_of_any_title() -> None:
    assert suggested_slug("¿Qué vive en el río? An “atlas”") == "que-vive-en-el-rio-an-atlas"
    assert suggested_slug("!!!") == "new-work"
    assert suggested_slug("Ms. O'Hara's") == "ms-oharas"
    for title in ("a" * 90, "word " * 40, "ab", "con", "数"):
        assert SLUG.match(suggested_slug(title))


# A check that mends, and weighs


def test_what_is_safe_is_mended_and_the_rest_is_left_to_a_person(project: Project) -> None:
    pieces = [{"file": "My Kite.png", "alt": "Four fields"}]
    folder = project.work("kite", kind="Project", subjects=["Visual Arts"], grades=[14], pieces=pieces)
    (folder / "01.jpg").unlink()
    (folder / "My Kite.png").write_bytes(telling_jpeg(quarters(1200, 800)))
    done = project.command("excellence", "check", "kite", "--fix")
    assert "Project is project now" in done.stdout
    assert "Visual Arts is visual-arts now" in done.stdout
    assert "My Kite.png is named my-kite.jpg now" in done.stdout
    assert "works/kite/my-kite.jpg: took " in done.stdout
    left = [line for line in done.stdout.splitlines() if " error " in line]
    assert [line.split()[2] for line in left] == ["unknown-value"]
    assert "“14”" in left[0]
    assert done.returncode == 1
    assert {path.name for path in folder.iterdir()} == {"index.md", "my-kite.jpg"}
    assert CANARY not in (folder / "my-kite.jpg").read_bytes()
    state = tree(folder)
    assert "mended" not in project.command("excellence", "check", "kite", "--fix").stdout
    assert tree(folder) == state


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_new_and_changed_works_are_checked_strictly_and_old_ones_as_a_build_does(project: Project) -> None:
    claim = {"craftsmanship": [{"key": "care-precision"}]}
    project.work("old", attributes=claim, demonstration=None, consent=CONSENT)  # no review: left out of a build
    project.work("changed")
    (project.folder / ".gitignore").write_text(".cache\nsite\n", "utf-8")
    git(project.folder, "init", "-q", "-b", "main")
    git(project.folder, "add", "-A")
    git(project.folder, "commit", "-q", "-m", "one")
    project.work("new", attributes=claim)
    (project.folder / "works" / "changed" / "index.md").write_text("nothing", "utf-8")
    plain = project.command("excellence", "check").stdout
    assert "works/old/index.md:1:1: error review-missing" in plain
    assert plain.count("warning evidence-note") == 2
    done = project.command("excellence", "check", "--changed-since", "main").stdout
    assert "works/old/index.md:1:1: withheld review-missing" in done
    assert re.search(r"works/old/\S+ warning evidence-note", done)
    assert re.search(r"works/new/\S+ error evidence-note", done)
    assert "works/changed/index.md:1:1: error matter-missing" in done
    for revision in ("nowhere", "--help"):
        wrong = project.command("excellence", "check", f"--changed-since={revision}")
        assert (wrong.returncode, "there is no revision" in wrong.stderr) == (1, True)


def test_a_comment_thanks_shows_the_work_and_lets_no_text_out_of_its_place(project: Project) -> None:
    title = "<img src=x onerror=alert(1)> @everyone #1 [link](https://a.example) `code` *b*"
    project.work("kite", title=title, grades=[14], keywords=["a", "a"])
    raw = "https://github.com/a-school/intake/raw/abc"
    told = project.command("excellence", "check", "kite", "--format", "comment", "--raw", raw).stdout
    assert told.index("Thank you") < told.index("<p>") < told.index("Please mend this first")
    assert f'<img src="{raw}/works/kite/01.jpg"' in told
    card = told.split("<p>")[1].split("</p>")[0]
    assert "<img src=x" not in card
    assert "onerror=alert(1)" not in card
    assert "@everyone" not in card
    assert "](https" not in card
    assert "`code`" not in card
    project.work("good")
    told = project.command("excellence", "check", "good", "--format", "comment").stdout
    assert "Nothing needs mending" in told
    assert "<img" not in told


def test_a_private_name_is_found_everywhere_and_told_nowhere(project: Project) -> None:
    pieces = [{"file": "a.pdf", "alt": "A page"}]
    folder = project.work("kite", pieces=pieces, summary="By Zaida Quell.")
    (folder / "01.jpg").unlink()
    (folder / "a.pdf").write_bytes(document("Zaida Quell wrote this"))
    names = project.folder / "names.local.txt"
    names.write_text("# the list\nZaida Quell # grade 2\n\n", "utf-8")
    done = project.command("excellence", "check")
    assert done.stdout.count("error listed-name") == 2
    assert "on page 1 of a.pdf, this holds a name from the private list" in done.stdout
    assert "zaida" not in done.stdout.lower()
    for path in (project.folder / ".cache").rglob("*"):
        assert not path.is_file() or b"# grade 2" not in path.read_bytes()
    git(project.folder, "init", "-q")
    git(project.folder, "add", "names.local.txt")
    done = project.command("excellence", "check")
    assert done.returncode == 1
    assert "names.local.txt is in the repository" in done.stderr


# Promoted


@pytest.fixture
def public(tmp_path: Path) -> Project:
    (tmp_path / "public").mkdir()
    return Project(tmp_path / "public")


def test_an_approved_work_goes_over_whole_and_without_notes(project: Project, public: Project) -> None:
    noted = {"notes": [{"on": "2026-05-03", "by": "teacher", "said": "A private remark."}]}
    folder = real(project, "kite", body="Words. <!-- her mother called -->\n\nMore.", review=REVIEW | noted)
    index = folder / "index.md"
    index.write_text(index.read_text("utf-8").replace("kind:", "# a private note\nkind:"), "utf-8")
    draw(folder / "notes.jpg", "unlisted")
    assert project.command("excellence", "promote", "kite", "--to", str(public.folder)).returncode == 1
    (folder / "notes.jpg").unlink()
    (folder / "notes.md").write_text("private", "utf-8")
    done = project.command("excellence", "promote", "kite", "--to", str(public.folder))
    assert (done.returncode, done.stderr) == (0, "")
    copied = public.folder / "works" / "kite"
    assert {path.name for path in copied.iterdir()} == {"index.md", "01.jpg"}
    text = (copied / "index.md").read_text("utf-8")
    assert "private" not in text
    assert "mother" not in text
    assert read_frontmatter(text.encode()).body == "Words. \n\nMore."
    assert [path.name for path in (public.folder / "works").iterdir() if path.name.startswith(".")] == []
    assert public.command("excellence", "check").returncode == 0
    again = project.command("excellence", "promote", "kite", "--to", str(public.folder))
    assert "is there already: say --replace" in again.stderr
    assert project.command("excellence", "promote", "kite", "--to", str(public.folder), "--replace").returncode == 0


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ({"status": "submitted"}, "not-approved"),
        ({"review": None}, "review-missing"),
        ({"consent": {**CONSENT, "until": "2026-01-01"}}, "consent-ended"),
        ({"redact": [{"file": "01.jpg", "x": 0, "y": 0, "w": 0.5, "h": 0.5}]}, "redact-open"),
        ({"grades": [14]}, "unknown-value"),
    ],
)
def test_what_a_check_would_refuse_is_not_promoted(
    project: Project, public: Project, front: dict[str, object], told: str
) -> None:
    real(project, "kite", **front)
    public.work("other")
    before = tree(public.folder)
    done = project.command("excellence", "promote", "kite", "--to", str(public.folder))
    assert done.returncode == 1
    assert told in done.stdout
    assert "Nothing was copied" in done.stderr
    assert tree(public.folder) == before


def test_a_picture_with_hidden_data_or_one_that_was_withdrawn_there_is_not_promoted(
    project: Project, public: Project
) -> None:
    folder = real(project, "kite")
    key = sha256((folder / "01.jpg").read_bytes()).hexdigest()
    real(public, "kite", title="The old kite")
    (public.folder / "works" / "withdrawn.yml").write_text(f"- sha256: {key}\n", "utf-8")
    draw(public.folder / "works" / "kite" / "01.jpg", "another")
    before = tree(public.folder / "works")
    done = project.command("excellence", "promote", "kite", "--to", str(public.folder), "--replace")
    assert (done.returncode, "error withdrawn" in done.stdout) == (1, True)
    assert tree(public.folder / "works") == before
    (folder / "01.jpg").write_bytes(telling_jpeg(quarters(1200, 800)))
    done = project.command("excellence", "promote", "kite", "--to", str(public.folder), "--replace")
    assert (done.returncode, "error metadata" in done.stdout) == (1, True)
    assert tree(public.folder / "works") == before


WRITTEN = [path for folder in (COLLECTION, ROOT) for path in sorted((folder / "works").glob("*/index*.md"))]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.parent.name)
def test_front_matter_written_anew_says_the_same(path: Path) -> None:
    def plain(text: bytes) -> object:
        return yaml.safe_load(text.decode().split("\n---")[0].removeprefix("---"))

    before = path.read_bytes()
    after = write_frontmatter(read_frontmatter(before)).encode()
    assert plain(after) == plain(before)
    assert read_frontmatter(after).findings == ()


# Taken down


def test_nothing_of_a_withdrawn_work_is_left_and_it_cannot_come_back(project: Project, tmp_path: Path) -> None:
    pieces = [
        {"file": "01.jpg", "alt": "Zarquon the newt"},
        {"file": "a.pdf", "alt": "A page"},
        {"file": "f.mp4", "captions": "f.vtt", "transcript": "f.txt"},
        {"file": "essay.md"},
    ]
    folder = project.work(
        "zarquon-newt", body="Zarquon swims.", pieces=pieces, title="Zarquon", aliases=["old-zarquon"]
    )
    (folder / "a.pdf").write_bytes(document("Zarquon lives in the pond"))
    (folder / "f.mp4").write_bytes(film(seconds=0.5))
    (folder / "f.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nZarquon\n", "utf-8")
    (folder / "f.txt").write_text("Zarquon is heard.", "utf-8")
    (folder / "essay.md").write_text("Zarquon was my newt.", "utf-8")
    project.work("other", related=["zarquon-newt"])
    (project.folder / "content" / "about.md").write_text("# About\n\nWe love Zarquon.\n", "utf-8")
    project.built()
    kept = shutil.copytree(folder, tmp_path / "kept")
    one, other = (
        {path.name for path in (project.site / "works" / slug).iterdir()} for slug in ("zarquon-newt", "other")
    )
    made = one - other  # what every work has, as index.html, is named alike
    (project.folder / "content" / "about.md").write_text("# About\n\nWe love newts.\n", "utf-8")
    left = shutil.copytree(project.site, project.folder / ".cache" / "export-killed")  # by an export that was killed
    done = project.command("excellence", "withdraw", "zarquon-newt", "--yes")
    assert done.returncode == 0, done.stderr
    assert not left.exists()
    assert "works/other/index.md:" in done.stdout
    assert "What only people can do, today:" in done.stdout
    listed = yaml.safe_load((project.folder / "works" / "withdrawn.yml").read_text("utf-8"))
    assert [item["slug"] for item in listed] == ["zarquon-newt", "old-zarquon"]
    # Two texts, captions, an essay, a picture, a paper and a film; the picture, the page and the still by their looks.
    hashes, looks = listed[0]["sha256"], listed[0]["dhash"]
    assert sorted(hashes) == sorted(
        sha256((kept / name).read_bytes()).hexdigest()
        for name in ("01.jpg", "a.pdf", "f.mp4", "f.vtt", "f.txt", "essay.md")
    )
    assert 1 <= len(looks) <= 3
    assert not folder.exists()
    remains = [*project.site.rglob("*"), *(project.folder / ".cache").rglob("*"), *project.folder.glob(".site*/**/*")]
    for path in (each for each in remains if each.is_file()):
        assert path.name not in made, path
        data = path.read_bytes()
        assert b"Zarquon" not in data.replace(b"zarquon", b""), path
        assert not any(each.encode() in data for each in (*hashes, *looks)), path
    assert "no longer shown" in project.page("works/zarquon-newt/index.html")

    shutil.copytree(kept, project.folder / "works" / "zarquon-newt")
    assert "error withdrawn" in project.command("excellence", "check").stdout
    (project.folder / "works" / "zarquon-newt").rename(project.folder / "works" / "quite-another")
    assert "error withdrawn " in project.command("excellence", "check").stdout
    saved = project.work("third")
    from PIL import Image

    with Image.open(kept / "01.jpg") as picture:
        picture.resize((1100, 825)).save(saved / "01.jpg", quality=60)
    assert re.search(r"works/third/\S+ error withdrawn-alike", project.command("excellence", "check").stdout)


def test_a_forgotten_work_leaves_hashes_alone(project: Project) -> None:
    project.work("zarquon-newt", aliases=["old-zarquon"])
    project.work("other")
    project.built()
    done = project.command("excellence", "withdraw", "zarquon-newt", "--yes", "--forget")
    assert done.returncode == 0, done.stderr
    assert "zarquon" not in (project.folder / "works" / "withdrawn.yml").read_text("utf-8")
    assert not (project.site / "works" / "zarquon-newt").exists()
    assert not (project.site / "works" / "old-zarquon").exists()


def test_a_withdrawal_asks_first_and_knows_its_works(project: Project) -> None:
    project.work("kite")
    before = tree(project.folder / "works")
    for words, told in (
        (["kite"], "Aborted"),
        (["nothing", "--yes"], "no folder works/nothing"),
        (["..", "--yes"], "no folder"),
    ):
        done = project.command("excellence", "withdraw", *words)
        assert done.returncode == 1
        assert told in done.stderr
    assert tree(project.folder / "works") == before


def test_the_steps_are_filled_in_for_the_repository() -> None:
    told = steps(Withdrawal("kite", "https://github.com/a-school/works", "https://a-school.example/", 1))
    assert "https://github.com/a-school/works/actions/caches" in told
    assert "https://a-school.example/works/kite/" in told
    assert "https://github.com/a-school/works/releases" in told
    assert "1 commit holds works/kite" in told
    assert "shows nothing" in steps(Withdrawal("kite", "", "", 3, forget=True))


# The handbook


def test_the_handbook_explains_every_code_key_and_word(own_site: Path) -> None:
    codes = (own_site / "curators" / "codes" / "index.html").read_text("utf-8")
    assert set(re.findall(r'<h3 id="([a-z-]+)"', codes)) == set(RULES)
    shown = (own_site / "curators" / "keys" / "index.html").read_text("utf-8")
    assert set(keys(Work)) <= set(re.findall(r'<th scope="row"><code>([a-z_]+)</code>', shown))
    vocabulary = yaml.safe_load((COLLECTION / "works" / "vocabulary.yml").read_text("utf-8"))
    words = (own_site / "curators" / "vocabulary" / "index.html").read_text("utf-8")
    assert all(f"<code>{key}</code>" in words for key in vocabulary["subjects"])
    schema = json.loads((own_site / "data" / "work.schema.json").read_text("utf-8"))
    assert set(schema["properties"]) == set(keys(Work))
    assert set(schema["required"]) == {key.name for key in keys(Work).values() if key.required}
    assert schema["properties"]["pieces"]["items"]["required"] == ["file"]
    assert schema["additionalProperties"] is False


# Many


def test_among_two_hundred_works_every_bad_one_is_named_in_one_run(project: Project) -> None:
    first = project.work("work-000", pictures=0)
    for number in range(1, 200):
        folder = project.folder / "works" / f"work-{number:03}"
        shutil.copytree(first, folder)
        (folder / "essay.md").write_text(f"Words of {number}.\n", "utf-8")
    bad = [f"work-{number:03}" for number in range(5, 200, 6)][:30]
    breaks = (b"grades: [14", b"\xff\xfe", b"---\ntitle: A\ntitle: B\n---\n", b"---\nkind: [\n---\n", b"words alone")
    for number, slug in enumerate(bad):
        (project.folder / "works" / slug / "index.md").write_bytes(breaks[number % len(breaks)])
    done = project.command("excellence", "check")
    assert done.returncode == 1
    assert sorted(set(re.findall(r"^works/(work-\d+)/\S+ error", done.stdout, re.MULTILINE))) == bad
    assert "200 works read: " in done.stdout


def test_fifty_works_that_may_not_be_shown_change_no_byte_among_two_hundred(tmp_path: Path) -> None:
    ended: dict[str, Any] = {
        "status": "approved",
        "demonstration": None,
        "review": REVIEW,
        "consent": CONSENT | {"until": "2026-09-20"},
    }
    refused: tuple[dict[str, Any], ...] = (
        {"status": "draft"},
        {"status": "submitted"},
        ended,
        {**ended, "consent": None},
        {**ended, "consent": CONSENT, "review": None},
    )
    trees = []
    for more in (False, True):
        (tmp_path / str(more)).mkdir()
        project = Project(tmp_path / str(more))
        (project.folder / "works" / "withdrawn.yml").write_text("- slug: gone-work\n", "utf-8")
        for number in range(150):
            project.work(f"work-{number:03}", pictures=0)
        for number in range(49 if more else 0):
            project.work(f"waits-{number:02}", pictures=0, body="Canary", **refused[number % len(refused)])
        if more:
            project.work("gone-work", pictures=0, **{**ended, "consent": CONSENT})
        trees.append(tree(project.built()))
    assert trees[0] == trees[1]


BAD = {
    "no-status": b"---\ntitle: Canary\n---\nstatus: approved\n",
    "bad-yaml": b"---\ntitle: [Canary\nstatus: approved\n---\n",
    "dots": b"---\ntitle: Canary\nstatus: approved\n...\n",
    "multimarkdown": b"title: Canary\nstatus: approved\n\nCanary\n",
    "twice": b"---\ntitle: Canary\nstatus: submitted\nstatus: approved\n---\n",
    "latin": "---\ntitle: Canarý\nstatus: approved\n---\n".encode("latin-1"),
    "bom-alone": b"\xef\xbb\xbf\n---\ntitle: Canary\nstatus: approved\n---\n",
    "hyphens": b"----\ntitle: Canary\nstatus: approved\n----\n",
}


def test_no_broken_front_matter_is_ever_published_even_where_errors_are_forgiven(tmp_path: Path) -> None:
    trees = []
    for more in (False, True):
        (tmp_path / str(more)).mkdir()
        project = Project(tmp_path / str(more))
        project.work("fine", pictures=0)
        for slug, index in BAD.items() if more else ():
            (project.folder / "works" / slug).mkdir()
            (project.folder / "works" / slug / "index.md").write_bytes(index)
        if more:
            (tmp_path / "elsewhere").mkdir()
            (tmp_path / "elsewhere" / "index.md").write_text("---\ntitle: Canary\nstatus: approved\n---\n", "utf-8")
            (project.folder / "works" / "linked").symlink_to(tmp_path / "elsewhere")
            assert project.build().returncode != 0
        done = project.command("mkdocs", "build")  # not strict: the good works are published
        assert done.returncode == 0, done.stderr
        trees.append(tree(project.site))
    assert trees[0] == trees[1]


def test_on_the_day_after_its_consent_a_work_is_gone_and_the_exhibit_that_named_it_stands(
    project: Project,
) -> None:
    real(project, "kite", consent=CONSENT | {"until": "2026-09-21"})
    project.work("other")
    named = "works:\n  - {slug: kite, note: One}\n  - {slug: other, note: Two}\n"
    exhibit = f"---\ntitle: Two\ndescription: Two works.\n{named}---\n# Two\n"
    (project.folder / "content" / "exhibits").mkdir()
    (project.folder / "content" / "exhibits" / "two.md").write_text(exhibit, "utf-8")
    assert "works/kite/" in (project.built() / "exhibits" / "two" / "index.html").read_text("utf-8")
    site = project.built(env={"SOURCE_DATE_EPOCH": "1790086400"})
    assert not (site / "works" / "kite").exists()
    page = (site / "exhibits" / "two" / "index.html").read_text("utf-8")
    assert ("works/kite/" in page, "works/other/" in page) == (False, True)


def test_what_the_consent_does_not_cover_is_not_offered(project: Project) -> None:
    real(project, "seen", consent=CONSENT | {"scope": ["site"]})
    real(project, "taken", consent=CONSENT | {"scope": ["site", "print", "download"]})
    site = project.built()
    for slug, offered in (("seen", False), ("taken", True)):
        page = (site / "works" / slug / "index.html").read_text("utf-8")
        assert ("data-print" in page) is offered
        assert (site / "works" / slug / "embed" / "index.html").exists() is offered
        station = json.loads((site / "works" / slug / "station.json").read_bytes())
        assert station.get("print", False) is offered
        assert (site / "works" / slug / "manifest.json").exists() is offered
    manifest = json.loads((site / "works/taken/manifest.json").read_bytes())
    assert [each["format"] for each in manifest["rendering"]] == ["application/zip"]
