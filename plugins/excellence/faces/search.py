"""The search index: lunr's home. It parts a text into words exactly as `assets/search.mjs` parts a query."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lunr.builder import Builder
from lunr.stemmer import PorterStemmer, stemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What can be found of one work, and the card that shows it; the card's addresses begin at the site's root."""

    slug: str
    title: str
    summary: str
    words: str
    keywords: tuple[str, ...]
    standards: tuple[str, ...]
    grades: tuple[str, ...]
    subjects: tuple[str, ...]
    formats: tuple[str, ...]
    card: Mapping[str, Any]


# What a word is worth by where it stands.
BOOSTS = {"title": 10, "keywords": 4, "standards": 4, "summary": 2, "labels": 2, "words": 1}
# Where the commonest words count too: a work may be called "To be or not to be".
_NAMES = ("title", "keywords")


def search_index(entries: Iterable[SearchEntry]) -> bytes:
    """What the browser loads, the same in whatever order entries come: `{"cards": …, "lunr": …, "pattern": …}`."""
    ordered = sorted(entries, key=lambda entry: entry.slug)
    builder = _Builder()
    builder.ref("slug")
    builder.search_pipeline.add(stemmer)
    for name, boost in BOOSTS.items():
        builder.field(name, boost)
    for entry in ordered:
        builder.add({"slug": entry.slug, **_fields(entry)})
    cards = {entry.slug: _card(entry.card) for entry in ordered}
    whole = {"cards": cards, "lunr": builder.build().serialize(), "pattern": _PATTERN}
    # A lone surrogate, which YAML can write, has no form in UTF-8: it becomes a question mark.
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def _fields(entry: SearchEntry) -> dict[str, list[str]]:
    texts = {
        "title": (entry.title,),
        "keywords": entry.keywords,
        "standards": entry.standards,
        "summary": (entry.summary,),
        "labels": (*entry.grades, *entry.subjects, *entry.formats),
        "words": (entry.words,),
    }
    # A line break joins nothing: no grade and no code can arise between two texts.
    return {name: _terms("\n".join(parts), everything=name in _NAMES) for name, parts in texts.items()}


def _card(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card without what it does not show: empty values, and the words that a picture stands for."""
    unseen = "quote" if card.get("picture") else "picture"
    return {name: value for name, value in card.items() if value and name != unseen}


# Words: `units` has a twin of the same name in search.mjs

# Latin, Greek, Cyrillic, Hebrew, Arabic, the scripts of India, kana, ideographs. Written out, since the classes of the
# two languages' regular expressions differ. Nothing above U+D7A3, where the two sort in different orders.
_LETTERS = (
    "0-9a-z\u00df-\u00f6\u00f8-\u02af\u0370-\u0588\u05b0-\u060b\u0620-\u06d3\u06d5-\u0963\u0966-\u1fff\u3041-\ud7a3"
)
_NTH = ("1st", "2nd", "3rd", *(f"{number}th" for number in range(4, 13)))
_ORDINALS: tuple[str, ...] = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINALS += ("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
# The browser gets this pattern with the index, so that it is written once. Groups 1 to 12: which grade; 13: its number.
_PATTERN = (
    f"(?:{'|'.join(f'({nth}|{ordinal})' for nth, ordinal in zip(_NTH, _ORDINALS, strict=True))})"
    f"[ -]grade(?:s|rs?)?(?![{_LETTERS}])"
    f"|grades?[ :-]{{1,2}}(1[0-2]|[1-9])(?![{_LETTERS}]|[-.][{_LETTERS}])"
    f"|[{_LETTERS}]+(?:[-._\u2010][{_LETTERS}]+)*"
)
_UNIT = re.compile(_PATTERN)
_BETWEEN = re.compile("[ :._\u2010-]+")
_GRADE = re.compile("grade(1[0-2]|[1-9])")
_DROPPED = re.compile("[\u0300-\u036f'’ʼ]")


def units(text: str) -> Iterator[tuple[str, ...]]:
    """The words of a text, folded. What several words make up comes first, and then the several words.

    `Grade 4` gives `("grade4", "grade", "4")`, `W.2.7` gives `("w27", "w", "2", "7")`, `Jardín` gives `("jardin",)`.
    """
    folded = _DROPPED.sub("", unicodedata.normalize("NFKD", text)).lower().replace("ς", "σ")
    for found in _UNIT.finditer(folded):
        parts = _BETWEEN.split(found[0])
        grade = found[13] or found.lastindex
        yield (f"grade{grade}" if grade else "".join(parts), *parts) if len(parts) > 1 else (parts[0],)


def _terms(text: str, *, everything: bool) -> list[str]:
    """What the index holds of a text: stems, and once each the words as written, for words half typed."""
    said = [word for unit in units(text) for word in (*unit, *_others(unit))]
    kept = [word for word in said if everything or word not in STOP_WORDS]
    stems = [stem(word) for word in kept]
    return stems + sorted(set(kept).difference(stems))


def _others(unit: tuple[str, ...]) -> Iterator[str]:
    """Other names of the same: `CCSS.ELA-LITERACY.W.4.2` is also `LITERACY.W.4.2` and `W.4.2`, grade 4 the fourth."""
    whole, *parts = unit
    if found := _GRADE.fullmatch(whole):
        yield from (_NTH[int(found[1]) - 1], _ORDINALS[int(found[1]) - 1])
    elif len(parts) > 2 and any(letter.isdigit() for letter in whole):
        yield from ("".join(parts[start:]) for start in range(1, len(parts) - 1))


# lunr


class _Stemmer(PorterStemmer):  # type: ignore[misc] # lunr has no types
    """Porter's stemmer as lunr.js has it; without this, "valley" and "play" would never be found."""

    b: str  # the word
    k: int  # its last letter

    def ends(self, suffix: str) -> bool:
        """Whether the word ends so, with at least a letter before it."""
        return len(suffix) <= self.k and bool(super().ends(suffix))

    def doublec(self, at: int) -> bool:
        return self.b[at] != "y" and bool(super().doublec(at))

    def step1c(self) -> None:
        """A final y turns to i after a consonant that is not the first letter."""
        if self.k > 1 and self.b[self.k] == "y" and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i"


_PORTER = _Stemmer()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    return str(_PORTER.stem(word))


class _Builder(Builder):  # type: ignore[misc] # lunr has no types
    """lunr's builder without the work whose result no browser reads."""

    def _create_token_set(self) -> None:
        self.token_set = None

    def _calculate_average_field_lengths(self) -> None:
        if self.document_count:
            super()._calculate_average_field_lengths()


def engine() -> tuple[str, bytes, bytes]:
    """lunr.js as the installed MkDocs carries it: its file name, its bytes and the text of its licence."""
    found = find_spec("mkdocs")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("MkDocs is not installed, and lunr.js comes from it; install mkdocs.")
    folder = Path(found.submodule_search_locations[0])
    content = (folder / "contrib" / "search" / "templates" / "search" / "lunr.js").read_bytes()
    return "lunr.js", content, _licence(content.decode("utf-8"))


def _licence(script: str) -> bytes:
    """The script's own header, and the terms that it names, which lunr.py, under the same licence, spells out."""
    header = script[script.index("/**") : script.index("*/")]
    lines = [line.strip(" */") for line in header.splitlines()]
    files = distribution("lunr").files or []
    spelt = "".join(file.read_text("utf-8") for file in files if file.name == "LICENSE")
    terms = spelt[max(spelt.find("Permission"), 0) :]
    return "\n".join([*filter(None, lines), "", terms.strip(), ""]).encode()
