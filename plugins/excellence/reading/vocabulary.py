"""The controlled words: works/vocabulary.yml as a record, with every list that a work may draw from."""

from collections.abc import Iterator
from collections.abc import Mapping as Terms
from dataclasses import replace
from pathlib import Path
from typing import Final

from ..model.finding import WARNING, Finding, Place, Rule
from ..model.kinds import KINDS
from ..model.vocabulary import HAS, Vocabulary
from .listing import RESTORE, read_list
from .moved import read_moved
from .regions import Regions
from .values import Mapping, Scalar, Sequence, Value

VOCABULARY = Rule(
    "vocabulary",
    "works/vocabulary.yml can be read",
    "Every work depends on it.",
    "Correct the line that the message names, or restore the file.",
    "subjects: {visual-arts: Visual arts}",
)

VOCABULARY_LABELS = Rule(
    "vocabulary-labels",
    "Labels in another language are whole",
    "Readers would find words of two languages.",
    "Give every term a label under labels, language and list.",
    "labels: {es: {subjects: {visual-arts: Artes visuales}}}",
    check=WARNING,
    build=WARNING,
)

# Comes with the package as others install it; a checkout has its own, and where that is lost it is restored.
COMES_ALONG: Final = Path(__file__).with_name("vocabulary.yml")
_TOLD = 6  # keys named in one message
_LABELS = ("subjects", "text_types", "settings", "school_types", "panel_roles", "frameworks")
_GRADES = ("PK", "K", *(str(grade) for grade in range(1, 13)))


def read_vocabulary(path: Path, name: str) -> tuple[Vocabulary, list[Finding]]:
    """The vocabulary, and what is wrong with its file; `name` is the path that messages show.

    A collection that has none has the words that come along with the package.
    """
    if COMES_ALONG.is_file() and not (path.exists() or path.is_symlink()):
        path = COMES_ALONG
    value, found = read_list(path, name, VOCABULARY)
    if not isinstance(value, Mapping):
        return Vocabulary(), found or [Finding(VOCABULARY, "the file is empty", RESTORE, path=name)]
    parts = {entry.key: entry.value for entry in value.entries}
    lists: dict[str, dict[str, str]] = {each: _labels(parts.get(each)) for each in ("grades", *_LABELS)}
    groups: dict[str, dict[str, tuple[str, ...]]] = {}
    for part, inner, one, many in (
        ("formats", "formats", "families", "formats"),
        ("attributes", "keys", "attributes", "descriptors"),
    ):
        lists[one], lists[many], groups[many] = {}, {}, {}
        for key, label, terms in _grouped(parts.get(part), inner):
            prefix = f"{key}/" if part == "formats" else ""
            lists[one][key] = label
            lists[many] |= {prefix + term: words for term, words in terms.items()}
            groups[many][key] = tuple(prefix + term for term in terms)
    lists["grade_bands"], groups["grades"] = {}, {}
    for key, label, grades in _bands(parts.get("grade_bands")):
        lists["grade_bands"][key], groups["grades"][key] = label, grades
    regions = Regions.read(parts.get("regions"), VOCABULARY)
    lists["regions"] = regions.labels
    synonyms, flaws = _synonyms(parts.get("synonyms"), lists)
    spoken, gaps = _spoken(parts.get("labels"), lists)
    moved, astray = read_moved(parts.get("moved"), lists)
    wrong = (*_incomplete(lists, value), *regions.findings, *flaws, *gaps, *astray)
    found += (replace(each, path=name) for each in wrong)
    return Vocabulary(lists, groups, synonyms, spoken, moved, regions=regions.regions), found


def _labels(value: Value | None) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {entry.key: entry.value.text for entry in value.entries if isinstance(entry.value, Scalar)}


def _grouped(value: Value | None, inner: str) -> list[tuple[str, str, dict[str, str]]]:
    if not isinstance(value, Mapping):
        return []
    found = []
    for entry in value.entries:
        facts = {each.key: each.value for each in entry.value.entries} if isinstance(entry.value, Mapping) else {}
        label = facts.get("label")
        found.append((entry.key, label.text if isinstance(label, Scalar) else entry.key, _labels(facts.get(inner))))
    return found


def _bands(value: Value | None) -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for entry in value.entries if isinstance(value, Mapping) else ():
        facts = {each.key: each.value for each in entry.value.entries} if isinstance(entry.value, Mapping) else {}
        label, grades = facts.get("label"), facts.get("grades")
        members = (
            tuple(item.text for item in grades.items if isinstance(item, Scalar))
            if isinstance(grades, Sequence)
            else ()
        )
        found.append((entry.key, label.text if isinstance(label, Scalar) else entry.key, members))
    return found


# The facets whose values may have synonyms, and the lists of their values.
_FACETS = {"grade": "grades", "subject": "subjects", "format": "families", "text-type": "text_types"}
_FIXED = {"medium": KINDS, "has": HAS}
Synonyms = dict[str, dict[str, tuple[str, ...]]]
Spoken = dict[str, dict[str, dict[str, str]]]


def _synonyms(value: Value | None, lists: dict[str, dict[str, str]]) -> tuple[Synonyms, list[Finding]]:
    """Everyday words by facet and value, and what is wrong with them."""
    known = {**{facet: tuple(lists[each]) for facet, each in _FACETS.items()}, **_FIXED}
    found: Synonyms = {}
    flaws = []
    for facet in value.entries if isinstance(value, Mapping) else ():
        if facet.key not in known:
            what, remedy = f"synonyms has no {facet.key}", f"use {', '.join(known)}"
            flaws.append(Finding(VOCABULARY, what, remedy, facet.place))
            continue
        for each in facet.value.entries if isinstance(facet.value, Mapping) else ():
            said = each.value.items if isinstance(each.value, Sequence) else (each.value,)
            found.setdefault(facet.key, {})[each.key] = tuple(one.text for one in said if isinstance(one, Scalar))
            if each.key not in known[facet.key]:
                what, remedy = f"there is no {facet.key} {each.key}", f"use {', '.join(known[facet.key])}"
                flaws.append(Finding(VOCABULARY, what, remedy, each.place))
    return found, flaws


def _spoken(value: Value | None, lists: Terms[str, Terms[str, str]]) -> tuple[Spoken, list[Finding]]:
    """The labels of other languages by language and list, and what is wrong with them: terms that are in no list, and
    terms that have no label."""
    found: Spoken = {}
    flaws = []
    for language in value.entries if isinstance(value, Mapping) else ():
        found[language.key] = {}
        for each in language.value.entries if isinstance(language.value, Mapping) else ():
            if each.key not in lists:
                remedy = f"use {', '.join(lists)}"
                flaws.append(Finding(VOCABULARY_LABELS, f"there is no list {each.key}", remedy, each.place))
                continue
            said = found[language.key][each.key] = _labels(each.value)
            terms = each.value.entries if isinstance(each.value, Mapping) else ()
            for term in (term for term in terms if term.key not in lists[each.key]):
                what, remedy = f"{each.key} has no {term.key}", "use a key of that list, or add it there"
                flaws.append(Finding(VOCABULARY_LABELS, what, remedy, term.place))
            flaws += _gap(language.key, each.key, [key for key in lists[each.key] if key not in said], each.place)
        for name in (name for name, terms in lists.items() if terms and name not in found[language.key]):
            flaws += _gap(language.key, name, [*lists[name]], language.place)
    return found, flaws


def _gap(language: str, name: str, missing: list[str], place: Place) -> Iterator[Finding]:
    if missing:
        some = ", ".join(missing[:_TOLD]) + (f" and {len(missing) - _TOLD} more" if len(missing) > _TOLD else "")
        what = f"{name} has no label in {language} for {some}"
        yield Finding(VOCABULARY_LABELS, what, f"add one for each to labels: {language}: {name}:", place)


def _incomplete(lists: dict[str, dict[str, str]], value: Value) -> list[Finding]:
    """What the vocabulary lacks: every list, and a label for each grade."""
    missing = [name for name in ("subjects", "formats", "descriptors", *_LABELS[1:]) if not lists.get(name)]
    unknown = [grade for grade in lists["grades"] if grade not in _GRADES]
    flaws = [
        Finding(VOCABULARY, f"the list {name} is missing", f"add {name}: with at least one key", value.place)
        for name in missing
    ]
    flaws += [
        Finding(VOCABULARY, f"there is no grade {grade}", f"use {', '.join(_GRADES)}", value.place) for grade in unknown
    ]
    if not lists["grades"]:
        flaws.append(
            Finding(VOCABULARY, "the list grades is missing", "add grades: with PK, K and 1 to 12", value.place)
        )
    return flaws
