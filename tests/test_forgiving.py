"""A forgiving reader and an exact teller, as a curator meets them: at the command, with several mistakes at once."""

import shutil
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amount import amount
from excellence.authoring.edits import named_anew
from excellence.authoring.renaming import better_name
from excellence.commands.check import _STYLES, level_of
from excellence.commands.fix import fix
from excellence.commands.opened import check_slugs
from excellence.loading.config import CollectionConfig
from excellence.loading.load import Loaded, load
from excellence.model.finding import Purpose
from excellence.model.schema import Kind, Many, Table, keys
from excellence.model.work import Work
from excellence.reading.frontmatter import read_frontmatter
from excellence.rendering.comment import comment
from in_process import Project
from project import COLLECTION
from recorded import document, sound

from .draw import encoded, quarters
from .test_pictures_traces import telling_jpeg

TODAY = date(2026, 6, 1)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


FACTS: dict[str, Any] = {
    "title": "Pond cards",
    "kind": "project",
    "status": "approved",
    "summary": "What lives in our pond.",
    "grades": [2],
    "subjects": ["visual-arts"],
    "formats": ["cards/note-cards"],
    "pieces": [{"file": "essay.md"}],
    "consent": {"ref": "1", "holder": "the school", "scope": ["site"], "until": "2031-06-30"},
    "review": {"decision": "approved", "on": "2026-05-04", "panel": ["curator", "teacher"]},
}


@pytest.fixture
def sources(tmp_path: Path) -> CollectionConfig:
    works = tmp_path / "works"
    works.mkdir()
    shutil.copy(COLLECTION / "works" / "vocabulary.yml", works)
    return CollectionConfig(works, tmp_path / ".cache", TODAY, workers=1)


def lay(sources: CollectionConfig, files: dict[str, bytes], **facts: Any) -> Path:
    folder = sources.works / "pond-cards"
    for name, data in {"essay.md": b"Words.\n", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    facts = {key: value for key, value in {**FACTS, **facts}.items() if value is not None}
    text = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1_000)
    (folder / "index.md").write_text(f"---\n{text}---\nWords.\n", "utf-8")
    return folder


def checked(sources: CollectionConfig) -> Loaded:
    loaded = load(sources, Purpose.CHECK)
    loaded.memo.close()
    return loaded


def codes(sources: CollectionConfig) -> list[str]:
    return sorted(f"{each.code} {each.field}".strip() for each in checked(sources).findings)


def mended(sources: CollectionConfig) -> list[str]:
    """As often as the command does it."""
    return [line for _ in range(3) for line in fix(checked(sources).findings, sources)]


# Everything in one run, one finding a cause


def test_hidden_data_is_told_whatever_else_is_wrong(sources: CollectionConfig) -> None:
    files = {
        "報告.pdf": document("Words", info={"Author": "Testy Testerson"}),
        "song.mp3": sound(".mp3", 0.3, metadata={"artist": "Testy Testerson"}),
        "photo.png": telling_jpeg(quarters(1200, 800)),
        "My photo.jpg": telling_jpeg(quarters(1300, 800)),
        "song.txt": b"Words.\n",
    }
    pieces: list[dict[str, Any]] = [
        {"file": "報告.pdf", "alt": "A report"},
        {"file": "song.mp3", "transcript": "song.txt"},
        {"file": "photo.png", "alt": "Four fields"},
        {"file": "My photo.jpg", "alt": "Four fields, wider"},
    ]
    lay(sources, files, kind="poem", pieces=pieces)
    found = codes(sources)
    assert [each for each in found if each.startswith("metadata")] == [
        f"metadata pieces[{number}].file" for number in (2, 3, 4)
    ]
    assert [each for each in found if not each.startswith("metadata")] == [
        "document-words pieces[1].transcript",
        "file-name pieces[1].file",
        "file-name pieces[4].file",
        "image-format pieces[3].file",
        "pdf-hidden pieces[1].file",
        "unknown-value kind",
    ]


MISTAKES: list[tuple[dict[str, Any], list[str]]] = [
    (
        {"kind": "poem", "grades": [14], "subjects": ["magic"], "year": "soon", "added": "May"},
        [
            "unknown-value grades[1]",
            "unknown-value kind",
            "unknown-value subjects[1]",
            "wrong-type added",
            "wrong-type year",
        ],
    ),
    (
        {"sumary": "x", "summary": None, "titel": "x", "title": None, "consent": {"reff": "1"}, "review": "yes"},
        [
            *(f"consent-missing consent.{name}" for name in ("holder", "scope", "until")),
            *("unknown-key consent.reff", "unknown-key sumary", "unknown-key titel", "wrong-type review"),
        ],
    ),
    (
        {"pieces": [{"file": name} for name in ("a b.md", "../c.md", "D.MD", "e.docx", "f.jpg")]},
        [
            *("alt-missing pieces[5].alt", "file-missing pieces[3].file", "file-missing pieces[5].file"),
            *("file-name pieces[1].file", "file-name pieces[2].file", "piece-kind pieces[4].file"),
        ],
    ),
]


@pytest.mark.parametrize(("facts", "expected"), MISTAKES)
def test_five_mistakes_are_told_in_one_run_and_each_once(
    sources: CollectionConfig, facts: dict[str, Any], expected: list[str]
) -> None:
    files = {"a b.md": b"A.\n", "d.md": b"D.\n", "e.docx": b"PK"} if "pieces" in facts else {}
    lay(sources, files, **facts)
    assert codes(sources) == expected


# Names of files in any script


def test_files_of_any_script_get_names_that_work_everywhere_on_disk_and_in_every_index(
    sources: CollectionConfig,
) -> None:
    apart = unicodedata.normalize("NFD", "café.jpg")
    pictures = ["照片.jpg", apart, "My photo 😀.JPG", "drafts/эскиз.jpg", "01.jpg", "cafe.jpg"]
    files = {name: encoded(quarters(1200 + 10 * at, 800), "JPEG") for at, name in enumerate(pictures)}
    folder = lay(
        sources,
        {**files, "текст.txt": b"Words.\n", "it's.md": b"More.\n"},
        title="照片 and café.jpg",
        pieces=[
            {"file": "照片.jpg", "alt": "One", "transcript": "текст.txt"},
            {"file": "café.jpg", "alt": "Two"},
            {"file": "My photo 😀.JPG", "alt": "Three"},
            {"file": "01.jpg", "alt": "Four"},
            {"file": "cafe.jpg", "alt": "Five"},
            {"file": "it's.md"},
        ],
        drafts=[{"files": ["drafts/эскиз.jpg"], "alt": "A draft"}],
    )
    (folder / "index.es.md").write_text(
        "---\ncaptions:\n  照片.jpg: Una\nalts: {'café.jpg': Dos}\n---\n![](照片.jpg)\n", "utf-8"
    )
    mended(sources)
    assert codes(sources) == []
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == {
        *("index.md", "index.es.md", "essay.md", "02.jpg", "03.txt", "04.jpg", "my-photo.jpg", "01.jpg"),
        *("cafe.jpg", "it-s.md", "drafts/01.jpg"),
    }
    work = checked(sources).readings[0].work
    assert work is not None
    assert [piece.file for piece in work.pieces] == [
        "02.jpg",
        "04.jpg",
        "my-photo.jpg",
        "01.jpg",
        "cafe.jpg",
        "it-s.md",
    ]
    assert (work.pieces[0].transcript, work.drafts[0].files) == ("03.txt", ("drafts/01.jpg",))
    assert (folder / "04.jpg").read_bytes() == files[apart]
    assert work.title == "照片 and café.jpg"
    assert "![](02.jpg)" in (folder / "index.es.md").read_text("utf-8")


def test_a_file_keeps_its_name_where_an_index_can_not_follow(sources: CollectionConfig) -> None:
    folder = lay(
        sources, {"照片.jpg": encoded(quarters(1200, 800), "JPEG")}, pieces=[{"file": "照片.jpg", "alt": "One"}]
    )
    (folder / "index.es.md").write_text("---\ntitle: [\n---\n", "utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert mended(sources) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_name_is_never_given_twice() -> None:
    assert better_name("照片.jpg", "", ["01.txt", "02.JPG", "03.png"]) == "04.jpg"
    assert better_name("Café.jpg", "", []) == "cafe.jpg"
    assert better_name("Café.jpg", "", ["CAFE.JPG"]) == "01.jpg"
    assert better_name("drafts/é é.png", ".jpg", ["drafts/e-e.jpg", "01.jpg"]) == "drafts/01.jpg"
    assert better_name("Maria_López.jpg", "", []) == "01.jpg"
    assert better_name("01.png", ".jpg", ["02.jpg"]) == "01.jpg"


def test_a_name_is_put_right_as_a_value_and_left_in_a_text() -> None:
    text = "---\r\ntitle: a pond\r\npieces: [{file: 'a pond'}, {file: \"a pond\"}]\r\ntask: a pond\r\n---\r\na pond\r\n"
    right = text.replace("'a pond'", "01").replace('"a pond"', "01").replace("task: a pond", "task: 01")
    assert named_anew(text.encode(), "a pond", "01") == right.encode()
    assert named_anew(b"---\ntitle: [\n---\n", "a", "b") is None


def test_what_is_certain_is_written_as_the_contract_has_it(sources: CollectionConfig) -> None:
    folder = lay(sources, {})
    text = (folder / "index.md").read_text("utf-8")
    loose = text.replace("title: Pond cards", "title: Pond cards #3  ").replace("grades:\n- 2", "grades: K–2")
    loose = loose.replace("kind: project", "kind:\u00a0Project").replace("visual-arts", "Visual art")
    (folder / "index.md").write_bytes(loose.replace("\n", "\r\n").encode())
    mended(sources)
    right = text.replace("title: Pond cards", 'title: "Pond cards #3  "').replace("grades:\n- 2", "grades: [K, 1, 2]")
    assert (folder / "index.md").read_bytes() == right.replace("\n", "\r\n").encode()
    assert codes(sources) == []


def test_a_text_of_another_encoding_and_an_index_with_a_hidden_ending_are_put_right(sources: CollectionConfig) -> None:
    folder = lay(sources, {})
    text = (folder / "index.md").read_text("utf-8").replace("Pond cards", "Un café")
    (folder / "index.md").unlink()
    (folder / "index.md.txt").write_bytes(text.encode())
    assert mended(sources) == ["mended works/pond-cards: index.md.txt is named index.md now"]
    (folder / "index.md").write_bytes(text.encode("utf-16"))
    mended(sources)
    assert (folder / "index.md").read_text("utf-8") == text


# No finding repeats what a person wrote where names may stand

NAME = "Zephyrine Quillfeather"


def everywhere(record: type[Any], path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a record where something can be written."""
    for key in keys(record).values():
        yield (*path, key.name)
        yield from below(key.kind, (*path, key.name))


def below(kind: Kind, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    if isinstance(kind, Many):
        yield (*path, 0)
        yield from below(kind.kind, (*path, 0))
    elif isinstance(kind, Table):
        yield (*path, "01.jpg")
    elif isinstance(kind, type):
        yield from everywhere(kind, path)


def put(facts: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The facts with a value put in at a path; what stands in the way gives way."""
    if not path:
        return value
    if path[0] == 0:
        return [put(facts[0] if isinstance(facts, list) and facts else {}, path[1:], value)]
    inner = dict(facts) if isinstance(facts, dict) else {}
    inner[path[0]] = put(inner.get(path[0]), path[1:], value)
    return inner


FORMS = (
    NAME,
    [NAME],
    {NAME: NAME},
    f"{NAME}.jpg",
    f"{NAME}, {NAME}",
    NAME.lower().replace(" ", "-"),
    f"# {NAME}",
    "“" + NAME + "”",
    f"{NAME} " * 60,
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> CollectionConfig:
    folder = tmp_path_factory.mktemp("names")
    (folder / "works").mkdir()
    shutil.copy(COLLECTION / "works" / "vocabulary.yml", folder / "works")
    return CollectionConfig(folder / "works", folder / ".cache", TODAY, workers=1)


@settings(max_examples=amount(80), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([(), ("colour",), ("school", "head"), ("consent", "mother"), *everywhere(Work)]),
    st.sampled_from(FORMS),
    st.sampled_from(["", ": ", "* ", "!", "\t", "[", "#"]),
)
def test_no_finding_repeats_a_name(
    shared: CollectionConfig, capsys: pytest.CaptureFixture[str], path: tuple[Any, ...], form: Any, sign: str
) -> None:
    folder = lay(shared, {}, **(put(FACTS, path, form) if path else {NAME: NAME}))
    if sign:  # the same, unreadable
        text = (folder / "index.md").read_text("utf-8")
        (folder / "index.md").write_text(text.replace(NAME, f"{sign}{NAME}: {NAME} #{NAME}", 1), "utf-8")
    problems = checked(shared).findings
    weighed = [(each, level_of(each)) for each in problems]
    for told in _STYLES.values():
        told(weighed, 1)
    told_all = capsys.readouterr().out + comment([], weighed, "")
    for part in ("Zephyrine", "Quillfeather", "zephyrine", "quillfeather"):
        assert part not in told_all, (path, form, sign)


def test_a_listed_name_in_a_files_name_is_told_by_its_place(sources: CollectionConfig) -> None:
    picture = encoded(quarters(900, 600), "JPEG")  # too small to project: a finding of the file itself
    lay(sources, {"drafts/quill-zephyr.jpg": picture}, drafts=[{"files": ["drafts/quill-zephyr.jpg"], "alt": "One"}])
    named = CollectionConfig(sources.works, sources.cache, TODAY, workers=1, names=("Quill Zephyr",))
    problems = checked(named).findings
    assert ("listed-name", "drafts[1].files[1]") in {(each.code, each.field) for each in problems}
    assert "image-small" in {each.code for each in problems}
    assert not [each for each in problems if "zephyr" in repr(each).lower()]


def test_a_comment_shows_no_card_of_a_work_that_may_name_a_person(sources: CollectionConfig) -> None:
    lay(sources, {}, title=f"The diary of {NAME}", summary="Drawn in spring.")
    for names in ((), (NAME,)):
        named = CollectionConfig(sources.works, sources.cache, TODAY, workers=1, names=names)
        loaded = checked(named)
        works = [reading.work for reading in loaded.readings if reading.work]
        told = comment(works, [(each, level_of(each)) for each in loaded.findings], "")
        assert (NAME in told) is (not names)
        assert ("Its card is shown when" in told) is bool(names)


# Works named as a shell completes them


@pytest.mark.parametrize(
    ("start", "word"),
    [
        (".", "kite"),
        (".", "works/kite"),
        (".", "works/kite/"),
        (".", "works/kite/index.md"),
        (".", ".\\works\\kite"),
        (".", "./works/../works/kite"),
        (".", "{root}/works/kite/01.jpg"),
        ("works", "kite/"),
        ("works/kite", "."),
        ("works/kite", "index.md"),
        ("content", "../works/kite"),
    ],
)
def test_a_work_is_named_by_any_path_into_its_folder(tmp_path: Path, start: str, word: str) -> None:
    (tmp_path / "works" / "kite").mkdir(parents=True)
    (tmp_path / "content").mkdir()
    project = CollectionConfig(tmp_path / "works", tmp_path / ".cache", TODAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        patch.setenv("EXCELLENCE_FROM", str(tmp_path / start))
        assert check_slugs(project, [word.format(root=tmp_path), "kite"]) == ("kite",)


def test_the_commands_take_a_path(project: Project) -> None:
    project.work("kite")
    for command in (["check", "works/kite/"], ["scrub", "./works/kite"]):
        done = project.command("excellence", *command)
        assert done.returncode == 0, done.stderr
    done = project.command("excellence", "withdraw", "works/kite/index.md", "--yes", "--no-build")
    assert done.returncode == 0, done.stderr
    assert not (project.folder / "works" / "kite").exists()


def test_what_is_no_work_is_refused(project: Project) -> None:
    project.work("kite")
    (project.folder / "works" / "linked").symlink_to(project.folder / "works" / "kite")
    for word in ("works", "works/", ".", "content", "works/linked", "../kite", "works/nobody", ""):
        assert project.command("excellence", "check", word).returncode == 1, word


# Reading never fails


@settings(max_examples=amount(100), deadline=None)
@given(st.text(max_size=300), st.text("[]{}:,#-|>\"'“”\u00a0\u3000\u200b \tab\n<=>&*!%", max_size=120))
def test_any_text_is_read_and_every_flaw_lies_within_it(text: str, signs: str) -> None:
    for said in (text, signs, f"---\n{signs}\n---\n{text}", f"---\ntitle: {text}\n{signs}"):
        lines = said.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for flaw in read_frontmatter(said.encode("utf-8", "surrogatepass")).findings:
            assert 1 <= flaw.place.line <= len(lines) + 1
            width = len(unicodedata.normalize("NFC", [*lines, ""][flaw.place.line - 1]))
            assert 1 <= flaw.place.column <= width + 1
