"""What a form of words says: the answers under its headings, cleaned to plain words, and whatever is wrong with them.

The form is that of an issue, which anybody may write and edit. So it holds words alone: no picture, no file, no link,
no HTML, nothing about a person. Nothing in it raises, and nothing is taken from it but what it says under a heading.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ..model.finding import WARNING
from ..model.schema import Kind, Many, OneOf, Term
from ..model.vocabulary import Vocabulary
from .cells import cell_meant
from .columns import FIELDS
from .headings import BODY
from .tables import Row, Sheet, Spot, Table, Told
from .yaml_text import HIDDEN

LARGEST: Final = 20_000  # letters of an issue: a title, a story, a task and a few lines have far fewer
STORY: Final = 300  # words
NO_ANSWER: Final = "_No response_"  # what a form writes where somebody left a field blank
TICKS: Final = "Before you send it"
TASK: Final = "task.md"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the form: the field of a work that its answer is, its heading, a hint, and whether it must be."""

    field: str
    heading: str
    hint: str
    required: bool = False

    @property
    def kind(self) -> Kind | None:
        return FIELDS[self.field]


ASKED: Final = (
    Asked("title", "Title of the work", "As the class calls it, without a name of a person.", required=True),
    Asked(
        "kind", "Project or writing?", "A project is made, built, drawn or performed; a writing is read.", required=True
    ),
    Asked("summary", "In one sentence", "What it is and who it is for, in at most 240 letters.", required=True),
    Asked("grades", "Grades", "Those of the students who made it.", required=True),
    Asked("subjects", "Subjects", "As many as it joins.", required=True),
    Asked("formats", "Formats", "What it looks like when it is finished.", required=True),
    Asked("text_types", "Kind of text", "For a writing."),
    Asked("language", "Language of the work", "English, if you leave it blank."),
    Asked(
        BODY,
        "What the class did",
        "Why, for whom, how long, who helped, which drafts came before, what it led to. At most 300 words.",
        required=True,
    ),
    Asked("task", "The task, as students got it", "In your words or as it was handed out."),
    Asked("useful_for", "What other teachers can use it for", "A line for each use."),
)
PROMISES: Final = (
    "No student's own work is in this: no text, picture, sound or film of theirs.",
    "No name is in it, not of a student, a family or a colleague; no address and no telephone number.",
    "I am 18 or older.",
)
_HEADING: Final = re.compile(r"^### +(.+?) *$")
_TICKED: Final = re.compile(r"^[-*] \[[xX]\] +(.+?) *$", re.MULTILINE)
_PICTURE: Final = re.compile(
    r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])?|<(?:img|video|audio|picture|source)\b[^<>]*>"
    r"|\[[^\[\]]*\]\((?:https?:)?//[^()\s]*(?:user-attachments|user-images|/assets/|/files/)[^()]*\)"
    r"|(?:https?:)?//\S*(?:user-attachments|user-images\.githubusercontent|githubusercontent\.com)\S*",
    re.IGNORECASE,
)
_LINK: Final = re.compile(r"\[([^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])")
_ADDRESS: Final = re.compile(r"<?\b(?:[a-z][a-z0-9+.-]{1,20}://|www\.|(?:javascript|data|vbscript):)[^\s<>]*>?", re.I)
_HTML: Final = re.compile(r"<!--.*?-->|</?[a-z!?][^<>]*>", re.IGNORECASE | re.DOTALL)
_REMAINS: Final = re.compile(r"<!--|<(?=[a-z/!?])|-->", re.IGNORECASE)


@dataclass(slots=True)
class WordForm:
    """The issue's number, its answers as a table of one row, the words of the task, and what is to be said."""

    number: int = 0
    table: Table = field(default_factory=lambda: Table("issue"))
    task: str = ""
    told: list[Told] = field(default_factory=list)
    lines: dict[int, int] = field(default_factory=dict)  # by column, where its answer begins

    def line(self, spot: Spot) -> int:
        """The line of the issue that a place is: in the table by its column, else by itself."""
        return self.lines.get(spot.column, 1) if spot.column else max(spot.row, 1)


def options(asked: Asked, vocabulary: Vocabulary) -> list[str]:
    """What can be chosen, in words that surely mean it; a key stands for itself where its label may mean another."""
    inner = asked.kind.kind if isinstance(asked.kind, Many) else asked.kind
    if isinstance(inner, OneOf):
        return [value.capitalize() for value in inner.values]
    terms = vocabulary.terms(inner.list) if isinstance(inner, Term) else {}
    plain = {key: asked.kind and cell_meant(asked.field, asked.kind, label, vocabulary) for key, label in terms.items()}
    return [label if (said := plain[key]) and said.values == (key,) else key for key, label in terms.items()]


def read_word_form(content: bytes) -> WordForm:
    """`content` is an issue as GitHub has it, or an event about one, as JSON."""
    number, body = _issue(content)
    form = WordForm(number)
    if len(body) > LARGEST:
        what = f"the issue has {len(body):,} letters, {LARGEST:,} is the most"
        form.told.append(Told(Spot(), what, "keep to the story in 300 words, and the task"))
        return form
    answers = _answers(_plain(body), form)
    cells = [_cleaned(asked, answers.get(asked.heading, ""), form) for asked in ASKED]
    if any(cells):
        headings = Row(1, tuple(asked.field for asked in ASKED))
        form.table = Table("issue", (Sheet("", (headings, Row(2, tuple(cells)))),))
    return form


def _issue(content: bytes) -> tuple[int, str]:
    """The number of the issue and its words; none where it can't be told."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return 0, ""
    issue = said.get("issue", said) if isinstance(said, dict) else None
    if not isinstance(issue, dict):
        return 0, ""
    number, body = issue.get("number"), issue.get("body")
    return (number if isinstance(number, int) else 0), (body if isinstance(body, str) else "")


def _plain(text: str) -> str:
    """One kind of line end, letters in one piece, and nothing that hides."""
    return HIDDEN.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def _answers(body: str, form: WordForm) -> dict[str, str]:
    """By heading, what stands under it; in which line goes into the form, with what is wrong with it."""
    known = {asked.heading: asked for asked in ASKED}
    found: dict[str, list[str]] = {}
    places: dict[str, int] = {}
    heading = ""
    for number, line in enumerate(body.split("\n"), 1):
        said = _HEADING.match(line)
        if said and (said[1] in known or said[1] == TICKS):
            if said[1] in found:
                what = f"“{said[1]}” stands twice as a heading"
                form.told.append(Told(Spot("", number), what, "take out the one that you have added"))
            heading = "" if said[1] in found else said[1]
            found.setdefault(said[1], [])
            places.setdefault(said[1], number)
        elif heading:
            found[heading].append(line)
    form.lines = {column: places.get(asked.heading, 1) for column, asked in enumerate(ASKED, 1)}
    answers = {heading: "\n".join(lines).strip() for heading, lines in found.items()}
    form.told += _foreign(answers)
    form.told += _unticked(answers.get(TICKS, "")) if answers else ()
    return answers


def _foreign(answers: dict[str, str]) -> Iterator[Told]:
    if not answers:
        remedy = "take the form “Words of a work”, and leave its headings as they are"
        yield Told(Spot(), "this is not the form for words of a work", remedy)


def _unticked(said: str) -> Iterator[Told]:
    ticked = set(_TICKED.findall(said))
    for promise in PROMISES:
        if promise not in ticked:
            remedy = "tick it if it is so; if it is not, take out what speaks against it first"
            yield Told(Spot(), f"“{promise}” is not ticked", remedy)


def _cleaned(asked: Asked, text: str, form: WordForm) -> str:
    """The words of an answer alone; of the task, the name of its file."""
    spot = Spot("", 2, ASKED.index(asked) + 1)
    if text in ("", NO_ANSWER):
        return ""
    words, told = plain_words(text)
    form.told += (Told(spot, what, remedy, WARNING) for what, remedy in told)
    if asked.field == BODY and (count := len(words.split())) > STORY:
        what = f"the story has {count} words, {STORY} is the most"
        form.told.append(Told(spot, what, "keep what another teacher needs", WARNING))
    if asked.field == "useful_for":
        words = "\n".join(line.strip().lstrip("-*•").strip() for line in words.split("\n"))
    if asked.field != "task" or not words:
        return words
    form.task = words
    return TASK


def plain_words(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A text without pictures, files, links and HTML, and what is to be said of each kind that was in it."""
    told: list[tuple[str, str]] = []
    if _PICTURE.search(text):
        told.append(_OF_PICTURES)
        text = _PICTURE.sub("", text)
    without = _ADDRESS.sub("", _LINK.sub(r"\1", text))
    if without != text:
        told.append(_OF_LINKS)
    bare, before = without, ""
    for _ in range(4):  # what stands within another
        bare, before = _HTML.sub("", bare), bare
        if bare == before:
            break
    bare = _REMAINS.sub("", bare)
    if bare != without:
        told.append(_OF_HTML)
        without = _ADDRESS.sub("", _LINK.sub(r"\1", _PICTURE.sub("", bare)))
    return re.sub(r"[ \t]+$", "", without, flags=re.MULTILINE).strip(), told


_OF_PICTURES: Final = (
    "a picture or a file stands here, and does not come along",
    "take it out of the issue too: whoever runs the collection gets pictures privately, as the page Send work says",
)
_OF_LINKS: Final = ("a link stands here: its words come along, its address does not", "tell a curator of it later on")
_OF_HTML: Final = ("HTML stands here, and was left out", "write plain words")
