"""The promise itself: whatever is hidden, wherever it is hidden, is in nothing that leaves.

Each hiding place of each kind of file that we take holds a word of its own; then every byte of a built site is read.
"""

import gzip
import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from carriers import CARRIERS
from draw import encoded, quarters
from excellence.media import Cache, scrub
from excellence.model.finding import Finding
from in_process import Project

LETTERS: Final = "bcdfghjklmnprstvwz"
# Words that no language has, and no compressed file by chance.
WORDS = (f"Zimm{first}a{second}ova{third}eck" for first, second, third in product(LETTERS, repeat=3))
CELLS = {(suffix, place): next(WORDS) for suffix, places in CARRIERS.items() for place in places}
# Places in the texts of a work, and in the collection around it, with how they are laid there.
TEXTS = {
    place: next(WORDS)
    for place in (
        *("a comment in the front matter", "a comment in the story", "an attribute in the story", "a script"),
        *("the target of an unused link", "the number of a consent", "the name of an unlisted picture"),
        *("an unlisted text", "a proposal", "a hidden file", "a file of the system", "the name of a listed file"),
        *(
            "a note in captions",
            "a speaker in captions",
            "a style in captions",
            "the name of a cue",
            "the head of captions",
        ),
        *("a comment in a text piece", "a comment in a task", "a comment in a translation", "a draft", "a submission"),
        *("a work that was declined", "an ended consent", "a consent for print alone", "a broken work"),
        *(
            "a withdrawn work",
            "a folder that is no work",
            "the private list",
            "a box to be painted",
            "a link elsewhere",
            "a comment in a page",
        ),
    )
}


def everything_in(data: bytes) -> Iterator[bytes]:
    """The bytes, and whatever is packed in them."""
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            unpacked = zlib.decompressobj().decompress(data[found.start() :], 4_000_000)
        except zlib.error:
            continue
        if len(unpacked) > 4:
            yield unpacked


def forms(word: str) -> Iterator[bytes]:
    """A word as programs write it."""
    for each in (word, word.lower(), word.upper()):
        yield each.encode()
        yield each.encode("utf-16-le")
        yield each.encode("utf-16-be")
    yield word.encode().hex().encode()


def holds(data: bytes, word: str) -> bool:
    return any(form in part for part in everything_in(data) for form in forms(word))


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """One file for each place."""
    folder = tmp_path_factory.mktemp("planted")
    found = {}
    for number, ((suffix, place), word) in enumerate(CELLS.items()):
        path = folder / f"{number:03}{suffix}"
        path.write_bytes(CARRIERS[suffix][place](word))
        found[suffix, place] = path
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, planted: dict[tuple[str, str], Path]) -> Project:
    """A collection that holds all of it, built."""
    project = Project(tmp_path_factory.mktemp("probe"), plugin={"search": {"export_lunr": True, "scripts": True}})
    for suffix in CARRIERS:
        files = [(place, path) for (kind, place), path in planted.items() if kind == suffix]
        pieces = [{"file": path.name, "alt": f"Four fields, number {at}"} for at, (_, path) in enumerate(files)]
        if suffix in (".mp4", ".webm"):
            pieces = [each | {"captions": "said.vtt"} for each in pieces]
        slug = f"carriers-of-{suffix[1:]}"
        folder = project.work(slug, pieces=pieces, drafts=[{"files": [files[0][1].name], "alt": "A draft"}])
        (folder / "01.jpg").unlink()
        for _, path in files:
            (folder / path.name).write_bytes(path.read_bytes())
        (folder / "said.vtt").write_text(captions(), "utf-8")
    lay_texts(project)
    project.built()
    return project


def captions() -> str:
    said = TEXTS
    return (
        f"WEBVTT {said['the head of captions']}\n\nNOTE {said['a note in captions']}\n\n"
        f"STYLE\n::cue({said['a style in captions']}) {{}}\n\n"
        f"{said['the name of a cue']}\n00:00.000 --> 00:01.000\n<v {said['a speaker in captions']}>Words</v>\n"
    )


REAL = {
    "demonstration": None,
    "consent": {"ref": "2026-014", "holder": "the school", "scope": ["site"], "until": "2031-06-30"},
    "review": {"decision": "approved", "on": "2026-05-04", "panel": ["curator", "teacher"]},
}


def lay_texts(project: Project) -> None:
    said, works = TEXTS, project.folder / "works"
    story = (
        f"A story. <!-- {said['a comment in the story']} -->\n\n"
        f'Words <span title="{said["an attribute in the story"]}" data-who="{said["an attribute in the story"]}">here'
        f"</span>.\n\n<script>var who = '{said['a script']}'</script>\n\n"
        f"[nobody]: https://example.org/{said['the target of an unused link']}\n"
    )
    named = f"{said['the name of a listed file'].lower()}.jpg"
    consent = REAL["consent"] | {"ref": said["the number of a consent"]}  # type: ignore[operator]
    front = REAL | {"consent": consent, "task": "task.md"}
    folder = project.work("texts", story, pieces=[{"file": named, "alt": "A field"}, {"file": "essay.md"}], **front)
    (folder / "01.jpg").rename(folder / named)
    index = folder / "index.md"
    told = index.read_text("utf-8").replace("---\n", f"---\n# {said['a comment in the front matter']}\n", 1)
    index.write_text(told, "utf-8")
    (folder / "essay.md").write_text(f"Words.\n\n<!-- {said['a comment in a text piece']} -->\n", "utf-8")
    (folder / "task.md").write_text(f"A task. <!-- {said['a comment in a task']} -->\n", "utf-8")
    translation = f"---\ntitle: Textos\n---\nPalabras. <!-- {said['a comment in a translation']} -->\n"
    (folder / "index.es.md").write_text(translation, "utf-8")
    (folder / f"{said['the name of an unlisted picture'].lower()}.jpg").write_bytes(encoded(quarters(90, 60), "JPEG"))
    for name, place in (
        *(("notes.txt", "an unlisted text"), ("essay.proposed.txt", "a proposal"), (".hidden", "a hidden file")),
        ("desktop.ini", "a file of the system"),
    ):
        (folder / name).write_text(said[place], "utf-8")
    (works / "_notes").mkdir()
    (works / "_notes" / "index.md").write_text(said["a folder that is no work"], "utf-8")
    (project.folder / "names.local.txt").write_text(said["the private list"], "utf-8")
    unshown(project)


def unshown(project: Project) -> None:
    """Works that the site may not show, each with its word as title, story, picture's name and alt."""
    ended = REAL["consent"] | {"until": "2026-09-20"}  # type: ignore[operator]
    printed = REAL["consent"] | {"scope": ["print"]}  # type: ignore[operator]
    declined = REAL["review"] | {"decision": "declined"}  # type: ignore[operator]
    box = [{"file": "01.jpg", "x": 0, "y": 0, "w": 0.5, "h": 0.5}]
    for place, front in (
        ("a draft", {"status": "draft"}),
        ("a submission", {"status": "submitted"}),
        ("a work that was declined", REAL | {"review": declined}),
        ("an ended consent", REAL | {"consent": ended}),
        ("a consent for print alone", REAL | {"consent": printed}),
        ("a withdrawn work", {}),
        ("a box to be painted", REAL | {"redact": box}),
    ):
        word = TEXTS[place]
        slug = f"not-shown-{word.lower()}"
        pieces = [{"file": "01.jpg", "alt": word, "caption": word}]
        project.work(slug, word, title=word, summary=word, keywords=[word], pieces=pieces, **front)
    gone = f"not-shown-{TEXTS['a withdrawn work'].lower()}"
    picture = (project.folder / "works" / gone / "01.jpg").read_bytes()
    listed = f'- sha256: "{sha256(picture).hexdigest()}"\n'
    (project.folder / "works" / "withdrawn.yml").write_text(listed, "utf-8")
    outside = project.folder / "outside"
    outside.mkdir()
    (outside / "index.md").write_text(f"---\ntitle: {TEXTS['a link elsewhere']}\n---\n", "utf-8")
    page = f"---\ntitle: A page\n---\nWords. <!-- {TEXTS['a comment in a page']} -->\n"
    (project.folder / "content" / "elsewhere.md").write_text(page, "utf-8")


def test_every_place_holds_its_word(planted: dict[tuple[str, str], Path]) -> None:
    """Or the search for it would prove nothing; what a picture is coded with is another matter."""
    missing = [cell for cell, path in planted.items() if not holds(path.read_bytes(), CELLS[cell])]
    assert missing == []


def test_nothing_that_leaves_holds_what_was_hidden(project: Project) -> None:
    words = {word: cell for cell, word in (*CELLS.items(), *TEXTS.items())}
    pattern = re.compile(b"zimm[a-z]a[a-z]ova[a-z]eck", re.IGNORECASE)
    wide = re.compile(b"z\0i\0m\0m\0|\0z\0i\0m\0m", re.IGNORECASE)
    found = set()
    files = [path for path in project.site.rglob("*") if path.is_file()]
    for path in files:
        name = path.relative_to(project.site).as_posix()
        for part in (*everything_in(path.read_bytes()), name.encode()):
            found |= {(words.get(each.decode().capitalize(), each), name) for each in pattern.findall(part)}
            found |= {("in wide letters", name) for _ in wide.findall(part)}
    assert found == set()
    published = {path.suffix for path in files}
    assert published >= {
        ".html",
        ".json",
        ".js",
        ".webp",
        ".jpg",
        ".pdf",
        ".mp3",
        ".mp4",
        ".webm",
        ".vtt",
        ".xml",
        ".gz",
    }


@pytest.mark.parametrize("suffix", [suffix for suffix in CARRIERS if suffix != ".pdf"])
def test_what_scrub_leaves_holds_nothing_either(
    tmp_path: Path, planted: dict[tuple[str, str], Path], suffix: str
) -> None:
    """PDFs are looked at in the tests of documents."""
    left = {}
    for (kind, place), path in planted.items():
        if kind == suffix:
            made = scrub(path, Cache(tmp_path))
            if isinstance(made, Finding):
                left[place] = made.what
            elif holds(made.data, CELLS[kind, place]):
                left[place] = "is left"
            elif not made.lost:
                left[place] = "is not told"
    assert left == {}
