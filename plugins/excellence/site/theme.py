"""What our pages need of the theme's stylesheet: its typography and content, without the parts that we replace."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

# The frame of Material, its dialogs and its navigation: our pages have their own.
_PARTS = (
    "annotation|author|banner|clipboard|code|consent|copyright|dialog|draft|feedback|footer|hashtag|header|icon|iconsearch"
    "|meta|nav|option|overlay|pagination|path|pin|post|profile|progress|search|select|sidebar|skip|social|source|status"
    "|tabs|tag|toggle|tooltip|tooltip2|top|version"
)
_DEAD = (
    rf"\.md-({_PARTS})(?![a-z0-9])|\[data-md-(component|toggle|state|visible)|\[data-md-color-(primary|accent)"
    r"|(?<![\w-])\.(no-)?js(?![\w-])|\.giscus|\.highlighttable|\.glightbox|#__"
)
_DEAD_VALUES = re.compile(rf"--md-({_PARTS}|toc|typeset-details|tasklist|footnotes|tag|tabbed|mermaid|diff)-")
# What only an extension of Markdown writes into a page, by the extension's name.
_WRITTEN = {
    "admonition": "admonition",
    "footnotes": "footnote",
    "pymdownx.critic": "critic",
    "pymdownx.details": "admonition",
    "pymdownx.highlight": "highlight",
    "pymdownx.keys": "keys",
    "pymdownx.tabbed": "tabbed",
    "pymdownx.tasklist": "task-list",
}


def pruned(text: str, extensions: Iterable[str]) -> str:
    """A stylesheet without the rules that no page can meet, given the extensions of Markdown that are in use."""
    used = {word for name, word in _WRITTEN.items() if name in set(extensions)}
    gone = "|".join(sorted(set(_WRITTEN.values()) - used))
    dead = re.compile(rf"{_DEAD}|\.({gone})" if gone else _DEAD)
    return "".join(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), dead))


def _rules(nodes: Iterable[Any], dead: re.Pattern[str]) -> Iterator[str]:
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [each for each in _selectors(node.prelude) if not dead.search(each)]
            body = _body(node.content) if selectors else ""
            if body:
                yield f"{','.join(selectors)}{{{body}}}"
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports") and node.content is not None:
            rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            inside = "".join(_rules(rules, dead))
            if inside:
                yield f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}{{{inside}}}"
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            yield node.serialize()


def _selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """The selectors of a rule, parted at the commas between them."""
    part: list[Any] = []
    for node in prelude:
        if node.type == "literal" and node.value == ",":
            yield tinycss2.serialize(part).strip()
            part = []
        else:
            part.append(node)
    yield tinycss2.serialize(part).strip()


def _body(content: Iterable[Any]) -> str:
    """The declarations, without the icons of parts that are gone."""
    found = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    return ";".join(
        each.serialize() for each in found if each.type == "declaration" and not _DEAD_VALUES.match(each.name)
    )
