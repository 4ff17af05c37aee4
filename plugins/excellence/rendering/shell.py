"""The theme's frame, rendered once and filled for every work: 10,000 works must not cost 10,000 theme renderings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

# Each hole is a word that no theme writes. The frame is cut once, so that what fills a hole is never searched.
_NAMED = ("title", "description", "canonical", "edit", "head", "tongues", "gallery", "evidence")
HOLES = {name: f"excellence0hole0{name}0" for name in _NAMED}
# Our pages bring their own heading: this one keeps the theme from adding another.
HOLES["content"] = "<h1>excellence0hole0content0</h1>"
_CUT = re.compile("|".join(f"(?P<{name}>{hole})" for name, hole in HOLES.items()))


@dataclass(frozen=True, slots=True)
class Fill:
    """What goes into the frame. Texts are escaped here; `head`, `tongues` and `content` are HTML already.

    `room` is where the page stands: in the gallery, or in the evidence of a school.
    """

    title: str
    description: str
    content: str
    canonical: str = ""
    edit: str = ""
    head: str = ""
    tongues: str = ""
    room: str = "gallery"


@dataclass(frozen=True, slots=True)
class Shell:
    """A frame cut at its holes: texts and, between them, the names of holes."""

    texts: tuple[str, ...]
    holes: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> "Shell":
        """Raises ValueError where the theme's template lost the hole for the content."""
        texts, holes, start = [], [], 0
        for found in _CUT.finditer(html):
            texts.append(html[start : found.start()])
            holes.append(str(found.lastgroup))
            start = found.end()
        texts.append(html[start:])
        if "content" not in holes:
            raise ValueError("the theme's main.html leaves out page.content")
        return cls(tuple(texts), tuple(holes))

    def fill(self, fill: Fill) -> str:
        values: Mapping[str, str] = {
            "title": escape(fill.title),
            "description": escape(fill.description),
            "canonical": escape(fill.canonical),
            "edit": escape(fill.edit),
            "head": fill.head,
            "tongues": fill.tongues,
            "content": fill.content,
            **{name: "page" if name == fill.room else "false" for name in ("gallery", "evidence")},
        }
        parts = [self.texts[0]]
        for hole, text in zip(self.holes, self.texts[1:], strict=True):
            parts += (values[hole], text)
        return "".join(parts)
