"""Which tests a system can't run, because what they are about is not there; and those that need a browser, by name.

They are left out, and the report says so: a test that is skipped would look like one that has passed.
"""

import sys
from collections.abc import Mapping
from typing import Final

import pytest

_PIPES: Final = "files that are pipes"
_SIGNALS: Final = "signals that stop or end a process and all that it began"
_RIGHTS: Final = "the rights of a file, as POSIX has them"
_TERMINALS: Final = "terminals that a program can hold the other end of"
_SHELL: Final = "the shell of the machines that the workflows run on"
_COUNTED: Final = "the count of what processes use that Linux keeps"
_MEMORY: Final = "a limit of memory that the system holds a process to"

# By system as `sys.platform` names it: a file and the beginning of its test's name, and what is not there.
LEFT_OUT: Final[Mapping[str, Mapping[tuple[str, str], str]]] = {
    "win32": {
        ("test_curators.py", "test_it_asks_a_person_and_asks_again_after_a_mistake"): _TERMINALS,
        ("test_documents.py", "test_a_bomb_is_drawn_or_refused_within_its_bounds"): _MEMORY,
        ("test_benches.py", "test_"): _COUNTED,
        ("test_faults.py", "test_a_killed_build_leaves_the_old_site_or_the_new_one"): _SIGNALS,
        ("test_golden.py", "test_golden[a pipe is never opened]"): _PIPES,
        ("test_pictures_inspect.py", "test_a_pipe_is_never_opened"): _PIPES,
        ("test_pictures_studio.py", "test_a_killed_worker_costs_no_picture"): _SIGNALS,
        ("test_pictures_studio.py", "test_a_worker_that_only_sleeps_is_not_waited_for"): _SIGNALS,
        ("test_pictures_studio.py", "test_ctrl_c_ends_every_process"): _SIGNALS,
        ("test_pictures_studio.py", "test_a_picture_that_takes_too_much_memory_fails_alone"): _MEMORY,
        ("test_replace.py", "test_a_file_is_replaced_whole_with_its_rights_and_nothing_is_left_beside_it"): _RIGHTS,
        ("test_scripts.py", "test_a_stand_in_that_is_no_browser_is_passed_over"): _RIGHTS,
        ("test_scripts.py", "test_the_other_browsers_are_found_whole_or_named"): _RIGHTS,
        ("test_serve.py", "test_"): _SIGNALS,
        ("test_workflows.py", "test_the_intake_shows_works_to_nobody_but_its_curators"): _SHELL,
        ("test_workflows.py", "test_a_comment_of_many_lines_becomes_one_output_whatever_it_says"): _SHELL,
    },
    "darwin": {
        ("test_documents.py", "test_a_bomb_is_drawn_or_refused_within_its_bounds"): _MEMORY,
        ("test_benches.py", "test_"): _COUNTED,
        ("test_pictures_studio.py", "test_a_picture_that_takes_too_much_memory_fails_alone"): _MEMORY,
    },
}


def reason(file: str, name: str, system: str = sys.platform) -> str:
    """Why a test is left out there; empty where it runs."""
    known = LEFT_OUT.get(system, {})
    return next((why for (at, begin), why in known.items() if file == at and name.startswith(begin)), "")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    gone = [each for each in items if reason(each.path.name, each.name)]
    config.stash[_GONE] = sorted({reason(each.path.name, each.name) for each in gone})
    config.hook.pytest_deselected(items=gone)
    items[:] = [each for each in items if each not in gone]
    for each in items:
        if "browser" in getattr(each, "fixturenames", ()):
            each.add_marker("browser")


def pytest_report_collectionfinish(config: pytest.Config) -> list[str]:
    return [f"not tried, since this system has no such thing: {why}" for why in config.stash.get(_GONE, [])]


_GONE: Final = pytest.StashKey[list[str]]()
