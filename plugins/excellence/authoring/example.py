"""A work to learn from: every field with a comment, nobody's, and never published, since it stays a draft."""

from datetime import date
from typing import Final

from ..model.vocabulary import Vocabulary
from .scaffold import Intake, piece_lines, write_blank

SLUG: Final = "an-example"
WORDS_FILE: Final = "words.md"
WORDS: Final = "These words stand in the place of a work. Put photos, scans, a recording or a text here instead.\n"


def example(vocabulary: Vocabulary, today: date) -> str:
    """Its index.md, as `scripts/new` writes it, with what must be said already said."""
    answers: dict[str, object] = {
        "title": "An example to learn from",
        "kind": "project",
        "status": "draft",
        "summary": "It shows every field, is never published, and may be deleted at any time.",
        "grades": [_first(vocabulary, "grades")],
        "subjects": [_first(vocabulary, "subjects")],
        "formats": [_first(vocabulary, "formats")],
        "credit": "A class of your school",
        "license": "LicenseRef-All-Rights-Reserved",
        "added": today.isoformat(),
    }
    said = write_blank(answers, [Intake(WORDS_FILE)], vocabulary)
    picture = "".join(f"  # {line[2:]}\n" for line in piece_lines(Intake("01.jpg")))
    before, after = said.split("credit:", 1)
    return f"{before}{picture}credit:{after}"


def _first(vocabulary: Vocabulary, name: str) -> str:
    """The first word of a list; of formats the first that names one, not a whole family."""
    words = list(vocabulary.terms(name))
    return next((word for word in words if "/" in word), words[0]) if words else ""
