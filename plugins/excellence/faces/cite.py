"""How a work is named elsewhere: a credit line, APA and MLA."""

from dataclasses import dataclass

from markupsafe import Markup

from ..model.work import Work


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of besides the work itself; `url` may be empty where the site's address is unknown."""

    makers: str
    grades: str
    collection: str
    license: str
    url: str


def credit_line(work: Work, cited: Cited) -> str:
    """`“Pond cards”, Grade 2, CC-BY-4.0, https://…`."""
    return ", ".join(part for part in (f"“{work.title}”", cited.grades, cited.license, cited.url) if part)


def apa(work: Work, cited: Cited) -> Markup:
    """APA, 7th edition: a work on a website, by a group."""
    year = str(work.year) if work.year else "n.d."
    text = Markup("{} ({}). <i>{}</i> [Student work]. {}.").format(
        _end(cited.makers), year, work.title, cited.collection
    )
    return _at(text, cited.url, "")


def mla(work: Work, cited: Cited) -> Markup:
    """MLA, 9th edition: a work in a container."""
    stop = "" if work.title.endswith(("?", "!", ".")) else "."
    parts = Markup("{} “{}{}” <i>{}</i>").format(_end(cited.makers), work.title, stop, cited.collection)
    year = Markup(", {}").format(work.year) if work.year else Markup()
    return _at(parts + year + ("," if cited.url else "."), cited.url, ".")


def _end(name: str) -> str:
    return name if name.endswith(".") else f"{name}."


def _at(text: Markup, url: str, after: str) -> Markup:
    return Markup("{} {}{}").format(text, url, after) if url else text
