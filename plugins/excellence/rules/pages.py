"""The pages in the documents folder: what MkDocs would swallow in silence."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..media import probe_file
from ..model.finding import Place, Problem
from ..model.kinds import kind_of
from ..model.litter import is_litter
from ..reading.frontmatter import Mapping, Scalar, decode, read_frontmatter
from .personal import scan
from .typed_pages import Read, check_guides, read_guides

# What the pages of a site may bring along: styles, scripts, typefaces, drawings of lines, and words for machines.
_PLAIN = {".css", ".js", ".mjs", ".svg", ".ico", ".woff", ".woff2", ".webmanifest", ".xml", ".json"}
_NAMED = {"robots.txt", "humans.txt", "security.txt", "CNAME"}


def check_pages(
    folder: Path,
    name: str,
    slugs: frozenset[str] = frozenset(),
    read: Read | None = None,
    names: tuple[str, ...] = (),
) -> Iterator[Problem]:
    """Bad front matter in any page, which MkDocs would print as text and pass; links, which it would follow; and files
    beside the pages, which it copies as they lie.

    `slugs` are those of the published works, which exhibits may name; `read` are the guides, where they are
    read already; `names` are those of a private list.
    """
    pages = {path.relative_to(folder).as_posix() for path in folder.rglob("*.md")}
    yield from check_guides(read_guides(folder, name) if read is None else read, slugs, pages)
    for path in sorted(folder.rglob("*")):
        shown = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            what = "this is a link to somewhere else"
            yield Problem(shown, Place(), "", "file-link", what, "put the file itself here")
        elif path.suffix == ".md" and path.is_file():
            yield from _check_page(path, shown, names)
        elif path.is_file() and not is_litter(path.name):
            yield from _check_file(path, shown)


def _check_file(path: Path, name: str) -> Iterator[Problem]:
    """A file beside the pages is published byte for byte."""
    kind, what = kind_of(path.name), ""
    if kind == "picture":
        look = probe_file(path)
        what = next((fault.what for fault in (*look.faults, *look.advice) if fault.code != "image-small"), "")
    elif kind or (path.suffix.lower() not in _PLAIN and path.name not in _NAMED):
        what = "would be published as it lies, with whatever is in it"
    if what:
        remedy = "make a work of it, or take it out of the folder of the pages"
        yield Problem(name, Place(), "", "page-file", what, remedy)


def _check_page(path: Path, name: str, names: tuple[str, ...]) -> Iterator[Problem]:
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"the file can't be read ({error.strerror})"
        yield Problem(name, Place(), "", "file-unreadable", what, "check its permissions")
        return
    text, flaws = decode(content)
    for flaw in scan(text, names=names):
        if flaw.code == "listed-name":
            yield Problem(name, flaw.place, "", flaw.code, flaw.what, flaw.remedy)
    if flaws or not text.lstrip().startswith("---"):
        for flaw in flaws:
            yield Problem(name, flaw.place, "", "page-matter", flaw.what, flaw.remedy)
        return
    matter = read_frontmatter(content)
    for flaw in matter.flaws:
        yield Problem(name, flaw.place, "", "page-matter", flaw.what, flaw.remedy)
    if matter.value is not None and not isinstance(matter.value, Mapping):
        yield Problem(
            name, Place(), "", "page-matter", "the front matter holds no keys", "write title: … or take it out"
        )


def read_intro(path: Path) -> str:
    """The words of a page that introduces a facet, without its front matter."""
    text, _ = decode(path.read_bytes())
    return read_frontmatter(text.encode()).body if re.match(r"---[ \t]*\n", text) else text.strip()


def title_of(path: Path) -> str:
    """The title that a page's front matter gives it, or its first heading; empty where it has neither."""
    text, _ = decode(path.read_bytes()) if path.is_file() else ("", ())
    matter = read_frontmatter(text.encode()) if re.match(r"---[ \t]*\n", text) else None
    if matter is not None and isinstance(matter.value, Mapping):
        said = next((entry.value for entry in matter.value.entries if entry.key == "title"), None)
        if isinstance(said, Scalar):
            return said.text
    heading = re.search(r"^# (.+?)(?: *\{.*\})?$", text, re.MULTILINE)
    return heading[1] if heading else ""
