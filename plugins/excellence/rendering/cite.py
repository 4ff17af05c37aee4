"""How a work is named elsewhere: a credit line, and as APA, MLA and Chicago ask for it."""

from dataclasses import dataclass

from markupsafe import Markup

from ..model.work import OPEN, Work
from .filled import filled
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
    # The title as it is translated, with its language where that is not the page's.
    translated: str = ""
    translated_lang: str = ""
    # What the work is, where it is no student's; and how the page says that it is one, and that it has no date.
    kind: str = ""
    student: str = "Student work"
    undated: str = "n.d."


def is_reserved(license: str) -> bool:
    """Whether a licence keeps some uses back: all rights, or any but the open ones of Creative Commons."""
    return license not in OPEN


def credit_line(work: Work, cited: Cited) -> Markup:
    """`“Frog cards”, second graders, Grade 2, CC BY 4.0, https://…`; a demonstration says that it is one instead.

    What is owed to them stands in no order that anybody prescribes; where the makers are named by their grade, that is
    enough.
    """
    title = filled("“{}”{}", own_words(work.title, cited.lang), _translated(cited))
    makers = cited.kind or own_words(cited.makers, cited.makers_lang)
    grades = "" if cited.grades in makers else cited.grades
    return Markup(", ").join(part for part in (title, makers, grades, cited.license, cited.url) if part)


def made_in(work: Work) -> int | None:
    """The year that a citation names: that in which the school year ended, unless the work was there before."""
    return min(work.year, work.added.year) if work.year and work.added else work.year


def apa(work: Work, cited: Cited) -> Markup:
    """APA, 7th edition: a work on a website, by a group."""
    title = filled("<i>{}</i>{}", own_words(work.title, cited.lang), _translated(cited))
    text = filled(
        "{} ({}). {} [{}]. {}.",
        _makers(cited),
        made_in(work) or cited.undated,
        title,
        cited.kind or cited.student,
        cited.collection,
    )
    return _at(text, cited.url, "")


def mla(work: Work, cited: Cited) -> Markup:
    """MLA, 9th edition: a work in a container."""
    parts = filled("{} {} <i>{}</i>", _makers(cited), _quoted(work, cited), cited.collection)
    year = _year(work)
    told = _at(parts + year + ("," if cited.url else "."), cited.url, ".")
    return filled("{} {}.", told, cited.kind) if cited.kind else told


def chicago(work: Work, cited: Cited) -> Markup:
    """The Chicago Manual, 17th edition: a page of a website, as a bibliography has it."""
    kind = filled(" {}.", cited.kind) if cited.kind else ""
    quoted, year = _quoted(work, cited), _year(work)
    parts = filled("{} {}{} <i>{}</i>{}.", _makers(cited), quoted, kind, cited.collection, year)
    return _at(parts, cited.url, ".")


def _quoted(work: Work, cited: Cited) -> Markup:
    """The title in quotation marks, with the stop that belongs within them."""
    title, stop = own_words(work.title, cited.lang), "" if work.title.endswith(("?", "!", ".")) else "."
    if cited.translated:
        return filled("“{}”{}.", title, _translated(cited))
    return filled("“{}{}”", title, stop)


def _translated(cited: Cited) -> Markup:
    return filled(" [{}]", own_words(cited.translated, cited.translated_lang)) if cited.translated else Markup()


def _year(work: Work) -> Markup:
    year = made_in(work)
    return filled(", {}", year) if year else Markup()


def _makers(cited: Cited) -> Markup:
    return own_words(cited.makers, cited.makers_lang) + ("" if cited.makers.endswith(".") else ".")


def _at(text: Markup, url: str, after: str) -> Markup:
    return filled("{} {}{}", text, url, after) if url else text
