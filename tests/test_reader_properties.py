"""Whatever stands in a work's folder: findings, never an exception, and nothing is shown that may not be."""

import os
import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from amount import amount
from excellence.loading.work import load_work
from excellence.model.finding import Finding
from excellence.model.schema import (
    Day,
    FileName,
    Flag,
    Key,
    Kind,
    Language,
    Many,
    OneOf,
    Share,
    Slug,
    Table,
    Term,
    Text,
    Url,
    Whole,
    keys,
)
from excellence.model.work import Translation, Work
from excellence.reading.file_names import file_name_problem
from excellence.reading.frontmatter import decode, read_frontmatter
from excellence.reading.reader import Reader
from excellence.reading.vocabulary import read_vocabulary
from excellence.reading.withdrawn import Withdrawn, read_withdrawn
from excellence.reading.works import Reading
from excellence.rules import RULES
from excellence.rules.publication import is_published
from excellence.rules.rule_context import RuleContext
from project import COLLECTION

MANY = settings(max_examples=amount(150, 50_000), deadline=None, suppress_health_check=list(HealthCheck))
SOME = settings(MANY, max_examples=amount(100, 20_000))
FEW = settings(MANY, max_examples=amount(40, 2_000))

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "works/vocabulary.yml")
TODAY = date(2026, 6, 1)
HOUSE = RuleContext(VOCABULARY, (Withdrawn("gone-cards"),), TODAY)

WHOLE = """\
---
title: "Pond cards: ¡newts!"
kind: writing
status: approved
summary: What lives in our pond.
grades: [2, K]
subjects: [visual-arts]
formats: [cards/note-cards]
pieces:
  - {file: essay.md, caption: The words, language: en}
  - file: notes.txt
    description: |
      More of them,
      over lines.
text_types: [informative]
year: 2026
school: {type: public, country: NO}
attributes:
  complexity: [{key: transfer, note: Seen in the text, file: essay.md, page: 2}]
standards: [{framework: CCSS-ELA, code: W.2.7}]
keywords: [newts, 'field notes']
drafts: [{files: [d1.md], label: Draft 1, feedback: Look again}]
media: [{url: "https://example.org/film", title: A film, minutes: 5}]
related: [lake-cards]
consent: {ref: "2026-014", holder: the school, scope: [site, print], until: 2031-06-30}
review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}
added: 2026-05-06
---
The overview.

Write nothing here that leads to a child.
"""

TOKENS = st.sampled_from(
    [
        *("\n", "\n  ", "\n- ", "  ", " ", ": ", ":", "- ", "? ", "[", "]", "{", "}", ", ", "#", " #", "&a ", "*a"),
        *("<<: ", "--- ", "---", "...", "e\u0301", "¡", "🐸", "C:\\x", "con.md", "handler: x"),
        *("!", "!!str ", "!!python/name:os ", "|", ">", "|-\n  ", "'", '"', "%", "@", "`", "\\", "~", "="),
        *("\n---\n", "\n...\n", "\t", "\r", "\r\n", "\0", "\x85", "\u2028", "\ufeff", "\u202e", "\u00a0"),
        *("NO", "on", "1:30", "010", "3e2", "1_000", "0x1f", ".inf", "2026-05-04", "2026-02-30", "null", "9" * 30),
        *('"\\u202e"', '"\\0"', '"\\ud800"', '"\\x"', "a@example.org", "555-123-4567", "../x", "/etc"),
        *("title", "status: approved", "grades: [2]", "pieces:\n", "file: essay.md", "consent: ", "review: "),
        *("template: base.html", "title: x\ntitle: y\n", "x" * 300, "[" * 12, "{a: " * 12, "- " * 12),
    ]
)  # fmt: skip
SOUP = st.lists(TOKENS | st.text(max_size=5), max_size=25).map("".join)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("works") / "pond-cards"
    folder.mkdir()
    for name in ("essay.md", "notes.txt", "d1.md"):
        (folder / name).write_text(f"The words of {name}.\n", "utf-8")
    return folder


def read(folder: Path, content: bytes) -> Reading:
    """The reading of a folder with this index.md, after what holds for every reading was seen to hold."""
    (folder / "index.md").write_bytes(content)
    reading = load_work(folder, HOUSE)
    for problem in reading.findings:
        check_problem(problem, content)
    assert list(reading.findings) == sorted(set(reading.findings))
    assert load_work(folder, HOUSE) == reading
    return reading


def shown(reading: Reading) -> bool:
    return is_published(reading.work, reading.findings)


def check_problem(problem: Finding, content: bytes) -> None:
    assert problem.code in RULES
    for part in (problem.path, problem.field, problem.what, problem.remedy):
        assert part.isprintable(), part
    assert problem.path.startswith("works/pond-cards")
    assert problem.what.strip() == problem.what != ""
    assert problem.remedy.strip() == problem.remedy != ""
    assert len(problem.what) + len(problem.remedy) < 2_000
    line, column = problem.place
    assert line >= 1
    assert column >= 1
    if problem.path.endswith("/index.md"):
        text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = unicodedata.normalize("NFC", text).split("\n")
        assert line <= len(lines) + 1
        assert column <= len([*lines, ""][line - 1]) + 1


@MANY
@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_without_an_exception(folder: Path, content: bytes) -> None:
    assert not shown(read(folder, content))
    assert not shown(read(folder, b"---\n" + content + b"\n---\n"))


@MANY
@given(SOUP, st.sampled_from(["", "\n", "\n---\n", "\n---\nWords.\n"]))
def test_any_soup_of_yaml_is_read_without_an_exception(folder: Path, soup: str, end: str) -> None:
    read(folder, f"---\n{soup}{end}".encode("utf-8", "surrogatepass"))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Front matter that is right, with a few things put in, taken out or said twice."""
    text = WHOLE
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        put = draw(st.one_of(st.just(""), TOKENS, st.text(max_size=3), st.just(text[start:end] * 2)))
        text = text[:start] + put + text[end:]
    return text.encode("utf-8", "surrogatepass")


@MANY
@given(mutated())
def test_front_matter_with_faults_is_read_without_an_exception(folder: Path, content: bytes) -> None:
    reading = read(folder, content)
    if shown(reading):
        assert_strict(reading)


def test_front_matter_that_is_right_has_no_findings(folder: Path) -> None:
    reading = read(folder, WHOLE.encode())
    assert reading.findings == ()
    assert_strict(reading)


def assert_strict(reading: Reading) -> None:
    """What must hold of a work that is shown, told here a second time and in other words."""
    work = reading.work
    assert work is not None
    assert work.status == "approved"
    assert work.consent is not None
    assert work.consent.ref
    assert work.consent.holder
    assert "site" in work.consent.scope
    assert work.consent.until is not None
    assert work.consent.until >= TODAY
    assert work.review is not None
    assert work.review.decision == "approved"
    assert len(set(work.review.panel)) >= 2
    assert set(work.review.panel) <= set(VOCABULARY.terms("panel_roles"))
    assert work.redact == ()
    assert not (work.consent.names == "first-names" and (work.school.name or work.school.place))
    assert work.slug not in {gone.slug for gone in HOUSE.withdrawn}
    assert work.demonstration is False
    assert work.pieces
    assert set(work.grades) <= set(VOCABULARY.terms("grades"))
    assert {"error", "withheld"}.isdisjoint(problem.rule.build for problem in reading.findings)


def maybe(right: str, *wrong: str | None) -> st.SearchStrategy[str | None]:
    """Mostly right, so that works with one fault are common."""
    return st.sampled_from([*[right] * 12, *wrong])


PERMISSION = {
    "status": maybe(
        "approved", "Approved", "draft", "submitted", "published", "'approved '", "[approved]", "yes", None
    ),
    "ref": maybe("'1'", '""', "~", None),
    "holder": maybe("the school", '" "', None),
    "scope": maybe("[site, print]", "[print]", "[]", "site", "[sites]", None),
    "until": maybe("2026-06-01", "2026-05-31", "2026-6-1", "2099-01-01", "never", None),
    "names": maybe("none", "first-names", "all", None),
    "decision": maybe("approved", "declined", "revise", "Approved", None),
    "on": maybe("2026-05-04", "yesterday", None),
    "panel": maybe("[curator, teacher]", "[curator]", "[curator, curator]", "[curator, friend]", "[]", "curator", None),
    "place": maybe("~", "Pondville"),
    "redact": maybe("[]", "[{file: essay.md, x: 0, y: 0, w: 1, h: 1}]"),
    "demonstration": maybe("false", "true", "on"),
}


@SOME
@given(st.fixed_dictionaries(PERMISSION))
def test_a_work_is_shown_when_every_condition_holds_and_only_then(folder: Path, said: dict[str, str | None]) -> None:
    def group(*names: str) -> str:
        return "{" + ", ".join(f"{name}: {said[name]}" for name in names if said[name] is not None) + "}"

    front = WHOLE.replace("status: approved\n", f"status: {said['status']}\n" if said["status"] else "")
    front = re.sub(r"consent: .*", lambda _: f"consent: {group('ref', 'holder', 'scope', 'until', 'names')}", front)
    front = re.sub(r"review: .*", lambda _: f"review: {group('decision', 'on', 'panel')}", front)
    front = re.sub(r"school: .*", lambda _: f"school: {group('place')}", front)
    more = f"redact: {said['redact']}\ndemonstration: {said['demonstration']}\n"
    reading = read(folder, front.replace("added:", f"{more}added:").encode())
    right = {name: {strategy_right(name)} for name in PERMISSION}
    right["until"] |= {"2099-01-01"}
    right["names"] |= {None}
    if said["place"] == "~":
        right["names"] |= {"first-names"}
    right["place"] |= {"Pondville"} if said["names"] in ("none", None) else set()
    assert shown(reading) == all(said[name] in right[name] for name in PERMISSION)
    if shown(reading):
        assert_strict(reading)


def strategy_right(name: str) -> str:
    rights = {"status": "approved", "ref": "'1'", "holder": "the school", "scope": "[site, print]"}
    rights |= {"until": "2026-06-01", "names": "none", "decision": "approved", "on": "2026-05-04"}
    rights |= {"panel": "[curator, teacher]", "place": "~", "redact": "[]", "demonstration": "false"}
    return rights[name]


# Records of the declaration itself, written as YAML and read again

LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))
SLUGS = st.from_regex(r"[a-z0-9]{3,8}(-[a-z0-9]{1,5}){0,3}", fullmatch=True)


def texts(kind: Text) -> st.SearchStrategy[str]:
    def fitting(said: str) -> str:
        words = unicodedata.normalize("NFC", said).split()[: kind.words]
        return " ".join(words)[: kind.limit].strip()

    return st.text(LETTERS, min_size=1, max_size=60).map(fitting).filter(lambda text: bool(text))


FIXED: dict[type, st.SearchStrategy[Any]] = {
    Share: st.integers(0, 1000).map(lambda number: number / 1000),
    Flag: st.booleans(),
    Day: st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    Slug: SLUGS.filter(lambda slug: len(slug) <= 60 and slug not in ("con", "prn", "aux", "nul")),
    FileName: SLUGS.map(lambda slug: f"f-{slug}.md"),
    Url: SLUGS.map(lambda slug: f"https://example.org/{slug}?a=b#c"),
    Language: st.sampled_from(["en", "es", "pt-BR", "zh-Hant", "no", "zh-Hant-TW", "es-419"]),
}


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """What the declaration allows."""
    match kind:
        case Text():
            return texts(kind)
        case Whole(least, most):
            return st.integers(least, most)
        case OneOf(words):
            return st.sampled_from(words)
        case Term(name):
            return st.sampled_from(list(VOCABULARY.terms(name)))
        case Table(text):
            return st.dictionaries(SLUGS, texts(text), max_size=3)
        case Many(each, least, _, unique):
            return st.lists(values(each), min_size=least, max_size=2, unique=unique)
        case type():
            return plain(kind)
    return FIXED[type(kind)]


def plain(record: type[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Front matter that fits a record, as plain lists and dictionaries."""

    def entries(wanted: bool) -> dict[str, st.SearchStrategy[Any]]:
        return {key.name: values(key.kind) for key in keys(record).values() if key.required is wanted}

    return st.fixed_dictionaries(entries(True), optional=entries(False))


def back(record: Any) -> dict[str, Any]:
    """A record as front matter again, without what was never said."""
    return {key.name: flat(key, getattr(record, key.name)) for key in keys(type(record)).values()}


def flat(key: Key, value: Any) -> Any:
    if isinstance(key.kind, Table):
        return dict(value)
    if isinstance(value, tuple):
        return [back(item) if hasattr(item, "__dataclass_fields__") else item for item in value]
    return back(value) if hasattr(value, "__dataclass_fields__") else value


def without_silence(said: Any) -> Any:
    if isinstance(said, dict):
        kept = {key: without_silence(value) for key, value in said.items()}
        return {key: value for key, value in kept.items() if value not in (None, [], {})}
    return [without_silence(item) for item in said] if isinstance(said, list) else said


def defaults(record: type[Any], said: dict[str, Any]) -> dict[str, Any]:
    """What was said, and what the declaration says where nothing was."""
    full: dict[str, Any] = {}
    for key in keys(record).values():
        value = said.get(key.name, record.__dataclass_fields__[key.name].default)
        if isinstance(key.kind, type) and isinstance(value, dict):
            value = defaults(key.kind, value)
        elif isinstance(key.kind, type) and value is not None:
            value = back(value)
        elif isinstance(key.kind, Many) and isinstance(key.kind.kind, type):
            value = [defaults(key.kind.kind, item) for item in value]
        full[key.name] = list(value) if isinstance(value, tuple) else value
    return full


def written(said: dict[str, Any], width: int) -> bytes:
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=width)
    return f"---\n{text}---\nThe body.\n".encode()


def read_record(record: type[Any], content: bytes) -> Any:
    matter = read_frontmatter(content)
    assert matter.findings == ()
    assert matter.value is not None
    assert matter.body == "The body."
    reader = Reader(VOCABULARY)
    result = reader.record(record, matter.value)
    assert reader.findings == []
    assert reader.complete
    return result


@FEW
@given(plain(Work), st.sampled_from([20, 80, 10_000]))
def test_a_work_written_as_yaml_is_read_the_same(said: dict[str, Any], width: int) -> None:
    work = read_record(Work, written(said, width))
    assert without_silence(back(work)) == without_silence(defaults(Work, said))
    again = read_record(Work, written(without_silence(back(work)), 80))
    assert without_silence(back(again)) == without_silence(back(work))  # a record of which nothing is said is none


@FEW
@given(plain(Translation))
def test_a_translation_written_as_yaml_is_read_the_same(said: dict[str, Any]) -> None:
    translation = read_record(Translation, written(said, 80))
    assert without_silence(back(translation)) == without_silence(defaults(Translation, said))


# What lies beside the front matter

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=("Cs",)), min_size=1, max_size=30)


@SOME
@given(NAMES | st.from_regex(r"[A-Za-z0-9._/ :\\-]{1,40}", fullmatch=True))
def test_a_file_name_that_passes_works_on_every_computer(name: str) -> None:
    problem = file_name_problem(name)
    if problem is None:
        assert name.isascii()
        assert not set(name) & set(' \\:*?"<>|')
        for part in name.split("/"):
            assert part not in ("", ".", "..")
            assert part[0] not in ".-"
            assert part[-1] != "."
            assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)", part.split(".")[0])
    else:
        suggested = re.search(r"for example (\S+)\Z", problem[1])
        assert suggested is None or file_name_problem(suggested[1]) is None


@FEW
@given(names=st.lists(NAMES, max_size=4, unique=True))
def test_files_of_any_name_are_told_on_one_line(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    folder = tmp_path_factory.mktemp("works") / "pond-cards"
    folder.mkdir()
    for name in names:
        assume(len(name.encode()) <= 250 and name not in (".", ".."))
        (folder / name).write_text("Words.", "utf-8")
    content = WHOLE.replace(
        "file: notes.txt", f"file: {yaml.safe_dump(names[0], width=99).strip()}" if names else ""
    ).encode()
    for problem in read(folder, content).findings:
        assert "\n" not in problem.path + problem.what


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "pond-cards"
    folder.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.jpg")).write_bytes(b"")
    except OSError:  # a disk that takes UTF-8 alone has no such names
        return
    [told] = [each for each in read(folder, WHOLE.encode()).findings if each.code == "file-name"]
    assert told.what == "“caf\\udce9.jpg” does not work on every computer"
    assert told.remedy.startswith("rename the file, for example caf.jpg")


@SOME
@given(SOUP)
def test_the_two_lists_are_read_without_an_exception(folder: Path, soup: str) -> None:
    path = folder.parent / "list.yml"
    path.write_bytes(soup.encode("utf-8", "surrogatepass"))
    _, problems = read_vocabulary(path, "works/vocabulary.yml")
    assert problems
    withdrawn, more = read_withdrawn(path, "works/withdrawn.yml")
    assert all(isinstance(gone.slug, str) for gone in withdrawn)
    assert all(problem.code in RULES and problem.what.isprintable() for problem in (*problems, *more))


@pytest.mark.parametrize("days", range(-2, 63))
def test_a_consent_ends_with_its_last_day(folder: Path, days: int) -> None:
    until = TODAY + timedelta(days)
    reading = read(folder, WHOLE.replace("2031-06-30", until.isoformat()).encode())
    assert shown(reading) is (days >= 0)
    codes = [problem.code for problem in reading.findings]
    assert codes == (["consent-ended"] if days < 0 else ["consent-ends-soon"] if days <= 60 else [])


@MANY
@given(st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_decoded_text_holds_nothing_hidden(content: bytes) -> None:
    text, flaws = decode(content)
    assert flaws or not re.search("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", text)
    assert "\r" not in text
