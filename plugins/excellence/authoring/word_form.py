"""A draft of a work out of a form of words: through the door of the tables, and only where nothing is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.finding import ERROR, WARNING
from ..model.vocabulary import Vocabulary
from ..reading.cells import Meant, cell_meant, unneutral
from ..reading.tables import Spot, Told
from ..reading.word_form import ASKED, TASK, WordForm
from ..rules.personal import CONTACT_DETAILS, scan
from .found_files import Files
from .imported import NEW, OTHER, REPLACED, SAME, Place, import_table
from .replace import replace_file


@dataclass(frozen=True, slots=True)
class Draft:
    """The folder that was made, or none where something is wrong, and everything that is to be said."""

    slug: str = ""
    outcome: str = ""
    told: tuple[Told, ...] = ()

    @property
    def wrong(self) -> tuple[Told, ...]:
        return tuple(each for each in self.told if each.level is ERROR)

    @property
    def advice(self) -> tuple[Told, ...]:
        return tuple(each for each in self.told if each.level is WARNING)


def draft_of(form: WordForm, room: Path, place: Place) -> Draft:
    """`room` is an empty folder for the words of the task. An issue is public, so what leads to a person ends it."""
    if form.task:
        replace_file(room / TASK, f"{form.task}\n".encode())
    told = [*form.told, *_unanswered(form, place.vocabulary), *_personal(form)]
    tried = import_table(form.table, Files.beneath(room), replace(place, trying=True)) if form.table.sheets else None
    if tried is not None:
        known = {each.spot.column for each in told if each.level is ERROR}
        found = [each for each in tried.told if each.level in (ERROR, WARNING) and each.spot.column]
        told += (each for each in found if each.level is WARNING or each.spot.column not in known)
        if not told:  # else the row as a whole says nothing new
            told += (each for each in tried.told if each.level is ERROR)
        told += (Told(Spot(), _TAKEN, _ANOTHER) for each in tried.made if each.outcome == OTHER)
    told = sorted(dict.fromkeys(told), key=lambda each: each.spot.column)
    if tried is None or any(each.level is ERROR for each in told):
        return Draft("", "", tuple(told))
    made = [] if place.trying else import_table(form.table, Files.beneath(room), place).made
    done = next((each for each in (made or tried.made) if each.outcome in (NEW, SAME, REPLACED)), None)
    if done is None:
        return Draft("", "", (*told, Told(Spot(), "nothing could be made of it", "ask a curator")))
    return Draft(done.slug, done.outcome, tuple(told))


_TAKEN = "a work is at this address already"
_ANOTHER = "give it another title, or let a curator take it in with --as and another name"


def _unanswered(form: WordForm, vocabulary: Vocabulary) -> Iterator[Told]:
    """What must be answered and is not, or by nothing that is left when it is read."""
    cells = form.table.sheets[0].rows[1].cells if form.table.sheets else ()
    for column, (asked, cell) in enumerate(zip(ASKED, cells, strict=False), 1):
        said = unneutral(cell).strip()
        meant = cell_meant(asked.field, asked.kind, said, vocabulary) if asked.kind else Meant((said,))
        if asked.required and (not said or not (meant.wrong or any(meant.values))):
            yield Told(Spot("", 2, column), "there is no answer", "write one in plain words")


def _personal(form: WordForm) -> Iterator[Told]:
    """What may lead to a person, never repeated: an answer is public too."""
    for sheet in form.table.sheets:
        for column, cell in enumerate(sheet.rows[1].cells, 1):
            text = form.task if ASKED[column - 1].field == "task" else cell
            for found in scan(text):
                remedy = found.remedy if found.rule is CONTACT_DETAILS else f"{found.remedy}; {_AUTHOR}"
                yield Told(Spot("", 2, column), found.what, remedy)


_AUTHOR = "an author or an artist may stand with the last name alone"
