"""What an editor offers to whoever writes a work's front matter, from the one declaration: snippets for VS Code."""

from collections.abc import Iterator
from typing import Any, Final

from ..model.schema import Day, FileName, Flag, Kind, Language, Many, OneOf, Share, Slug, Term, Url, Whole, keys
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from .lines import in_lines

_LANGUAGES: Final = "yaml,markdown"
_SAMPLES: Final = {
    FileName: "01.jpg",
    Day: "2026-05-04",
    Share: "0.5",
    Slug: "frog-cards",
    Url: "https://example.org",
    Language: "en",
}
_USUAL: Final = ("alt", "caption", "note", "file")
_OURS: Final = {"demonstration"}  # nobody's work is one


def snippets(vocabulary: Vocabulary) -> str:
    """`.code-snippets`: a whole new work, and each key by its name with the words that it may have."""
    work = keys(Work)
    needed = [key for key in work.values() if key.required]
    places = _Places(vocabulary)
    whole = ["---", *(line for key in needed for line in places.key(key.name, key.kind)), "---", "", "$0"]
    found: dict[str, Any] = {
        "A new work": {
            "scope": _LANGUAGES,
            "prefix": "work",
            "description": "every key that a work must have",
            "body": whole,
        }
    }
    for key in work.values():
        if key.name not in _OURS:
            body = [*_Places(vocabulary).key(key.name, key.kind), "$0"]
            found[key.name] = {"scope": _LANGUAGES, "prefix": key.name, "description": key.about, "body": body}
    return in_lines(found)


class _Places:
    """Numbers the places of one snippet through which the tabulator leads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.number = 0

    def key(self, name: str, kind: Kind) -> Iterator[str]:
        """The lines of a key with a place for its value; a group of keys in one line, a list of groups as items."""
        if isinstance(kind, Many) and isinstance(kind.kind, type):
            yield f"{name}:"
            yield f"  - {self.group(kind.kind)}"
        else:
            yield f"{name}: {self.value(kind, name)}"

    def value(self, kind: Kind, within: str = "") -> str:
        """`within` is the key that a group stands under: an attribute has descriptors of its own."""
        if isinstance(kind, Many):
            return f"[{self.value(kind.kind, within)}]"
        if isinstance(kind, type):
            return self.group(kind, within)
        words = _words(kind, self.vocabulary, within)
        return self.choice(words) if words else self.place(_sample(kind))

    def group(self, record: type, within: str = "") -> str:
        """The keys of a group that it can't do without, and those that nearly every one has."""
        inner = keys(record).values()
        alone = [key for key in inner if not (isinstance(key.kind, Many) and isinstance(key.kind.kind, type))]
        needed = [key for key in inner if key.required] or alone or list(inner)
        shown = (*needed, *(key for key in inner if key.name in _USUAL and key not in needed))
        said = (self.value(key.kind, key.name if isinstance(key.kind, Many) else within) for key in shown)
        return f"{{{', '.join(f'{key.name}: {value}' for key, value in zip(shown, said, strict=True))}}}"

    def place(self, sample: str) -> str:
        self.number += 1
        return f"${{{self.number}:{sample}}}" if sample else f"${{{self.number}}}"

    def choice(self, words: list[str]) -> str:
        self.number += 1
        said = ",".join(word.replace("\\", "\\\\").replace(",", "\\,").replace("|", "\\|") for word in words)
        return f"${{{self.number}|{said}|}}"


def _words(kind: Kind, vocabulary: Vocabulary, within: str) -> list[str]:
    """The words among which a value is chosen."""
    match kind:
        case OneOf():
            return list(kind.values)
        case Term():
            groups = vocabulary.groups.get(kind.list, {})
            return list(groups.get(within, vocabulary.terms(kind.list)))
        case Flag():
            return ["true", "false"]
    return []


def _sample(kind: Kind) -> str:
    return str(kind.example) if isinstance(kind, Whole) else _SAMPLES.get(type(kind), "")
