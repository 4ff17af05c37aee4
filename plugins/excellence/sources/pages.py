"""The pages in the documents folder: what MkDocs would swallow in silence."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..model.problem import Place, Problem
from .exhibits import read_exhibit, unknown_works
from .matter import Mapping, decode, read_matter
from .protocols import read_protocol, wrong_minutes


def check_pages(folder: Path, name: str, slugs: frozenset[str] = frozenset()) -> Iterator[Problem]:
    """Bad front matter in any page, which MkDocs would print as text and pass; and links, which it would follow.

    `slugs` are those of the published works, which exhibits may name.
    """
    for path in sorted(folder.rglob("*")):
        shown = f"{name}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            what = "this is a link to somewhere else"
            yield Problem(shown, Place(), "", "file-link", what, "put the file itself here")
        elif path.suffix == ".md" and path.is_file():
            yield from _check_page(path, shown)
            if path.stem != "index":
                yield from _check_record(path, shown, path.parent.relative_to(folder).as_posix(), slugs)


def _check_page(path: Path, name: str) -> Iterator[Problem]:
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"the file can't be read ({error.strerror})"
        yield Problem(name, Place(), "", "file-unreadable", what, "check its permissions")
        return
    text, flaws = decode(content)
    if flaws or not text.lstrip().startswith("---"):
        for flaw in flaws:
            yield Problem(name, flaw.place, "", "page-matter", flaw.what, flaw.remedy)
        return
    matter = read_matter(content)
    for flaw in matter.flaws:
        yield Problem(name, flaw.place, "", "page-matter", flaw.what, flaw.remedy)
    if matter.value is not None and not isinstance(matter.value, Mapping):
        yield Problem(
            name, Place(), "", "page-matter", "the front matter holds no keys", "write title: … or take it out"
        )


def _check_record(path: Path, name: str, folder: str, slugs: frozenset[str]) -> Iterator[Problem]:
    """What a page says in the front matter that makes it an exhibit or a protocol."""
    if folder == "exhibits":
        exhibit = read_exhibit(path, name)
        yield from (*exhibit.problems, *unknown_works(exhibit, slugs))
    elif folder == "protocols":
        protocol = read_protocol(path, name)
        yield from (*protocol.problems, *wrong_minutes(protocol))


def read_intro(path: Path) -> str:
    """The words of a page that introduces a facet, without its front matter."""
    text, _ = decode(path.read_bytes())
    return read_matter(text.encode()).body if re.match(r"---[ \t]*\n", text) else text.strip()
