"""The contract of a work as JSON Schema (draft 2020-12), from the one declaration."""

from typing import Any

from ..model.schema import (
    Day,
    FileName,
    Flag,
    Kind,
    Language,
    Many,
    OneOf,
    Share,
    Slug,
    Table,
    Term,
    Text,
    Url,
    Whole,
    keys,
)
from ..model.vocabulary import Vocabulary
from ..model.work import Work


def json_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """What front matter may hold. It says less than the check does: that also looks at the files."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A work's front matter",
        **_record(Work, vocabulary),
    }


def _record(record: type, vocabulary: Vocabulary) -> dict[str, Any]:
    declared = keys(record).values()
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_kind(key.kind, vocabulary)} for key in declared},
        "required": [key.name for key in declared if key.required],
        "additionalProperties": False,
    }


def _kind(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:  # noqa: C901 - one case a kind
    match kind:
        case Text():
            return {"type": "string", "maxLength": kind.limit}
        case Whole():
            return {"type": "integer", "minimum": kind.least, "maximum": kind.most, "examples": [kind.example]}
        case Share():
            return {"type": "number", "minimum": 0, "maximum": 1}
        case Flag():
            return {"type": "boolean"}
        case Day():
            return {"type": "string", "format": "date"}
        case Slug():
            return {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 3, "maxLength": 60}
        case FileName() | Language():
            return {"type": "string"}
        case Url():
            return {"type": "string", "pattern": "^https?://"}
        case OneOf():
            return {"enum": list(kind.values)}
        case Term():
            return {"enum": _terms(kind, vocabulary)}
        case Table():
            return {"type": "object", "additionalProperties": _kind(kind.text, vocabulary)}
        case Many():
            most = {"minItems": kind.least, "maxItems": kind.most, "uniqueItems": kind.unique}
            return {"type": "array", "items": _kind(kind.kind, vocabulary), **most}
    return _record(kind, vocabulary)


def _terms(kind: Term, vocabulary: Vocabulary) -> list[str | int]:
    """A grade may be written as a number: editors read `2` as one."""
    words = list(vocabulary.terms(kind.list))
    return [*words, *(int(word) for word in words if word.isdecimal())]
