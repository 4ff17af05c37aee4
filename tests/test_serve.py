"""The server for curators: what is changed shows, and no mistake ends it."""

import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from project import Project, draw, environment

PATIENCE = 60  # seconds, for a slow machine; a passing test needs a few


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """`mkdocs serve` in a process of its own."""

    def __init__(self, project: Project) -> None:
        self.log = project.folder / "serve.log"
        self.address = f"127.0.0.1:{free_port()}"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
                cwd=project.folder,
                env=environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.until(lambda: "Serving on" in self.told())

    def told(self) -> str:
        return self.log.read_text("utf-8")

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=30) as answer:
            return str(answer.read().decode())

    def until(self, condition: Callable[[], Any]) -> Any:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.told()
            if found := condition():
                return found
            time.sleep(0.1)
        raise AssertionError(self.told())

    def stop(self) -> None:
        """As a curator does it: Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path)
    project.work("pond-cards", title="Pond cards")
    project.work("a-story", title="A story", pictures=0)
    return project


@pytest.fixture
def server(project: Project) -> Iterator[Server]:
    server = Server(project)
    yield server
    server.stop()


def test_what_a_curator_changes_shows_without_a_restart(project: Project, server: Server) -> None:
    assert "Pond cards" in server.page("gallery/")
    index = project.folder / "works/pond-cards/index.md"
    index.write_text(index.read_text("utf-8").replace("Pond cards", "Stream cards"), "utf-8")
    server.until(lambda: "Stream cards" in server.page("gallery/"))
    assert "Stream cards" in server.page("works/pond-cards/")

    before = server.page("works/pond-cards/")
    draw(project.folder / "works/pond-cards/01.jpg", "another picture")
    server.until(lambda: server.page("works/pond-cards/") != before)

    about = project.folder / "content/about.md"
    about.write_text("# Changed words\n", "utf-8")
    server.until(lambda: "Changed words" in server.page("about/"))

    project.work("a-new-work", title="A new work")
    server.until(lambda: "A new work" in server.page("gallery/"))


def test_the_server_leaves_nothing_behind(project: Project) -> None:
    before = set(Path(tempfile.gettempdir()).glob("*mkdocs_*")) | set(Path(tempfile.gettempdir()).glob(".mkdocs_*"))
    server = Server(project)
    assert "Pond cards" in server.page("gallery/")
    server.stop()
    after = set(Path(tempfile.gettempdir()).glob("*mkdocs_*")) | set(Path(tempfile.gettempdir()).glob(".mkdocs_*"))
    assert after <= before
    assert list((project.folder / ".cache").glob("site-*")) == []


def test_half_typed_yaml_never_ends_the_server_and_is_shown_where_one_looks(project: Project, server: Server) -> None:
    index = project.folder / "works/pond-cards/index.md"
    whole = index.read_text("utf-8")
    index.write_text(whole.replace("title: Pond cards", 'title: "Pond'), "utf-8")
    server.until(lambda: "1 problem" in server.page("gallery/"))
    page = server.page("gallery/")
    assert "works/pond-cards/index.md:2:8: error yaml-syntax: a quotation mark is opened and never closed" in page
    assert "works/pond-cards/index.md:2:8: error yaml-syntax" in server.told()
    assert "A story" in page
    index.write_text(whole, "utf-8")
    server.until(lambda: "Pond cards" in server.page("gallery/"))
    assert "problem" not in server.page("gallery/")


def test_a_broken_vocabulary_and_broken_settings_are_survived_too(project: Project, server: Server) -> None:
    vocabulary = project.folder / "works/vocabulary.yml"
    whole = vocabulary.read_text("utf-8")
    vocabulary.write_text("grades: [", "utf-8")
    server.until(lambda: "works/vocabulary.yml:1:9: error vocabulary" in server.page("gallery/"))
    vocabulary.write_text(whole, "utf-8")
    server.until(lambda: "Pond cards" in server.page("gallery/"))

    settings = project.folder / "mkdocs.yml"
    whole = settings.read_text("utf-8")
    settings.write_text(whole.replace("demonstrations: true", "demonstrations: maybe"), "utf-8")
    server.until(lambda: "option 'demonstrations'" in server.told())
    settings.write_text(whole.replace("Models of Excellence", "Another name"), "utf-8")
    server.until(lambda: "Another name" in server.page("gallery/"))


def test_the_servers_own_list_of_problems_is_never_built_into_the_site(project: Project) -> None:
    project.work("bad", grades=[14])
    done = project.command("mkdocs", "build")
    assert done.returncode == 0
    assert "xc-problems" not in project.page("gallery/index.html")
