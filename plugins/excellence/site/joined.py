"""Our modules as one classic script: a browser lets a page that was opened from a folder load no module.

Each module becomes a function that is run once, when it is first asked for, and gives what it exports. This joins what
our modules are written in and no more; whatever it does not know it refuses.
"""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from .compact import tokens

# Run the modules that the page names, each by itself, in the order in which they stand there.
_FRAME: Final = """(()=>{"use strict";
const table={%s};
const made=new Map();
const $need=(name)=>{if(!made.has(name))made.set(name,table[name]());return made.get(name)};
const $later=async(name)=>$need(name);
for(const{dataset}of document.querySelectorAll("script[data-module]")){
try{$need(dataset.module)}catch(error){reportError(error)}
}
})();
"""
_OPENING, _CLOSING = ("(", "[", "{"), (")", "]", "}")
_DECLARED: Final = ("const", "function", "async", "class")


class UnjoinableError(ValueError):
    """A module says something that can't be joined."""


def joined(modules: Mapping[str, str]) -> str:
    """One script of modules by their names, as in `page/frame.mjs`; those whose names a page says are run at once.

    Raises UnjoinableError where a module uses a form that is not known here, or imports lead back to where they began.
    """
    read = {name: _Module(name, [*tokens(text)]) for name, text in modules.items()}
    for each in read.values():
        each.read()
    for name in read:
        _check(name, read, ())
    said = (f'"{_plain(name)}"(){{{each.text}\nreturn{{{",".join(each.given)}}}}}' for name, each in read.items())
    return _FRAME % ",\n".join(said)


def _plain(name: str) -> str:
    return name.removesuffix(".mjs")


def _check(name: str, read: Mapping[str, "_Module"], above: tuple[str, ...]) -> None:
    """Every import leads somewhere, and no static one back."""
    if name in above:
        raise UnjoinableError(f"modules import one another in a circle: {' → '.join((*above, name))}")
    for other in (*read[name].needed, *read[name].later):
        if other not in read:
            raise UnjoinableError(f"{name} imports {other}, which is not there")
    for other in read[name].needed:
        _check(other, read, (*above, name))


@dataclass
class _Module:
    """A module as it is read: what it needs at once and later, what it gives, and its text as a function's."""

    name: str
    tokens: Sequence[str]
    needed: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    given: list[str] = field(default_factory=list)
    text: str = ""

    def read(self) -> None:
        self.text = "".join(self._written())

    def _written(self) -> Iterator[str]:
        depth, at, naming = 0, 0, False
        while at < len(self.tokens):
            said = self.tokens[at]
            # `const one = 1, two = 2`: whatever follows a comma outside of all brackets is another name.
            naming = naming and not (depth == 0 and said == ";")
            if naming and depth == 0 and said == ",":
                self.given.append(self._word(self._next(at)))
            depth += (said in _OPENING) - (said in _CLOSING)
            if said == "import" and self._before(at) != ".":
                said, at = self._imported(at, depth)
                yield said
            elif said == "export" and self._before(at) != ".":
                at, naming = self._exported(at, depth)
            else:
                yield said
                at += 1

    def _next(self, at: int) -> int:
        """Where the next token stands that is no blank."""
        return next((on for on in range(at + 1, len(self.tokens)) if not self.tokens[on].isspace()), len(self.tokens))

    def _before(self, at: int) -> str:
        return next((each for each in reversed(self.tokens[:at]) if not each.isspace()), "")

    def _word(self, at: int) -> str:
        """The name at a place."""
        word = self.tokens[at] if at < len(self.tokens) else ""
        if not word.isidentifier():
            raise self._unknown(at, "a name is expected")
        return word

    def _imported(self, at: int, depth: int) -> tuple[str, int]:
        """What an import becomes, and where it ends: `$need` at once, or `$later` with a promise."""
        start, at = at, self._next(at)
        if at < len(self.tokens) and self.tokens[at] == "(":
            place, end = self._next(at), self._next(self._next(at))
            if self.tokens[end : end + 1] != [")"]:
                raise self._unknown(start, "only a text may stand in import()")
            self.later.append(self._place(place))
            return f'$later("{_plain(self.later[-1])}")', end + 1
        if depth:
            raise self._unknown(start, "an import stands at the top of a module")
        names = ""
        while at < len(self.tokens) and self.tokens[at][0] not in "\"'":
            names += f" {self.tokens[at]} "
            at = self._next(at)
        self.needed.append(self._place(at))
        taken = f'$need("{_plain(self.needed[-1])}")'
        if not names:
            return taken, at + 1
        names = " ".join(names.split()).removesuffix(" from")
        if not (names.startswith("{") and names.endswith("}")):
            raise self._unknown(start, "names are imported in braces")
        return f"const{names.replace(' as ', ':')}={taken}", at + 1

    def _place(self, at: int) -> str:
        """The name of the module that a text at a place leads to."""
        said = self.tokens[at] if at < len(self.tokens) else ""
        if said[:1] not in ('"', "'") or not said[1:].startswith("."):
            raise self._unknown(at, "a module is named by a relative path in a text")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.name), said[1:-1]))

    def _exported(self, at: int, depth: int) -> tuple[int, bool]:
        """Where the declaration begins that is exported, and whether more names may follow."""
        if depth:
            raise self._unknown(at, "an export stands at the top of a module")
        start = at = self._next(at)
        kind = self.tokens[at] if at < len(self.tokens) else ""
        if kind not in _DECLARED:
            raise self._unknown(at, f"only {', '.join(_DECLARED)} can be exported")
        at = self._next(at)
        while self.tokens[at : at + 1] in (["function"], ["*"]):
            at = self._next(at)
        self.given.append(self._word(at))
        return start, kind == "const"

    def _unknown(self, at: int, what: str) -> UnjoinableError:
        around = "".join(self.tokens[max(at - 12, 0) : at + 12])
        return UnjoinableError(f"{self.name} can't be joined, since {what}: … {' '.join(around.split())} …")
