"""What was taken down stays away: the work, its files, and pictures that look like its own."""

from collections.abc import Iterable, Iterator, Mapping

from ..model.derivative import Derivative, pictures_of
from ..model.finding import WITHHELD, Finding, Rule
from ..reading.file_names import told_name
from .likeness import bands_of, near
from .rule_context import Subject
from .together import ALIAS_TAKEN

WITHDRAWN = Rule(
    "withdrawn",
    "A withdrawn work stays away",
    "A family asked for it.",
    "Take the folder or the file out. It may not come back.",
    "scripts/withdraw the-slug",
    build=WITHHELD,
)
WITHDRAWN_ALIKE = Rule(
    "withdrawn-alike",
    "A withdrawn picture stays away",
    "Saving it anew makes it no other picture.",
    "Take the picture out. If it is truly another one, a curator takes its dhash out of works/withdrawn.yml.",
    'dhash: "9a3f00c4d1e2b877"',
    build=WITHHELD,
)


def check_withdrawn(about: Subject) -> Iterator[Finding]:
    slugs = {gone.slug for gone in about.context.withdrawn}
    if about.work.slug in slugs:
        yield about.finding(WITHDRAWN, "", "this work was withdrawn", "take the folder out; it may not come back")
    for number, alias in enumerate(about.work.aliases, 1):
        if alias in slugs:
            what = "this is the address of a work that was withdrawn"
            yield about.finding(ALIAS_TAKEN, f"aliases[{number}]", what, "choose another, or take it out")
    hashes = {each for gone in about.context.withdrawn for each in gone.hashes}
    for where, file in about.work.named_files():
        if about.reading.hashes.get(file) in hashes:
            yield about.finding(
                WITHDRAWN, where, f"{told_name(file)} belongs to a work that was withdrawn", "take the file out"
            )


def check_gone(
    works: Iterable[Subject], made: Mapping[tuple[str, str], Derivative], gone: Iterable[str]
) -> Iterator[Finding]:
    """Pictures, pages and stills that look like one that was withdrawn; `made` by slug and file, `gone` its hashes."""
    bands = bands_of(gone)
    subjects = {about.work.slug: about for about in works}
    for (slug, file), derivative in made.items():
        pictures = pictures_of(derivative) if bands and slug in subjects else ()
        found: list[str] = next(filter(None, (near(picture, bands) for picture in pictures)), [])
        if found:
            what, hashes = f"{file} looks like a picture of a work that was withdrawn", " and ".join(found)
            remedy = f"take it out; if it is another picture, a curator takes dhash {hashes} out of works/withdrawn.yml"
            yield subjects[slug].finding(WITHDRAWN_ALIKE, "pieces", what, remedy)
