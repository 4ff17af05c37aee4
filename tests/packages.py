"""What the program is made of: its dependencies as pyproject.toml asks for them, the lock pins them, and they tell.

To write the table of licences in CONTRIBUTING.md anew, after scripts/lock: `.venv/bin/python tests/packages.py`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "CONTRIBUTING.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME: list[str] = PROJECT["project"]["dependencies"]
EXTRAS: list[str] = [each for extra in PROJECT["project"]["optional-dependencies"].values() for each in extra]
TESTS: list[str] = PROJECT["dependency-groups"]["dev"]
HEAD = "| package | version | licence | why it is there |"
_PIN = re.compile(r"(?P<name>[a-z0-9-]+)(?:\[[a-z,-]+\])?==(?P<version>[^ ;]+)(?: ; (?P<marker>.+?))? ?\\?$")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of the lock; with a marker, it is for some systems alone."""

    version: str
    hashes: tuple[str, ...]
    marker: str = ""

    @property
    def is_for_here(self) -> bool:
        return not self.marker or Marker(self.marker).evaluate()


def pins() -> dict[str, list[Pin]]:
    """Mostly one a package; several where newer versions leave older Pythons behind."""
    found: dict[str, list[Pin]] = {}
    for part in re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8").strip()):
        first, *more = part.splitlines()
        told = _PIN.fullmatch(first.strip())
        if told is None:
            raise ValueError(f"requirements.lock: no pin: {first}")
        hashes = tuple(line.strip().removesuffix("\\").strip() for line in more)
        found.setdefault(told["name"], []).append(Pin(told["version"], hashes, told["marker"] or ""))
    return found


def installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def needed(requirements: Iterable[str], *, everywhere: bool) -> dict[str, set[str]]:
    """All packages that these lead to, each with those that ask for it; on this system, or on any."""
    found: dict[str, set[str]] = {}
    waiting = [(each, "") for each in requirements]
    while waiting:
        text, asker = waiting.pop()
        wish = Requirement(text)
        name = canonicalize_name(wish.name)
        if not everywhere and wish.marker and not wish.marker.evaluate():
            continue
        if name not in found and (told := installed(name)):
            waiting += ((each, name) for each in _asked(told, wish.extras, everywhere=everywhere))
        found.setdefault(name, set()).add(asker)
    return found


def _asked(told: Distribution, extras: set[str], *, everywhere: bool) -> Iterator[str]:
    for each in told.requires or ():
        marker = Requirement(each).marker
        if marker is None or (everywhere and "extra ==" not in str(marker)):
            yield each
        elif any(marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield each.split(";")[0]


def licence(told: Distribution) -> str:
    """As the package tells it of itself: as an expression, in words, or by its classifiers."""
    facts = told.metadata
    words = str(facts.get("License") or "").strip()
    kinds = [each.split(" :: ")[-1] for each in facts.get_all("Classifier") or () if each.startswith("License ::")]
    plain = words if 0 < len(words) <= 80 and words != "UNKNOWN" else ""
    return str(facts.get("License-Expression") or plain or " / ".join(kinds))


def is_gpl(told: Distribution) -> bool:
    """Whether it is under the GPL or the AGPL by its own word, or by a licence that it has with it; not the Lesser."""
    facts = [licence(told), *(each for each in told.metadata.get_all("Classifier") or () if "License" in each)]
    files = [each for each in told.files or () if re.search(r"licen[cs]e|copying", each.name, re.IGNORECASE)]
    texts = [each.read_text() for each in files if each.suffix in ("", ".txt", ".md", ".rst")]
    return any(re.search(r"\bA?GPL|Affero|(?<!Lesser )General Public", each, re.IGNORECASE) for each in facts) or any(
        re.match(r"\s*GNU (?:AFFERO )?GENERAL PUBLIC LICENSE", each, re.IGNORECASE) for each in texts
    )


def coders(told: Distribution) -> set[str]:
    """Libraries under the GPL that a wheel brings along."""
    return {found[0].lower() for each in told.files or () if (found := re.search(r"x26[45]", each.name))}


def reasons() -> dict[str, str]:
    """The comment beside each dependency in pyproject.toml."""
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    wishes = (re.match(r'\s*"([\w-]+)[^"]*",?\s*#\s*(.+)', line) for line in lines)
    return {wish[1]: wish[2] for wish in wishes if wish}


def table() -> str:
    """The whole table: what pyproject.toml and its extras ask for, with the reason, and what that asks for."""
    found, said, rows = pins(), reasons(), [HEAD, "|---|---|---|---|"]
    for name, askers in sorted(needed([*RUNTIME, *EXTRAS], everywhere=True).items()):
        if name in found and (told := installed(name)):
            why = said[name] if "" in askers else f"for {', '.join(sorted(askers))}"
            versions = " or ".join(each.version for each in found[name])
            rows.append(f"| {name} | {versions} | {licence(told)} | {why} |")
    return "\n".join(rows) + "\n"


def written() -> str:
    """The table as CONTRIBUTING.md has it."""
    text = GUIDE.read_text("utf-8")
    return text[text.index(HEAD) :].split("\n\n")[0].rstrip("\n") + "\n"


if __name__ == "__main__":
    GUIDE.write_text(GUIDE.read_text("utf-8").replace(written(), table()), "utf-8")
