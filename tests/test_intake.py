"""Files as people have them: folders with drafts, names of any script, placeholders of clouds, later photos."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from unicodedata import normalize

import pytest
import yaml
from click.testing import CliRunner, Result

from excellence.authoring.appending import appended
from excellence.authoring.intake import Taken, take_in
from excellence.authoring.walk import draft_number, is_away, is_drafts, walk
from excellence.commands import main
from excellence.media import Cache, Scrubbed
from excellence.model.litter import away_in_cloud, is_litter
from excellence.reading.frontmatter import read_frontmatter
from excellence.reading.meaning import all_meant, grades_meant
from in_process import Project
from project import tree
from recorded import document, film, sound

from .draw import encoded, noise

GRADES = ("PK", "K", *(str(number) for number in range(1, 13)))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "own").mkdir()
    return Project(tmp_path / "own")


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    return tmp_path / "photos"


def run(project: Project, *words: object) -> Result:
    done = CliRunner().invoke(main, [*map(str, words), "-f", str(project.folder / "mkdocs.yml")])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    return done


def photo(path: Path, seed: int) -> Path:
    """A picture that differs from any other of its width."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(encoded(noise(100 + seed, 40), {".png": "PNG"}.get(path.suffix.lower(), "JPEG")))
    return path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def front(folder: Path) -> dict[str, object]:
    text = (folder / "index.md").read_text("utf-8")
    read: dict[str, object] = yaml.safe_load(text.split("\n---")[0].removeprefix("---"))
    return read


def numbers() -> Iterator[int]:
    yield from range(1, 100)


# Folders


def test_folders_of_drafts_become_drafts_and_other_folders_follow(project: Project, photos: Path) -> None:
    number = numbers()
    names = ("b.jpg", "Entwürfe/Entwurf 10/x.jpg", "Entwürfe/Entwurf 2/x.jpg", "Entwürfe/Entwurf 2/y.jpg", "v3/z.jpg")
    for name in (*names, "A later day/a.jpg", "A later day/drafts/only.png"):
        photo(photos / name, next(number))
    (photos / "Entwürfe" / "Entwurf 10" / "X.txt").write_text("Words.", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    assert done.exit_code == 0, done.output
    folder = project.folder / "works" / "birds"
    assert files(folder) == {
        *("index.md", "01.jpg", "02.jpg", "drafts/d1-1.jpg", "drafts/d1-2.jpg", "drafts/d2.jpg", "drafts/d2.txt"),
        *("drafts/d3.jpg", "drafts/d4.png"),
    }
    for line in (
        "b.jpg → 01.jpg",
        "A later day/a.jpg → 02.jpg",
        "Entwürfe/Entwurf 2/y.jpg → drafts/d1-2.jpg",
        "Entwürfe/Entwurf 10/X.txt → drafts/d2.txt",
        "v3/z.jpg → drafts/d3.jpg",
        "A later day: 1 file, in order after those before",
        "Entwurf 2: 2 files, as draft 1",
    ):
        assert line in done.output
    drafts = front(folder)["drafts"]
    assert isinstance(drafts, list)
    assert [each["files"] for each in drafts][:2] == [
        ["drafts/d1-1.jpg", "drafts/d1-2.jpg"],
        ["drafts/d2.jpg", "drafts/d2.txt"],
    ]
    text = (folder / "index.md").read_text("utf-8")
    assert text.count("# feedback:") == text.count("# changed:") == text.count("# label: Draft ") == 4
    checked = run(project, "check", "birds").output
    assert checked.count("error draft-alt") == 4
    assert "unlisted" not in checked


def test_files_in_a_folder_of_drafts_are_a_draft_each_with_the_text_of_their_name(photos: Path) -> None:
    for name in ("drafts/2.jpg", "drafts/10.jpg", "drafts/2.txt", "drafts/first/a.jpg"):
        photo(photos / name, 1)
    found = walk([photos])
    assert [[path.name for path in each] for each in found.drafts] == [["2.jpg", "2.txt"], ["10.jpg"], ["a.jpg"]]
    assert found.pieces == []


@pytest.mark.parametrize("name", ["drafts", "Drafts", "Draft", "ENTWÜRFE", normalize("NFD", "Entwürfe"), "borradores"])
def test_a_folder_of_drafts_has_many_names(name: str) -> None:
    assert is_drafts(name)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        *(("draft 1", 1), ("Draft_02", 2), ("v1", 1), ("V 12", 12), ("2nd draft", 2), ("First Draft", 1)),
        *(("entwurf-3", 3), ("Rough draft", 1), ("final draft", None), ("day 1", None), ("volcano", None)),
    ],
)
def test_a_draft_is_known_by_its_number(name: str, number: int | None) -> None:
    assert draft_number(name) == number


def test_links_bundles_and_foreign_files_are_told_of_and_never_followed(
    project: Project, photos: Path, tmp_path: Path
) -> None:
    photo(photos / "a.jpg", 1)
    photo(tmp_path / "elsewhere" / "secret.jpg", 2)
    (photos / "linked").symlink_to(tmp_path / "elsewhere")
    photo(photos / "Poster.pages" / "preview.jpg", 3)
    (photos / "data.xyz").write_bytes(b"x")
    (photos / "film.mp4.crdownload").write_bytes(b"x")
    done = run(project, "new", "birds", "--from", photos)
    assert "linked: not taken: it is a link to somewhere else" in done.output
    assert "Poster.pages: not taken: it is " in done.output
    assert "data.xyz: not taken: it is of no kind that can be shown; save it as one of: JPEG" in done.output
    assert "film.mp4.crdownload: not taken: it is a file that is not downloaded yet" in done.output
    assert "4 of 5 files could not be taken" in done.output
    assert "scripts/new --add birds" in done.output
    assert files(project.folder / "works" / "birds") == {"index.md", "01.jpg"}


@pytest.mark.parametrize("litter", [(), ("desktop.ini", "Thumbs.db", "._a.jpg", "~$report.docx", "Icon\r", "a.lnk")])
def test_a_folder_with_nothing_in_it_makes_no_work(project: Project, photos: Path, litter: tuple[str, ...]) -> None:
    for name in litter:
        (photos / name).write_bytes(b"x")
    before = tree(project.folder / "works")
    done = run(project, "new", "birds", "--from", photos)
    assert done.exit_code == 1
    assert "ready to be filled in" not in done.output
    told = "photos holds nothing but hidden and system files" if litter else "photos is empty"
    assert f"{told}, so no folder was made" in done.output
    assert tree(project.folder / "works") == before
    assert [path.name for path in (project.folder / "works").iterdir()] == ["vocabulary.yml"]


def test_a_folder_of_which_nothing_can_be_taken_makes_no_work(project: Project, photos: Path) -> None:
    (photos / "report.docx").write_bytes(b"PK")
    (photos / "a.jpg").write_bytes(b"nothing")
    done = run(project, "new", "birds", "--from", photos)
    assert (done.exit_code, "nothing in photos could be taken" in done.output) == (1, True)
    assert [path.name for path in (project.folder / "works").iterdir()] == ["vocabulary.yml"]


def test_somebody_who_names_all_their_pictures_is_asked_for_one_work(project: Project, photos: Path) -> None:
    for number in range(301):
        (photos / f"{number}.jpg").write_bytes(b"x")
    done = run(project, "new", "birds", "--from", photos)
    assert (done.exit_code, "there are more than 300 files in there" in done.output) == (1, True)


def test_a_file_that_the_cloud_keeps_is_named_with_what_to_do(project: Project, photos: Path) -> None:
    photo(photos / "a.jpg", 1)
    (photos / ".IMG_5.HEIC.icloud").write_bytes(b"bplist")
    (photos / "empty.jpg").write_bytes(b"")
    with (photos / "hollow.jpg").open("wb") as file:
        file.truncate(50_000)  # a size and no block on the disk
    done = run(project, "new", "birds", "--from", photos)
    assert "IMG_5.HEIC: not taken: it is not downloaded yet" in done.output
    assert "empty.jpg: not taken: it has nothing in it: it is not downloaded yet" in done.output
    assert "hollow.jpg: not taken: it is not downloaded yet" in done.output
    assert done.output.count("Always keep on this device") == 3
    assert (photos / "hollow.jpg").stat().st_size == 50_000


def test_a_file_that_windows_keeps_elsewhere_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = photo(tmp_path / "a.jpg", 1)
    assert not is_away(path)
    for attributes, away in ((0x400000, True), (0x40000, True), (0x1000, True), (0x20, False)):
        status = SimpleNamespace(st_size=9, st_file_attributes=attributes)
        with monkeypatch.context() as patched:
            patched.setattr(Path, "stat", lambda *_, status=status, **__: status)
            assert is_away(path) is away


def test_what_systems_leave_is_known_by_name() -> None:
    for name in (
        "desktop.ini",
        "THUMBS.DB",
        ".DS_Store",
        "._a.jpg",
        "Icon\r",
        "@eaDir",
        "__MACOSX",
        "a.lnk",
        "~$a.docx",
    ):
        assert is_litter(name)
    for name in (".picasa.ini", "a.jpg.part", "film.mp4.crdownload"):
        assert is_litter(name)
    assert not any(map(is_litter, ("a.jpg", "icon.png", "partly.txt", "index.md", "鸟.jpg")))
    assert (away_in_cloud(".a.jpg.icloud"), away_in_cloud("a.jpg")) == ("a.jpg", "")


# Names and words


def test_names_of_any_script_are_taken_and_their_texts_found(project: Project, photos: Path) -> None:
    names = (normalize("NFD", "Café.JPG"), "طائر.jpg", "鸟 2.jpg", "鸟 10.jpg", "🐦 bird!.PNG")
    for number, name in enumerate(names, 1):
        photo(photos / name, number)
    (photos / "café.TXT").write_text("Words of the café.", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    folder = project.folder / "works" / "birds"
    assert done.exit_code == 0, done.output
    assert files(folder) == {"index.md", "01.jpg", "01.txt", "02.jpg", "03.jpg", "04.jpg", "05.png"}
    assert "鸟 2.jpg → 03.jpg" in done.output
    assert "file-name" not in run(project, "check", "birds").output


def test_a_text_in_another_folder_belongs_to_the_one_piece_of_its_name(project: Project, photos: Path) -> None:
    for number, name in enumerate(("a.jpg", "b.jpg", "more/b.jpg"), 1):
        photo(photos / name, number)
    (photos / "texts").mkdir()
    for name in "ab":
        (photos / "texts" / f"{name}.txt").write_text(f"Words of {name}.", "utf-8")
    run(project, "new", "birds", "--from", photos)
    folder = project.folder / "works" / "birds"
    assert files(folder) == {"index.md", "01.jpg", "01.txt", "02.jpg", "03.jpg", "04.txt"}
    assert (folder / "04.txt").read_text("utf-8") == "Words of b."  # two have its name: it is a piece of its own


def test_a_terminal_that_cannot_write_a_name_is_no_reason_to_stop(project: Project, photos: Path) -> None:
    photo(photos / "鸟.jpg", 1)
    env = {"PYTHONIOENCODING": "cp437", "PYTHONUTF8": "0"}
    done = project.process("excellence", "new", "birds", "--from", str(photos), env=env)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "?.jpg ? 01.jpg (101 ? 40 pixels)")


def test_the_same_file_twice_is_taken_once(project: Project, photos: Path) -> None:
    photo(photos / "IMG_2.jpg", 1)
    photo(photos / "IMG_2 - Copy.jpg", 1)
    done = run(project, "new", "birds", "--from", photos)
    assert done.exit_code == 0
    assert "IMG_2 - Copy.jpg: not taken: the same file as IMG_2.jpg: taken once" in done.output


def test_the_moving_part_of_a_photo_is_no_film(project: Project, photos: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "excellence.authoring.belonging.end_of", lambda path: {".MOV": ".mp4"}.get(path.suffix, path.suffix)
    )
    photo(photos / "IMG_7.jpg", 1)
    (photos / "IMG_7.MOV").write_bytes(film(seconds=0.5))
    done = run(project, "new", "birds", "--from", photos)
    assert done.exit_code == 0, done.output
    told = "IMG_7.MOV: not taken: the moving part of IMG_7.jpg; rename it if it is a film of its own"
    assert told in done.output
    assert files(project.folder / "works" / "birds") == {"index.md", "01.jpg"}


def test_texts_come_in_as_utf8_or_it_is_said_how(project: Project, photos: Path) -> None:
    (photos / "a.txt").write_bytes("Ein Käfer".encode("utf-16"))
    (photos / "b.txt").write_bytes(b"{\\rtf1\\ansi hello}")
    (photos / "c.txt").write_bytes("Ein Käfer".encode("latin-1"))
    (photos / "d.txt").write_bytes("Ein Käfer".encode("utf-16-le"))
    (photos / "e.txt").write_bytes(b" \n")
    done = run(project, "new", "birds", "--from", photos)
    folder = project.folder / "works" / "birds"
    assert files(folder) == {"index.md", "01.txt", "02.txt"}
    for name in ("01.txt", "02.txt"):
        assert (folder / name).read_text("utf-8") == "Ein Käfer"
    assert "a.txt → 01.txt (written anew as UTF-8)" in done.output
    assert (
        "b.txt: not taken: it is a document with styles (RTF), whatever its name says; open it and save" in done.output
    )
    assert "c.txt: not taken: it is not saved as UTF-8" in done.output
    assert "d.txt → 02.txt (written anew as UTF-8)" in done.output
    assert "e.txt: not taken: it is empty" in done.output
    assert "in Notepad choose Save as, Encoding: UTF-8" in done.output


def test_captions_of_other_programs_come_in_as_webvtt(project: Project, photos: Path) -> None:
    (photos / "clip.mp4").write_bytes(film(seconds=0.5))
    (photos / "clip.en-US.srt").write_text("1\n00:00:00,100 --> 00:00:00,400\nMara Quell: hello\n", "utf-8-sig")
    (photos / "other.ttml").write_text("<tt/>", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    folder = project.folder / "works" / "birds"
    assert (folder / "01.vtt").read_text("utf-8").startswith("WEBVTT\n\n00:00:00.100 --> 00:00:00.400\nMara")
    assert "clip.en-US.srt → 01.vtt (SubRip (.srt) written as WebVTT; line 4 of 01.vtt: this looks like" in done.output
    assert "other.ttml: not taken: it is a caption file of a kind that we can't read; export" in done.output
    assert "    captions: 01.vtt\n" in (folder / "index.md").read_text("utf-8")


def test_captions_with_a_line_to_mend_come_in_as_they_are_and_the_line_is_named(project: Project, photos: Path) -> None:
    (photos / "clip.mp4").write_bytes(film(seconds=0.5))
    (photos / "whatever.sbv").write_text("0:00:01.000,0:00:00.400\nhello\n", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    told = "line 1: the cue ends before it begins; in 01.vtt, make the second time the later one"
    assert f"whatever.sbv → 01.vtt ({told})" in done.output
    assert "01.vtt:1:1: error captions-damaged" in run(project, "check", "birds").output


def test_captions_without_a_film_are_told_of(project: Project, photos: Path) -> None:
    photo(photos / "a.jpg", 1)
    (photos / "film.srt").write_text("1\n00:00:00,100 --> 00:00:00,400\nhello\n", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    assert "film.srt: not taken: it has the name of no film or sound here; give it the name of" in done.output


def test_captions_of_a_sound_become_its_transcript(project: Project, photos: Path) -> None:
    (photos / "talk.m4a").write_bytes(sound(".m4a"))
    (photos / "talk.transcript.vtt").write_text("WEBVTT\n\n1\n00:00.100 --> 00:00.400\nI <3 newts\n", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    folder = project.folder / "works" / "birds"
    assert (files(folder), done.exit_code) == ({"index.md", "01.m4a", "01.txt"}, 0), done.output
    assert (folder / "01.txt").read_text("utf-8") == "I <3 newts\n"


def test_the_words_of_a_paper_are_proposed_beside_it_and_listed_by_nobody(
    photos: Path, tmp_path: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "excellence.authoring.intake.scrub", lambda *_, **__: Scrubbed(b"%PDF-1.7 clean", words="Read me")
    )
    (photos / "paper.pdf").write_bytes(document("Read me"))
    (photos / "second.pdf").write_bytes(document("And me"))
    (photos / "second.txt").write_text("Written down by hand.", "utf-8")
    done = run(project, "new", "birds", "--from", photos)
    folder = project.folder / "works" / "birds"
    assert files(folder) == {"index.md", "01.pdf", "01.proposed.txt", "02.pdf", "02.txt"}
    assert (folder / "01.proposed.txt").read_text("utf-8") == "Read me\n"
    assert "paper.pdf → 01.proposed.txt (its words as the file holds them: read them, correct them" in done.output
    line = "    # transcript: 01.txt   (read 01.proposed.txt, correct it, name it 01.txt, take the # away)\n"
    text = (folder / "index.md").read_text("utf-8")
    assert line in text
    assert "transcript: 02.txt\n" in text
    assert read_frontmatter(text.encode()).findings == ()
    told: list[Taken] = []
    _, drafts = take_in(walk([photos / "paper.pdf"]), tmp_path, Cache(tmp_path / "cache"), told.append)
    assert drafts == ()
    assert [one.file for one in told] == ["01.pdf", "01.proposed.txt"]


# Later files


def test_later_photos_go_on_after_the_highest_number_and_stand_at_the_end_of_the_list(
    project: Project, photos: Path
) -> None:
    folder = project.work("birds", pictures=2)
    (folder / "07.txt").write_text("A note.", "utf-8")
    before, was = (folder / "index.md").read_text("utf-8"), tree(folder)
    photo(photos / "late.jpg", 1)
    (photos / "late.txt").write_text("Words.", "utf-8")
    photo(photos / "drafts" / "a.jpg", 2)
    (photos / "again.jpg").write_bytes((folder / "01.jpg").read_bytes())
    done = run(project, "new", "--add", "birds", "--from", photos)
    assert done.exit_code == 0, done.output
    assert "again.jpg: not taken: it is in the work already, as 01.jpg" in done.output
    assert files(folder) == {*was, "08.jpg", "08.txt", "drafts/d1.jpg"}
    now = tree(folder)
    assert {name: now[name] for name in was if name != "index.md"} == {k: v for k, v in was.items() if k != "index.md"}
    after = (folder / "index.md").read_text("utf-8")
    lines = iter(after.splitlines())
    assert all(line in lines for line in before.splitlines())
    said = front(folder)
    assert [each["file"] for each in said["pieces"]] == ["01.jpg", "02.jpg", "08.jpg"]  # type: ignore[attr-defined] # it is a list
    assert said["drafts"] == [{"files": ["drafts/d1.jpg"], "alt": None}]
    again = run(project, "new", "--add", "birds", "--from", photos)
    assert (again.exit_code, "so works/birds stays as it was" in again.output) == (1, True)
    assert tree(folder) == now


def test_where_a_list_cannot_be_continued_safely_its_lines_are_printed(project: Project, photos: Path) -> None:
    folder = project.work("birds", pictures=0)
    index = folder / "index.md"
    text = "---\ntitle: Birds\npieces: [{file: essay.md}]\n---\n\nWords.\n"
    index.write_text(text, "utf-8")
    photo(photos / "late.jpg", 1)
    done = run(project, "new", "--add", "birds", "--from", photos)
    assert done.exit_code == 0, done.output
    assert index.read_text("utf-8") == text
    assert "is left as it is: paste these lines at the end of pieces there" in done.output
    assert "  - file: 01.jpg\n    alt:" in done.output
    assert (folder / "01.jpg").is_file()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--add", "nothing"], "there is no folder works/nothing"),
        (["birds", "--add", "birds"], "--add names a work that is there already"),
        (["--add", "birds", "--title", "Birds"], "--title is for a new one"),
        (["--add", "birds"], "no files were named"),
    ],
)
def test_adding_to_what_is_not_there_ends_with_what_would_be_right(
    project: Project, words: list[str], told: str
) -> None:
    project.work("birds")
    before = tree(project.folder / "works")
    done = run(project, "new", *words)
    assert (done.exit_code, told in done.output) == (1, True), done.output
    assert tree(project.folder / "works") == before


ITEMS = ["  - file: 09.jpg", "    alt:"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "a: 1\npieces:\n  - file: x\n    # more\n\n# next\nb: 2",
            "    # more\n  - file: 09.jpg\n    alt:\n\n# next\n",
        ),
        ("pieces:\n- file: x\n# c\nb: 2", "- file: x\n- file: 09.jpg\n  alt:\n# c\n"),
        ("pieces:\n    - {file: x}", "    - {file: x}\n    - file: 09.jpg\n      alt:\n---"),
        ("pieces: # to fill in\nb: 2", "pieces: # to fill in\n  - file: 09.jpg\n"),
        ("pieces: [] # none\nb: 2", "pieces:  # none\n  - file: 09.jpg\n"),
        ("b: 2", "b: 2\npieces:\n  - file: 09.jpg\n    alt:\n---"),
        (
            "pieces:\n  - file: x\n    description: |\n      # words\n\n      more\nb: 2",
            "      more\n  - file: 09.jpg\n",
        ),
    ],
)
def test_an_item_is_appended_and_every_other_line_stays(before: str, after: str) -> None:
    for ends in ("\n", "\r\n"):
        text = f"---\n{before}\n---\n\nBody.\n".replace("\n", ends)
        made = appended(text, "pieces", ITEMS)
        assert made is not None
        assert after in made.replace("\r\n", "\n")
        assert made.count("\n") == made.count(ends)


@pytest.mark.parametrize(
    "front", ["pieces: [{file: x}]", "pieces:\n  [{file: x}]", "{pieces: []}", "pieces: words", "pieces: [\n", "a\nb"]
)
def test_no_item_is_appended_where_it_is_not_safe(front: str) -> None:
    assert appended(f"---\n{front}\n---\n", "pieces", ITEMS) is None


# What words mean


def test_words_joined_by_and_are_told_apart_from_labels_that_hold_one() -> None:
    subjects = {"science-and-technology": "Science and technology", "visual-arts": "Visual arts"}
    both = (["science-and-technology", "visual-arts"], [])
    assert all_meant("Science and technology and Visual Arts", subjects) == both
    assert all_meant("science & technology; visual art", subjects) == both
    assert all_meant("visual arts, cooking and dancing", subjects) == (["visual-arts"], ["cooking and dancing"])


@pytest.mark.parametrize(
    ("said", "keys"),
    [("K-2", "K 1 2"), ("3, 2nd grade", "2 3"), ("Kindergarten & 1st", "K 1"), ("2,K", "K 2"), ("", "")],
)
def test_grades_are_read_as_people_say_them(said: str, keys: str) -> None:
    assert grades_meant(said, GRADES) == (keys.split(), [])


@pytest.mark.parametrize("said", ["13", "5-3", "middle school", "K-"])
def test_what_is_no_grade_is_lost_and_not_guessed(said: str) -> None:
    assert grades_meant(f"2, {said}", GRADES) == (["2"], [said])


def test_answers_are_taken_as_people_say_them_and_told_back(project: Project) -> None:
    said = ("--kind", "Project", "--grades", "K-2", "--subjects", "science & technology", "--formats", "field guide")
    done = run(project, "new", "birds", *said)
    assert done.exit_code == 0, done.output
    read = front(project.folder / "works" / "birds")
    assert (read["kind"], read["grades"]) == ("project", ["K", 1, 2])
    assert (read["subjects"], read["formats"]) == (["science-and-technology"], ["map-and-guide/field-guide"])
    assert "grades: “K-2” is K, 1, 2\n" in done.output
