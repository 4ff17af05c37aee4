"""A cluster of real processes: the same files as here, whatever dies of it, and no worker that would make others."""

import shutil
import socket
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import psutil
import pytest
from PIL import Image

from clustered import clustered, family
from excellence.media import Cache, Job, OutOfReach, prepare_all
from excellence.media import cluster as far
from excellence.media.cluster import cluster
from in_process import Project
from project import tree as site_tree

from .draw import encoded, job, noise

OTHER = """
from PIL import Image
Image.core.PILLOW_VERSION = "1.2.3"
"""


def light(folder: Path, count: int) -> list[Job]:
    return [job(folder / f"{number}.png", encoded(noise(40 + number, 30), "PNG")) for number in range(count)]


def tree(cache: Cache) -> dict[str, str]:
    """Name and content of everything that was put into the cache; not what a worker was at when its time was over."""
    files = [path for path in cache.root.rglob("[!.]*") if path.is_file() and path.name != "index.json"]
    return {path.relative_to(cache.root).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def once(do: Callable[[], None]) -> Callable[[int, int], None]:
    """At the first file that is done."""
    done: list[int] = []

    def progress(*step: int) -> None:
        if not done:
            done.append(1)
            do()

    return progress


def test_a_cluster_makes_the_same_files_and_nothing_is_lost_with_what_dies(tmp_path: Path) -> None:
    jobs = light(tmp_path, 16)
    jobs += [job(tmp_path / "cut.jpg", encoded(noise(200, 200), "JPEG")[:2000]), Job(tmp_path / "none.png", "0" * 64)]
    # Quickly written and slow to make: no worker has the time for it.
    jobs.append(job(tmp_path / "heavy.png", encoded(Image.new("RGB", (7000, 7000), (90, 20, 40)), "PNG")))
    local = Cache(tmp_path / "local")
    expected = prepare_all(jobs, local, seconds=0.5)
    told: list[str] = []

    def made(name: str, progress: Callable[[int, int], None] | None = None, jobs: list[Job] = jobs) -> Cache:
        told.clear()
        cache, there = Cache(tmp_path / name), partial(cluster, others.address, told.append)
        results = prepare_all(jobs, cache, seconds=0.5, progress=progress, elsewhere=there)
        assert results == {each: expected[each] for each in jobs}
        return cache

    with clustered(tmp_path) as others:
        assert tree(made("all")) == tree(local)
        assert [line.partition(": ")[2] for line in told] == [
            f"{tmp_path.name}/heavy.png: it could not be made there; it is made on this computer"
        ]
        nanny = psutil.Process(others.processes[1].pid)
        [worker] = [each for each in nanny.children() if "spawn_main" in " ".join(each.cmdline())]
        began = worker.children(recursive=True)
        assert tree(made("killed", once(worker.kill), jobs[:16])).keys() <= tree(local).keys()
        assert [line for line in told if "is gone" not in line] == []
        assert len(told) == 1
        made("lost", once(others.scheduler.kill), jobs[:16])
        assert "were still to be made; they are made on this computer" in "\n".join(told)
    # What a worker began goes with it, even where that was killed.
    assert began
    assert psutil.wait_procs(began, 20)[1] == []


def test_a_site_is_built_by_a_cluster_and_what_can_not_be_reached_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "project").mkdir()
    project = Project(tmp_path / "project")
    project.work("kite")
    before = site_tree(project.built())
    with clustered(tmp_path, workers=1) as others:
        shutil.rmtree(project.folder / ".cache" / "pieces")
        shutil.rmtree(project.site)
        assert site_tree(project.built(env={"EXCELLENCE_EXECUTOR": others.address})) == before
        assert "forkserver" in " ".join(" ".join(each.cmdline()) for each in family(others.processes[1].pid))
        shutil.rmtree(project.folder / ".cache" / "pieces")
        done = project.command("excellence", "export", "--to", "plain", "--executor", others.address)
        assert done.returncode == 0, done.stderr
    shutil.rmtree(project.folder / ".cache" / "pieces")
    monkeypatch.setattr(far, "_SECONDS", 1)
    mute = socket.create_server(("127.0.0.1", 0))  # what takes a call, and never says who it is
    project.rewrite("kite", summary="Something is to be built, and so a picture to be made.")
    wrong = {
        others.address: "start it with `dask scheduler`, check the address, or take executor out. The site was left",
        f"dask://127.0.0.1:{mute.getsockname()[1]}": "check the address",
        "dask://me:hidden@host:1": "write it as dask://HOST:PORT, without a name or a password",
        "ray://host:1": "write it as dask://HOST:PORT",
    }
    for address, said in wrong.items():
        done = project.build(env={"EXCELLENCE_EXECUTOR": address})
        assert (done.returncode, said in done.stderr, "hidden" in done.stderr) == (1, True, False), done.stderr
    mute.close()
    assert site_tree(project.site) == before


def test_a_worker_with_another_pillow_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(OTHER, "utf-8")
    with clustered(tmp_path, workers=0) as others:
        others.worker("--no-nanny", first=str(tmp_path))
        with pytest.raises(OutOfReach) as refused:
            prepare_all(
                light(tmp_path, 1), Cache(tmp_path / "cache"), elsewhere=partial(cluster, others.address, print)
            )
    assert "worker tcp://127.0.0.1:" in str(refused.value)
    assert "install requirements.lock there" in str(refused.value)
