"""The regions that works come from: the part `regions` of works/vocabulary.yml, and what is wrong with it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from ..model.finding import Finding, Place, Rule
from ..model.vocabulary import Region, folded
from .values import Entry, Mapping, Scalar, Sequence, Value

_EXAMPLE: Final = "{label: Northeast, names: [New England], tiles: [[9, 1], [10, 1]]}"
_KNOWN: Final = ("label", "names", "country", "tiles")
_SIDE: Final = 40  # squares, the widest and the tallest that a map may be


@dataclass
class Regions:
    """The labels and the regions by key, and every finding by one `rule`. No two share a name or a square."""

    rule: Rule
    labels: dict[str, str] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _names: dict[tuple[str, str], str] = field(default_factory=dict)
    _tiles: dict[tuple[int, int], str] = field(default_factory=dict)

    @classmethod
    def read(cls, value: Value | None, rule: Rule) -> "Regions":
        found = cls(rule)
        if isinstance(value, Mapping):
            for entry in value.entries:
                found._region(entry)
        elif value is not None:
            found._flaw(
                "regions holds no regions", f"write each under its key, as in northeast: {_EXAMPLE}", value.place
            )
        return found

    def _flaw(self, what: str, remedy: str, place: Place) -> None:
        self.findings.append(Finding(self.rule, what, remedy, place))

    def _region(self, entry: Entry) -> None:
        key = entry.key
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key):
            remedy = "write a-z, 0-9 and single hyphens, as in great-lakes"
            self._flaw(f"“{key}” is no key of a region", remedy, entry.place)
            return
        if not isinstance(entry.value, Mapping):
            self._flaw(f"the region {key} says nothing of itself", f"write {key}: {_EXAMPLE}", entry.value.place)
            return
        facts = {each.key: each.value for each in entry.value.entries}
        for each in entry.value.entries:
            if each.key not in _KNOWN:
                near = get_close_matches(each.key, _KNOWN, n=1)
                remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(_KNOWN)}"
                self._flaw(f"a region has no {each.key}", remedy, each.place)
        label = facts.get("label")
        if not isinstance(label, Scalar) or not label.text.strip():
            self._flaw(f"the region {key} has no label", "add one, as in label: Northeast", entry.place)
        self.labels[key] = label.text if isinstance(label, Scalar) and label.text.strip() else key
        country = self._country(facts.get("country"))
        names = self._called(key, country, entry, facts.get("names"))
        self.regions[key] = Region(tuple(sorted(set(names))), country, tuple(self._squares(key, facts.get("tiles"))))

    def _country(self, value: Value | None) -> str:
        if isinstance(value, Scalar) and value.text.strip():
            return value.text.strip()
        if value is not None:
            self._flaw("country is no country", "write it as works do, as in country: US", value.place)
        return ""

    def _called(self, key: str, country: str, entry: Entry, value: Value | None) -> Iterator[str]:
        """Every name that works may give it: its key and label among them."""
        said: list[tuple[str, Place]] = [(key, entry.place), (self.labels[key], entry.place)]
        for each in _items(value):
            if isinstance(each, Scalar) and each.text.strip():
                said.append((each.text, each.place))
            else:
                self._flaw(f"a name of {key} is no text", "write names: [New England, Vermont]", each.place)
        for text, place in said:
            name = folded(text)
            other = self._names.setdefault((name, country), key)
            if other != key:
                self._flaw(f"“{text}” is a name of {other} too", "leave it at one of the two", place)
            else:
                yield name

    def _squares(self, key: str, value: Value | None) -> Iterator[tuple[int, int]]:
        if value is not None and not isinstance(value, Sequence):
            self._flaw(
                f"tiles of {key} is no list",
                "write a column and a row each, as in tiles: [[9, 1], [10, 1]]",
                value.place,
            )
            return
        for each in _items(value):
            pair = [item.text for item in _items(each) if isinstance(item, Scalar) and _is_place(item.text)]
            if len(pair) != 2 or not isinstance(each, Sequence) or len(each.items) != 2:
                what = f"a tile of {key} is no column and row"
                self._flaw(what, f"write two whole numbers from 0 to {_SIDE - 1}, as in [9, 1]", each.place)
                continue
            tile = (int(pair[0]), int(pair[1]))
            if tile in self._tiles:
                what = f"the tile [{tile[0]}, {tile[1]}] is drawn for {self._tiles[tile]} already"
                self._flaw(what, "give each tile to one region, once", each.place)
                continue
            self._tiles[tile] = key
            yield tile


def _is_place(text: str) -> bool:
    return re.fullmatch(r"\d{1,2}", text, re.ASCII) is not None and int(text) < _SIDE


def _items(value: Value | None) -> Iterable[Value]:
    """What a list holds; a single value stands for a list of it."""
    if isinstance(value, Sequence):
        return value.items
    return () if value is None else (value,)
