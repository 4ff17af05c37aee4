"""Whether each introduction stands above something."""

from collections.abc import Iterator
from pathlib import Path

from ..model.finding import WARNING, Finding, Rule
from ..model.languages import language_folder
from ..model.vocabulary import Vocabulary
from ..reading.pages import INTROS
from ..reading.telling import nearest

INTRO_UNKNOWN = Rule(
    "intro-unknown",
    "An introduction has the name of a key of its list",
    "It stands above the works of that grade, subject, format or descriptor, and is shown nowhere else.",
    "Name the file like the key, or move the page out of this folder.",
    "content/subjects/visual-arts.md",
    check=WARNING,
    build=WARNING,
)


def check_intros(docs: Path, vocabulary: Vocabulary) -> Iterator[Finding]:
    """`docs` is the documents folder. A key that moved may be said still."""
    for path in sorted(docs.rglob("*.md")):
        place = path.relative_to(docs).as_posix()
        folder, _, name = place.removeprefix(language_folder(place)).rpartition("/")
        if folder in INTROS:
            terms = INTROS[folder][1]
            known = {key.lower(): key for key in (*vocabulary.terms(terms), *vocabulary.moved.get(terms, ()))}
            said = name.removesuffix(".md").lower()
            if said not in known:
                near = nearest(said, known)
                remedy = f"call it {near}.md, or move" if near else "name it like one, or move"
                what = f"the list {terms} has no such key, so that nobody sees this page"
                yield Finding(INTRO_UNKNOWN, what, f"{remedy} it out of this folder", path=f"{docs.name}/{place}")
