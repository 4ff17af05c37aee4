"""What MkDocs knows of its pages, as the core needs it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from .model.languages import language_folder
from .rendering.jsonld import Preview
from .rendering.shell import HOLES
from .settings import said_in
from .site.renderer import Setting
from .site.search import Said

# Pages for those who keep the collection: nobody else looks for them, so they are found after all others.
_KEEPERS = "curators/"
# The pages at the foot of every page.
_FOOT = ("about.md", "faq.md", "families.md", "submit.md", "curators/index.md")


def is_left_out(page: Page) -> bool:
    """Whether a page says `search: {exclude: true}`, as pages do for Material's own search."""
    said = page.meta.get("search")
    return isinstance(said, dict) and bool(said.get("exclude"))


def said_of(page: Page, html: str, places: "Places", told: Callable[[str], Mapping[str, str]]) -> Said:
    """A page as the search knows it; `told` are the words of a language."""
    language = places.language(page)
    above = places.crumbs(page, language, told(language))
    summary = str(page.meta.get("description") or "")
    asked = page.meta.get("search")
    found = asked if isinstance(asked, dict) else {}
    questions = found.get("questions")
    return Said(
        page.file.dest_uri,
        page.title or "",
        summary,
        html,
        above[-1]["label"] if above else "",
        language,
        _texts(found.get("keywords")),
        page.file.src_uri.removeprefix(language_folder(page.file.src_uri)).startswith(_KEEPERS),
        {str(name): _texts(said) for name, said in questions.items()} if isinstance(questions, dict) else {},
    )


def preview_of(page: Page, config: MkDocsConfig, language: str, *, first: bool) -> Preview:
    """What other pages show of a link to a page; the first one stands for the site."""
    title = config.site_name if first else unescape(str(page.title))
    told = said_in(config, language).get("description") or config.site_description
    return Preview(title, str(page.meta.get("description") or told or ""), language)


def way_to(page: Page, crumbs: Iterable[Mapping[str, str]], said: Preview) -> list[tuple[str, str]]:
    """The labels of the pages above one and its own, each with its address from the site's root on."""
    return [*((each["label"], each["href"]) for each in crumbs if not each["current"]), (said.title, page.url)]


def _texts(said: Any) -> tuple[str, ...]:
    return tuple(map(str, said)) if isinstance(said, list) else ()


def source_of(page: Page, config: MkDocsConfig) -> str:
    """A page's own file as it lies in the repository."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    path = Path(page.file.abs_src_path or page.file.src_uri)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else page.file.src_uri


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of the site stand, as a page of any language leads to them.

    A page in another language is in no navigation: it stands where the page that it translates stands.
    """

    nav: Navigation
    files: Files
    setting: Setting

    def language(self, page: Page) -> str:
        """The language that a page says it is in; else that of its folder, or of the site."""
        folder = language_folder(page.file.src_uri)
        return str(page.meta.get("language") or folder.strip("/") or self.setting.language)

    def is_first(self, page: Page) -> bool:
        """Whether it is the first page of the site, in whichever language."""
        return page.is_homepage or page.file.src_uri.removeprefix(language_folder(page.file.src_uri)) == "index.md"

    def around(self, page: Page, language: str, told: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
        """Both of the next two."""
        return {"rooms": self.rooms(page, language, told), "crumbs": self.crumbs(page, language, told)}

    def rooms(
        self, page: Page | None, language: str, told: Mapping[str, str], *, framed: bool = False
    ) -> list[dict[str, str]]:
        """The first page of each part of the site; the part that a page stands in is marked as current.

        In a frame of a school's site it is left open whether that is the gallery: its evidence has the same frames.
        """
        here = HOLES["gallery"] if framed and self.setting.shows_evidence else "page"
        stands = self._original(page) if page else None
        found = []
        for item in self.nav:
            place = next(iter(item.children or ()), item) if isinstance(item, Section) else item
            if not isinstance(place, Page) or place.is_homepage:
                continue
            lead = self._lead(place, language, told.get(f"nav:{item.title}"), str(item.title or ""))
            within = stands is not None and (item is stands or item in stands.ancestors)
            current = here if place is stands else "true" if within else ""
            found.append({**lead, "current": current})
        return found

    def crumbs(self, page: Page, language: str, told: Mapping[str, str]) -> list[dict[str, str]]:
        """The parts of the site that a page stands in, the widest first."""
        stands = self._original(page)
        found = []
        for above in reversed([*stands.ancestors] if stands else []):
            place = next(iter(above.children), None) if isinstance(above, Section) else None
            if isinstance(place, Page):
                lead = self._lead(place, language, told.get(f"nav:{above.title}"), str(above.title or ""))
                found.append({**lead, "current": "page" if place is stands else ""})
        return found

    def footer(self, language: str) -> list[dict[str, str]]:
        """The pages that every visitor must be able to find, where they are there; in the reader's language first."""
        found = (self._file(name, language) or self.files.get_file_from_path(name) for name in _FOOT)
        return [
            {"href": file.url, "label": str(file.page.title), "lang": self._mark(file, language)}
            for file in found
            if file and file.page
        ]

    def _file(self, path: str, language: str) -> File | None:
        """A page in a language, if it is there."""
        own = language == self.setting.language
        return self.files.get_file_from_path(path if own else f"{language}/{path}")

    def _mark(self, file: File, language: str) -> str:
        """The language to mark a link to a page with, where it is not that of the reader."""
        there = language_folder(file.src_uri).strip("/") or self.setting.language
        return there if there != language else ""

    def _original(self, page: Page) -> Page | None:
        path = page.file.src_uri
        found = self.files.get_file_from_path(path.removeprefix(language_folder(path)))
        return found.page if found else None

    def _lead(self, place: Page, language: str, label: str | None, title: str) -> dict[str, str]:
        """A link to the page in a language, or to itself; `label` is how that language calls it, if it does."""
        own = self._file(place.file.src_uri, language)
        named = str(own.page.title) if own and own.page and own is not place.file else title
        lang = self._mark(place.file, language) if not label and not own else ""
        return {"href": own.url if own else str(place.url), "label": label or named, "lang": lang}
