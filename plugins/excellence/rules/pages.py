"""The pages in the documents folder: what MkDocs would swallow in silence."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ..media import probe_file
from ..media.errors import FILE_UNREADABLE, IMAGE_SMALL
from ..model.finding import Finding, Rule
from ..model.kinds import kind_of
from ..model.litter import is_litter
from ..reading.folder import FILE_LINK
from ..reading.frontmatter import decode, read_frontmatter
from ..reading.sheets import is_notes
from ..reading.values import Mapping
from .personal import LISTED_NAME, scan

PAGE_MATTER = Rule(
    "page-matter",
    "The front matter of a page is valid",
    "MkDocs would print it as text.",
    "Correct the line that the message names.",
    "title: For families",
)
PAGE_FILE = Rule(
    "page-file",
    "Files beside pages carry nothing hidden",
    "MkDocs publishes them byte for byte.",
    "Make a work of it, so that it is made anew; or take it out. A clean picture may stay.",
    "content/logo.svg",
)
ADDRESS_TAKEN = Rule(
    "address-taken",
    "Two pages never share an address",
    "One would replace the other.",
    "Rename the page in content/.",
    "content/our-gallery.md",
)

# Told wherever a filter stands: in the directive of a page, or in the front matter of a guide.
GALLERY_FILTER = Rule(
    "gallery-filter",
    "A gallery on a page has a known filter",
    "It would show the wrong works.",
    "Use a known filter and one of its values.",
    "<!-- excellence:gallery grade=2 limit=6 -->",
)

# What the pages of a site may bring along: styles, scripts, typefaces, drawings of lines, and words for machines.
_PLAIN = {".css", ".js", ".mjs", ".svg", ".ico", ".woff", ".woff2", ".webmanifest", ".xml", ".json"}
_NAMED = {"robots.txt", "humans.txt", "security.txt", "CNAME"}


def check_pages(docs: Path, names: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Bad front matter in any page, which MkDocs would print as text and pass; links, which it would follow; and files
    beside the pages, which it copies as they lie.

    `docs` is the documents folder, `names` are those of a private list.
    """
    for path in sorted(docs.rglob("*")):
        name = f"{docs.name}/{path.relative_to(docs).as_posix()}"
        if path.is_symlink():
            yield Finding(FILE_LINK, "this is a link to somewhere else", "put the file itself here", path=name)
        elif path.suffix == ".md" and path.is_file():
            yield from (replace(found, path=name, swap=None) for found in _check_page(path, names))
        elif path.is_file() and not is_litter(path.name):
            yield from _check_file(path, name)


def _check_file(path: Path, name: str) -> Iterator[Finding]:
    """A file beside the pages is published byte for byte."""
    kind, what = kind_of(path.name), ""
    if kind == "picture":
        probe = probe_file(path)
        what = next((found.what for found in (*probe.faults, *probe.advice) if found.rule is not IMAGE_SMALL), "")
    elif path.suffix.lower() == ".json" and is_notes(path):
        what = "holds what people wrote at a meeting"
    elif kind or (path.suffix.lower() not in _PLAIN and path.name not in _NAMED):
        what = "would be published as it lies, with whatever is in it"
    if what:
        remedy = "make a work of it, or take it out of the folder of the pages"
        yield Finding(PAGE_FILE, what, remedy, path=name)


def _check_page(path: Path, names: tuple[str, ...]) -> Iterator[Finding]:
    try:
        content = path.read_bytes()
    except OSError as error:
        yield Finding(FILE_UNREADABLE, f"the file can't be read ({error.strerror})", "check its permissions")
        return
    text, wrong = decode(content)
    if names:
        yield from (found for found in scan(text, names=names) if found.rule is LISTED_NAME)
    if wrong or not text.lstrip().startswith("---"):
        yield from (replace(found, rule=PAGE_MATTER) for found in wrong)
        return
    page = read_frontmatter(content)
    yield from (replace(found, rule=PAGE_MATTER) for found in page.findings)
    if page.value is not None and not isinstance(page.value, Mapping):
        yield Finding(PAGE_MATTER, "the front matter holds no keys", "write title: … or take it out")
