"""The house: which floor may lean on which, where each library lives, and that rules and code know each other."""

import ast
import pickle
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from excellence.model.finding import Rule
from excellence.rules import GROUPS, RULES
from project import ROOT

PACKAGE = ROOT / "plugins" / "excellence"
# From the ground up; rooms of one floor don't know each other. Whatever else lies in the package is a host.
FLOORS = (
    ("model", "search", "publishing", "memo.py"),
    ("media",),
    ("reading",),
    ("rules",),
    ("collection",),
    ("rendering",),
    ("authoring", "loading"),
    ("site",),
    ("hosts",),
)
# What is open to every room of its own floor, too: records, and what they are made of.
SHARED = ("model",)
HOMES = {
    "yaml": ("reading/yaml_text.py", "authoring/frontmatter_writer.py"),
    "frontmatter": ("reading/frontmatter.py",),
    "PIL": ("media/pictures/",),
    "pypdfium2": ("media/documents/",),
    "av": ("media/recordings/",),
    "pillow_heif": ("media/pictures/",),
    "jinja2": ("rendering/jinja.py", "plugin.py", "building.py", "unchanged.py"),
    "markupsafe": ("rendering/", "site/"),
    "markdown": ("rendering/markdown.py",),
    "nh3": ("rendering/markdown.py",),
    "openpyxl": ("reading/workbooks.py",),
    "fontTools": ("rendering/fonts.py",),
    "uharfbuzz": ("rendering/fonts.py",),
    "tinycss2": ("site/theme.py",),
    "zxingcpp": ("rendering/qr.py",),
    "babel": ("rendering/countries.py",),
    "lunr": ("search/",),
    "mkdocs": (
        *(
            "plugin.py",
            "building.py",
            "unchanged.py",
            "mkdocs_pages.py",
            "serving.py",
            "settings.py",
            "reports.py",
            "config.py",
            "fitting.py",
            "options.py",
            "resting.py",
        ),
        *("commands/opened.py", "commands/built.py", "turns.py", "going_out.py"),
    ),
    "filelock": ("turns.py",),
    "watchdog": ("watching.py",),
    "msgspec": ("memo.py", "publishing/publish.py", "rendering/lines.py"),
    "dask": ("media/cluster.py",),
    "distributed": ("media/cluster.py",),
    "fsspec": ("media/store.py",),
    "click": ("commands/",),
}
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
every_module = pytest.mark.parametrize("module", MODULES)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def room(module: str) -> str:
    first = module.split("/")[0]
    return first if any(first in rooms for rooms in FLOORS) else "hosts"


def floor(module: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room(module) in rooms)


def imports(module: str) -> Iterator[str]:
    """Everything that a module imports: `excellence/model/work.py` for ours, the dotted name for the rest."""
    parents = ["excellence", *module.split("/")[:-1]]
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (ours(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = parents[: len(parents) - node.level + 1] if node.level else []
            name = ".".join([*above, *([node.module] if node.module else [])])
            # `from . import x` names a module, or something that the package itself holds.
            for alias in node.names:
                whole = ours(f"{name}.{alias.name}")
                yield whole if whole.endswith(".py") else ours(name)


def ours(name: str) -> str:
    if name.split(".")[0] != "excellence":
        return name
    path = Path(*name.split(".")[1:])
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if path.parts and (PACKAGE / candidate).is_file():
            return f"excellence/{candidate.as_posix()}"
    return name


@cache
def own(module: str) -> frozenset[str]:
    return frozenset(each.removeprefix("excellence/") for each in imports(module) if each.startswith("excellence/"))


def foreign(module: str) -> set[str]:
    named = {each.split(".")[0] for each in imports(module) if not each.startswith("excellence")}
    return named - set(sys.stdlib_module_names)


def test_the_walk_through_imports_sees_them() -> None:
    assert {"model/finding.py", "reading/frontmatter.py", "media/__init__.py"} <= own("reading/works.py")
    assert own("media/__init__.py") >= {"media/cache.py", "media/workers.py"}
    assert foreign("authoring/frontmatter_writer.py") | foreign("reading/frontmatter.py") == {"yaml", "frontmatter"}
    assert {room(module) for module in MODULES} == {room for rooms in FLOORS for room in rooms}


@every_module
def test_imports_go_down_only(module: str) -> None:
    assert [each for each in own(module) if floor(each) > floor(module)] == []


@every_module
def test_rooms_of_one_floor_do_not_know_each_other(module: str) -> None:
    beside = [each for each in own(module) if floor(each) == floor(module) and room(each) != room(module)]
    assert [each for each in beside if room(each) not in SHARED] == []


@every_module
def test_a_library_has_one_home(module: str) -> None:
    strays = {name for name in foreign(module) if not any(module.startswith(home) for home in HOMES.get(name, ()))}
    assert strays == set()


def test_every_home_is_lived_in() -> None:
    lived = {(name, home) for name, homes in HOMES.items() for home in homes}
    assert {
        (name, home)
        for name, home in lived
        for module in MODULES
        if module.startswith(home) and name in foreign(module)
    } == lived


@every_module
def test_records_need_nothing_but_python(module: str) -> None:
    if room(module) == "model":
        assert foreign(module) == set()


@every_module
def test_no_module_leads_back_to_itself(module: str) -> None:
    seen: set[str] = set()
    ahead = set(own(module) - {module})
    while ahead:
        each = ahead.pop()
        seen.add(each)
        ahead |= own(each) - seen
    # A package's own page names its rooms, and they may name each other's folder in turn.
    assert module.endswith("__init__.py") or module not in seen


@every_module
def test_a_module_is_short_and_says_what_it_is_for(module: str) -> None:
    text = (PACKAGE / module).read_text("utf-8")
    assert text.count("\n") <= 300
    said = ast.get_docstring(tree(module))
    assert said
    assert said.split("\n")[0].endswith((".", "?", ":"))


# Rules


def declared(module: str) -> Iterator[tuple[str, int]]:
    """The names under which a module declares rules, with their lines."""
    for node in tree(module).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call) and names(node.value.func) == "Rule":
            yield from ((names(target), node.lineno) for target in node.targets)


def names(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_every_rule_is_in_the_handbook() -> None:
    names = [name for module in MODULES for name, _ in declared(module)]
    assert sorted(names) == sorted(code.upper().replace("-", "_") for code in RULES)
    assert sorted(RULES) == sorted({rule.code for group in GROUPS.values() for rule in group})


def test_every_rule_is_looked_for() -> None:
    """A rule that is declared and never named again is one that nothing checks."""
    named = [
        node.id
        for module in MODULES
        if module != "rules/__init__.py"
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    ]
    assert {code for code in RULES if code.upper().replace("-", "_") not in named} == set()


def test_codes_are_objects() -> None:
    """No module knows a rule by the letters of its code: those are for people and for other programs."""
    said = {
        (module, node.value)
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Constant) and node.value in RULES
    }
    places = {
        (module, code)
        for module in MODULES
        for code in RULES
        if code.upper().replace("-", "_") in dict(declared(module))
    }
    assert said - places <= WORDS


# Words of other meanings that are written like a code: fields, keys of a page's words, a folder's name.
WORDS = {
    ("site/pages.py", "withdrawn"),  # the template of the notice at its address
    ("authoring/scaffold.py", "demonstration"),  # a key of the front matter
    ("authoring/own.py", "demonstration"),
    ("rendering/editors.py", "demonstration"),
    ("rendering/work.py", "demonstration"),  # what a page says of one
    ("rendering/citations.py", "demonstration"),
    ("site/files.py", "encoding"),  # a key of data packages
    ("rendering/manifest.py", "demonstration"),
    ("rendering/manifest.py", "metadata"),  # a key of IIIF
    ("rendering/canvases.py", "metadata"),
    ("authoring/work_folders.py", "demonstration"),  # keys that never come along
    ("reading/columns.py", "demonstration"),
    ("site/directives.py", "vocabulary"),  # a directive
    ("collection/directives.py", "vocabulary"),
}


def test_one_function_decides_what_is_published() -> None:
    asking = {module for module in MODULES if "publication" in {each.split("/")[-1][:-3] for each in own(module)}}
    weighing = {
        module
        for module in MODULES
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Attribute) and node.attr == "build" and isinstance(node.value, ast.Attribute)
    }
    assert asking == {"loading/load.py", "commands/promote.py", "commands/new.py", "commands/importing.py"}
    # The others tell how much a finding weighs; they decide nothing.
    assert weighing == {"rules/publication.py", "reports.py", "site/waiting.py"}


def test_every_rule_says_in_plain_words_what_and_why() -> None:
    for code, rule in RULES.items():
        assert Rule.of(code) is rule is pickle.loads(pickle.dumps(rule))
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert rule.title[0].isupper() or rule.title.startswith(("index.md", "works/"))
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")
        assert rule.mend.endswith(".")
        assert rule.example
