"""The browser's modules: typed, linted, short, and in rooms that lean on one another one way only.

`deno`, a wheel like all that we use, brings TypeScript's checker and a linter; tests/browser/ says what both ask for.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from excellence.model.languages import spoken
from excellence.rendering.strings import room as words_of
from excellence.site.assets import ROOMS
from project import ROOT

MODULES = ROOT / "plugins" / "excellence" / "assets" / "modules"
CONFIG = ROOT / "tests" / "browser"
WIDEST = 120
# What each room may lean on, besides itself and what all share.
NEIGHBOURS = {
    "shared": (),
    "searching": (),
    "looking": ("searching/work-finder.mjs", "meeting/clock.mjs"),
    "meeting": ("looking/class-screen.mjs", "searching/work-finder.mjs"),
    "notes": ("searching/work-finder.mjs",),
    "taking": ("looking/point-picker-state.mjs",),
    "packing": (
        *("notes/files.mjs", "notes/format.mjs"),
        *(f"taking/{name}.mjs" for name in ("boxes", "boxes-state", "burning", "taking", "telling", "zip")),
    ),
    "sets": (
        *(f"looking/{name}.mjs" for name in ("projector", "viewables")),
        *(f"meeting/{name}.mjs" for name in ("runner-state", "runner-tool")),
        *(f"notes/{name}.mjs" for name in ("filled", "files", "format")),
        *(f"searching/{name}.mjs" for name in ("engine", "work-finder")),
    ),
    "page": (
        "looking/begin.mjs",
        "sets/tray.mjs",
        *(f"searching/{name}.mjs" for name in ("asked", "engine", "header-search", "hits", "words")),
    ),
}
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
SAID = re.compile(r"\b(?:words|told|said)\.([a-z]+_[a-z_0-9]+)")
MARKUP = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "HTMLUnsafe", "ContextualFragment")
WAITING = re.compile(r"^(\w.*= |for )?await ", re.MULTILINE)

each_module = pytest.mark.parametrize(
    "module", [path.relative_to(MODULES).as_posix() for path in sorted(MODULES.rglob("*.mjs"))]
)


def deno(*words: str, place: Path = MODULES) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "deno", words[0], "--quiet", f"--config={CONFIG / 'deno.json'}", *words[1:], place]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8")


def wide(text: str) -> list[int]:
    return [number for number, line in enumerate(text.splitlines(), 1) if len(line) > WIDEST]


def text(module: str) -> str:
    return (MODULES / module).read_text("utf-8")


def test_all_rooms_are_known() -> None:
    assert {path.parent.name for path in MODULES.rglob("*.mjs")} == set(NEIGHBOURS)


@each_module
def test_a_module_is_checked_and_says_what_it_answers(module: str) -> None:
    first, second, *_ = text(module).splitlines()
    assert first == "// @ts-check"
    assert re.match(r"// [A-Z]\w*\b.*\w", second)


@each_module
def test_a_line_fits_on_a_screen(module: str) -> None:
    assert not wide(text(module))


def test_a_line_of_the_cases_fits_too() -> None:
    assert not [path.name for path in CONFIG.glob("*.mjs") if wide(path.read_text("utf-8"))]


@each_module
def test_a_module_writes_no_markup(module: str) -> None:
    assert not [word for word in MARKUP if word in text(module)]


@each_module
def test_a_module_leans_only_on_what_its_room_may(module: str) -> None:
    """And what it names is there: modules are published as they are, without a bundler that would miss it."""
    room = module.partition("/")[0]
    for name in IMPORT.findall(text(module)):
        assert name.startswith("."), f"{name}: modules import each other by relative names"
        found = (MODULES / module).parent.joinpath(name).resolve()
        assert found.is_file(), name
        other = found.relative_to(MODULES).as_posix()
        assert other.startswith((f"{room}/", "shared/")) or other in NEIGHBOURS[room], name


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_says_only_what_its_own_words_hold(room: str) -> None:
    """Its words and its stylesheet are the one thing that a page loads of it besides modules."""
    asked = {key for path in (MODULES / room).glob("*.mjs") for key in SAID.findall(path.read_text("utf-8"))}
    assert asked
    for language in spoken():
        assert asked <= set(words_of(language, room))
    assert (MODULES / room / f"{room}.css").is_file()


def test_a_page_asks_at_once_for_all_that_its_modules_import(site: Path) -> None:
    places = re.compile(r'(?:src|rel="modulepreload" href)="([^"]+\.mjs)"')
    for page in ("search", "gallery", "compare", "works/a-snail-in-six-tries"):
        html = (site / page / "index.html").read_text("utf-8")
        named = {(site / page / place).resolve() for place in places.findall(html)}
        assert named
        for module in named:
            needed = re.findall(r'(?:from|import)"(\.[^"]+)"', module.read_text("utf-8"))
            assert {(module.parent / each).resolve() for each in needed} <= named


def test_modules_wait_for_nothing_before_they_begin() -> None:
    """An offline pack joins them into one script, in which nothing outside of a function can wait."""
    assert not [path for path in MODULES.rglob("*.mjs") if WAITING.search(path.read_text("utf-8"))]


def test_the_linter_knows_long_functions_and_names_for_the_whole_page(tmp_path: Path) -> None:
    line = "  done();\n"
    sources = {
        "short": f"export function short(done) {{\n{line * 58}}}\n",
        "long": f"export function long(done) {{\n{line * 59}}}\n",
        "arrow": f"export const arrow = (done) => {{\n{line * 59}}};\n",
        "method": f"export class Held {{ run(done) {{\n{line * 59}}} }}\n",
        "global": "globalThis.found = 1;\n",
    }
    for name, source in sources.items():
        (tmp_path / f"{name}.mjs").write_text(source, "utf-8")
    found = json.loads(deno("lint", "--json", place=tmp_path).stdout)["diagnostics"]
    told = {(each["filename"].rpartition("/")[2], each["code"]) for each in found}
    long = {(f"{name}.mjs", "limits/function-length") for name in ("long", "arrow", "method")}
    assert told == long | {("global.mjs", "limits/no-global")}


def test_the_checker_asks_for_every_type(tmp_path: Path) -> None:
    (tmp_path / "module.mjs").write_text("export const twice = (one) => one * 2;\n", "utf-8")
    found = deno("check", place=tmp_path / "module.mjs")
    assert found.returncode and "implicitly has an 'any' type" in found.stderr
