"""Taking a work down: what is kept of it so that it can't come back, and no more than that."""

from collections.abc import Iterable, Mapping

from ..model.derivative import Derivative, pictures_of
from ..reading.works import Reading
from ..rules.likeness import BLANK


def fingerprints(reading: Reading, derivatives: Mapping[str, Derivative]) -> list[tuple[str, str]]:
    """sha256 and dhash of all that shows the work, with the pages of papers and the stills of films.

    A task or a scoring tool is no child's work, and other works may well have the same: it is not among them.
    """
    work = reading.work
    shared = {work.task, work.scoring_tool} if work else set()
    found = {("sha256", key) for file, key in reading.hashes.items() if file not in shared}
    pictures = (each for file, made in derivatives.items() if file not in shared for each in pictures_of(made))
    found |= {("dhash", each.dhash) for each in pictures if each.dhash not in BLANK}
    return sorted(found, key=lambda each: (each[0] != "sha256", each[1]))


def entry(slug: str, aliases: Iterable[str], prints: Iterable[tuple[str, str]]) -> str:
    """Lines for works/withdrawn.yml. Without a slug nothing is left but the hashes."""
    by_kind: dict[str, list[str]] = {}
    for kind, value in prints:
        by_kind.setdefault(kind, []).append(f'"{value}"')
    facts = [f"slug: {slug}"] if slug else []
    facts += [f"{kind}: [{', '.join(values)}]" for kind, values in by_kind.items()]
    lines = [f"{'- ' if number == 0 else '  '}{fact}\n" for number, fact in enumerate(facts)]
    return "".join([*lines, *(f"- slug: {alias}\n" for alias in (aliases if slug else ()))])
