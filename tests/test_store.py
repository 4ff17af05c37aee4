"""Finished files in a store, on a real server: pages name only what is whole there, and nothing private gets in."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

import stored
from excellence import reports
from excellence.media import finished
from excellence.media.store import Store
from in_process import Project
from project import environment, faults_of, tree

FOLDER = "collection"
NAMED = re.compile(r"https?://[^\s\"'<>,]*/([0-9a-f]{20}(?:-\d+)?\.\w+)")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[stored.Server]:
    with stored.stored(tmp_path / "server", "public") as server:
        yield server


@pytest.fixture
def project(tmp_path: Path, server: stored.Server, monkeypatch: pytest.MonkeyPatch) -> Project:
    return stored.project(tmp_path / "project", server, monkeypatch, **options("https://media.example.org/collection"))


def options(url: str) -> dict[str, str]:
    return {"media_store": f"s3://public/{FOLDER}", "media_url": url}


def held(server: stored.Server) -> dict[str, bytes]:
    """But for the mark of the site that they belong to."""
    files = (server.folder / "public" / FOLDER).glob("*")
    return {path.name: path.read_bytes() for path in files if path.name != "site.txt"}


def named(site: Path) -> set[str]:
    """The files in the store that anything on the site names."""
    texts = [path.read_bytes().decode("utf-8", "replace") for path in site.rglob("*") if path.is_file()]
    return {name for text in texts for name in NAMED.findall(text)}


def test_pages_name_what_is_whole_in_the_store_and_a_browser_shows_it(
    project: Project, server: stored.Server, serve: Callable[[Path], str], enter: Callable[..., Page]
) -> None:
    media = serve(server.folder / "public" / FOLDER)
    project.configure(plugin={"archives": False, **options(media)})
    about = project.folder / "content" / "about.md"
    about.write_text(
        "# About\n\nIt keeps nothing and <!-- excellence:asks -->.\n\n<!-- excellence:health -->\n", "utf-8"
    )
    site = project.built()
    told = project.page("about/index.html")
    assert f"It keeps nothing and asks {urlsplit(media).netloc} for pictures, sounds and films, and nothing of" in told
    assert "Pictures, sounds and films lie in a store of their own." in told
    assert "GB" not in told
    assert not [path for path in site.rglob("works/*/*") if path.suffix in (".webp", ".jpg")]
    assert named(site) == set(held(server)) != set()
    home = serve(site)
    page = enter(viewport={"width": 1280, "height": 900})
    faults = faults_of(page, home)
    page.goto(f"{home}works/kite/")
    page.wait_for_function("[...document.images].some((one) => one.naturalWidth > 300)")
    assert page.evaluate("[...document.images].filter((one) => one.complete && !one.naturalWidth).length") == 0
    assert [each for each in faults if not each.startswith(media)] == []
    # Warm, nothing is sent and nothing changes; a curator's own look at the works stays on the computer.
    before = tree(site)
    done = project.build()
    assert (done.returncode, "sent" in done.stderr, tree(site)) == (0, False, before)
    project.configure(plugin={"preview": True, **options(media)}, site_url="")
    before = set(held(server))
    project.work("waiting", status="submitted")
    assert named(project.built()) == set()
    assert "It keeps nothing and asks nothing of any other site." in project.page("about/index.html")
    assert set(held(server)) == before


def test_what_is_damaged_in_the_store_is_mended_and_what_is_withdrawn_goes(
    project: Project, server: stored.Server
) -> None:
    project.built()
    whole = held(server)
    [cut, *_, changed] = sorted(whole)
    folder = server.folder / "public" / FOLDER
    (folder / cut).write_bytes(whole[cut][:100])
    (folder / changed).write_bytes(bytes(len(whole[changed])))
    (folder / "notes.txt").write_text("somebody's own", "utf-8")
    done = project.build()
    assert done.returncode == 0
    assert f"{cut} has 100 of {len(whole[cut])} bytes there; it is sent anew" in done.stderr
    assert f"{changed} is not what it was there; it is sent anew" in done.stderr
    assert held(server) == {**whole, "notes.txt": b"somebody's own"}
    done = project.command("excellence", "withdraw", "kite", "--yes", "--no-build")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Its pictures are still in s3://public/collection: scripts/build takes them away." in done.stdout
    assert named(project.built()) == set(held(server)) - {"notes.txt"} < set(whole)


def test_two_sites_in_one_folder_take_nothing_from_each_other(project: Project, server: stored.Server) -> None:
    project.built()
    before = held(server)
    project.work("boat")
    project.configure(
        plugin={"archives": False, **options("https://media.example.org/c")}, site_url="https://b.example/"
    )
    done = project.build()
    assert done.returncode == 1
    assert "media_store: s3://public/collection: another site has its pictures there, and not https://b" in done.stderr
    assert "name a folder of its own, or take away site.txt there" in done.stderr
    assert held(server) == before
    project.configure(plugin={"archives": False, **options("https://media.example.org/c")})
    [ledger] = (project.folder / ".cache").glob("media-*.json")
    for harm in ("[]", '{"whole": {"a": 1}, "shown": {}}', '{"whole": {}, "shown": {"kite": 5}}'):
        ledger.write_text(harm, "utf-8")  # what can't be read knows nothing
        assert named(project.built()) == set(held(server))


def test_a_store_that_is_lost_leaves_the_site_as_it_was_and_nothing_is_sent_twice(
    project: Project, server: stored.Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = project.built()
    before, batches, put = tree(site), list[int](), Store.put

    def lose(self: Store, files: Mapping[str, bytes]) -> None:
        batches.append(len(files))
        if len(batches) == 3:
            server.stop()
        put(self, files)

    project.work("book", pictures=2)
    monkeypatch.setattr(finished, "_AT_ONCE", 1)
    monkeypatch.setattr(reports, "_OFTEN", 0)
    monkeypatch.setattr(reports, "_PART", 0)
    monkeypatch.setattr(Store, "put", lose)
    done = project.build()
    assert done.returncode == 1
    assert "media_store: s3://public/collection could not take" in done.stderr
    assert re.search(
        r"see that the store is there .*\(2 of 1[0-9] files had been sent\)\. The site was left", done.stderr
    )
    assert re.search(r"Files sent to the store: 1 of 1[0-9], about \d+ s left", done.stderr)
    assert tree(site) == before
    arrived = set(held(server))
    server.start()
    done = project.build()
    assert done.returncode == 0, done.stderr
    assert f"{len(set(held(server)) - arrived)} files sent to s3://public/collection" in done.stderr
    assert named(site) == set(held(server))


def test_a_wrong_key_is_told_without_it_and_two_options_go_together(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-the-secret")
    done = project.build()
    assert done.returncode == 1
    assert "put the key and the secret of somebody who may read and write there into the environment" in done.stderr
    assert not [each for each in ("not-the-secret", stored.KEY, stored.SECRET) if each in done.stderr]
    wrong = {
        "media_url: where visitors find it": {"media_store": "s3://public/x"},
        "everybody could reach": {**options("https://e.org/"), "mode": "school"},
        "dask://HOST:PORT": {"executor": "dask://me:hidden@host:1"},
        "none://x/y is of no kind that fsspec knows": {"media_store": "none://x/y", "media_url": "https://e.org/"},
    }
    for said, plugin in wrong.items():
        project.configure(plugin=plugin, site_url="")
        done = project.build()
        assert (done.returncode, said in done.stderr, "hidden" in done.stderr) == (1, True, False), done.stderr


# No address of a store, and none of a place that pages can name.
NO_STORES = (
    *("s3://key:hidden@public/x", "s3://key:hidden/public", "s3://public/x?key=hidden", "s3://public/x#hidden"),
    *("s3://[hidden", "s3://public/../private", "s3://public/x::file:///etc", "https://s3.example.org/public/x"),
    *("public/x", "s3://", "s3:///x", "s3://A Bucket/x", "s3:\\\\public\\x"),
)
NO_PLACES = (
    *("media/", "https://[hidden", "https://e.org/?key=hidden", "https://me:hidden@e.org/", "https://e.org/a b/"),
    *("https://e.org;script-src *//", 'https://e.org/"><script>', "s3://public/x", "http://e.org/"),
)


def test_wrong_addresses_are_told_without_what_could_be_a_secret(tmp_path: Path) -> None:
    project = Project(tmp_path)
    stores, places = [(each, "https://e.org/") for each in NO_STORES], [("s3://bucket/x", each) for each in NO_PLACES]
    for store, url in [*stores, *places]:
        project.configure(plugin={"media_store": store, "media_url": url, "originals_store": store})
        told = project.build().stderr
        assert told.count("write it as s3://BUCKET/FOLDER, without a key or a secret") == 2 * (store in NO_STORES)
        assert ("originals_store and media_store lie in one bucket" in told) == (store not in NO_STORES)
        assert re.search(r"mkdocs.yml:.*media_url .*https", told) or url not in NO_PLACES
        assert "2 errors in the site around the collection" in told
        assert "hidden" not in told


ASK = """
import sys
from mkdocs.__main__ import cli
cli(["build", "--strict", "--quiet"], standalone_mode=False)
print(sorted({"dask", "distributed", "fsspec", "s3fs", "botocore"} & sys.modules.keys()))
"""


def test_a_build_that_asks_for_neither_a_cluster_nor_a_store_imports_neither(tmp_path: Path) -> None:
    project = Project(tmp_path)
    project.work("kite")
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
