"""The server for curators: what is changed shows, and no mistake ends it."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.error import HTTPError

import pytest
from jinja2 import DictLoader, Environment
from playwright.sync_api import Browser, Page, expect
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from excellence.rendering.jinja import Compiled
from excellence.watching import Watch
from project import Project, draw, environment, tree, violations

PATIENCE = 60  # seconds, for a slow machine; a passing test needs a few


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """`mkdocs serve` in a process of its own."""

    def __init__(self, project: Project, **env: str) -> None:
        self.log = project.folder / "serve.log"
        self.address = f"127.0.0.1:{free_port()}"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", self.address],
                cwd=project.folder,
                env=environment(env),
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.until(lambda: "Serving on" in self.told())

    def told(self) -> str:
        return self.log.read_text("utf-8")

    def is_done(self) -> bool:
        """Whether every change that was seen is built."""
        told = self.told()
        return told.count("Detected file changes") == told.count("Reloading browsers")

    def page(self, path: str = "") -> str:
        with urllib.request.urlopen(f"http://{self.address}/{path}", timeout=30) as answer:
            return str(answer.read().decode())

    def missing(self, path: str) -> str:
        """What is shown at an address without a page."""
        with pytest.raises(HTTPError) as answer:
            self.page(path)
        assert answer.value.code == 404
        return answer.value.read().decode()

    def until(self, condition: Callable[[], Any]) -> Any:
        """What it comes to; a page that is not there is one that is not there yet."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.told()
            with suppress(HTTPError):
                if found := condition():
                    return found
            time.sleep(0.1)
        raise AssertionError(self.told())

    def stop(self) -> None:
        """As a curator does it: Ctrl-C, and again where nothing happens: Python passes over an interruption that comes
        while it tidies up memory."""
        for _ in range(PATIENCE // 10):
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
                return
        self.process.kill()
        raise AssertionError(self.told())


def save(path: Path, text: str) -> None:
    """As most editors do: another file takes its place."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, "utf-8")
    part.replace(path)


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


def test_the_server_leaves_nothing_behind(project: Project, tmp_path_factory: pytest.TempPathFactory) -> None:
    room = tmp_path_factory.mktemp("temporary")
    server = Server(project, TMPDIR=str(room))
    assert "Pond cards" in server.page("gallery/")
    assert list(room.iterdir()) != []
    server.stop()
    assert list(room.iterdir()) == []
    assert list((project.folder / ".cache").glob("site-*")) == []


def test_half_typed_yaml_never_ends_the_server_and_is_shown_where_one_looks(project: Project, server: Server) -> None:
    index = project.folder / "works/pond-cards/index.md"
    whole = index.read_text("utf-8")
    index.write_text(whole.replace("title: Pond cards", 'title: "Pond'), "utf-8")
    server.until(lambda: "1 problem" in server.page("gallery/"))
    page = server.page("gallery/")
    assert "works/pond-cards/index.md:2:8" in page
    assert "<p>a quotation mark is opened and never closed</p>" in page
    assert "works/pond-cards/index.md:2:8: error yaml-syntax" in server.told()
    assert "A story" in page
    index.write_text(whole, "utf-8")
    server.until(lambda: "Pond cards" in server.page("gallery/"))
    assert "problem" not in server.page("gallery/")


def test_a_broken_vocabulary_and_broken_settings_are_survived_too(project: Project, server: Server) -> None:
    vocabulary = project.folder / "works/vocabulary.yml"
    whole = vocabulary.read_text("utf-8")
    vocabulary.write_text("grades: [", "utf-8")
    server.until(lambda: "works/vocabulary.yml:1:9" in server.page("gallery/"))
    page = server.page("works/pond-cards/")
    assert "works/vocabulary.yml:1:9" in page
    assert "Note cards" in page  # the words that the list held are there, too
    vocabulary.write_text(whole, "utf-8")
    server.until(lambda: "Pond cards" in server.page("gallery/"))

    settings = project.folder / "mkdocs.yml"
    whole = settings.read_text("utf-8")
    settings.write_text(whole.replace("demonstrations: true", "demonstrations: maybe"), "utf-8")
    server.until(lambda: "The pages stay as they were" in server.told())
    assert "option 'demonstrations'" in server.told()
    assert "Pond cards" in server.page("gallery/")
    settings.write_text(f"{whole}\nopen: [\n", "utf-8")
    server.until(lambda: "error parsing the configuration file" in server.told())
    settings.write_text(whole.replace("Small models", "Another name"), "utf-8")
    server.until(lambda: "Another name" in server.page("gallery/"))


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page that waits as long as a slow machine needs."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    yield context.new_page()
    context.close()


def shows(page: Page, selector: str, text: str = "") -> None:
    expect(page.locator(selector)).to_contain_text(text, timeout=PATIENCE * 1000)


def test_a_mistake_stands_above_the_work_as_it_last_was_and_leaves_with_it(
    project: Project, server: Server, page: Page
) -> None:
    embedded = page.context.new_page()
    embedded.goto(f"http://{server.address}/works/pond-cards/embed/")
    page.goto(f"http://{server.address}/works/pond-cards/")
    index = project.folder / "works/pond-cards/index.md"
    whole = index.read_text("utf-8")
    index.write_text(whole.replace("grades:", "grade:"), "utf-8")
    shows(page, ".xc-problems", "1 thing keeps this work off the site")
    shows(page, ".xc-problems", "as it was when it was last right. Only you see it")
    shows(page, ".xc-findings li:last-child code", "works/pond-cards/index.md:6:1 · grade · unknown-key")
    shows(page, ".xc-findings li:last-child", "there is no key “grade”")
    shows(page, ".xc-findings li:last-child .xc-remedy", "did you mean grades?")
    shows(page, "h1", "Pond cards")
    picture = page.locator(".xc-piece img").first
    page.wait_for_function("picture => picture.complete", arg=picture.element_handle())
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    assert violations(page) == []
    shows(embedded, ".xc-problems", "did you mean grades?")
    assert "did you mean grades?" in server.page("works/pond-cards/look/")
    assert "did you mean grades?" not in server.page("works/a-story/")
    assert "pond-cards" not in server.page("data/works.json")
    index.write_text(whole.replace("Pond cards", "Stream cards"), "utf-8")
    for each in (page, embedded):
        shows(each, "h1", "Stream cards")
        assert each.locator(".xc-problems").count() == 0


def test_what_is_saved_shows_by_itself_and_once(project: Project, server: Server, page: Page) -> None:
    page.add_init_script("sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0)")
    page.goto(f"http://{server.address}/works/pond-cards/")
    index = project.folder / "works/pond-cards/index.md"
    save(index, f"{index.read_text('utf-8')}\nOne more sentence.\n")
    shows(page, "main", "One more sentence.")
    server.until(server.is_done)
    assert "shown ahead of the rest" in server.told()
    assert server.told().count("Building documentation") == 2
    assert page.evaluate("sessionStorage.loads") == "2"  # what all else came to changed nothing here

    picture = page.locator(".xc-piece img").first
    before = picture.get_attribute("src") or ""
    draw(project.folder / "part.jpg", "another picture")
    (project.folder / "part.jpg").replace(project.folder / "works/pond-cards/01.jpg")
    expect(picture).not_to_have_attribute("src", before)
    save(index, index.read_text("utf-8").replace("One more", "Another"))
    shows(page, "main", "Another sentence.")
    server.until(server.is_done)
    assert page.evaluate("sessionStorage.loads") == "4"

    vocabulary = project.folder / "works/vocabulary.yml"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("Note cards", "Cards of notes"), "utf-8")
    shows(page, "main", "Cards of notes")
    page.goto(f"http://{server.address}/about/")
    about = project.folder / "content/about.md"
    about.write_text("# Changed words\n", "utf-8")
    shows(page, "h1", "Changed words")
    page.goto(f"http://{server.address}/gallery/")
    shows(page, "main", "A story")
    (project.folder / "works/a-story").rename(project.folder / "taken-away")
    expect(page.locator("main")).not_to_contain_text("A story")


def test_no_save_is_missed(project: Project, server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One that comes while a build runs, and one that no system tells of, as in a folder that lies elsewhere."""
    about, index = project.folder / "content/about.md", project.folder / "works/pond-cards/index.md"
    about.write_text("# First words\n", "utf-8")
    server.until(lambda: server.told().count("Building documentation") == 2)
    index.write_text(index.read_text("utf-8").replace("Pond cards", "Stream cards"), "utf-8")
    about.write_text("# Second words\n", "utf-8")
    server.until(lambda: "Stream cards" in server.page("gallery/") and "Second words" in server.page("about/"))
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "far.md").write_text("# Far away\n", "utf-8")
    (project.folder / "content/linked").symlink_to(elsewhere)
    server.until(lambda: "Far away" in server.page("linked/far/"))
    (elsewhere / "far.md").write_text("# Nearer\n", "utf-8")
    server.until(lambda: "Nearer" in server.page("linked/far/"))


def test_what_was_saved_while_the_first_build_ran_is_not_missed(tmp_path: Path) -> None:
    told: Queue[FileSystemEvent] = Queue()
    handler = FileSystemEventHandler()
    handler.on_any_event = told.put  # type: ignore[method-assign]
    (tmp_path / "before.md").touch()
    time.sleep(0.1)  # a disk's clock is coarse
    watch = Watch(time.time_ns(), lambda path: path.endswith(".swp"))
    time.sleep(0.1)
    for name in ("during.md", ".during.md.swp"):
        (tmp_path / name).touch()
    watch.schedule(handler, str(tmp_path))
    watch.start()
    assert told.get(timeout=PATIENCE).src_path == str(tmp_path / "during.md")
    assert watch.begin(lambda: None) == {tmp_path / "during.md"}
    (tmp_path / "before.md").unlink()
    assert told.get(timeout=PATIENCE).src_path == str(tmp_path / "before.md")
    watch.stop()
    watch.join()


def test_whoever_waits_at_the_address_of_a_work_sees_it_come(project: Project, server: Server, page: Page) -> None:
    page.goto(f"http://{server.address}/works/a-new-work/")
    shows(page, "h1", "Page not found")
    folder = project.work("a-new-work", added="2026-13-45")
    shows(page, "h1", "1 thing keeps this work off the site")
    shows(page, ".xc-problems", "works/a-new-work has not been right since you began to serve")
    shows(page, ".xc-findings", "“2026-13-45” is no date")
    assert violations(page) == []
    elsewhere = server.missing("nowhere/")
    assert "1 problem keeps something off the site" in elsewhere
    assert '<a href="/works/a-new-work/">works/a-new-work/index.md:' in elsewhere
    index = folder / "index.md"
    index.write_text(index.read_text("utf-8").replace("2026-13-45", "2026-05-04"), "utf-8")
    shows(page, "h1", "A new work")
    assert page.locator(".xc-problems").count() == 0


def test_a_folder_that_got_another_name_is_missed_and_found(project: Project, server: Server) -> None:
    folder = project.folder / "works/pond-cards"
    folder.rename(project.folder / "works/stream-cards")
    server.until(lambda: "works/pond-cards is no longer there" in server.page("works/pond-cards/"))
    assert '<a href="/works/stream-cards/">The same work' in server.page("works/pond-cards/")
    (project.folder / "works/withdrawn.yml").write_text("- slug: pond-cards\n", "utf-8")
    server.until(lambda: "The work that was here is no longer shown" in server.page("works/pond-cards/"))


def test_what_a_server_remembers_is_in_no_build(project: Project) -> None:
    server = Server(project)
    index = project.folder / "works/pond-cards/index.md"
    index.write_text(index.read_text("utf-8").replace("grades:", "grade:"), "utf-8")
    server.until(lambda: "did you mean grades?" in server.page("works/pond-cards/"))
    server.stop()
    assert project.command("mkdocs", "build", "-d", "after").returncode == 0
    shutil.rmtree(index.parent)
    shutil.rmtree(project.folder / ".cache")
    assert project.command("mkdocs", "build", "-d", "fresh").returncode == 0
    assert tree(project.folder / "after") == tree(project.folder / "fresh")


def test_the_servers_own_list_of_problems_is_never_built_into_the_site(project: Project) -> None:
    project.work("bad", grades=[14])
    done = project.command("mkdocs", "build")
    assert done.returncode == 0
    assert "xc-problems" not in project.page("gallery/index.html")


def test_a_template_is_compiled_once_and_anew_when_it_has_changed() -> None:
    compiled, texts = Compiled(), {"a.html": "one"}

    def render() -> tuple[str, object]:
        environment = Environment(loader=DictLoader(texts), bytecode_cache=compiled)
        template = environment.get_template("a.html")
        return template.render(), template.root_render_func.__code__

    first, again = render(), render()
    assert first == again
    assert first[1] is again[1]
    texts["a.html"] = "two"
    assert render()[0] == "two"
