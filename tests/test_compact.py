"""Modules are published without comments and blanks, and say the same."""

import re
from pathlib import Path

import pytest

from excellence.site.compact import compact
from project import ROOT

MODULES = sorted((ROOT / "plugins" / "excellence" / "assets").rglob("*.mjs"))

CASES = {
    "const a = 1; // one\nconst b = 2;": "const a=1;const b=2;",
    "/** What it does.\n * @type {string}\n */\nlet word = a;\n": "let word=a;",
    "a = b\nc = d": "a=b\nc=d",
    "let a = b\n++c": "let a=b\n++c",
    "return\nvalue": "return\nvalue",
    "call(\n  one,\n  two,\n)\n.then()": "call(one,two,).then()",
    "a + +b - -c": "a+ +b- -c",
    "a in b of c": "a in b of c",
    "\"// no comment\" + '/* nor this */'": "\"// no comment\"+'/* nor this */'",
    r'"a \" b  c"': r'"a \" b  c"',
    "`a  b\n  c`": "`a  b\n  c`",
    "`${ one } ${ two }`": "`${one} ${two}`",
    "`a ${ b ? `${c} ${d}` : ` // ` } e  f` + g": "`a ${b?`${c} ${d}`:` // `} e  f`+g",
    "`${ { a: { b: 1 } }.a }  `": "`${{a:{b:1}}.a}  `",
    r"`\` \${ a  b }`": r"`\` \${ a  b }`",
    "x = /[/]  \" '/g.test(y)": "x=/[/]  \" '/g.test(y)",
    "return /  `/u": "return/  `/u",
    "a = (b + c) / d / e": "a=(b+c)/d/e",
    "`${a}` / 2 / b": "`${a}`/2/b",
    "a ? .5 : b?.c ?? d": "a?.5:b?.c??d",
    "class A { #b = 1; get #c() {} }": "class A{#b=1;get #c(){}}",
    "sí = ñ  of  años": "sí=ñ of años",
    "if (a) { b() }\nelse c()": "if(a){b()}\nelse c()",
}


@pytest.mark.parametrize("source", CASES)
def test_blanks_and_comments_go_and_all_else_stays(source: str) -> None:
    assert compact(source) == CASES[source]


@pytest.mark.parametrize("source", ['a = "b', "a = `b", "a = `b ${c", "a = /b\n/"])
def test_what_has_no_end_is_a_fault_of_the_module(source: str) -> None:
    with pytest.raises(ValueError, match="has no end, after"):
        compact(source)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.name)
def test_a_module_becomes_smaller_and_stays_so(path: Path) -> None:
    source = path.read_text("utf-8")
    small = compact(source)
    assert len(small) < len(source)
    assert compact(small) == small
    assert not re.search(r"^\s*(?://|/?\*)", small, re.MULTILINE)
