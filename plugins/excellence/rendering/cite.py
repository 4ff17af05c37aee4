"""How a work is named elsewhere: a credit line, and as APA, MLA and Chicago ask for it."""

from dataclasses import dataclass

from markupsafe import Markup

from ..model.work import OPEN, Work
from .language import own_words


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of besides the work itself; `url` may be empty where the site's address is unknown."""

    makers: str
    grades: str
    collection: str
    license: str
    url: str
    # The languages of the title and of the makers, where those are not the page's.
    lang: str = ""
    makers_lang: str = ""
    # What the work is, where it is no student's; and how the page says that it is one, and that it has no date.
    kind: str = ""
    student: str = "Student work"
    undated: str = "n.d."


def is_reserved(license: str) -> bool:
    """Whether a licence keeps some uses back: all rights, or any but the open ones of Creative Commons."""
    return license not in OPEN


def credit_line(work: Work, cited: Cited) -> Markup:
    """`“Frog cards”, Grade 2, CC-BY-4.0, https://…`; a demonstration says that it is one, after its title."""
    title = Markup("“{}”").format(own_words(work.title, cited.lang))
    return Markup(", ").join(part for part in (title, cited.kind, cited.grades, cited.license, cited.url) if part)


def apa(work: Work, cited: Cited) -> Markup:
    """APA, 7th edition: a work on a website, by a group."""
    year = str(work.year) if work.year else cited.undated
    text = Markup("{} ({}). <i>{}</i> [{}]. {}.").format(
        _makers(cited), year, own_words(work.title, cited.lang), cited.kind or cited.student, cited.collection
    )
    return _at(text, cited.url, "")


def mla(work: Work, cited: Cited) -> Markup:
    """MLA, 9th edition: a work in a container."""
    stop = "" if work.title.endswith(("?", "!", ".")) else "."
    parts = Markup("{} “{}{}” <i>{}</i>").format(
        _makers(cited), own_words(work.title, cited.lang), stop, cited.collection
    )
    year = Markup(", {}").format(work.year) if work.year else Markup()
    told = _at(parts + year + ("," if cited.url else "."), cited.url, ".")
    return Markup("{} {}.").format(told, cited.kind) if cited.kind else told


def chicago(work: Work, cited: Cited) -> Markup:
    """The Chicago Manual, 17th edition: a page of a website, as a bibliography has it."""
    stop = "" if work.title.endswith(("?", "!", ".")) else "."
    title = own_words(work.title, cited.lang)
    year = Markup(", {}").format(work.year) if work.year else Markup()
    kind = Markup(" {}.").format(cited.kind) if cited.kind else ""
    parts = Markup("{} “{}{}”{} <i>{}</i>{}.").format(_makers(cited), title, stop, kind, cited.collection, year)
    return _at(parts, cited.url, ".")


def _makers(cited: Cited) -> Markup:
    return own_words(cited.makers, cited.makers_lang) + ("" if cited.makers.endswith(".") else ".")


def _at(text: Markup, url: str, after: str) -> Markup:
    return Markup("{} {}{}").format(text, url, after) if url else text
