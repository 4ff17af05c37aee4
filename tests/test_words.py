"""Words of a work as an issue: the form knows what the schema knows, and whatever stands in it stays in one folder."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from excellence.authoring.imported import NEW, Place
from excellence.authoring.word_form import Draft, draft_of
from excellence.commands.adding import staged
from excellence.commands.schema import generated
from excellence.loading.work import load_work
from excellence.media import Cache
from excellence.model.finding import ERROR
from excellence.reading.vocabulary import read_vocabulary
from excellence.reading.word_form import ASKED, LARGEST, NO_ANSWER, PROMISES, TICKS, options, read_word_form
from excellence.rendering.word_form import answer
from excellence.rules.rule_context import RuleContext
from in_process import Project
from project import COLLECTION, ROOT, tree

VOCABULARY, _ = read_vocabulary(COLLECTION / "works" / "vocabulary.yml", "works/vocabulary.yml")
BY_FIELD = {asked.field: asked for asked in ASKED}
WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "words.yml").read_text("utf-8"))
SAID = {
    "title": "Creek atlas",
    "kind": "Project",
    "summary": "Fourth graders walked their creek and drew an atlas that hikers carry.",
    "grades": "Grade 4, Grade 5",
    "subjects": "Science and technology, Visual arts",
    "formats": "Map",
    "body": "We walked the creek.\n\n## How long\n\nEight weeks, with three drafts.",
    "task": "Draw a bend of the creek.\n\n- To scale\n- With a key",
    "useful_for": "- planning a walk\n- talking about scale",
}


def body(ticked: tuple[str, ...] = PROMISES, **said: str) -> str:
    """What GitHub makes of a form that was filled in."""
    told = SAID | said
    answers = "\n\n".join(f"### {each.heading}\n\n{told.get(each.field) or NO_ANSWER}" for each in ASKED)
    return f"{answers}\n\n### {TICKS}\n\n" + "\n".join(f"- [{'X' if p in ticked else ' '}] {p}" for p in PROMISES)


def issue(text: str) -> bytes:
    return json.dumps({"action": "labeled", "issue": {"number": 12, "title": "$(id)", "body": text}}).encode()


@pytest.fixture
def works(tmp_path: Path) -> Path:
    (tmp_path / "own" / "works").mkdir(parents=True)
    return tmp_path / "own" / "works"


def drafted(works: Path, text: str) -> Draft:
    room = works.parent.parent / "room"
    for each in [*room.iterdir()] if room.exists() else ():
        each.unlink()
    room.mkdir(exist_ok=True)
    cache = Cache(works.parent.parent / "cache")
    return draft_of(read_word_form(issue(text)), room, Place(works, cache, VOCABULARY, lambda: staged(works)))


def front(folder: Path) -> dict[str, Any]:
    found = yaml.safe_load((folder / "index.md").read_text("utf-8").split("---\n")[1])
    assert isinstance(found, dict)
    return found


# The form and the schema


def test_what_is_written_from_the_declaration_is_as_it_says() -> None:
    """The form for words, and what editors read: scripts/schema --write writes them anew."""
    own, _ = read_vocabulary(ROOT / "works" / "vocabulary.yml", "works/vocabulary.yml")
    stale = [name for name, text in generated(own).items() if (ROOT / name).read_text("utf-8") != text]
    assert stale == [], "run scripts/schema --write"


def test_every_word_that_the_form_offers_means_its_term(works: Path) -> None:
    form = yaml.safe_load(generated(VOCABULARY)[".github/ISSUE_TEMPLATE/work.yml"])
    offered = {each["id"]: each["attributes"]["options"] for each in form["body"] if each["type"] == "dropdown"}
    assert set(offered) == {"kind", "grades", "subjects", "formats", "text_types"}
    for name, words in offered.items():
        assert words == options(BY_FIELD[name], VOCABULARY)
        assert len(set(words)) == len(words)
        assert not any("," in word for word in words)
    several = {name: ", ".join(words) for name, words in offered.items() if name != "kind"}
    draft = drafted(works, body(**several))
    assert draft.told == ()
    made = front(works / draft.slug)
    for name, key in (("subjects", "subjects"), ("formats", "formats"), ("text_types", "text_types")):
        assert made[name] == list(VOCABULARY.terms(key))
    assert [str(each) for each in made["grades"]] == list(VOCABULARY.terms("grades"))


def test_a_form_asks_for_no_person_and_no_file() -> None:
    form = yaml.safe_load(generated(VOCABULARY)[".github/ISSUE_TEMPLATE/work.yml"])
    first, *asked, ticks = form["body"]
    assert "words alone" in first["attributes"]["value"]
    assert {each["type"] for each in asked} == {"input", "textarea", "dropdown"}
    labels = " ".join(each["attributes"]["label"].lower() for each in asked)
    assert not any(word in labels for word in ("name", "mail", "contact", "phone", "school", "photo", "file"))
    assert [each["required"] for each in ticks["attributes"]["options"]] == [True] * len(PROMISES)


# From an issue to a draft


def test_words_become_a_draft_that_lacks_nothing_but_its_pieces(tmp_path: Path) -> None:
    project = Project(tmp_path)
    (tmp_path / "event.json").write_bytes(issue(body(language="Spanish")))
    said = ("excellence", "import", "--issue", "event.json", "--answer", "answer.md")
    done = project.command(*said)
    assert (done.returncode, done.stdout) == (0, "works/creek-atlas: new (issue 12)\n"), done.stderr
    folder = tmp_path / "works" / "creek-atlas"
    assert sorted(path.name for path in folder.iterdir()) == ["index.md", "task.md"]
    made = front(folder)
    assert made | {"status": "draft", "grades": [4, 5], "language": "es", "task": "task.md"} == made
    assert made["useful_for"] == ["planning a walk", "talking about scale"]
    assert (folder / "task.md").read_text("utf-8") == f"{SAID['task']}\n"
    assert (folder / "index.md").read_text("utf-8").endswith(f"---\n\n{SAID['body']}\n")
    checked = project.command("excellence", "check", "creek-atlas").stdout
    assert [line for line in checked.splitlines() if ": error " in line] == [
        (
            "works/creek-atlas/index.md:2:1: error missing-key pieces: pieces is missing; add pieces: … "
            "(the work itself, in the order of the page)"
        )
    ]
    assert "Thank you" in (tmp_path / "answer.md").read_text("utf-8")
    before = tree(tmp_path / "works")
    assert project.command(*said).stdout == "works/creek-atlas: unchanged (issue 12)\n"
    (tmp_path / "event.json").write_bytes(issue(body(summary="Another work of that name.")))
    done = project.command(*said)
    assert done.returncode == 1
    assert "a work is at this address already; give it another title, or let a curator" in done.stdout
    assert tree(tmp_path / "works") == before
    assert project.command(*said, "--as", "creek-walk", "--dry-run").stdout.endswith(
        "works/creek-walk: new (issue 12)\n"
    )
    assert project.command("excellence", "import").returncode == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["this is not the form for words of a work"]),
        ("An idea of mine.", ["this is not the form for words of a work"]),
        (body(title="", grades=""), ["Title of the work: there is no answer", "Grades: there is no answer"]),
        (body(ticked=PROMISES[:2]), [f"“{PROMISES[2]}” is not ticked"]),
        (body(grades="Grade 99"), ["Grades: this is not one of the allowed values"]),
        (body(title="x" * 121), ["Title of the work: title: "]),
        (body(body="Write to a.teacher@school.example"), ["What the class did: this looks like an e-mail address"]),
        (body(task="Call (555) 123-4567"), ["The task, as students got it: this looks like a telephone number"]),
        (body(title="A map drawn by Jane Roe"), ["Title of the work: this looks like a person's full name"]),
        (body(body="We walked.\n\n### Grades\n\nGrade 1"), ["“Grades” stands twice as a heading"]),
        (body(body="y" * LARGEST), [f"letters, {LARGEST:,} is the most"]),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_what_is_wrong_is_told_all_at_once_and_nothing_is_written(works: Path, text: str, told: list[str]) -> None:
    before = tree(works.parent)
    draft = drafted(works, text)
    assert (draft.slug, tree(works.parent)) == ("", before)
    reply = answer(draft.slug, draft.wrong, draft.advice)
    lines = [f"{BY_FIELD_AT[each.spot.column]}{each.what}" for each in draft.wrong]
    assert [line for line, part in zip(sorted(lines), sorted(told), strict=True) if part not in line] == []
    assert "Please mend this first" in reply
    assert not any(secret in reply for secret in ("school.example", "4567", "Jane", "Roe"))


BY_FIELD_AT = {0: ""} | {column: f"{asked.heading}: " for column, asked in enumerate(ASKED, 1)}


@pytest.mark.parametrize(
    ("said", "left", "advice"),
    [
        ("![a child](https://github.com/user-attachments/assets/1)", "", "a picture or a file"),
        ("<img src=x onerror=alert(1)>", "", "a picture or a file"),
        ("[scan.pdf](https://github.com/user-attachments/files/1/scan.pdf)", "", "a picture or a file"),
        ("[our page](https://a.example/?q=1)", "our page", "a link stands here"),
        ("[run](javascript:alert(1))", "run", "a link stands here"),
        ("<script>alert(1)</script>", "alert(1)", "HTML stands here"),
        ("<scr<b>ipt>alert(1)", "alert(1)", "HTML stands here"),
        ("<!-- excellence:gallery -->", "", "HTML stands here"),
        ("--> <!-- open", "open", "HTML stands here"),
    ],
)
def test_pictures_links_and_html_stay_behind_and_that_is_told(works: Path, said: str, left: str, advice: str) -> None:
    draft = drafted(works, body(body=f"Before.\n\n{said}\n\nAfter."))
    assert draft.outcome == NEW
    text = (works / draft.slug / "index.md").read_text("utf-8").rsplit("---\n", 1)[1]
    assert [line.strip() for line in text.split("\n") if line.strip()] == ["Before.", *filter(None, [left]), "After."]
    assert any(advice in each.what for each in draft.advice)


HOSTILE = (
    *("../../etc/passwd", "/etc/passwd", "C:\\x", "works/other", ".git/config", "a\0b", "\u202efdp.exe", "\ud800"),
    *(
        "---\nstatus: approved\n---",
        "...\n---\n",
        "status: approved\nreview: {decision: approved}",
        "!!python/x",
        "&a *a",
    ),
    *("{{ 7*7 }}", "$(id)", "`id`", "'; id; '", "${{ github.token }}", "::set-output name=x::y", "<<EOF\nEOF"),
    *(
        "<!-- -->",
        "-->",
        "<!--",
        "<script>",
        "](javascript:x)",
        "![",
        "### ",
        "### Grades",
        f"### {TICKS}",
        "\r\n",
        "'=1",
    ),
    *("[a, b]", "{a: b}", "- x", "01.jpg", "index.md", "withdrawn.yml", "@everyone #1", "é" * 40, "x " * 400),
)
WORDS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=12), max_size=4).map(" ".join)
FILLED = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(SAID, WORDS) | {"title": WORDS.map("Atlas {}".format), "text_types": WORDS}
).map(lambda said: body(**said))


@given(
    st.one_of(
        FILLED,
        FILLED,
        WORDS,
        st.lists(st.sampled_from([*HOSTILE, *(f"### {a.heading}" for a in ASKED)])).map("\n".join),
    )
)
@example(body(title="Atlas # 2", kind="<!-- -->"))
@example(body(title="Atlas # 2"))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_an_issue_it_is_told_or_a_draft_in_one_folder(works: Path, text: str) -> None:
    for each in works.iterdir():
        for path in each.iterdir():
            path.unlink()
        each.rmdir()
    draft = drafted(works, text)
    assert bool(draft.slug) != bool(draft.wrong)
    assert [path.name for path in works.parent.iterdir()] == ["works"]
    assert [path.name for path in works.iterdir()] == [draft.slug] * bool(draft.slug)
    assert answer(draft.slug, draft.wrong, draft.advice)
    if draft.slug:
        files = {path.name for path in (works / draft.slug).iterdir()}
        assert {"index.md"} <= files <= {"index.md", "task.md"}
        reading = load_work(works / draft.slug, RuleContext(VOCABULARY))
        assert {each.field for each in reading.findings if each.rule.check is ERROR} <= {"pieces"}
        assert reading.parts is not None
        assert (reading.parts.status, reading.parts.review, reading.parts.consent) == ("draft", None, None)


def test_a_link_at_the_address_of_a_work_is_not_followed(works: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (works / "creek-atlas").symlink_to(tmp_path / "elsewhere")
    draft = drafted(works, body())
    assert draft.slug == ""
    assert [*(tmp_path / "elsewhere").iterdir()] == []


# The workflow


def script(job: str, name: str) -> str:
    [step] = [each for each in WORKFLOW["jobs"][job]["steps"] if each.get("id", each.get("name")) == name]
    return str(step["run"])


def run(script: str, folder: Path, **programs: str) -> tuple[int, str]:
    """The exit code of a step, and its outputs; `programs` stand in for those of the same name, each in bash."""
    tools = folder / "tools"
    tools.mkdir(exist_ok=True)
    for name, text in programs.items():
        (tools / name).write_text(f"#!/bin/bash\n{text}", "utf-8")
        (tools / name).chmod(0o755)
    out = folder / "output"
    out.write_text("", "utf-8")
    env = {
        "PATH": f"{tools}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(out),
        "GITHUB_EVENT_PATH": str(folder / "event.json"),
        "RUNNER_TEMP": str(folder),
        "GH_REPO": "a-school/works",
        "NUMBER": "12",
        "SLUG": "creek-atlas",
        "MAIN": "main",
        "BASE": "b0",
        "RUN": "7",
        "WHO": "somebody",
        "HOME": str(folder),
    }
    done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=folder / "repo", env=env, check=False)
    return done.returncode, out.read_text("utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder as a job has it: a repository, and room beside it."""
    (tmp_path / "repo" / ".github").mkdir(parents=True)
    (tmp_path / "repo" / ".github" / "pull_request_template.md").write_text("- [ ] The consent was seen", "utf-8")
    subprocess.run(["git", "init", "-q", tmp_path / "repo"], check=True)
    subprocess.run(["git", "-C", tmp_path / "repo", "add", "."], check=True)
    author = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", tmp_path / "repo", *author, "commit", "-qm", "a"], check=True)
    return tmp_path


@pytest.mark.parametrize(("level", "code"), [("admin", 0), ("write", 0), ("read", 1), ("none", 1), ("", 1)])
def test_words_are_accepted_by_those_alone_who_may_write(runner: Path, level: str, code: int) -> None:
    done, _ = run(script("read", "See that whoever set the label may write"), runner, gh=f"echo {level}")
    assert done == code
    assert WORKFLOW["jobs"]["read"]["if"] == "github.event.label.name == 'words-accepted'"


@pytest.mark.parametrize(
    ("made", "code", "slug"),
    [
        ((), 0, ""),
        (("works/creek-atlas/index.md",), 0, "creek-atlas"),
        (("works/creek-atlas/index.md", "works/creek-atlas/task.md"), 0, "creek-atlas"),
        (("works/creek-atlas/index.md", "works/other/index.md"), 1, ""),
        (("works/creek-atlas/index.md", "mkdocs.yml"), 1, ""),
        (("works/creek-atlas/01.jpg",), 1, ""),
        (("works/withdrawn.yml",), 1, ""),
        (("works/creek-atlas/index.md", ".github/workflows/x.yml"), 1, ""),
    ],
)
def test_only_two_texts_of_one_work_are_handed_over(runner: Path, made: tuple[str, ...], code: int, slug: str) -> None:
    writes = "".join(f"mkdir -p {Path(file).parent}; echo x > {file}\n" for file in made)
    python = f'if [ "$1" = scripts/import ]; then\n{writes}echo Thanks > "$5"; exit 1; fi\necho checked'
    python = python.replace("$5", "$RUNNER_TEMP/answer.md")
    done, said = run(script("read", "words"), runner, python=python)
    assert (done, f"slug={slug}" in said.split("\n")) == (code, bool(slug))
    if slug:
        handed = sorted(path.name for path in (runner / "words").iterdir())
        assert handed == ["body.txt", *(Path(file).name for file in made)]
        told = (runner / "words" / "body.txt").read_text("utf-8")
        assert [part in told for part in ("#12", "checked", "- [ ] The consent was seen")] == [True] * 3


HUB = """
printf '%s\\n' "$*" >> "$HOME/asked"
case "$*" in
  "run download "*) mkdir -p words; echo "a: 1" > words/index.md; echo body > words/body.txt ;;
  *matching-refs*) echo "$(cat "$HOME/branch" 2>/dev/null)" ;;
  *"/commits/words/"*) cat "$HOME/message" ;;
  *"/git/trees --input"*) cat > "$HOME/tree"; echo t1 ;;
  *"/git/commits/b0"*) echo t0 ;;
  *"/git/commits "*) echo c1 ;;
  *"-X GET "*"/pulls"*) cat "$HOME/pull" 2>/dev/null || echo ;;
  *"/pulls "*"draft=true"*) test ! -e "$HOME/no-drafts" && echo 34 ;;
  *"/pulls "*) echo 35 ;;
esac
"""


@pytest.mark.parametrize(
    ("there", "said", "asked"),
    [
        ({}, "The draft is #34.", "git/refs -f ref=refs/heads/words/12-creek-atlas -f sha=c1"),
        ({"no-drafts": ""}, "The draft is #35.", "pulls -f title=Words: creek-atlas"),
        (
            {"branch": "refs/heads/words/12-old-title", "message": "Words of old-title, from #12", "pull": "20"},
            "The draft is #20.",
            "-X PATCH repos/a-school/works/git/refs/heads/words/12-old-title -f sha=c1 -F force=true",
        ),
        ({"branch": "refs/heads/words/12-old-title", "message": "Add the consent"}, "Somebody has worked on", ""),
    ],
    ids=["new", "without drafts", "again", "worked on"],
)
def test_a_draft_is_opened_once_renewed_again_and_left_where_somebody_works(
    runner: Path, there: dict[str, str], said: str, asked: str
) -> None:
    for name, text in there.items():
        (runner / name).write_text(text, "utf-8")
    done, told = run(script("propose", "draft"), runner, gh=HUB)
    assert done == 0
    assert f"said={said}" in told
    calls = (runner / "asked").read_text("utf-8")
    assert asked in calls
    if not asked:
        assert "git/trees" not in calls
        return
    assert json.loads((runner / "tree").read_text("utf-8")) == {
        "base_tree": "t0",
        "tree": [{"path": "works/creek-atlas/index.md", "mode": "100644", "type": "blob", "content": "a: 1\n"}],
    }
    assert "-f message=Words of creek-atlas, from #12 -f tree=t1 -f parents[]=b0" in calls


def test_what_writes_has_nothing_of_the_issue_and_no_code_of_ours() -> None:
    """The rights of each job stand in test_workflows.py."""
    jobs = WORKFLOW["jobs"]
    assert [step.get("uses") for name in ("propose", "answer") for step in jobs[name]["steps"]] == [None, None]
    assert "scripts/" not in script("propose", "draft")
    given = {value for job in jobs.values() for step in job["steps"] for value in step.get("env", {}).values()}
    assert {each for each in given if "github.event" in each} == {
        "${{ github.event.sender.login }}",
        "${{ github.event.issue.number }}",
    }
