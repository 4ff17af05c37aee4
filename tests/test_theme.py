"""What is kept of the theme's stylesheet, and what our own brings."""

import gzip
from importlib.resources import files
from pathlib import Path

import pytest

from excellence.site.assets import CORE, stylesheet
from excellence.site.theme import pruned

THEME = files("material") / "templates" / "assets" / "stylesheets"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (".md-typeset table{border:0}", True),
        (".md-nav__link{color:red}", False),
        (".md-typeset h1,.md-header{margin:0}", True),
        ("@media print{.md-tabs{display:none}}", False),
        ("@media print{.md-typeset p{color:red}}", True),
        (".md-typeset .tabbed-set{display:flex}", False),
        ("@keyframes fade{from{opacity:0}}", True),
        ("[data-md-toggle=drawer]:checked{top:0}", False),
        (":root{--md-nav-icon--next:url('a,b;c')}", False),
    ],
)
def test_a_rule_stays_where_some_page_can_meet_it(rule: str, kept: bool) -> None:
    found = pruned(rule, ())
    assert bool(found) is kept
    assert "header" not in found
    assert "tabs" not in found


def test_what_an_extension_writes_keeps_its_rules() -> None:
    rule = ".md-typeset .tabbed-set{display:flex}.md-typeset .keys{color:red}"
    assert pruned(rule, ["pymdownx.tabbed"]) == ".md-typeset .tabbed-set{display:flex}"
    assert pruned(rule, ["pymdownx.keys", "pymdownx.tabbed"]) == rule


def test_what_is_pruned_twice_stays_the_same() -> None:
    (main,) = [
        Path(str(path)) for path in THEME.iterdir() if path.name.startswith("main.") and path.name.endswith(".css")
    ]
    once = pruned(main.read_text("utf-8"), ())
    assert len(once) < main.stat().st_size / 2
    assert pruned(once, ()) == once


def test_our_own_styles_keep_their_budget() -> None:
    own = stylesheet(()).content()
    assert len(gzip.compress(own, 9)) <= 8 * 1024
    assert own.decode().startswith("@layer theme, ")
    for name in CORE:
        assert f"@layer {name} {{" in own.decode()
