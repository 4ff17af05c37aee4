"""Whether the files of a work are there, listed once, and under names that work everywhere and name nobody."""

from collections.abc import Iterator

from ..model.finding import ERROR, WARNING, Finding, Rule
from ..model.kinds import PROPOSED, is_text
from ..reading.file_names import FILE_NAME, called, ending_of, file_name_problem, names_a_person, renaming, told_name
from ..reading.likely import loosely
from .personal import PERSONAL_DETAILS, scan
from .rule_context import Subject
from .transcripts import PROPOSAL_OPEN, how_to_accept

FILE_MISSING = Rule(
    "file-missing",
    "Every listed file is there",
    "A page would have a hole.",
    "Put the file into the work's folder, or take its line out. Capital letters count.",
    "pieces: [{file: 01.jpg, alt: A pencil drawing of a newt}]",
)
FILE_UNLISTED = Rule(
    "file-unlisted",
    "Every picture in the folder is listed",
    "Unlisted files are never published.",
    "List the file under pieces or drafts, or take it out of the folder: the repository shows it all the same.",
    "pieces: [{file: 02.jpg, alt: The back of the card}]",
    check=WARNING,
    build=WARNING,
    admit=ERROR,
)
FILE_REPEATED = Rule(
    "file-repeated",
    "A file is listed once",
    "It would be shown twice.",
    "Keep one of the two lines.",
    "pieces: [{file: 01.jpg, alt: A pencil drawing of a newt}]",
)


def check_files(about: Subject) -> Iterator[Finding]:
    for rule in (_missing, _repeated, _unlisted, _names):
        yield from rule(about)


def _missing(about: Subject) -> Iterator[Finding]:
    nearly = _nearly(about)
    for where, file in about.work.named_files():
        if file in about.reading.away:
            remedy = "let it be downloaded first: in the Finder, click the cloud beside its name"
            yield about.finding(FILE_MISSING, where, f"{told_name(file)} is still in the cloud", remedy)
        elif file in nearly:
            near = told_name(nearly[file])
            remedy = f"it is written {near} in the folder" if near == nearly[file] else "it is written otherwise there"
            yield about.finding(
                FILE_MISSING, where, f"there is no file {called(file)}", f"{remedy}: capitals, accents and spaces count"
            )
        elif file not in about.reading.files:
            yield about.finding(
                FILE_MISSING, where, f"there is no file {called(file)}", "add the file, or take the line out"
            )


def _nearly(about: Subject) -> dict[str, str]:
    """Listed files that are not there, each with the one in the folder that must be meant."""
    named = {file for _, file in about.work.named_files()}
    there = {loosely(file): file for file in about.reading.files - named}
    return {
        file: there[loosely(file)]
        for file in named - about.reading.files - about.reading.away
        if loosely(file) in there
    }


def _repeated(about: Subject) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    shown = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(about.work.pieces, 1) if piece.file]
    for where, file in shown:
        if file in seen:
            yield about.finding(FILE_REPEATED, where, f"{told_name(file)} is listed twice", "keep one of the two")
        seen[file] = where


def _unlisted(about: Subject) -> Iterator[Finding]:
    named = {file for _, file in about.work.named_files()} | {*_nearly(about).values()}
    for file in sorted(about.reading.files - named):
        if file.endswith(PROPOSED):
            what = f"{file} is a proposal that waits to be read"
            yield about.finding(PROPOSAL_OPEN, "pieces", what, how_to_accept(file))
        elif not is_text(file):  # a text is looked through for names all the same
            name = file if file.isprintable() and file.strip() == file else told_name(file)
            yield about.finding(
                FILE_UNLISTED, "pieces", f"{name} is in the folder and nothing lists it", "list it, or take it out"
            )


def _names(about: Subject) -> Iterator[Finding]:
    for found in scan(about.work.slug, names=about.context.names):
        yield about.finding(found.rule, "", f"in the folder's name, {found.what}", "rename the folder")
    fields = {file: where for where, file in reversed([*about.work.named_files()])}
    told = {*fields, *_nearly(about).values()}
    lowered: dict[str, str] = {}
    for file in sorted(about.reading.files):
        problem = file_name_problem(file)
        if problem and file not in told:
            yield about.finding(FILE_NAME, "", f"“{file}” does not work on every computer", renaming(file))
        if file.lower() in lowered:
            what = f"{file} and {lowered[file.lower()]} are one file on some computers"
            yield about.finding(FILE_NAME, "", what, "rename one of them")
        lowered[file.lower()] = file
        # A name is told by its place, never by itself.
        shown, where = f"the name of a {ending_of(file)} file".replace("  ", " "), fields.get(file, "")
        if names_a_person(file):
            yield about.finding(PERSONAL_DETAILS, where, f"{shown} looks like a person's", "rename it, as in 01.jpg")
        for found in scan(file, names=about.context.names):
            yield about.finding(found.rule, where, f"in {shown}, {found.what}", "rename it, as in 01.jpg")
