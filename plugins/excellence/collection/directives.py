"""What ordinary pages ask of the collection: directives between `<!-- excellence:` and `-->`, and links to works."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ..model.finding import Finding, Place
from ..reading.frontmatter import decode, place_in
from ..rules.pages import GALLERY_FILTER
from ..rules.together import REFERENCE_UNKNOWN
from .collection import Collection
from .facets import LISTS, PAGES
from .filter import read_filter

NAMES: Final = (
    *("gallery", "featured", "exhibits", "sets", "protocols", "routes", "times", "catchers", "questions", "contact"),
    *("data", "feeds", "overview", "search", "browse", "who", "health", "wanted", "packer", "picker"),
    *("codes", "keys", "options", "vocabulary", "asks"),
)
DIRECTIVE: Final = re.compile(r"<!--\s*excellence:(?P<name>[a-z]+)(?P<rest>[^>]*?)\s*-->")
LINK: Final = r"(?P<kind>work|[a-z]+(?:-[a-z]+)?):(?P<key>[a-z0-9][\w./-]*)"

# The pages of tools, which no page of the documents folder is.
TOOLS: Final = frozenset(("walk", "compare", "search"))

_FILTERED: Final = ("gallery", "featured")
_MARKDOWN_LINK: Final = re.compile(rf"(?:\]\(\s*<?|^ {{0,3}}\[[^\]\n]+\]:\s*<?|href=[\"']){LINK}", re.MULTILINE)
# What stands as an example: fenced, or between backticks.
_CODE: Final = re.compile(
    r"^(?P<fence> *(?:`{3,}|~{3,})).*?(?:^(?P=fence)[`~]*[ \t]*$|\Z)|(?P<ticks>`+)[^`].*?(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)


def check_directives(docs: Path, collection: Collection) -> Iterator[Finding]:
    """Everything that a page asks for and can't have; `docs` is the documents folder."""
    for path in sorted(docs.rglob("*.md")):
        if path.is_file() and not path.is_symlink():
            name = f"{docs.name}/{path.relative_to(docs).as_posix()}"
            text, _ = decode(path.read_bytes())
            yield from check_page(text, name, collection)


def check_page(text: str, name: str, collection: Collection) -> Iterator[Finding]:
    """The same in one page's Markdown; `name` is its path in messages."""
    place = place_in(text)
    said = without_code(text)
    for found in DIRECTIVE.finditer(said):
        yield from _directive(found, name, place(found.start()), collection)
    yield from _links(_COMMENT.sub(_blanked, said), name, place, collection)


def without_code(text: str) -> str:
    """Markdown with blanks where code stands, so that every other sign keeps its place."""
    return _CODE.sub(_blanked, text)


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _directive(found: re.Match[str], path: str, place: Place, collection: Collection) -> Iterator[Finding]:
    name = found["name"]
    if name not in NAMES:
        known = ", ".join(f"excellence:{each}" for each in NAMES)
        yield Finding(GALLERY_FILTER, f"there is no excellence:{name}", f"use one of: {known}", place, path=path)
    for wrong in read_filter(found["rest"], collection.vocabulary)[1] if name in _FILTERED else ():
        yield Finding(wrong.rule, wrong.what, wrong.remedy, place, path=path)


def _links(text: str, path: str, place: Callable[[int], Place], collection: Collection) -> Iterator[Finding]:
    """A work whose consent has ended must be able to leave: a link to it is no error, and its words stay."""
    for found in _MARKDOWN_LINK.finditer(text):
        kind, key = found["kind"], found["key"]
        known = link_keys(kind, collection)
        if known is not None and key not in known:
            now = collection.vocabulary.now(LISTS.get(kind, ""), key)
            near = [now] if now in known else get_close_matches(key, known, n=1)
            remedy = f"did you mean {kind}:{near[0]}?" if near else "its words stay without it; correct or drop it"
            what = f"the link {kind}:{key} leads to nothing that is published"
            yield Finding(REFERENCE_UNKNOWN, what, remedy, place(found.start("kind")), path=path)


def link_keys(kind: str, collection: Collection) -> frozenset[str] | None:
    """What a link such as `work:frog-cards` may name; None where it is no link of ours."""
    if kind == "tool":
        return TOOLS
    if kind == "work":
        return frozenset(collection.by_slug)
    return frozenset(value.key for value in collection.facet(kind).values) if kind in PAGES else None
