"""What a bench found: tables that are printed row by row while it runs, and kept in RESULTS.md if it is asked to.

RESULTS.md has a section for each bench and in it a part for each table, by its caption. A bench writes its own tables
again and leaves all others as they are.
"""

import argparse
import os
import platform
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from here import ROOT

RESULTS = ROOT / "scripts" / "bench" / "RESULTS.md"
# The sections, in the order in which they stand.
BENCHES = {
    "builds": "What a build costs beside its limits",
    "pages": "What pages cost",
    "peers": "Beside others that make sites of pictures",
    "quality": "Bytes at an equal likeness",
    "search": "The search beside others",
    "serve": "From saving to seeing",
    "cluster": "Beyond one computer",
}
HEAD = """# Results

What the benches of this folder found when each was last run, written by them with `--write`. CPU seconds count every
process that a command began. Where two are compared they ran in turn, and the ratio is the middle one of the pairs,
with the least and the most behind it. No test hangs on any of these figures.
"""
PACKAGES = ("mkdocs", "mkdocs-material", "pillow")


@dataclass
class Table:
    """Rows beneath the names of their columns, and sentences below."""

    caption: str
    columns: Sequence[str]
    rows: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def row(self, *cells: object) -> None:
        """A number is printed with three digits or so, anything else as it says itself."""
        row = [shown(cell) for cell in cells]
        self.rows.append([*row, *[""] * (len(self.columns) - len(row))])
        self.say(self.rows[-1])

    def note(self, text: str) -> None:
        """A sentence below the table."""
        self.notes.append(text)
        print(text, flush=True)

    def say(self, cells: Sequence[str]) -> None:
        wide = (max(38, len(self.columns[0])), *(max(9, len(each)) for each in self.columns[1:]))
        first, *rest = (f"{cell:{'>' if at else '<'}{wide[at]}}" for at, cell in enumerate(cells))
        print(" ".join((first, *rest)).rstrip(), flush=True)

    def markdown(self) -> str:
        rule = ["---", *["---:"] * (len(self.columns) - 1)]
        lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
                 for row in (self.columns, rule, *self.rows)]  # fmt: skip
        return "\n".join([*lines, *(f"\n{each}" for each in self.notes)])


class Report:
    """The tables of one run of a bench. `versions` are those of what it measured besides our own packages."""

    def __init__(self, bench: str, versions: Mapping[str, str] | None = None, write: bool = False) -> None:
        self.bench, self.write = bench, write
        self.facts = facts(versions or {})
        print("\n".join(self.facts), flush=True)

    def table(self, caption: str, *columns: str) -> Table:
        print(f"\n{caption}", flush=True)
        table = Table(caption, columns)
        table.say(columns)
        return table

    def keep(self, table: Table) -> None:
        """In RESULTS.md, where that was asked for: at once, so that a run that is broken off has told what it knew."""
        if self.write:
            text = RESULTS.read_text("utf-8") if RESULTS.is_file() else HEAD
            told = "\n\n".join((" \\\n".join(self.facts), table.markdown()))
            RESULTS.write_text(put(text, self.bench, table.caption, told), "utf-8")


def asked(parser: argparse.ArgumentParser) -> None:
    """The option that every bench has."""
    parser.add_argument("--write", action="store_true", help="keep the tables in scripts/bench/RESULTS.md")


def shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.3f}" if abs(cell) < 0.1 else f"{cell:.2f}" if abs(cell) < 100 else f"{cell:,.0f}"
    return f"{cell:,}" if isinstance(cell, int) and not isinstance(cell, bool) else str(cell)


def facts(versions: Mapping[str, str]) -> list[str]:
    """The command, the day and the commit; the computer; the versions."""
    # Where something lies on this computer is nobody's business.
    words = [Path(each).name if each.startswith("/") else each for each in sys.argv[1:] if each != "--write"]
    command = shlex.join([Path(sys.argv[0]).resolve().relative_to(ROOT).as_posix(), *words])
    own = {"Python": platform.python_version(), **{name: version(name) for name in PACKAGES}}
    told = ", ".join(f"{name} {number}" for name, number in {**own, **versions}.items())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return [
        f"`{command}`, {datetime.now(UTC):%Y-%m-%d}, commit {commit()}",
        f"{processor()}, {cores} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}, files on {disk()}",
        told,
    ]


def disk() -> str:
    """Where the benches build: TMPDIR on a disk in memory spares them what else goes on on the other."""
    command = ["stat", "-f", "-c", "%T", tempfile.gettempdir()]  # GNU's; others have no such command
    with suppress(OSError):
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.strip()
    return "an unknown disk"


def commit() -> str:
    """The commit that is measured, and whether files differ from it."""
    told = []
    for words in (["rev-parse", "--short", "HEAD"], ["status", "--porcelain", "--", "plugins", "scripts"]):
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
        told.append(done.stdout.strip())
    return f"{told[0] or 'unknown'}{' and changes' if told[1] else ''}"


def processor() -> str:
    source = Path("/proc/cpuinfo")
    told = source.read_text("utf-8") if source.is_file() else ""
    found = re.search(r"^model name\s*: (.*)$", told, re.MULTILINE)
    return " ".join(found[1].split()) if found else platform.processor() or platform.machine()


# The file: "## " begins a section, "### " a part of it.


def put(text: str, bench: str, caption: str, told: str) -> str:
    """The text of RESULTS.md with one part of it written again, or added where it belongs."""
    head, sections = split(text, "## ")
    before, parts = split(sections.get(BENCHES[bench], ""), "### ")
    sections[BENCHES[bench]] = "\n\n".join(filter(None, (before, joined("### ", parts | {caption: told}))))
    # A section that no bench writes any more stays, at the end.
    order = {title: at for at, title in enumerate(BENCHES.values())}
    rest = dict(sorted(sections.items(), key=lambda each: order.get(each[0], len(order))))
    return f"{head}\n\n{joined('## ', rest)}\n"


def split(text: str, mark: str) -> tuple[str, dict[str, str]]:
    """What stands before the first heading of a level, and what below each."""
    head, *parts = re.split(f"^{mark}", text, flags=re.MULTILINE)
    found = dict(each.partition("\n")[::2] for each in parts)
    return head.strip(), {name: body.strip() for name, body in found.items()}


def joined(mark: str, parts: Mapping[str, str]) -> str:
    return "\n\n".join(f"{mark}{name}\n\n{body}" for name, body in parts.items())
