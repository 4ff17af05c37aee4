"""What protects children, bound by bound: names of files and where they lead, what stays of a withdrawal."""

from dataclasses import replace
from pathlib import Path

import pytest

from excellence.authoring.renaming import better_name, rename
from excellence.authoring.withdrawal import entry, fingerprints
from excellence.model.derivative import Copy, Derivative, Document, Picture
from excellence.model.work import Work
from excellence.publishing.artifact import Artifact
from excellence.publishing.publish import forget, publish, recover, stage_of, staged
from excellence.reading.file_names import (
    called,
    ending_of,
    file_name_problem,
    instead_of_index,
    is_inside,
    safe_name,
    told_name,
)
from excellence.reading.works import Reading

# Paths


@pytest.mark.parametrize("name", ["01.jpg", "drafts/01.jpg", "a/b/c.md", "..a/b..jpg", "a..b", "C.jpg", "ab:c"])
def test_a_name_that_stays_in_its_folder_is_inside(name: str) -> None:
    assert is_inside(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/",
        "/etc/passwd",
        "../a",
        "a/../b",
        "a/..",
        "a/./b",
        "a//b",
        "a/",
        "C:a",
        "c:/a",
        "a\\b",
        "..\\a",
    ],
)
def test_a_name_that_can_lead_elsewhere_is_not(name: str) -> None:
    assert not is_inside(name)
    assert file_name_problem(name)


def test_a_path_that_leaves_the_folder_is_told_apart_from_one_that_begins_elsewhere() -> None:
    leaves = ("this path leaves the work's folder", "copy the file into the folder and name it alone")
    foreign = ("this is not a path inside the work's folder", "name the file alone, as in 01.jpg")
    assert [file_name_problem(name) for name in ("../a.jpg", "a\\..\\b.jpg")] == [leaves, leaves]
    assert [file_name_problem(name) for name in ("/a.jpg", "C:\\a.jpg", "a//b.jpg")] == [foreign] * 3


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("a b.jpg", "a-b.jpg"),
        ("Über Größe.JPG", "uber-gro-e.jpg"),
        ("照片.jpg", "01.jpg"),
        ("照片", "01.jpg"),
        ("Drafts 1/A.B. c.png", "drafts-1/a.b.c.png"),
        ("con.jpg", "01.jpg"),
        ("aux", "01.jpg"),
        ("x" * 101 + ".jpg", "01.jpg"),
        ("notes", "notes"),
        ("folder/..hidden.txt", "folder/hidden.txt"),
        ("lpt1/a.jpg", "01.jpg"),
    ],
)
def test_a_name_that_works_everywhere_is_like_the_old_one_or_a_number(name: str, better: str) -> None:
    assert safe_name(name) == better
    assert file_name_problem(better) is None


@pytest.mark.parametrize("name", ["x" * 96 + ".jpg", "_a.jpg", "a_", "com.jpg", "lpt.jpg", "console.jpg", "7"])
def test_a_name_at_the_bounds_is_fine(name: str) -> None:
    assert file_name_problem(name) is None


def test_an_ending_is_short_and_written_small() -> None:
    assert [ending_of(name) for name in ("a.JPG", "a.abcde", "a.abcdef", "a", "a.b c")] == [
        ".jpg",
        ".abcde",
        "",
        "",
        "",
    ]


def test_a_name_is_repeated_only_where_it_is_made_of_ordinary_words() -> None:
    assert told_name("drafts/page-2.jpg") == "drafts/page-2.jpg"
    assert called("page-2.jpg") == "page-2.jpg"
    for name, told in (
        ("maria.jpg", " (.jpg)"),
        ("maria", ""),
        ("ab" * 31 + ".jpg", " (.jpg)"),
        ("página.png", " (.png)"),
    ):
        assert told_name(name) == f"the file with this name{told}"
        assert called(name) == "of this name"


@pytest.mark.parametrize(
    ("files", "remedy"),
    [
        (["index.md.txt"], "rename index.md.txt to index.md; Windows hides endings"),
        (["INDEX.TXT"], "rename INDEX.TXT to index.md; Windows hides endings"),
        *(([name], f"rename {name} to index.md") for name in ("Index.md", "index", "index.markdown", "index.mdown")),
        *(([name], f"rename {name} to index.md") for name in ("index .md", "indes.md", "README.md")),
        *(
            ([f"index.{end}"], f"save index.{end} as plain text in UTF-8")
            for end in ("rtf", "doc", "docx", "odt", "html")
        ),
        *(([f"index.{end}"], f"save index.{end} as plain text in UTF-8") for end in ("htm", "pages", "pdf")),
        (["index (1).md"], "is a copy: rename it to index.md"),
        (["index copy.md"], "is a copy: rename it to index.md"),
        (["index - copy.md"], "is a copy: rename it to index.md"),
        (["kite/index.md", "01.jpg"], "it lies one folder deeper: move what is in that folder up into this one"),
        (["a/b/index.md"], "add one that begins with front matter"),
        ([], "add one that begins with front matter"),
        (["z.md", "index.txt"], "rename index.txt to index.md; Windows hides endings"),
    ],
)
def test_what_to_do_without_an_index_is_told(files: list[str], remedy: str) -> None:
    told = instead_of_index(files)
    assert remedy in told
    if "Windows" in remedy:
        assert told.endswith("show them (Explorer: View, Show, File name extensions)")
    elif "save" in remedy:
        assert told.endswith(", under the name index.md")
    elif "copy" not in remedy:
        assert told == remedy


@pytest.mark.parametrize(
    ("file", "ending", "taken", "better"),
    [
        ("kite.jpg", "", [], "kite.jpg"),
        ("kite.jpeg", ".jpg", [], "kite.jpg"),
        ("kite.jpeg", ".jpg", ["KITE.jpg"], "01.jpg"),
        ("my kite.jpg", "", ["my-kite.jpg", "01.png"], "02.jpg"),
        ("drafts/my kite.jpg", "", ["drafts/my-kite.jpg"], "drafts/01.jpg"),
        ("kite.jpg", "", ["kite.jpg"], "kite.jpg"),
        ("照片.jpg", "", [], "01.jpg"),
        ("cafe\u0301 1.jpg", "", ["cafe-1.jpg", "01.jpg"], "02.jpg"),
    ],
)
def test_a_better_name_is_nobody_elses(file: str, ending: str, taken: list[str], better: str) -> None:
    assert better_name(file, ending, taken) == better


def test_a_file_and_its_lists_are_renamed_together_or_not_at_all(tmp_path: Path) -> None:
    index = "---\npieces:\n  - {file: old/a.jpg, alt: One}\n---\nSee [it](old/a.jpg).\n"
    (tmp_path / "index.md").write_text(index, "utf-8")
    (tmp_path / "index.es.md").write_text("---\ntitle: Uno\n---\n", "utf-8")
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.jpg").write_bytes(b"one")
    (tmp_path / "there.jpg").write_bytes(b"two")
    assert not rename(tmp_path, "old/a.jpg", "there.jpg")
    assert (tmp_path / "there.jpg").read_bytes() == b"two"
    assert rename(tmp_path, "old/a.jpg", "new/deep/b.jpg")
    assert (tmp_path / "new" / "deep" / "b.jpg").read_bytes() == b"one"
    assert not (tmp_path / "old").exists()
    assert "file: new/deep/b.jpg" in (tmp_path / "index.md").read_text("utf-8")
    assert (tmp_path / "index.es.md").read_text("utf-8") == "---\ntitle: Uno\n---\n"


def test_a_file_has_its_old_name_again_where_a_list_can_not_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("index.es.md", "index.md"):
        (tmp_path / name).write_text("---\npieces:\n  - {file: a.jpg, alt: One}\n---\n", "utf-8")
    (tmp_path / "a.jpg").write_bytes(b"one")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    written = list[Path]()

    def once(path: Path, data: bytes) -> None:
        written.append(path)
        if len(written) == 2:
            raise OSError(28, "No space left on device")
        path.write_bytes(data)

    monkeypatch.setattr("excellence.authoring.renaming.replace_file", once)
    assert not rename(tmp_path, "a.jpg", "b.jpg")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert len(written) == 4


# What lies beside a published site


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(site: Path, state: dict[str, bytes]) -> bool:
    made = [Artifact.of(uri, content) for uri, content in state.items()]
    return publish(made, site, site.with_name("ledger.json")).changed


def test_what_is_taken_off_a_site_is_gone_out_of_sight_too(tmp_path: Path) -> None:
    site, spare = tmp_path / "deep" / "site", tmp_path / "deep" / ".site-spare"
    assert published(site, {"index.html": b"one", "works/kite/a.jpg": b"kite"})
    assert published(site, {"index.html": b"two", "works/kite/a.jpg": b"kite"})
    assert published(site, {"index.html": b"two"})
    assert files_in(site) == {"index.html": b"two"}
    assert not published(site, {"index.html": b"two"})
    assert files_in(spare).items() <= {"index.html": b"two"}.items()
    assert not (spare / "works").exists()


def test_a_site_that_is_as_it_should_be_is_written_no_more(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert published(site, {"a": b"1"})
    made = Artifact("a", Artifact.of("a", b"1").token, lambda: pytest.fail("it is made again"))
    assert not publish([made], site, tmp_path / "ledger.json").changed
    (site / "a").write_bytes(b"damaged")
    assert published(site, {"a": b"1"})
    assert files_in(site) == {"a": b"1"}


@pytest.mark.parametrize("link", [True, False])
def test_nothing_is_written_through_what_stands_in_the_place_of_the_spare_site(tmp_path: Path, link: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if link:
        (tmp_path / ".site-spare").symlink_to(elsewhere)
    else:
        (tmp_path / ".site-spare").write_bytes(b"a file")
    assert published(tmp_path / "site", {"a": b"1"})
    assert files_in(tmp_path / "site") == {"a": b"1"}
    assert files_in(elsewhere) == {}
    assert not (tmp_path / "site").is_symlink()


def test_a_folder_and_a_file_of_one_name_give_way_to_each_other(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for state in ({"a": b"1"}, {"a/b": b"2"}, {"a/b/c": b"3"}, {"a": b"4"}, {"a/b/c/d": b"5"}):
        published(site, state)
        assert files_in(site) == state


def test_a_file_of_media_is_linked_and_others_are_copied_where_they_can_not_be(tmp_path: Path) -> None:
    source = tmp_path / "made.jpg"
    source.write_bytes(b"jpeg")
    site = tmp_path / "site"
    publish([Artifact("a.jpg", "token", source=source)], site, tmp_path / "ledger.json")
    assert (site / "a.jpg").samefile(source)
    assert files_in(site) == {"a.jpg": b"jpeg"}


def test_what_mkdocs_wrote_joins_the_site_and_all_beside_it_can_be_forgotten(tmp_path: Path) -> None:
    site, ledger = tmp_path / "site", tmp_path / "ledger.json"
    stage = stage_of(site)
    (stage / "deep").mkdir(parents=True)
    (stage / "deep" / "a.html").write_bytes(b"a")
    (stage / "b.html").write_bytes(b"b")
    assert {each.uri: each.content() for each in staged(stage)} == {"b.html": b"b", "deep/a.html": b"a"}
    published(site, {"a": b"1"})
    published(site, {"a": b"2"})
    forget(site, ledger)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    forget(site, ledger)


def test_a_site_moved_aside_comes_back_only_where_none_stands(tmp_path: Path) -> None:
    old = tmp_path / ".site-old"
    published(tmp_path / "site", {"a": b"new"})
    old.mkdir()
    recover(tmp_path / "site")
    assert not old.exists()
    assert files_in(tmp_path / "site") == {"a": b"new"}
    recover(tmp_path / "none")
    assert not (tmp_path / "none").exists()


# What stays of a withdrawal


def picture(dhash: str) -> Picture:
    return Picture("0" * 64, 1, 1, "#000000", dhash, ())


WORK = Work(
    title="Kite",
    kind="project",
    status="approved",
    summary="A kite.",
    grades=("4",),
    subjects=("science",),
    formats=("book",),
    pieces=(),
)


def test_a_withdrawal_keeps_the_prints_of_all_that_shows_the_work_and_of_nothing_else() -> None:
    hashes = {"b.jpg": "bb", "a.jpg": "aa", "task.md": "tt", "score.pdf": "ss"}
    pages = (picture("cc01"), picture("f" * 16))
    made: dict[str, Derivative] = {
        "a.jpg": picture("dd01"),
        "b.jpg": picture("0" * 16),
        "c.pdf": Document("cc", pages, (), Copy("c.pdf", "pdf", 1, "cc")),
        "score.pdf": picture("5501"),
    }
    work = replace(WORK, task="task.md", scoring_tool="score.pdf")
    expected = [("sha256", "aa"), ("sha256", "bb"), ("dhash", "cc01"), ("dhash", "dd01")]
    assert fingerprints(Reading("kite", work, hashes=hashes), made) == expected
    assert ("sha256", "tt") in fingerprints(Reading("kite", hashes=hashes), {})


def test_the_entry_of_a_withdrawal_names_the_work_its_other_addresses_and_its_prints() -> None:
    prints = [("sha256", "aa"), ("sha256", "bb"), ("dhash", "dd")]
    assert entry("kite", ["old-kite", "kites"], prints) == (
        '- slug: kite\n  sha256: ["aa", "bb"]\n  dhash: ["dd"]\n- slug: old-kite\n- slug: kites\n'
    )
    assert entry("kite", [], []) == "- slug: kite\n"


def test_the_entry_of_a_forgotten_work_names_nothing() -> None:
    assert entry("", ["old-kite"], [("sha256", "aa"), ("dhash", "dd")]) == '- sha256: ["aa"]\n  dhash: ["dd"]\n'
    assert entry("", ["old-kite"], []) == ""
