"""Modules joined into one classic script do what they did apart; whatever can't be joined is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from excellence.site.compact import compact
from excellence.site.joined import UnjoinableError, joined

MODULES = {
    "a/first.mjs": """
        import { two, three as more, Kept } from "../b/second.mjs"; // names, one by another name
        import "./said.mjs";
        const word = `${two(1)} import("no") ${{ a: 1 }.a}`, text = "export const no";
        say(`first ${word} ${more} ${new Kept().what} ${text.length}`);
        import("./later.mjs").then(({ late, later }) => later().then((told) => say(late + told)));
    """,
    "a/said.mjs": 'say("said");',
    "a/later.mjs": """
        say("later");
        export const late = "late", other = (() => { return 3, 4; })();
        export async function later() { return (await import("../b/second.mjs")).three; }
    """,
    "b/second.mjs": """
        say("second");
        export const two = (one) => one + one, three = 3;
        export class Kept { what = "kept";}
        export function* every() { yield 1; }
    """,
    "c/alone.mjs": "throw new Error('own fault');",
    "c/never.mjs": 'say("never");',
}
RUN = """
const heard = []
globalThis.say = (text) => heard.push(text)
globalThis.reportError = (error) => heard.push(error.message)
globalThis.document = {querySelectorAll: () => %s.map((module) => ({dataset: {module}}))}
new Function(Deno.readTextFileSync(Deno.args[0]))()
setTimeout(() => console.log(heard.join("\\n")), 10)
"""


def test_what_is_joined_runs_once_and_in_the_order_of_its_imports(tmp_path: Path) -> None:
    script = tmp_path / "joined.js"
    script.write_text(joined({name: compact(text) for name, text in MODULES.items()}), "utf-8")
    (tmp_path / "run.mjs").write_text(RUN % '["c/alone", "a/first", "b/second", "a/first"]', "utf-8")
    command = [sys.executable, "-m", "deno", "run", "--quiet", "--allow-read", tmp_path / "run.mjs", script]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.stdout.splitlines() == [
        "own fault",  # which keeps no other from running
        "second",
        "said",
        'first 2 import("no") 1 3 kept 15',
        "later",
        "late3",
    ], done.stderr


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("export default 1;", "only const, function, async, class can be exported"),
        ("export let one = 1;", "only const, function, async, class can be exported"),
        ("export { one };", "only const, function, async, class can be exported"),
        ('export * from "./two.mjs";', "only const, function, async, class can be exported"),
        ("export const { one } = two;", "a name is expected"),
        ('import two from "./two.mjs";', "names are imported in braces"),
        ('import * as two from "./two.mjs";', "names are imported in braces"),
        ('import { two } from "elsewhere";', "a module is named by a relative path"),
        ("const one = import.meta.url;", "a module is named by a relative path"),
        ("const one = import(two);", "a module is named by a relative path"),
        ('const one = import("./two.mjs", more);', "only a text may stand in import"),
        ('if (one) { import "./two.mjs"; }', "an import stands at the top"),
        ("one = { export: 1 };", "an export stands at the top"),
        ('import { two } from "./three.mjs";', "one.mjs imports three.mjs, which is not there"),
        ('import("./three.mjs");', "one.mjs imports three.mjs, which is not there"),
        ('import { one } from "./back.mjs";', "in a circle: one.mjs → back.mjs → one.mjs"),
        ("import", "a module is named by a relative path"),
    ],
)
def test_what_can_not_be_joined_is_told(text: str, told: str) -> None:
    with pytest.raises(UnjoinableError, match=told):
        joined({"one.mjs": compact(text), "two.mjs": "", "back.mjs": 'import{one}from"./one.mjs"'})
