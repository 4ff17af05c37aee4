"""What a YAML parser complains of, in the words of somebody who has never seen YAML."""

import re

EARLY_END = ("the front matter ends early, at a line of dots or hyphens", "take that line out")
_OWN_MEANING = ("a value begins with a character that has a meaning of its own", "put quotes around the value")
_INDENTED = (
    "this line is indented further than its neighbours, or the line above is no key: value pair",
    "line it up with the keys beside it, with a space after each colon",
)
_NO_KEY = ("a line is no key: value pair", "write key: value, with a space after the colon")
_BRACKET = ("a bracket is opened and never closed, or a comma is missing", "close the bracket")
_COLON = (
    "a colon inside the text makes it look like another key",
    'put quotes around the text: key: "text: more text"',
)
_NEVER_CLOSED = ("a quotation mark is opened and never closed", "close it, with the same mark")

# The first match counts.
_EXPLAINED = (
    (r"<document start>", EARLY_END),
    (r"escape", ("a backslash stands inside double quotes", "use single quotes instead")),
    (
        r"but found '<scalar>'",
        (
            "text follows a closing quotation mark, or the indentation differs from the line above",
            "put one pair of quotes around the whole value",
        ),
    ),
    (r"found character '?\\t", ("a tab stands where spaces belong", "use spaces to indent")),
    (r"mapping values are not allowed|but got ':'", _COLON),
    (r"unexpected end of stream|while scanning a quoted", _NEVER_CLOSED),
    (
        r"sequence entries are not allowed",
        ("a hyphen begins a list where a value stands", "put quotes around the value, or the list in lines of its own"),
    ),
    (
        r"while scanning a block scalar",
        (
            "text follows the sign | or > in its own line, or its lines are indented unevenly",
            "begin the text in the next line, every line indented alike",
        ),
    ),
    (r"found '<stream end>'", _BRACKET),
    (
        r"cannot start any token|found character|mapping keys are not allowed|expected the node content",
        _OWN_MEANING,
    ),
    (r"while scanning an? (alias|anchor|tag|directive)|while parsing a tag|undefined tag handle", _OWN_MEANING),
    (r"could not find expected ':'|simple key", _NO_KEY),
    (r"did not find expected ',' or|expected ',' or|while parsing a flow", _BRACKET),
    (
        r"but found '<block (sequence|mapping) start>'|expected <block end>",
        ("the line is indented differently from its neighbours", "line it up with the line above"),
    ),
)


def explain(said: str, begins_line: bool) -> tuple[str, str]:
    """What is wrong and what would be right; `begins_line` where the place is the first colon of its line."""
    for pattern, told in _EXPLAINED:
        if re.search(pattern, said):
            return _INDENTED if begins_line and "mapping values" in said else told
    said = re.sub(r"['\"].*['\"]", "…", said)  # what stands in quotes is the author's
    return f"this is not valid YAML ({said})", "compare it with the example in CONTRIBUTING.md"


def quote_closed_late(line: int) -> tuple[str, str]:
    """For a quotation mark that ended only where another value's began."""
    return f"a quotation mark is opened here and the next one stands in line {line}", "close it, with the same mark"


def is_bracket(said: str) -> bool:
    return explain(said, begins_line=False) == _BRACKET


def shows_beginning(said: str) -> bool:
    """Whether the place to show is where the thing complained of began: its end may be many lines below."""
    return explain(said, begins_line=False) in (_NEVER_CLOSED, _BRACKET, _NO_KEY)


# A text that begins with a quotation mark of the typographic kind, and goes on to a colon.
CURLY = re.compile(r"(?:[:,\[{]|^ *-|^)\s*(?P<mark>[“”„‟«»‹›‘’‚])")
_QUOTED = re.compile(r"""(?<=[\s:,\[{])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")


def cut_off(line: str) -> int:
    """The column of a # that hides the rest of a text on its line, else 0. In a note a space follows the #."""
    found = re.search(r"(?<=\S)[ \t]+#(?=\S)", _QUOTED.sub(lambda said: "x" * len(said[0]), line))
    return found.end() if found and not line.lstrip().startswith("#") else 0
