"""The rules that works obey together: no piece twice, no address twice, and links that lead somewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches

from ..model.finding import WARNING, Finding, Rule
from .rule_context import Subject

PIECE_TWICE = Rule(
    "piece-twice",
    "No piece stands in two works",
    "One of them is a copy.",
    "Keep the file in one of the two works.",
    "related: [the-other-work]",
)
REFERENCE_UNKNOWN = Rule(
    "reference-unknown",
    "Works, pages and protocols that are named are there",
    "The link is left out.",
    "Correct the slug, or drop it.",
    "related: [frog-cards]",
    check=WARNING,
    build=WARNING,
)
INSPIRED_CYCLE = Rule(
    "inspired-cycle",
    "No work inspires itself",
    "The story would have no beginning.",
    "Drop one of the links in the circle.",
    "inspired_by: [the-earlier-work]",
)
ALIAS_TAKEN = Rule(
    "alias-taken",
    "An old address belongs to one work",
    "A visitor can be sent to one place only.",
    "Choose another alias, or take it out.",
    "aliases: [the-old-slug]",
)


def check_together(works: Iterable[Subject]) -> Iterator[Finding]:
    """Everything that is wrong between works, but for links to works that are not shown."""
    works = sorted(works, key=lambda about: about.work.slug)
    yield from _twice(works)
    yield from _cycles(works)
    yield from _aliases(works)


def _twice(works: list[Subject]) -> Iterator[Finding]:
    first: dict[str, tuple[str, str]] = {}
    for about in works:
        for number, piece in enumerate(about.work.pieces, 1):
            digest = about.reading.hashes.get(piece.file)
            if digest is None:
                continue
            slug, other = first.setdefault(digest, (about.work.slug, piece.file))
            if slug != about.work.slug:
                what = f"{piece.file} is the same file as works/{slug}/{other}"
                yield about.finding(PIECE_TWICE, f"pieces[{number}].file", what, "keep it in one of the two works")


def check_links(works: Iterable[Subject], published: Collection[str]) -> Iterator[Finding]:
    """Works that are named and not shown."""
    for about in works:
        for name, slugs in (("related", about.work.related), ("inspired_by", about.work.inspired_by)):
            for number, slug in enumerate(slugs, 1):
                # A name that could not be read is blank; a work that names itself is told by its cycle.
                if slug not in ("", about.work.slug) and slug not in published:
                    what, remedy = "no published work has this slug", "the link is left out; correct or drop it"
                    yield about.finding(REFERENCE_UNKNOWN, f"{name}[{number}]", what, remedy)


def check_protocols(works: Iterable[Subject], protocols: Collection[str]) -> Iterator[Finding]:
    """Protocols that works name and the site does not have."""
    for about in works:
        for number, slug in enumerate(about.work.protocols, 1):
            if slug not in protocols:
                near = get_close_matches(slug, sorted(protocols), n=1)
                what = "there is no protocol of this name"
                remedy = f"did you mean {near[0]}?" if near else "the link is left out; correct or drop it"
                yield about.finding(REFERENCE_UNKNOWN, f"protocols[{number}]", what, remedy)


def _cycles(works: list[Subject]) -> Iterator[Finding]:
    """Each cycle is told at every work in it."""
    parents = {about.work.slug: about.work.inspired_by for about in works}
    for about in works:
        if about.work.slug in _ancestors(about.work.slug, parents):
            what = f"{about.work.slug} inspires itself in the end"
            yield about.finding(INSPIRED_CYCLE, "inspired_by", what, "drop one of the links")


def _ancestors(slug: str, parents: Mapping[str, tuple[str, ...]]) -> set[str]:
    seen: set[str] = set()
    ahead = list(parents[slug])
    while ahead:
        parent = ahead.pop()
        if parent not in seen:
            seen.add(parent)
            ahead += parents.get(parent, ())
    return seen


def _aliases(works: list[Subject]) -> Iterator[Finding]:
    taken = {about.work.slug: about.work.slug for about in works}
    for about in works:
        for number, alias in ((number, alias) for number, alias in enumerate(about.work.aliases, 1) if alias):
            owner = taken.setdefault(alias, about.work.slug)
            if owner != about.work.slug or alias == about.work.slug:
                what = f"this is an earlier address of works/{owner} too"
                if alias == owner:
                    itself = "this work itself" if owner == about.work.slug else "another work"
                    what = f"this is the address of {itself}"
                yield about.finding(ALIAS_TAKEN, f"aliases[{number}]", what, "choose another, or take it out")
