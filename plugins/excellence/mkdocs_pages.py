"""What MkDocs knows of its pages, as the core needs it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from .model.protocol import Handout
from .model.typed_pages import kind_of_page
from .rendering.strings import words
from .site.search import Said

# Pages for those who keep the collection: nobody else looks for them, so they are found after all others.
_KEEPERS = "curators/"
# The pages at the foot of every page.
_FOOT = ("about.md", "faq.md", "families.md", "submit.md", "curators/index.md")


def is_left_out(page: Page) -> bool:
    """Whether a page says `search: {exclude: true}`, as pages do for Material's own search."""
    said = page.meta.get("search")
    return isinstance(said, dict) and bool(said.get("exclude"))


def said_of(page: Page, html: str) -> Said:
    """A page as the search knows it."""
    above = list(page.ancestors)
    summary, language = (str(page.meta.get(name) or "") for name in ("description", "language"))
    asked = page.meta.get("search")
    found = asked if isinstance(asked, dict) else {}
    questions = found.get("questions")
    return Said(
        page.file.dest_uri,
        page.title or "",
        summary,
        html,
        str(above[0].title or "") if above else "",
        language,
        _texts(found.get("keywords")),
        page.file.src_uri.startswith(_KEEPERS),
        {str(name): _texts(said) for name, said in questions.items()} if isinstance(questions, dict) else {},
    )


def _texts(said: Any) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list) else ()


def source_of(page: Page, config: MkDocsConfig) -> str:
    """A page's own file as it lies in the repository."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    path = Path(page.file.abs_src_path or page.file.src_uri)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else page.file.src_uri


def footer(files: Files, language: str, own: str) -> list[dict[str, str]]:
    """The pages that every visitor must be able to find, where they are there; in the reader's language first.

    `own` is the language of the site.
    """
    folder = "" if language == own else f"{language}/"
    found = (files.get_file_from_path(f"{folder}{name}") or files.get_file_from_path(name) for name in _FOOT)
    return [{"href": file.url, "label": file.page.title} for file in found if file and file.page]


def alternates(page: Page, files: Files, languages: Sequence[str]) -> list[dict[str, str]]:
    """The same page in other languages: `faq.md` and `es/faq.md`, each in the words of its own; the site's is first."""
    own, *others = languages
    whole = page.file.src_uri
    name = next((whole.removeprefix(f"{each}/") for each in others if whole.startswith(f"{each}/")), whole)
    if Handout in {kind_of_page(path) for path in (whole, *(f"{each}/{whole}" for each in others))}:
        return []  # a sheet is no translation of the guide
    paths = {each: name if each == own else f"{each}/{name}" for each in languages}
    found = {each: file for each, path in paths.items() if (file := files.get_file_from_path(path))}
    return [
        {"language": each, "href": file.url, "label": words(each)["in_language"]}
        for each, file in found.items()
        if file.page and len(found) > 1
    ]
