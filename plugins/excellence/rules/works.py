"""The rules that one work obeys beyond the shape of its front matter. Each rule is a small generator."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from ..model.finding import Place
from ..model.kinds import CAPTIONS, KNOWN, PROPOSED, foreign, is_picture, is_seen, is_text, kind_of, suffix
from ..model.work import Translation, Work
from ..reading.captions import CONVERTED
from ..reading.file_names import called, ending_of, file_name_problem, renaming, told_name
from ..reading.frontmatter import Flaw
from ..reading.likely import loosely
from .permission import PERMISSION
from .personal import names_a_person, scan
from .redaction import check_boxes
from .rule_context import Folder, Found, Setting, listed
from .transcripts import check_transcripts, how_to_accept, proposal_of


def check_work(
    work: Work, places: Mapping[str, Place], folder: Folder, house: Setting, unread: Collection[str]
) -> Iterator[tuple[str, Flaw]]:
    """Everything that is wrong with a work whose front matter could be read, each with its field.

    Of the fields in `unread` something is said already: nobody should be told that they are missing besides.
    """
    for rule in _RULES:
        for found in rule(work, folder, house):
            if not _around(found[1], unread):
                yield _at(found, places)


def check_translation(translation: Translation, work: Work, places: Mapping[str, Place]) -> Iterator[tuple[str, Flaw]]:
    """Words for a file or a claim that the work doesn't have would be lost in silence."""
    files = {piece.file for piece in work.pieces} | {file for draft in work.drafts for file in draft.files}
    claims = work.attributes
    keys = {claim.key for claim in (*claims.complexity, *claims.craftsmanship, *claims.authenticity)}
    for table in ("captions", "alts"):
        for file, _ in getattr(translation, table):
            if file not in files:
                flaw = (
                    "reference-file",
                    f"{table}.{file}",
                    f"{told_name(file)} is no piece of this work",
                    "name a file from pieces",
                )
                yield table, _at(flaw, places)[1]
    for key, _ in translation.notes:
        if key not in keys:
            what = "this work has no claim of this key"
            flaw = ("evidence-key", f"notes.{key}", what, f"use one of: {', '.join(sorted(keys)) or 'none, as yet'}")
            yield "notes", _at(flaw, places)[1]


def _at(found: tuple[str, str, str, str], places: Mapping[str, Place]) -> tuple[str, Flaw]:
    code, where, what, remedy = found
    return where, Flaw(code, place_of(where, places), what, remedy)


def place_of(where: str, places: Mapping[str, Place]) -> Place:
    """The place of a field, or of the nearest thing around it that stands in the file."""
    return places.get(_around(where, places), Place())


def _around(where: str, fields: Collection[str]) -> str:
    """The field itself, or the nearest around it, that is among the fields; empty where none is."""
    while where and where not in fields:
        where = where[: max(where.rfind("."), where.rfind("["), 0)]
    return where


def _files(work: Work, folder: Folder, _: Setting) -> Found:
    nearly = _nearly(work, folder)
    for where, file in listed(work):
        if file in folder.away:
            remedy = "let it be downloaded first: in the Finder, click the cloud beside its name"
            yield "file-missing", where, f"{told_name(file)} is still in the cloud", remedy
        elif file in nearly:
            near = told_name(nearly[file])
            remedy = f"it is written {near} in the folder" if near == nearly[file] else "it is written otherwise there"
            yield (
                "file-missing",
                where,
                f"there is no file {called(file)}",
                f"{remedy}: capitals, accents and spaces count",
            )
        elif file not in folder.files:
            yield "file-missing", where, f"there is no file {called(file)}", "add the file, or take the line out"


def _nearly(work: Work, folder: Folder) -> dict[str, str]:
    """Listed files that are not there, each with the one in the folder that must be meant."""
    named = {file for _, file in listed(work)}
    there = {loosely(file): file for file in folder.files - named}
    return {file: there[loosely(file)] for file in named - folder.files - folder.away if loosely(file) in there}


def _repeated(work: Work, _f: Folder, _: Setting) -> Found:
    seen: dict[str, str] = {}
    shown = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(work.pieces, 1) if piece.file]
    for where, file in shown:
        if file in seen:
            yield "file-repeated", where, f"{told_name(file)} is listed twice", "keep one of the two"
        seen[file] = where


def _unlisted(work: Work, folder: Folder, _: Setting) -> Found:
    named = {file for _, file in listed(work)} | {*_nearly(work, folder).values()}
    for file in sorted(folder.files - named):
        if file.endswith(PROPOSED):
            what = f"{file} is a proposal that waits to be read"
            yield "proposal-open", "pieces", what, how_to_accept(file)
        elif not is_text(file):  # a text is looked through for names all the same
            name = file if file.isprintable() and file.strip() == file else told_name(file)
            yield "file-unlisted", "pieces", f"{name} is in the folder and nothing lists it", "list it, or take it out"


def _names(work: Work, folder: Folder, house: Setting) -> Found:
    for flaw in scan(work.slug, names=house.names):
        yield flaw.code, "", f"in the folder's name, {flaw.what}", "rename the folder"
    fields = {file: where for where, file in reversed([*listed(work)])}
    told = {*fields, *_nearly(work, folder).values()}
    lowered: dict[str, str] = {}
    for file in sorted(folder.files):
        problem = file_name_problem(file)
        if problem and file not in told:
            yield "file-name", "", f"“{file}” does not work on every computer", renaming(file)
        if file.lower() in lowered:
            what = f"{file} and {lowered[file.lower()]} are one file on some computers"
            yield "file-name", "", what, "rename one of them"
        lowered[file.lower()] = file
        # A name is told by its place, never by itself.
        shown, where = f"the name of a {ending_of(file)} file".replace("  ", " "), fields.get(file, "")
        if names_a_person(file):
            yield "personal-details", where, f"{shown} looks like a person's", "rename it, as in 01.jpg"
        for flaw in scan(file, names=house.names):
            yield flaw.code, where, f"in {shown}, {flaw.what}", "rename it, as in 01.jpg"


def _kinds(work: Work, _f: Folder, _: Setting) -> Found:
    shown = [(f"pieces[{number}].file", piece.file) for number, piece in enumerate(work.pieces, 1)]
    for number, draft in enumerate(work.drafts, 1):
        shown += [(f"drafts[{number}].files[{which}]", file) for which, file in enumerate(draft.files, 1)]
    for where, file in shown:
        if file and not kind_of(file):
            known = foreign(file)
            what = f"is {known[0]}, which can't be shown" if known else "is of no kind that can be shown"
            yield "piece-kind", where, f"{told_name(file)} {what}", known[1] if known else f"give one of: {KNOWN}"
    for where, named in (("task", work.task), ("scoring_tool", work.scoring_tool)):
        if named and kind_of(named) not in ("text", "document"):
            yield "piece-kind", where, f"{told_name(named)} is neither a text nor a PDF", "give it as .md, .txt or .pdf"
    for number, piece in enumerate(work.pieces, 1):
        where = f"pieces[{number}].captions"
        if piece.captions and (kind := CONVERTED.get(suffix(piece.captions))):
            what = f"{told_name(piece.captions)} is {kind}, and browsers play WebVTT alone"
            remedy = f"run scripts/check --fix, which makes {_as_captions(piece.captions)} of it"
            yield "captions-damaged", where, what, remedy
        elif piece.captions and suffix(piece.captions) != CAPTIONS:
            yield "piece-kind", where, f"{told_name(piece.captions)} is no caption file", "give it as .vtt"


def _as_captions(file: str) -> str:
    return told_name(PurePosixPath(file).with_suffix(CAPTIONS).as_posix())


def _heard(work: Work, folder: Folder, _: Setting) -> Found:
    """Who can't hear reads; who can't see a film or a page reads, or is read to, what is in it."""
    for name in ("task", "scoring_tool"):
        file, key = getattr(work, name), f"{name}_transcript"
        open_words = file and kind_of(file) == "document" and proposal_of(file) not in folder.files
        if open_words and not getattr(work, key):
            remedy = f"write its words into a text and name it: {key}"
            yield "document-words", name, f"{told_name(file)} has no transcript", remedy
    for number, piece in enumerate(work.pieces, 1):
        kind = kind_of(piece.file)
        if kind == "film" and not piece.captions:
            remedy = "add a .vtt file with the words and sounds, and name it"
            yield "captions-missing", f"pieces[{number}].captions", f"{told_name(piece.file)} has no captions", remedy
        if kind in ("film", "recording") and not piece.transcript:
            remedy = "add a text with what is said and heard, and name it"
            yield (
                "transcript-missing",
                f"pieces[{number}].transcript",
                f"{told_name(piece.file)} has no transcript",
                remedy,
            )
        if kind == "document" and not (
            piece.transcript or piece.description or proposal_of(piece.file) in folder.files
        ):
            remedy = "write its words into a text and name that, or say in description what can be seen"
            what = f"{told_name(piece.file)} has neither a transcript nor a description"
            yield "document-words", f"pieces[{number}].transcript", what, remedy
        if kind != "film" and piece.captions:
            what = f"{told_name(piece.file)} is no film, so its captions are never shown"
            yield "captions-idle", f"pieces[{number}].captions", what, "put the words into a transcript"


def _alts(work: Work, _f: Folder, _: Setting) -> Found:
    for number, piece in enumerate(work.pieces, 1):
        where = f"pieces[{number}].alt"
        if kind_of(piece.file) in ("picture", "document") and not piece.alt:
            yield "alt-missing", where, f"{told_name(piece.file)} has no alt", "say in a sentence what can be seen"
        if piece.alt and piece.alt.casefold() in (work.title.casefold(), piece.file.casefold()):
            yield "alt-repeats", where, "the alt repeats the title or the file name", "say what can be seen"
        if piece.alt and len(piece.alt) > 150:
            yield (
                "alt-long",
                where,
                f"the alt has {len(piece.alt)} characters",
                "keep 150 and move the rest to description",
            )
    for number, draft in enumerate(work.drafts, 1):
        if any(is_seen(file) for file in draft.files) and not draft.alt:
            yield "draft-alt", f"drafts[{number}].alt", "the draft has no alt", "say in a sentence what can be seen"


def _covers(work: Work, _f: Folder, _: Setting) -> Found:
    covers = [(number, piece) for number, piece in enumerate(work.pieces, 1) if piece.cover]
    for number, _piece in covers[1:]:
        yield "cover-twice", f"pieces[{number}].cover", "a second cover", "mark one piece only"
    for number, piece in covers:
        if not is_seen(piece.file):
            what, remedy = f"{piece.file} can't be seen", "mark a picture, a PDF or a film as the cover"
            yield "cover-kind", f"pieces[{number}].cover", what, remedy


def _evidence(work: Work, _f: Folder, house: Setting) -> Found:
    listed = {piece.file for piece in work.pieces} | {file for draft in work.drafts for file in draft.files}
    descriptors = house.vocabulary.groups.get("descriptors", {})
    claimed: set[str] = set()
    for attribute in ("complexity", "craftsmanship", "authenticity"):
        for number, claim in enumerate(getattr(work.attributes, attribute), 1):
            where = f"attributes.{attribute}[{number}]"
            claimed.add(claim.key)
            if claim.key and claim.key not in descriptors.get(attribute, ()):
                allowed = ", ".join(descriptors.get(attribute, ()))
                yield (
                    "evidence-key",
                    f"{where}.key",
                    f"{claim.key} is no descriptor of {attribute}",
                    f"use one of: {allowed}",
                )
            if claim.file and claim.file not in listed:
                yield (
                    "evidence-file",
                    f"{where}.file",
                    f"{told_name(claim.file)} is no piece of this work",
                    "name a file from pieces",
                )
            if not claim.note:
                yield (
                    "evidence-note",
                    f"{where}.note",
                    "the claim has no note",
                    "say in 40 words at most what to look at",
                )
    if claimed >= set(house.vocabulary.terms("descriptors")):
        yield "evidence-all", "attributes", "every descriptor is claimed", "keep those that can be seen best"


def _references(work: Work, _f: Folder, _: Setting) -> Found:
    pictures = {piece.file for piece in work.pieces if is_picture(piece.file)}
    pictures |= {file for draft in work.drafts for file in draft.files}
    for number, stop in enumerate(work.tours, 1):
        if stop.file and stop.file not in pictures:
            what = f"{told_name(stop.file)} is no picture of this work"
            yield "reference-file", f"tours[{number}].file", what, "name a file from pieces"


_RULES = (
    _files,
    _repeated,
    _unlisted,
    _names,
    _kinds,
    check_transcripts,
    _heard,
    _alts,
    _covers,
    _evidence,
    _references,
    check_boxes,
    *PERMISSION,
)
