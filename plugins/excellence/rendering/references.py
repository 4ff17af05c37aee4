"""A work for programs that keep references: CSL-JSON, BibTeX and RIS."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from ..model.work import Work
from .cite import Cited, made_in
from .lines import in_lines

# A brace counts for what reads BibTeX even where TeX takes it for a letter, so that a round bracket stands for it.
_ESCAPED = str.maketrans(
    {each: f"\\{each}" for each in "&%$#_"}
    | {"{": "(", "}": ")"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}"}
    | {"^": r"\textasciicircum{}"}
)


_UNSAFE = re.compile(r"[^A-Za-z0-9_.~-]+")


def reference_uri(slug: str, form: str) -> str:
    """Where the file lies, in the folder of its language."""
    return f"works/{slug}/cite.{form}"


def csl(work: Work, cited: Cited) -> dict[str, Any]:
    """As the Citation Style Language has it. The makers are a group, never a person with a family name."""
    facts = {
        "id": work.slug,
        "type": "webpage",
        "title": _title(work, cited),
        "author": [{"literal": cited.makers}],
        "container-title": cited.collection,
        "genre": cited.kind or cited.student,
        "issued": {"date-parts": [[year]]} if (year := made_in(work)) else None,
        "language": work.language,
        "abstract": work.summary,
        "URL": cited.url,
    }
    return {name: value for name, value in facts.items() if value}


def bibtex(work: Work, cited: Cited) -> str:
    """An entry for BibTeX; the makers stand in braces of their own, so that nobody turns their name round."""
    fields = {
        "author": f"{{{_tex(cited.makers)}}}",
        "title": f"{{{_tex(_title(work, cited))}}}",
        "howpublished": _tex(cited.collection),
        "type": _tex(cited.kind or cited.student),
        "year": str(made_in(work) or ""),
        "language": work.language,
        "url": cited.url,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{work.slug},\n{lines}}}\n"


def ris(work: Work, cited: Cited) -> str:
    """Lines of two letters and a value. A comma ends a family name there: a group's name goes without."""
    fields = (
        ("TY", "ELEC"),
        ("AU", cited.makers.replace(",", " and")),
        ("TI", _title(work, cited)),
        ("T2", cited.collection),
        ("M3", cited.kind or cited.student),
        ("PY", str(made_in(work) or "")),
        ("LA", work.language),
        ("AB", " ".join(work.summary.split())),
        ("UR", cited.url),
    )
    lines = [f"{name}  - {value}" for name, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def coins(work: Work, cited: Cited) -> str:
    """The question of an OpenURL, which Zotero and others read from the page itself (COinS).

    Of all that they read in a page, only this can name a group: any other name is parted into a first and a last one.
    """
    about = f"{cited.kind}. {work.summary}" if cited.kind else work.summary
    fields = {
        "ctx_ver": "Z39.88-2004",
        "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
        "rft.type": "webpage",
        "rft.title": _title(work, cited),
        "rft.aucorp": cited.makers,
        "rft.source": cited.collection,
        "rft.date": str(made_in(work) or ""),
        "rft.language": work.language,
        "rft.rights": cited.license,
        "rft.description": " ".join(about.split()),
        "rft.identifier": cited.url,
    }
    return "&".join(f"{name}={_quoted(said)}" for name, said in fields.items() if said)


# Each form by the ending of its file.
REFERENCES: Mapping[str, Callable[[Work, Cited], str]] = {
    "bib": bibtex,
    "ris": ris,
    "json": lambda work, cited: in_lines([csl(work, cited)]),
}


def _quoted(text: str) -> str:
    """As `quote` has it, which looks at every letter."""
    return _UNSAFE.sub(lambda found: quote(found[0], safe=""), text)


def _title(work: Work, cited: Cited) -> str:
    return f"{work.title} [{cited.translated}]" if cited.translated else work.title


def _tex(text: str) -> str:
    return text.translate(_ESCAPED)
