"""The house: which floor may lean on which, where each library lives, and that rules and code know each other."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from excellence.rules.declared import RULES
from project import ROOT

PACKAGE = ROOT / "plugins" / "excellence"
# From the ground up. Whatever lies beside these folders is a host.
FLOORS = ("model", "media", "reading", "rules", "collection", "rendering", "authoring", "loading", "site", "hosts")
HOMES = {
    "yaml": ("reading/yaml_text.py", "authoring/frontmatter_writer.py"),
    "frontmatter": ("reading/frontmatter.py",),
    "PIL": ("media/pictures/",),
    "pypdfium2": ("media/documents/",),
    "av": ("media/recordings/",),
    "pillow_heif": ("media/pictures/",),
    "jinja2": ("rendering/jinja.py", "plugin.py"),
    "markupsafe": ("rendering/", "site/"),
    "markdown": ("rendering/markdown.py",),
    "nh3": ("rendering/markdown.py",),
    "fontTools": ("rendering/fonts.py",),
    "rjsmin": ("site/assets.py",),
    "tinycss2": ("site/theme.py",),
    "segno": ("rendering/qr.py",),
    "lunr": ("search/",),
    "mkdocs": ("plugin.py", "serving.py", "settings.py", "reports.py", "config.py", "commands/opened.py"),
    "filelock": ("plugin.py",),
    "click": ("commands/",),
}
MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
every_module = pytest.mark.parametrize("module", MODULES)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def floor(module: str) -> int:
    folder = module.split("/")[0]
    return FLOORS.index(folder if folder in FLOORS else "hosts")


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


def own(module: str) -> set[str]:
    return {each.removeprefix("excellence/") for each in imports(module) if each.startswith("excellence/")}


def foreign(module: str) -> set[str]:
    named = {each.split(".")[0] for each in imports(module) if not each.startswith("excellence")}
    return named - set(sys.stdlib_module_names)


def test_the_walk_through_imports_sees_them() -> None:
    assert {"model/finding.py", "reading/frontmatter.py", "media/__init__.py"} <= own("reading/works.py")
    assert own("media/__init__.py") >= {"media/cache.py", "media/workers.py"}
    assert foreign("authoring/frontmatter_writer.py") | foreign("reading/frontmatter.py") == {"yaml", "frontmatter"}
    assert {floor(module) for module in MODULES} == set(range(len(FLOORS)))


@every_module
def test_imports_go_down_only(module: str) -> None:
    assert [each for each in own(module) if floor(each) > floor(module)] == []


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
def test_the_ground_floor_and_the_set_up_need_nothing_but_python(module: str) -> None:
    if floor(module) == 0 or module == "bootstrap.py":
        assert foreign(module) == set()


@every_module
def test_no_module_leads_back_to_itself(module: str) -> None:
    seen: set[str] = set()
    ahead = own(module) - {module}
    while ahead:
        each = ahead.pop()
        seen.add(each)
        ahead |= own(each) - seen
    # A package's own page names its rooms, and they may name each other's folder in turn.
    assert module.endswith("__init__.py") or module not in seen


@every_module
def test_a_module_is_short_and_says_what_it_is_for(module: str) -> None:
    text = (PACKAGE / module).read_text("utf-8")
    assert text.count("\n") <= 320
    said = ast.get_docstring(tree(module))
    assert said
    assert said.split("\n")[0].endswith((".", "?", ":"))


# Rules

# Where each of these takes the code of a rule.
TAKES = {"Flaw": 0, "Fault": 0, "Refused": 0, "flaw": 0, "Found": 1, "_problem": 2, "Problem": 3, "problem": 0}


def literal(node: ast.AST | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def named_codes(module: str) -> Iterator[str]:
    """Codes where only codes can stand: as an argument, or first of the four that a rule yields."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in TAKES and len(node.args) > TAKES[name]:
                yield literal(node.args[TAKES[name]])
        elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 4:
            yield literal(node.value.elts[0])


def test_every_code_that_is_used_is_declared() -> None:
    used = {code for module in MODULES for code in named_codes(module)} - {""}
    assert used - set(RULES) == set()
    assert len(used) > len(RULES) / 2


def test_every_code_that_is_declared_is_used() -> None:
    modules = [module for module in MODULES if not module.startswith("rules/declared/")]
    said = {literal(node) for module in modules for node in ast.walk(tree(module))}
    assert set(RULES) - said == set()


def test_every_rule_says_in_plain_words_what_and_why() -> None:
    for code, rule in RULES.items():
        assert code == rule.code
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert rule.title[0].isupper() or rule.title.startswith(("index.md", "works/"))
        assert not rule.title.endswith(".")
        assert rule.why.endswith(".")
        assert rule.mend.endswith(".")
        assert rule.example
