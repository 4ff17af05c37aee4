"""A work and everything in its front matter: the one declaration of the contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from .kinds import is_seen
from .schema import Day, FileName, Flag, Language, Many, OneOf, Share, Slug, Table, Term, Text, Url, Whole

LICENSES = (
    "LicenseRef-All-Rights-Reserved",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "CC-BY-NC-SA-4.0",
    "CC-BY-ND-4.0",
    "CC-BY-NC-ND-4.0",
    "CC0-1.0",
)
# Those that keep no use back from anybody.
OPEN = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0")


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """Where the work was made. Nothing here may lead to a child."""

    name: Annotated[str | None, Text(120), "only where the consent says so"] = None
    type: Annotated[str | None, Term("school_types"), "how the school is run"] = None
    setting: Annotated[str | None, Term("settings"), "what surrounds it"] = None
    place: Annotated[str | None, Text(120), "only where the consent says so"] = None
    region: Annotated[str | None, Text(60), "a wide region, as in Northeast"] = None
    country: Annotated[str | None, Text(60), "the country, as in US"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One claim about quality, and where it can be seen."""

    key: Annotated[str, Term("descriptors"), "the descriptor of the attribute"]
    note: Annotated[str | None, Text(400, words=40), "what to see, in 40 words at most"] = None
    file: Annotated[str | None, FileName(), "the piece that shows it"] = None
    page: Annotated[int | None, Whole(1, 500, 2), "the page of that piece"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """Evidence for the three attributes of high-quality work."""

    complexity: Annotated[tuple[Evidence, ...], Many(Evidence), "evidence of complexity"] = ()
    craftsmanship: Annotated[tuple[Evidence, ...], Many(Evidence), "evidence of craftsmanship"] = ()
    authenticity: Annotated[tuple[Evidence, ...], Many(Evidence), "evidence of authenticity"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A learning standard that the work met."""

    framework: Annotated[str, Term("frameworks"), "whose standard it is"]
    code: Annotated[str, Text(60), "its code, as in W.2.7"]
    target: Annotated[str | None, Text(400), "the learning target as a student says it: I can …"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One picture, recording, document or text of a work."""

    file: Annotated[str, FileName(), "the file in the work's folder"]
    alt: Annotated[str | None, Text(300), "what a reader who can't see the picture needs, up to 150 characters"] = None
    description: Annotated[str | None, Text(4_000, lines=True), "a longer description where alt is not enough"] = None
    caption: Annotated[str | None, Text(400), "the line beneath the piece"] = None
    transcript: Annotated[str | None, FileName(), "a text file with the words seen or heard"] = None
    captions: Annotated[str | None, FileName(), "the captions of a film (.vtt)"] = None
    language: Annotated[str | None, Language(), "the piece's own language, where it is not the work's"] = None
    cover: Annotated[bool, Flag(), "the picture that stands for the work"] = False
    zoom: Annotated[bool, Flag(), "also publish a width of 3,000 pixels"] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An earlier state of the work."""

    files: Annotated[tuple[str, ...], Many(FileName(), least=1), "the draft's pictures or texts"]
    alt: Annotated[str | None, Text(300), "what a reader who can't see the draft needs"] = None
    label: Annotated[str | None, Text(60), "its name, as in Draft 1"] = None
    feedback: Annotated[str | None, Text(1_000, lines=True), "the advice that led to the next draft"] = None
    changed: Annotated[str | None, Text(1_000, lines=True), "what changed in this draft"] = None
    page: Annotated[int | None, Whole(1, 500, 3), "the page of the finished document that it became"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A numbered place on a picture with a text."""

    file: Annotated[str, FileName(), "the picture"]
    x: Annotated[float, Share(), "from the left edge, 0 to 1"]
    y: Annotated[float, Share(), "from the top edge, 0 to 1"]
    title: Annotated[str, Text(120), "the stop's name"]
    text: Annotated[str, Text(1_000, lines=True), "what to see there"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A film or page elsewhere, as a plain link."""

    url: Annotated[str, Url(), "its address"]
    title: Annotated[str, Text(200), "its name"]
    minutes: Annotated[int | None, Whole(1, 600, 5), "how long it takes"] = None
    captions: Annotated[bool | None, Flag(), "whether it has captions"] = None
    kind: Annotated[str | None, OneOf(("film", "audio", "article", "page")), "what it is"] = None
    seen: Annotated[date | None, Day(), "when somebody last saw that the link works"] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """A reference to the permission on paper, never the paper or a name."""

    ref: Annotated[str | None, Text(60), "the number of the form, which its holder keeps"] = None
    holder: Annotated[str | None, Text(120), "who keeps the form"] = None
    scope: Annotated[tuple[str, ...], Many(OneOf(("site", "print", "download")), unique=True), "what it allows"] = ()
    until: Annotated[date | None, Day(), "the last day on which the work may be shown"] = None
    names: Annotated[str, OneOf(("none", "first-names")), "which names may be shown"] = "none"
    faces: Annotated[str, OneOf(("none", "shown")), "whether faces may be shown"] = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody of the panel noted about the work: by role and day, never by name, and never published."""

    on: Annotated[date, Day(), "when"]
    by: Annotated[str, Term("panel_roles"), "the role of whoever noted it"]
    said: Annotated[str, Text(600, lines=True), "what was noted, about the work and never about a child"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """That the sender was answered, and with which of the replies; never the answer itself."""

    on: Annotated[date, Day(), "when"]
    told: Annotated[str, OneOf(("received", "missing", "accepted", "declined")), "which reply it was"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The panel's decision and how it came to it, by roles and without names."""

    decision: Annotated[str | None, OneOf(("approved", "declined", "revise")), "what the panel decided"] = None
    on: Annotated[date | None, Day(), "when it decided"] = None
    panel: Annotated[tuple[str, ...], Many(Term("panel_roles"), unique=True), "the roles of those who decided"] = ()
    notes: Annotated[tuple[Note, ...], Many(Note), "what was noted on the way; never published"] = ()
    replies: Annotated[tuple[Reply, ...], Many(Reply), "what the sender was told, and when; never published"] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A box still to be painted over in a picture or on a page of a PDF, in fractions of its width and height."""

    file: Annotated[str, FileName(), "the picture or the PDF"]
    page: Annotated[int | None, Whole(1, 500, 2), "the page of a PDF that has several"] = None
    x: Annotated[float, Share(), "left edge"]
    y: Annotated[float, Share(), "top edge"]
    w: Annotated[float, Share(), "width"]
    h: Annotated[float, Share(), "height"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The words of a work in another language: `index.es.md` beside `index.md`."""

    title: Annotated[str | None, Text(120), "the title"] = None
    summary: Annotated[str | None, Text(240), "the card's teaser"] = None
    quote: Annotated[str | None, Text(400, lines=True), "the pull quote"] = None
    useful_for: Annotated[tuple[str, ...], Many(Text(300), most=8), "lines for teachers"] = ()
    for_students: Annotated[str | None, Text(600, words=60, lines=True), "for the student view"] = None
    captions: Annotated[tuple[tuple[str, str], ...], Table(Text(400)), "captions by file"] = ()
    alts: Annotated[tuple[tuple[str, str], ...], Table(Text(300)), "alternative texts by file"] = ()
    notes: Annotated[
        tuple[tuple[str, str], ...], Table(Text(400, words=40), "descriptors"), "evidence notes by descriptor"
    ] = ()
    driving_question: Annotated[str | None, Text(300), "the question behind it"] = None
    duration: Annotated[str | None, Text(60), "how long it took"] = None
    audience: Annotated[str | None, Text(240), "whom it was made for"] = None
    format_note: Annotated[str | None, Text(240), "what sets it apart from others of its format"] = None
    labels: Annotated[tuple[tuple[str, str], ...], Table(Text(60)), "names of drafts by their first file"] = ()
    changed: Annotated[tuple[tuple[str, str], ...], Table(Text(1_000, lines=True)), "what changed, by that"] = ()
    feedback: Annotated[tuple[tuple[str, str], ...], Table(Text(1_000, lines=True)), "the advice, by that"] = ()
    language: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One work. Its folder's name is its slug, its identity and its address."""

    title: Annotated[str, Text(120), "the work's name"]
    kind: Annotated[str, OneOf(("project", "writing")), "what it is"]
    status: Annotated[str, OneOf(("draft", "submitted", "approved")), "only approved works are ever published"]
    summary: Annotated[str, Text(240), "the card's teaser and the page's description"]
    grades: Annotated[tuple[str, ...], Many(Term("grades"), least=1, unique=True), "the grades of its makers"]
    subjects: Annotated[tuple[str, ...], Many(Term("subjects"), least=1, unique=True), "the subjects it joins"]
    formats: Annotated[tuple[str, ...], Many(Term("formats"), least=1, unique=True), "family/format"]
    pieces: Annotated[tuple[Piece, ...], Many(Piece, least=1), "the work itself, in the order of the page"]
    text_types: Annotated[tuple[str, ...], Many(Term("text_types"), unique=True), "for writings"] = ()
    size: Annotated[str | None, OneOf(("5k", "10k", "marathon")), "how large the undertaking was"] = None
    duration: Annotated[str | None, Text(60), "how long it took"] = None
    year: Annotated[int | None, Whole(1900, 2100, 2026), "the year in which the school year ended"] = None
    language: Annotated[str, Language(), "the work's language"] = "en"
    school: Annotated[School, School, "where it was made"] = School()
    audience: Annotated[str | None, Text(240), "whom it was made for"] = None
    driving_question: Annotated[str | None, Text(300), "the question behind it"] = None
    quote: Annotated[str | None, Text(400, lines=True), "a pull quote from the student's own text"] = None
    useful_for: Annotated[tuple[str, ...], Many(Text(300), most=8), "three to six lines for teachers"] = ()
    for_students: Annotated[str | None, Text(600, words=60, lines=True), "for the student view, 60 words"] = None
    attributes: Annotated[Attributes, Attributes, "evidence of quality"] = Attributes()
    standards: Annotated[tuple[Standard, ...], Many(Standard), "learning standards met"] = ()
    keywords: Annotated[tuple[str, ...], Many(Text(60), unique=True), "words to find it by"] = ()
    drafts: Annotated[tuple[Draft, ...], Many(Draft), "earlier drafts, first to last"] = ()
    task: Annotated[str | None, FileName(), "the task as students got it"] = None
    scoring_tool: Annotated[str | None, FileName(), "the scoring tool"] = None
    task_transcript: Annotated[str | None, FileName(), "a text with the words of a task that is a PDF"] = None
    scoring_tool_transcript: Annotated[str | None, FileName(), "the same for the scoring tool"] = None
    tours: Annotated[tuple[Stop, ...], Many(Stop), "numbered places on a picture"] = ()
    media: Annotated[tuple[Medium, ...], Many(Medium), "films and pages elsewhere"] = ()
    protocols: Annotated[tuple[str, ...], Many(Slug(), unique=True), "protocols that suit it"] = ()
    inspired_by: Annotated[tuple[str, ...], Many(Slug(), unique=True), "works that were studied first"] = ()
    related: Annotated[tuple[str, ...], Many(Slug(), unique=True), "works to see next"] = ()
    credit: Annotated[str | None, Text(160), "how the makers are credited"] = None
    consent: Annotated[Consent | None, Consent, "a reference to the permission"] = None
    review: Annotated[Review | None, Review, "the panel's decision"] = None
    redact: Annotated[tuple[Redaction, ...], Many(Redaction), "boxes still to be painted over"] = ()
    license: Annotated[str, OneOf(LICENSES), "the licence (SPDX)"] = LICENSES[0]
    added: Annotated[date | None, Day(), "the day it joined the collection"] = None
    aliases: Annotated[tuple[str, ...], Many(Slug(), unique=True), "earlier addresses"] = ()
    format_note: Annotated[str | None, Text(240), "what sets it apart among its format"] = None
    demonstration: Annotated[bool, Flag(), "drawn for this repository; needs no consent"] = False

    slug: str = ""
    body: str = ""
    task_text: str = ""
    scoring_text: str = ""
    texts: tuple[tuple[str, str], ...] = ()
    translations: tuple[Translation, ...] = ()

    def text(self, file: str) -> str:
        """The words of a text piece, a text draft or a transcript of this work; empty where there are none."""
        return dict(self.texts).get(file, "")

    def allows(self, scope: str) -> bool:
        """Whether it may be printed (`print`) or taken along (`download`); a demonstration may."""
        return self.demonstration or (self.consent is not None and scope in self.consent.scope)

    def shown_files(self) -> Iterator[tuple[str, str]]:
        """The files of its pieces and drafts, each after the field that names it. What could not be read is blank."""
        for number, piece in enumerate(self.pieces, 1):
            yield f"pieces[{number}].file", piece.file
        for number, draft in enumerate(self.drafts, 1):
            yield from ((f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1))

    def named_files(self) -> Iterator[tuple[str, str]]:
        """Every file that it names, shown or not, each after the field that names it."""
        for number, piece in enumerate(self.pieces, 1):
            named = {"file": piece.file, "transcript": piece.transcript, "captions": piece.captions}
            yield from ((f"pieces[{number}].{key}", file) for key, file in named.items() if file)
        for number, draft in enumerate(self.drafts, 1):
            yield from ((f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1) if file)
        for key in ("task", "scoring_tool", "task_transcript", "scoring_tool_transcript"):
            if file := getattr(self, key):
                yield key, file

    @property
    def cover(self) -> Piece:
        """The piece that stands for the work: the one marked, else the first that can be seen, else the first."""
        seen = (piece for piece in self.pieces if is_seen(piece.file))
        return next((piece for piece in self.pieces if piece.cover), None) or next(seen, self.pieces[0])
