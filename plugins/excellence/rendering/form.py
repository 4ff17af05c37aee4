"""The form in which a teacher says what a work is: which keys it asks for, in which order, and with which control."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..model.schema import Day, Key, Kind, Language, Many, OneOf, Term, Text, Whole, keys
from ..model.vocabulary import Vocabulary
from ..model.work import LICENSES, Work

# The keys by the part of the form that asks for them. What is not here is asked with the files, or a curator's to say.
ASKED: Final = {
    "story": ("title", "kind", "grades", "subjects", "formats", "text_types", "summary", "body"),
    "more": (
        *("driving_question", "audience", "duration", "size", "year", "language", "quote", "useful_for"),
        *("for_students", "keywords"),
    ),
    "task": ("task_text", "scoring_text"),
    "makers": ("credit", "school.setting", "school.type", "school.region", "school.country"),
    "consent": (
        *("consent.names", "consent.faces", "consent.scope", "consent.holder", "consent.until", "consent.ref"),
        "license",
    ),
}
STORY_WORDS: Final = 300
# What the form asks for that is a file of its own, or the words after the front matter.
_TEXTS: Final = {
    "body": Text(20_000, words=STORY_WORDS, lines=True),
    "task_text": Text(50_000, lines=True),
    "scoring_text": Text(50_000, lines=True),
}
# What has an answer from the start, and the story, which nobody should leave out.
_BEGUN: Final = frozenset({"consent.names", "consent.faces", "consent.scope", "license", "body"})
_SHORT, _FEW = 120, 3
_WORD: Final = 60  # letters of a keyword: several of them stand in a line

View = dict[str, Any]


def key_of(path: str) -> Key:
    """The key of a field such as `school.region`."""
    if path in _TEXTS:
        return Key(path, _TEXTS[path], "", required=False)
    record: Any = Work
    *above, name = path.split(".")
    for each in above:
        record = keys(record)[each].kind
    return keys(record)[name]


@dataclass(frozen=True, slots=True)
class Form:
    """Its parts in the words of a language."""

    words: Mapping[str, str]
    vocabulary: Vocabulary

    def parts(self) -> dict[str, list[View]]:
        return {name: [self.field(path) for path in paths] for name, paths in ASKED.items()}

    def field(self, path: str) -> View:
        """What a control needs to know. `control` names the macro that draws it."""
        key, name = key_of(path), path.replace(".", "_")
        kind = key.kind
        return {
            "path": path,
            "id": f"pack-{name.replace('_', '-')}",
            "label": self.words[f"ask_{name}"],
            "help": self.words.get(f"ask_{name}_help", ""),
            "required": key.required,
            "note": self._note(path, key),
            "control": self._control(kind),
            "limit": kind.limit if isinstance(kind, Text) else None,
            "words": kind.words if isinstance(kind, Text) else None,
            "least": kind.least if isinstance(kind, Whole) else None,
            "most": kind.most if isinstance(kind, Whole) else None,
            "groups": [*self._groups(path, kind)],
        }

    def _note(self, path: str, key: Key) -> str:
        if key.required or path in _BEGUN:
            return ""
        return self.words["ask_later" if path.startswith("consent.") else "ask_optional"]

    def _control(self, kind: Kind) -> str:
        match kind:
            case Text():
                return "area" if kind.lines or kind.limit > _SHORT else "line"
            case Whole():
                return "number"
            case Day():
                return "day"
            case OneOf() if len(kind.values) <= _FEW:
                return "radios"
            case Many() if isinstance(kind.kind, Text):
                return "line" if kind.kind.limit <= _WORD else "area"
            case Many():
                return "ticks"
        return "menu"

    def _groups(self, path: str, kind: Kind) -> Iterator[View]:
        """The choices, under their headings where the vocabulary has such."""
        inner = kind.kind if isinstance(kind, Many) else kind
        if isinstance(inner, OneOf):
            yield {"label": "", "choices": [(value, self._choice(path, value)) for value in inner.values]}
        elif isinstance(inner, Language):
            prefix = "language_"
            found = sorted(key.removeprefix(prefix) for key in self.words if key.startswith(prefix))
            known = [each for each in found if len(each) == 2]
            yield {"label": "", "choices": [(each, self.words[f"{prefix}{each}"]) for each in known]}
        elif isinstance(inner, Term):
            terms = self.vocabulary.terms(inner.list)
            groups = self.vocabulary.groups.get(inner.list, {}) if inner.list == "formats" else {}
            for name, members in groups.items():
                label = self.vocabulary.label("families", name)
                yield {"label": label, "choices": [(each, terms[each]) for each in members]}
            if not groups:
                yield {"label": "", "choices": [*terms.items()]}

    def _choice(self, path: str, value: str) -> str:
        if value in LICENSES[1:]:
            return value
        key = path.replace(".", "_")
        return self.words.get(f"ask_{key}_{value}") or self.words.get(f"{key}_{value}") or self.words[value]


def descriptors(vocabulary: Vocabulary) -> list[View]:
    """What can be claimed of a work, under its attribute."""
    return [
        {
            "label": vocabulary.label("attributes", name),
            "choices": [(each, vocabulary.label("descriptors", each)) for each in members],
        }
        for name, members in vocabulary.groups.get("descriptors", {}).items()
    ]
