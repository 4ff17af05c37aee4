"""What stands in place of a picture, a sound or a page for those who can not see or hear it."""

from collections.abc import Iterator

from ..model.finding import ERROR, WARNING, Finding, Rule
from ..model.kinds import is_seen, kind_of
from ..reading.file_names import told_name
from .rule_context import Subject
from .transcripts import proposal_of

ALT_MISSING = Rule(
    "alt-missing",
    "Every picture and PDF has an alt text",
    "Readers who can't see it need it.",
    "Say in one sentence what is to be seen.",
    "alt: A pencil drawing of a newt on a wet leaf, seen from above",
)
ALT_REPEATS = Rule(
    "alt-repeats",
    "The alt says more than the title or file name",
    "Otherwise it tells nothing.",
    "Say what is to be seen, not what the work is called.",
    "alt: Three boats of paper on blue cloth",
    check=WARNING,
    build=WARNING,
    admit=ERROR,
)
ALT_LONG = Rule(
    "alt-long",
    "An alt has at most 150 characters",
    "Screen readers read it in one go.",
    "Keep the main thing, and move the rest into description.",
    "description: The left half shows …",
    check=WARNING,
    build=WARNING,
)
CAPTIONS_MISSING = Rule(
    "captions-missing",
    "Every film has captions",
    "Viewers who can't hear, or may not make a sound, read.",
    "Add a WebVTT file and name it.",
    "pieces: [{file: film.mp4, captions: film.vtt}]",
)
CAPTIONS_IDLE = Rule(
    "captions-idle",
    "Only films have captions",
    "They would never be shown.",
    "Take captions out, or give the words of a recording as its transcript.",
    "transcript: reading.txt",
    check=WARNING,
    build=WARNING,
)
TRANSCRIPT_MISSING = Rule(
    "transcript-missing",
    "Sound and film have a transcript",
    "Who can't hear or see it reads it.",
    "Write what is heard and seen into a text file, and name it.",
    "pieces: [{file: reading.mp3, transcript: reading.txt}]",
    check=WARNING,
    build=WARNING,
    admit=ERROR,
)
DOCUMENT_WORDS = Rule(
    "document-words",
    "A PDF has a transcript or a description",
    "Its pictures can't be read out or found.",
    "Write its words into a text file and name it as the transcript; of drawings alone, give a description.",
    "pieces: [{file: report.pdf, transcript: report.txt}]",
    check=WARNING,
    build=WARNING,
)
DRAFT_ALT = Rule(
    "draft-alt",
    "Every drawn draft has an alt text",
    "Readers who can't see the picture need it.",
    "Say in one sentence what the draft shows.",
    "drafts: [{files: [drafts/d1.jpg], alt: A first sketch without shadows}]",
)


def check_alternatives(about: Subject) -> Iterator[Finding]:
    yield from _heard(about)
    yield from _alts(about)


def _heard(about: Subject) -> Iterator[Finding]:
    """Who can't hear reads; who can't see a film or a page reads, or is read to, what is in it."""
    for name in ("task", "scoring_tool"):
        file, key = getattr(about.work, name), f"{name}_transcript"
        open_words = file and kind_of(file) == "document" and proposal_of(file) not in about.reading.files
        if open_words and not getattr(about.work, key):
            remedy = f"write its words into a text and name it: {key}"
            yield about.finding(DOCUMENT_WORDS, name, f"{told_name(file)} has no transcript", remedy)
    for number, piece in enumerate(about.work.pieces, 1):
        kind = kind_of(piece.file)
        if kind == "film" and not piece.captions:
            remedy = "add a .vtt file with the words and sounds, and name it"
            yield about.finding(
                CAPTIONS_MISSING, f"pieces[{number}].captions", f"{told_name(piece.file)} has no captions", remedy
            )
        if kind in ("film", "recording") and not piece.transcript:
            remedy = "add a text with what is said and heard, and name it"
            yield about.finding(
                TRANSCRIPT_MISSING, f"pieces[{number}].transcript", f"{told_name(piece.file)} has no transcript", remedy
            )
        if kind == "document" and not (
            piece.transcript or piece.description or proposal_of(piece.file) in about.reading.files
        ):
            remedy = "write its words into a text and name that, or say in description what can be seen"
            what = f"{told_name(piece.file)} has neither a transcript nor a description"
            yield about.finding(DOCUMENT_WORDS, f"pieces[{number}].transcript", what, remedy)
        if kind != "film" and piece.captions:
            what = f"{told_name(piece.file)} is no film, so its captions are never shown"
            yield about.finding(CAPTIONS_IDLE, f"pieces[{number}].captions", what, "put the words into a transcript")


def _alts(about: Subject) -> Iterator[Finding]:
    for number, piece in enumerate(about.work.pieces, 1):
        where = f"pieces[{number}].alt"
        if kind_of(piece.file) in ("picture", "document") and not piece.alt:
            yield about.finding(
                ALT_MISSING, where, f"{told_name(piece.file)} has no alt", "say in a sentence what can be seen"
            )
        if piece.alt and piece.alt.casefold() in (about.work.title.casefold(), piece.file.casefold()):
            yield about.finding(
                ALT_REPEATS, where, "the alt repeats the title or the file name", "say what can be seen"
            )
        if piece.alt and len(piece.alt) > 150:
            yield about.finding(
                ALT_LONG, where, f"the alt has {len(piece.alt)} characters", "keep 150 and move the rest to description"
            )
    for number, draft in enumerate(about.work.drafts, 1):
        if any(is_seen(file) for file in draft.files) and not draft.alt:
            yield about.finding(
                DRAFT_ALT, f"drafts[{number}].alt", "the draft has no alt", "say in a sentence what can be seen"
            )
