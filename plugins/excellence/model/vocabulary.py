"""The controlled words: grades, subjects, formats and the rest, each with the label that visitors read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

# What not every work has, and visitors may ask for.
HAS = ("drafts", "feedback", "task", "scoring-tool", "media")


class Region(NamedTuple):
    """A wide part of a country: the names that works give it, folded; the country, if it says one; its squares on the
    map, each as column and row."""

    names: tuple[str, ...] = ()
    country: str = ""
    tiles: tuple[tuple[int, int], ...] = ()


def folded(name: str) -> str:
    """A name as it is compared with others."""
    return " ".join(name.casefold().split())


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Lists of terms by name; each list maps a key to its label, in the order of the page.

    `formats` holds `family/format` keys, `families` the families alone, `descriptors` the keys of every attribute.
    `groups` says which terms of a list stand under which heading (grades by band, formats by family, descriptors by
    attribute). `synonyms` holds by facet and value the words by which people look for it, in any language.
    `regions` says more of those that the list of regions holds.
    `labels` holds the same lists with the labels of other languages, by language; `language` is that of `lists`.
    `moved` holds by list the keys that terms had earlier, each with the one that it has now.
    """

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    language: str = "en"
    regions: Mapping[str, Region] = field(default_factory=dict)

    def spoken(self, language: str) -> "Vocabulary":
        """The same words with the labels of a language; those that it lacks stay as they are."""
        said = self.labels.get(language)
        if not said:
            return self
        lists = {
            name: {key: said.get(name, {}).get(key, label) for key, label in terms.items()}
            for name, terms in self.lists.items()
        }
        return replace(self, lists=lists, language=language)

    @property
    def wordless(self) -> "Vocabulary":
        """The same keys in the same order, without the labels that visitors read."""
        lists = {name: dict.fromkeys(terms, "") for name, terms in self.lists.items()}
        return replace(self, lists=lists, labels={})

    def terms(self, name: str) -> Mapping[str, str]:
        return self.lists.get(name, {})

    def label(self, name: str, key: str) -> str:
        """The label of a term; the key itself where the list does not hold it."""
        return self.terms(name).get(key, key)

    def now(self, name: str, key: str) -> str:
        """The key that a term has now; the same where it did not move."""
        return self.moved.get(name, {}).get(key, key)

    def rank(self, name: str, key: str) -> int:
        """Where a term stands in its list, counted from 0; after the end where the list does not hold it."""
        order = list(self.terms(name))
        return order.index(key) if key in order else len(order)

    def region(self, name: str | None, country: str | None) -> str:
        """The region that a work means by a name, or by the key that it had; empty where the list knows none."""
        said = self.now("regions", folded(name or ""))
        for key, region in self.regions.items():
            if said in region.names and not (country and region.country and country != region.country):
                return key
        return ""
