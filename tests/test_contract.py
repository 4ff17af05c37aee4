"""The form in the browser judges a work as `scripts/check` does, and what it packs is read as it was meant."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from excellence.authoring.slugs import free_slug, suggested_slug
from excellence.loading.config import CollectionConfig
from excellence.loading.load import load
from excellence.model.finding import Level, Purpose
from excellence.model.litter import is_litter
from excellence.reading.captions import CONVERTED
from excellence.reading.file_names import file_name_problem
from excellence.reading.frontmatter import read_frontmatter
from excellence.reading.values import Mapping
from excellence.reading.vocabulary import read_vocabulary
from excellence.rendering.contract import contract, javascript
from project import COLLECTION, ROOT
from test_golden import CASES, index_of

BROWSER = ROOT / "tests" / "browser"
VOCABULARY = COLLECTION / "works" / "vocabulary.yml"
# What only other works, lists or a file's own bytes can show: the browser does not look at it.
ELSEWHERE = {
    *("inspired-cycle", "reference-unknown", "alias-taken", "piece-twice", "piece-alike"),
    *("withdrawn", "withdrawn-alike", "listed-name", "pdf-hidden", "metadata", "file-format", "image-format"),
    "region-unknown",
}
# A form writes no YAML by hand, and guesses nothing.
BY_HAND = {"read-as", "unknown-key", "no-index", "yaml-comment", "folder-name", "proposal-open"}
# A form names files itself, in small letters and by numbers; captions and long texts it refuses before it has them.
ON_DISK = re.compile(r"[A-Z]|\d{3}-\d{4}|^index|[^\x20-\x7e]")
REFUSED = {("captions-damaged", "film.vtt"), ("captions-damaged", "film.srt"), ("too-long", "")}
LATE = "a caption that nobody can ever see"
FINDING = re.compile(r"(?:(?P<file>[^:]+):)?\d+:\d+ (?P<level>\w+) (?P<code>[\w-]+)(?: (?P<field>[^: ]+))?")
TODAY = date(2026, 6, 1)


@cache
def exported() -> dict[str, Any]:
    return contract(read_vocabulary(VOCABULARY, "vocabulary.yml")[0])


def asked(**sent: Any) -> dict[str, Any]:
    """What the modules make of cases or forms, in one process that may do nothing but reckon."""
    command = [sys.executable, "-m", "deno", "run", "--quiet", "--no-check", f"--config={BROWSER / 'deno.json'}"]
    text = json.dumps({"contract": exported(), "today": str(TODAY), **sent})
    done = subprocess.run(
        [*command, BROWSER / "judge.mjs"], input=text, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def files_of(case: dict[str, Any]) -> dict[str, Any] | None:
    """The files of a case as the form knows them; None where one is no ordinary file."""
    files: dict[str, Any] = {"essay.md": {"text": "Words of pond-cards."}}
    for name, content in case.get("files", {}).items():
        match content:
            case {"picture": size}:
                files[name] = {"long": max(map(int, size.split("x")))}
            case {"recorded": _}:
                files[name] = {}
            case str() if name.endswith((".md", ".txt", ".vtt", ".html", *CONVERTED)):
                files[name] = {"text": content}
            case str() if content:
                files[name] = {}
            case None:
                files.pop(name, None)
            case _:
                return None
    return files


def held(case: dict[str, Any]) -> dict[str, Any] | None:
    """A case as the form would hold it; None where it can't."""
    matter, problems = read_frontmatter(index_of(case)), {*told(case["problems"])}
    elsewhere = {
        "linked",
        "locked",
        "vocabulary",
        "withdrawn",
        "demonstrations",
        "pages",
        "others",
        "evidence",
    } & case.keys()
    if matter.findings or not isinstance(matter.value, Mapping) or elsewhere or case["name"] == LATE:
        return None
    if BY_HAND & {*dict(problems)}:
        return None
    files = files_of(case)
    if files is None:
        return None
    if any(file_name_problem(name) or ON_DISK.search(name) or is_litter(name) for name in files):
        return None
    said = yaml.load(matter.text.split("\n---")[0].removeprefix("---\n"), yaml.BaseLoader)
    lists = {key for key, kind in exported()["records"]["Work"].items() if kind["kind"] == "many"}
    if any(isinstance(said.get(key), str) for key in lists):
        return None
    return {"said": without_nothing(said), "body": matter.body, "files": files, "today": case.get("today", str(TODAY))}


def without_nothing(said: Any) -> Any:
    """What YAML calls nothing, as a form has it."""
    if isinstance(said, dict):
        return {key: without_nothing(value) for key, value in said.items()}
    if isinstance(said, list):
        return [*map(without_nothing, said)]
    return "" if said in ("~", "null") else said


def told(problems: list[str]) -> Iterator[tuple[str, str]]:
    """What `check` finds, as code and field, or the file where it stands in another."""
    for each in problems:
        found = FINDING.match(each)
        assert found, each
        yield found["code"], found["file"] or found["field"] or ""


def places(findings: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    return Counter((each["code"], each.get("file") or each["field"]) for each in findings)


def test_the_form_and_check_agree_on_every_golden_case() -> None:
    cases = [(case, form) for case in CASES if (form := held(case)) is not None]
    assert len(cases) > 100
    differing = {}
    judged = asked(cases=[form for _, form in cases])["judged"]
    for (case, _), found in zip(cases, judged, strict=True):
        seen = [each for each in told(case["problems"]) if each[0] not in ELSEWHERE and each not in REFUSED]
        theirs, ours = Counter(seen), places(found)
        if theirs != ours:
            differing[case["name"]] = sorted((theirs - ours).elements()), sorted((ours - theirs).elements())
    assert differing == {}


def test_every_rule_that_the_form_judges_by_has_a_case() -> None:
    """So that none can be wrong without anybody seeing it."""
    folder = ROOT / "plugins" / "excellence" / "assets" / "modules" / "packing"
    modules = [(folder / f"{name}.mjs").read_text("utf-8") for name in ("contract", "permission", "rules")]
    named = {code for text in modules for code in exported()["levels"] if f'"{code}"' in text}
    cases = [case for case in CASES if held(case) is not None]
    seen = {code for case in cases for code, _ in told(case["problems"])}
    assert named - seen == {"unknown-key"}


# Whole forms

SAID = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(list("\n\t\r\u2028\x85\x00\ufeff\u200b\"'\\:#-{}[]&*!|>%@`, ~")),
    ),
    max_size=60,
)
LIKELY = st.sampled_from(
    [
        *("Pond cards", "Write to ana@school.example", "by Ana Lopez", "12 Oak Street", "413 555-0142", "---", "~"),
        *("A pencil drawing of a newt", "x" * 200, "word " * 50, "yes", "2031-06-30", "1999", "Ana and Ben", "null"),
    ]
)
TEXT = st.one_of(SAID, LIKELY)
ITEM = st.fixed_dictionaries(
    {
        "id": st.uuids().map(str),
        "kind": st.sampled_from(["text", "text", "picture"]),
        "end": st.just(".jpg"),
        "draft": st.integers(0, 3),
        "text": TEXT,
        "long": st.just(1_200),
        "cover": st.booleans(),
        "said": st.dictionaries(st.sampled_from(["alt", "caption", "description", "transcript"]), TEXT),
    }
)
FIELDS = st.fixed_dictionaries(
    {
        "title": TEXT.map(lambda text: text.replace("413", "")),  # a folder of a number gets another where it is taken
        "kind": st.sampled_from(["project", "writing"]),
        "summary": TEXT,
        "grades": st.lists(st.sampled_from(["PK", "K", "2", "12"]), unique=True),
        "subjects": st.lists(st.sampled_from(["visual-arts", "mathematics"]), unique=True),
        "formats": st.lists(st.sampled_from(["cards/note-cards", "report/audit"]), unique=True),
    },
    optional={
        **dict.fromkeys(("body", "credit", "quote", "task_text", "scoring_text", "useful_for", "keywords"), TEXT),
        **dict.fromkeys(("year", "school.region", "consent.ref", "consent.until", "for_students", "duration"), TEXT),
        "consent.names": st.sampled_from(["none", "first-names"]),
        "consent.scope": st.lists(st.sampled_from(["site", "print"]), unique=True),
        "license": st.sampled_from(["LicenseRef-All-Rights-Reserved", "CC-BY-4.0"]),
        "size": st.sampled_from(["", "5k"]),
        "language": st.sampled_from(["", "es"]),
    },
)
CLAIM = st.fixed_dictionaries({"key": st.sampled_from(["", "rigor", "beauty"]), "note": TEXT, "item": st.just("")})
FORM = st.fixed_dictionaries(
    {
        "answers": FIELDS,
        "items": st.lists(ITEM, max_size=5, unique_by=lambda item: item["id"]),
        "drafts": st.lists(st.dictionaries(st.sampled_from(["label", "feedback", "changed"]), TEXT), max_size=3),
        "claims": st.lists(CLAIM, max_size=3),
    }
)


@cache
def photo() -> bytes:
    """A picture that nothing is wrong with."""
    out = BytesIO()
    Image.effect_noise((1_200, 800), 60).convert("RGB").save(out, "JPEG", quality=40)
    return out.getvalue()


def checked(all_packed: list[dict[str, Any]], works: Path) -> list[list[tuple[str, str]]]:
    """What `check` finds in each of what was packed, as `told` has it."""
    folders: list[str] = []
    for packed in all_packed:
        folders.append(free_slug(packed["slug"], folders))
        for path, text in {**packed["texts"], "index.md": packed["index"]}.items():
            place = works / folders[-1] / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(photo() if text is None else text.encode())
    (works / "vocabulary.yml").write_bytes(VOCABULARY.read_bytes())
    loaded = load(CollectionConfig(works, works.parent / ".cache", TODAY, workers=1), Purpose.ADMIT)
    loaded.memo.close()
    return [
        [
            (each.code, each.field if each.path.endswith("/index.md") else each.path.removeprefix(f"works/{slug}/"))
            for each in loaded.findings
            if each.slug == slug and (each.rule.admit is not Level.INFO or each.code == "not-approved")
        ]
        for slug in folders
    ]


@settings(max_examples=4, deadline=None, phases=[Phase.generate])
@given(st.lists(FORM, min_size=12, max_size=12))
def test_whatever_is_packed_is_read_as_it_was_meant(forms: list[dict[str, Any]]) -> None:
    """The form finds what `check` finds: so what it lets through is valid as it is."""
    made = asked(forms=forms)["packed"]
    with TemporaryDirectory() as place:
        found = checked(made, Path(place) / "works")
    for packed, theirs in zip(made, found, strict=True):
        # One place may be told of twice: curly quotes around what is no number.
        assert {*places(packed["findings"])} == {each for each in theirs if each[0] not in ELSEWHERE}, packed


@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(st.lists(st.one_of(TEXT, st.text(max_size=90)), min_size=40, max_size=40))
def test_a_title_suggests_the_same_folder_in_both_languages(titles: list[str]) -> None:
    packed = asked(forms=[{"answers": {"title": title}} for title in titles])["packed"]
    for title, each in zip(titles, packed, strict=True):
        read = read_frontmatter(each["index"].encode())
        values = {entry.key: entry.value for entry in read.value.entries} if isinstance(read.value, Mapping) else {}
        meant = values["title"].text if "title" in values else ""
        assert each["slug"] == suggested_slug(meant), title


def test_a_pattern_means_the_same_in_both_languages() -> None:
    assert javascript(re.compile(r"(?i:\bby:?)\s[^\W\d_]\w")) == (
        r"(?:(?:(?<=[\p{L}\p{N}_])(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_])(?=[\p{L}\p{N}_]))[bB][yY]:?)\s\p{L}[\p{L}\p{N}_]"
    )
