"""Guides in another language: each says which, and has the parts of the one that it translates."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ..model.finding import WARNING, Finding, Rule
from ..model.languages import language_folder
from ..reading.typed_pages import TypedPage, TypedPages

PAGE_LANGUAGE = Rule(
    "page-language",
    "A page says the language of its folder",
    "Readers would be led to the wrong one.",
    "Make the folder and the language the same.",
    "language: es",
)
PAGE_PARTS = Rule(
    "page-parts",
    "A translated guide has the parts of its original",
    "A group would skip a step, or read one out twice.",
    "Give one for each of the original's, in its order.",
    "steps: [Mirar, Decir, Preguntar]",
    check=WARNING,
    build=WARNING,
)

# What a translation words in its own way, or may add.
_OWN = {"search", "hide", "language"}
# What is no word: it must be the same in every language.
_SAME = {
    *(
        "minutes",
        "rest",
        "alert",
        "catcher",
        "part",
        "reveal",
        "walk",
        "total",
        "slug",
        "company",
        "purpose",
        "protocol",
    ),
    *("key", "protocols", "tool", "lines", "blank", "room", "over", "topic", "type", "downloads", "related", "try_on"),
    "groups",
}


def check_page_translations(read: TypedPages) -> Iterator[Finding]:
    """Every guide in the folder of a language."""
    for place, each in read.items():
        folder = language_folder(place)
        if folder and each.record is not None:
            yield from _check(each, folder.strip("/"), read.get(place.removeprefix(folder)))


def _check(each: TypedPage[Any], language: str, original: TypedPage[Any] | None) -> Iterator[Finding]:
    said = getattr(each.record, "language", language)
    if said != language:
        what = f"the page lies in the folder {language} and says that it is in {said}"
        yield each.finding(PAGE_LANGUAGE, "language", what, "make the two the same")
    if original is not None and isinstance(original.record, type(each.record)):
        for where, what, remedy in _unlike(each.record, original.record, original.name, ""):
            yield each.finding(PAGE_PARTS, where, what, remedy)


def _unlike(mine: Any, theirs: Any, name: str, where: str) -> Iterator[tuple[str, str, str]]:
    """Where a record has other parts than the original of this name: the field, what is wrong, and what is right."""
    for field in fields(mine):
        if field.name not in _OWN:
            place = f"{where}.{field.name}" if where else field.name
            one, other = getattr(mine, field.name), getattr(theirs, field.name)
            yield from _part(one, other, name, place) if field.name not in _SAME else _code(one, other, name, place)


def _code(one: Any, other: Any, name: str, place: str) -> Iterator[tuple[str, str, str]]:
    if one != other:
        yield place, f"this differs from {name}", "copy it as it is there" if other else "take it out"


def _part(one: Any, other: Any, name: str, place: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(other, tuple) and len(one) != len(other):
        what = f"there are {len(one)}, and {len(other)} in {name}"
        yield place, what, "write one for each of the original's"
    elif isinstance(other, tuple):
        for number, (part, its) in enumerate(zip(one, other, strict=True), 1):
            if is_dataclass(its):
                yield from _unlike(part, its, name, f"{place}[{number}]")
    elif bool(one) != bool(other):
        what = f"this is {'missing, and' if other else 'new:'} {name} has {'it' if other else 'none'}"
        yield place, what, "translate it" if other else "take it out"
    elif is_dataclass(other):
        yield from _unlike(one, other, name, place)
