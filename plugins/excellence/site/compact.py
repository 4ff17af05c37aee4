"""Our modules without the comments and blanks, which are for whoever reads the source."""

import re
from collections.abc import Iterator
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<comment> // [^\n]* | /\* .*? \*/ )
      | (?P<text> " (?: \\. | [^"\\] )* " | ' (?: \\. | [^'\\] )* ' )
      | (?P<blank> \s+ )
      | (?P<name> [\w$#]+ )
      | (?P<sign> . )""",
    re.DOTALL | re.VERBOSE,
)
_PATTERN: Final = re.compile(r"/ (?: \\. | \[ (?: \\. | [^\]\\\n] )* \] | [^/\\\[\n] )+ / \w*", re.VERBOSE)
_TEMPLATE: Final = re.compile(r"(?: \\. | (?!\$\{)[^`\\] )* (?P<end> ` | \$\{ )", re.DOTALL | re.VERBOSE)
# After these a slash begins a pattern: no value stands before it that could be divided.
_WORDS: Final = {"return", "typeof", "case", "in", "of", "delete", "void", "throw", "else", "do", "await", "yield"}
_VALUES: Final = set(")]}`\"'")
# A line that ends or begins so goes on: no semicolon is put between it and its neighbour.
_OPEN, _CLOSING = set("{[(,;:?=&|"), set("}])],;:?.")


def compact(source: str) -> str:
    """The same program in fewer letters; names, texts and patterns stay as they are."""
    written: list[str] = []
    gap = ""
    for token in tokens(source):
        if token.isspace():
            gap = "\n" if "\n" in gap + token else " "
            continue
        if written and gap:
            written.append(_between(written[-1][-1], token[0], gap))
        written.append(token)
        gap = ""
    return "".join(written)


def _between(before: str, after: str, gap: str) -> str:
    """What must stay of the blanks between two tokens."""
    if gap == "\n":
        return "" if before in _OPEN or after in _CLOSING else "\n"
    words = _is_of_name(before) and _is_of_name(after)
    return " " if words or (before == after and before in "+-/") else ""


def _is_of_name(char: str) -> bool:
    return char.isalnum() or char in "_$#"


def tokens(source: str) -> Iterator[str]:
    """A program piece by piece; comments count as blanks."""
    at, last, depths = 0, "", list[int]()  # the last: the braces open in each template that we are within
    while at < len(source):
        found = _TOKEN.match(source, at)
        if source[at] == "`" or (source[at] == "}" and depths and depths[-1] == 0):
            found = _TEMPLATE.match(source, at + 1)
            if source[at] == "}":
                depths.pop()
            if found and found["end"] == "${":
                depths.append(0)
        elif found and found[0] == "/" and not _is_value(last):
            found = _PATTERN.match(source, at)
        if found is None or found[0] in ('"', "'"):
            raise _endless(source, at)
        word, at = source[at : found.end()], found.end()
        if depths and word in ("{", "}"):
            depths[-1] += 1 if word == "{" else -1
        if found.lastgroup == "comment":
            yield "\n" if "\n" in word else " "
            continue
        yield word
        last = last if word.isspace() else word
    if depths:
        raise _endless(source, at)


def _endless(source: str, at: int) -> ValueError:
    return ValueError(f"a text or a pattern has no end, after {source[max(at - 40, 0) : at]!r}")


def _is_value(word: str) -> bool:
    return word not in _WORDS and word != "" and (_is_of_name(word[-1]) or word[-1] in _VALUES)
