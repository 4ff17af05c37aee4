"""What of a collection is taken along: which works, and in which sizes of their pictures."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ..collection.collection import Collection
from ..collection.filter import Filter
from ..collection.published import Published
from ..model.derivative import medium
from .load import Loaded


@dataclass(frozen=True, slots=True)
class Export:
    """What somebody wants of a collection: the works that pass a filter, of those named by `slugs` where these are set.

    What is `offline` is handed on, so it holds only works whose consent covers that, and no picture larger than a
    screen unless it is `full`.
    """

    chosen_by: Filter = field(default_factory=Filter)
    slugs: tuple[str, ...] | None = None
    offline: bool = False
    full: bool = False


class LeftOut(NamedTuple):
    """The slugs of the works that are not taken along: their consent does not cover it, or nobody chose them."""

    by_consent: tuple[str, ...] = ()
    by_choice: tuple[str, ...] = ()


def exported(loaded: Loaded, export: Export) -> tuple[Loaded, LeftOut]:
    """The collection with those works alone; what refers to others falls away, as for works that were taken down."""
    if export == Export():
        return loaded, LeftOut()
    works, vocabulary = loaded.collection.works, loaded.collection.vocabulary
    allowed = tuple(each for each in works if not export.offline or each.allows("download"))
    named = tuple(each for each in allowed if export.slugs is None or each.slug in export.slugs)
    chosen = {each.slug for each in export.chosen_by.choose(Collection(named, vocabulary))}
    kept = tuple(_sized(each, export) for each in allowed if each.slug in chosen)
    left_out = LeftOut(_missing(works, allowed), _missing(allowed, kept))
    # No address of another site leads here, so nothing need stand where a work was.
    withdrawn = () if export.offline else loaded.withdrawn
    return replace(loaded, collection=Collection(kept, vocabulary), withdrawn=withdrawn), left_out


def _sized(each: Published, export: Export) -> Published:
    if not export.offline or export.full:
        return each
    return replace(each, derivatives={file: medium(made) for file, made in each.derivatives.items()})


def _missing(works: tuple[Published, ...], kept: tuple[Published, ...]) -> tuple[str, ...]:
    there = {each.slug for each in kept}
    return tuple(each.slug for each in works if each.slug not in there)
