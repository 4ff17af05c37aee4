"""The parts of the curators' handbook that the program knows better than anybody: rules, keys and words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from ..model.finding import Rule
from ..model.schema import Key, Kind, Many, OneOf, Table, Term, Text, Whole, keys
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..rules import GROUPS
from .renderer import Renderer

SCHEMA = "data/work.schema.json"
_LISTS = ("grades", "subjects", "text_types", "settings", "regions", "school_types", "panel_roles", "frameworks")
_GROUPED = (("formats", "families"), ("descriptors", "attributes"))


@dataclass(frozen=True, slots=True)
class Handbook:
    """Renders them into an ordinary page."""

    renderer: Renderer

    def codes(self, uri: str) -> Markup:
        """Every rule with what it asks, why, how to mend it, an example, and what it does."""
        groups = [
            {"id": name, "title": self.renderer.words[f"codes_{name}"], "rules": [self._rule(rule) for rule in rules]}
            for name, rules in GROUPS.items()
        ]
        return self._styled("codes.html", uri, groups=groups)

    def _rule(self, rule: Rule) -> dict[str, Any]:
        weight = self.renderer.words[f"weight_{rule.check}_{rule.build}"]
        strict = f" {self.renderer.words['weight_new']}" if rule.admit is not rule.check else ""
        return {
            "code": rule.code,
            "title": rule.title,
            "why": rule.why,
            "mend": rule.mend,
            "example": rule.example,
            "weight": weight + strict,
        }

    def keys(self, uri: str) -> Markup:
        """Every key of a work's front matter, from the declaration that the reader itself obeys."""
        return self._styled("keys.html", uri, rows=list(self._rows(Work)), schema=self.renderer.links(uri).to(SCHEMA))

    def _rows(self, record: type, above: str = "") -> Iterator[dict[str, Any]]:
        for key in keys(record).values():
            name = f"{above}{key.name}"
            inner = key.kind.kind if isinstance(key.kind, Many) else key.kind
            several = isinstance(key.kind, Many)
            yield {"name": name, "about": key.about, "required": key.required, "kind": self._kind(key)}
            if isinstance(inner, type):
                yield from self._rows(inner, f"{name}{'[]' if several else ''}.")

    def _kind(self, key: Key) -> str:
        kind, several = (key.kind.kind, True) if isinstance(key.kind, Many) else (key.kind, False)
        told = self._one(kind)
        return self.renderer.words["kind_list"].format(kind=told) if several else told

    def _one(self, kind: Kind) -> str:
        """A kind of value in words: `kind_text` and so on, with its limits."""
        if isinstance(kind, type):
            return self.renderer.words["kind_group"]
        said = self.renderer.words[f"kind_{type(kind).__name__.lower()}"]
        match kind:
            case Text():
                return said.format(limit=f"{kind.limit:,}")
            case Whole():
                return said.format(least=kind.least, most=kind.most)
            case OneOf():
                return said.format(values=", ".join(kind.values))
            case Term():
                return said.format(list=kind.list)
            case Table():
                return said.format(limit=f"{kind.text.limit:,}")
        return said

    def options(self, uri: str) -> Markup:
        """Every option of the plugin, from the declaration that MkDocs itself reads."""
        rows = [each._replace(about=_marked(each.about)) for each in self.renderer.setting.options]
        return self._styled("options.html", uri, rows=rows)

    def vocabulary(self, uri: str, vocabulary: Vocabulary) -> Markup:
        """Every list of words that front matter may use."""
        lists: list[dict[str, Any]] = [
            {"name": name, "terms": list(vocabulary.terms(name).items())} for name in _LISTS if vocabulary.terms(name)
        ]
        for name, above in _GROUPED:
            terms = vocabulary.terms(name)
            for group, members in vocabulary.groups.get(name, {}).items():
                label = vocabulary.label(above, group)
                lists.append({"name": f"{name}: {label}", "terms": [(each, terms[each]) for each in members]})
        return self._styled("vocabulary.html", uri, lists=lists)

    def _styled(self, template: str, uri: str, **values: Any) -> Markup:
        sheet = self.renderer.links(uri).to(self.renderer.assets.stylesheets["handbook"].uri)
        return self.renderer.render(template, uri, sheet=sheet, **values)


def _marked(text: str) -> Markup:
    """A sentence in which what stands between backticks is code."""
    parts = [escape(each) for each in text.split("`")]
    return Markup().join(Markup("<code>{}</code>").format(each) if at % 2 else each for at, each in enumerate(parts))
