"""What do the pages of one language depend on? Tokens by which a page is made anew when what it shows has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..collection.published import Published
from ..memo import program
from ..model.protocol import Protocol
from ..publishing.artifact import token
from ..rendering.shell import Shell
from .listings import Intro
from .renderer import Renderer

# The lists of the vocabulary whose terms works name by their keys.
_NAMED = (
    *("grades", "subjects", "families", "formats", "text_types", "descriptors", "frameworks", "settings"),
    *("school_types", "regions"),
)

# Those whose labels stand on a card, or in the reason for which it stands there.
_ON_CARDS = ("grades", "subjects", "families", "formats", "text_types")


@dataclass
class Depends:
    """`frames` are the theme's, by depth and language, which come last; `intros` as an edition has them."""

    renderer: Renderer
    frames: Mapping[tuple[int, str], Shell]
    intros: Mapping[str, Intro]

    @cached_property
    def program(self) -> bytes:
        """Hashed once a build."""
        return program()

    @cached_property
    def about(self) -> str:
        """A token over everything that every page depends on besides the works."""
        return token(self.around, self.renderer.collection.vocabulary)

    @cached_property
    def around(self) -> str:
        """The same without the labels of what works name, for pages that show no others than those of their works."""
        renderer = self.renderer
        vocabulary, words = renderer.collection.vocabulary, sorted(renderer.words.items())
        kept = {name: dict(terms) for name, terms in vocabulary.lists.items() if name not in _NAMED}
        vocabulary = replace(vocabulary.wordless, lists={**vocabulary.wordless.lists, **kept})
        frames = {depth: frame for (depth, language), frame in self.frames.items() if language == renderer.language}
        guides = renderer.guides.of(Protocol), sorted(renderer.guides.absent)
        return token(renderer.setting, renderer.language, frames, vocabulary, words, self.intros, guides, self.program)

    def all_of(self, each: Published) -> object:
        """What all of a work's page depends on, with the labels of what it names."""
        return each.digest, self._labels(each)

    def card_of(self, each: Published) -> str:
        """A token over what a card of a work depends on, or a link to it; most works stand in many places."""
        if each.slug not in self._cards:
            labels = [said for said in self._labels(each) if said[0] in _ON_CARDS]
            self._cards[each.slug] = token(each.outline, labels)
        return self._cards[each.slug]

    def _labels(self, each: Published) -> tuple[tuple[str, str], ...]:
        if each.slug not in self._labelled:
            school, vocabulary = each.work.school, self.renderer.collection.vocabulary
            keys = (*each.keys, vocabulary.region(school.region, school.country) if school.region else "")
            self._labelled[each.slug] = tuple(label for key in keys for label in self._by_key.get(key, ()))
        return self._labelled[each.slug]

    @cached_property
    def _labelled(self) -> dict[str, tuple[tuple[str, str], ...]]:
        return {}

    @cached_property
    def _cards(self) -> dict[str, str]:
        return {}

    @cached_property
    def _by_key(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The labels of each key, with their lists."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for name in _NAMED:
            for key, label in self.renderer.collection.vocabulary.terms(name).items():
                found[key] = (*found.get(key, ()), (name, label))
        return found
