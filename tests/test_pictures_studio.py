"""Many pictures at once: each comes out right, or is told alone what is wrong with it."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from excellence.media import Cache, Job, prepare_all, workers
from excellence.media.pictures import Profile, derive
from excellence.model.derivative import Picture
from excellence.model.finding import Finding

from .draw import encoded, job, noise, quarters

# 49 million pixels, flat: quickly written, slow to develop.
HEAVY = encoded(Image.new("RGB", (7000, 7000), (90, 20, 40)), "PNG", compress_level=1)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def light(folder: Path, count: int = 6) -> list[Job]:
    return [job(folder / f"{number}.png", encoded(noise(40 + number, 30), "PNG")) for number in range(count)]


def heavy(folder: Path) -> Job:
    return job(folder / "heavy.png", HEAVY)


def tree(cache: Cache) -> dict[str, str]:
    """Name and content of everything that is published."""
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in cache.root.glob("files/*/*")}


def pictures(results: dict[Job, Picture | Finding]) -> list[Picture]:
    assert all(isinstance(result, Picture) for result in results.values()), results
    return [result for result in results.values() if isinstance(result, Picture)]


def codes(results: dict[Job, Picture | Finding]) -> dict[str, str]:
    return {job.path.name: result.code for job, result in results.items() if isinstance(result, Finding)}


def gone() -> bool:
    """Whether no worker is left."""
    return multiprocessing.active_children() == []


def test_every_job_gets_its_picture(tmp_path: Path, cache: Cache) -> None:
    jobs = [*light(tmp_path, 3), job(tmp_path / "a.jpg", encoded(quarters(2000, 50), "JPEG"), zoom=True)]
    results = prepare_all(jobs, cache)
    assert list(results) == jobs
    for each, picture in zip(jobs, pictures(results), strict=True):
        expected = derive(each.path, Profile(zoom=each.zoom))
        assert (picture.source, picture.width, picture.height) == (
            each.sha256,
            expected.derivative.width,
            expected.derivative.height,
        )
        assert (picture.colour, picture.dhash) == (expected.derivative.colour, expected.derivative.dhash)
        assert picture.renditions == tuple(made.file for made in expected.files)
        assert [cache.path(rendition).read_bytes() for rendition in picture.renditions] == [
            m.data for m in expected.files
        ]
        assert Cache(cache.root).get(each.sha256, each.tag) == picture
    assert gone()


def test_the_outcome_depends_on_neither_order_nor_workers(tmp_path: Path) -> None:
    jobs = [*light(tmp_path), job(tmp_path / "bad.png", encoded(noise(50, 50), "PNG")[:-200])]
    caches = [Cache(tmp_path / name) for name in "abc"]
    results = [
        prepare_all(jobs, caches[0], workers=1),
        prepare_all(jobs[::-1], caches[1], workers=2),
        prepare_all(jobs, caches[2], workers=5),
    ]
    assert results[0] == results[1] == results[2]
    assert codes(results[0]) == {"bad.png": "image-damaged"}
    assert tree(caches[0]) == tree(caches[1]) == tree(caches[2])
    assert len(tree(caches[0])) == 12


def test_the_same_picture_is_developed_once(tmp_path: Path, cache: Cache) -> None:
    data, told = encoded(noise(60, 40), "PNG"), list[tuple[int, int]]()
    jobs = [job(tmp_path / name, data) for name in ("b.png", "a.png", "c.png")]
    jobs += [Job(jobs[0].path, jobs[0].sha256, True), jobs[0]]
    results = prepare_all(jobs, cache, progress=lambda *step: told.append(step))
    assert len(results) == 4
    assert len(set(pictures(results))) == 1
    # Once as it is, and once for the recipe with a zoom, which comes to the same here.
    assert told == [(1, 2), (2, 2)]


def test_progress_is_told_of_what_must_be_developed(tmp_path: Path, cache: Cache) -> None:
    jobs, told = light(tmp_path), list[tuple[int, int]]()
    prepare_all(jobs[:2], cache)
    prepare_all(jobs, cache, progress=lambda *step: told.append(step))
    assert told == [(number, 4) for number in (1, 2, 3, 4)]
    prepare_all(jobs, cache, progress=lambda *_: pytest.fail("everything was there"))


def test_bad_pictures_fail_alone(tmp_path: Path, cache: Cache) -> None:
    good = light(tmp_path, 2)
    bad = [
        job(tmp_path / "text.png", b"hello"),
        job(tmp_path / "cut.jpg", encoded(noise(200, 200), "JPEG")[:2000]),
        Job(tmp_path / "none.png", "0" * 64),
        Job(good[0].path, "1" * 64),
    ]
    results = prepare_all([*bad, *good], cache)
    assert [results[each].code for each in bad] == [  # type: ignore[union-attr]
        "image-format",
        "image-damaged",
        "file-unreadable",
        "file-unreadable",
    ]
    assert "changed" in results[bad[3]].what  # type: ignore[union-attr]
    assert len(pictures({each: results[each] for each in good})) == 2


def test_no_jobs_are_no_work(cache: Cache) -> None:
    assert prepare_all([], cache) == {}
    assert not cache.root.exists()


def test_a_warm_cache_starts_nothing(tmp_path: Path, cache: Cache) -> None:
    """And imports nothing that only a pool needs."""
    jobs = light(tmp_path, 2)
    prepare_all(jobs, cache)
    program = f"""
import sys
from pathlib import Path
from excellence.media import Cache, Job, prepare_all
jobs = [Job(Path(path), key) for path, key in {[(str(each.path), each.sha256) for each in jobs]}]
results = prepare_all(jobs, Cache(Path({str(cache.root)!r})))
assert all(hasattr(result, "renditions") for result in results.values())
print(sorted({{"concurrent.futures.process", "multiprocessing.connection"}} & sys.modules.keys()))
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert told.stdout == "[]\n"


@pytest.mark.parametrize("workers", [1, 2])
def test_a_picture_that_takes_too_long_fails_alone(tmp_path: Path, cache: Cache, workers: int) -> None:
    jobs = light(tmp_path, 12)
    results = prepare_all([*jobs, heavy(tmp_path)], cache, workers=workers, seconds=0.25)
    assert codes(results) == {"heavy.png": "file-too-slow"}
    fault = next(result for result in results.values() if isinstance(result, Finding))
    assert "0.25 seconds and 2.1 GB" in fault.what
    assert "3,000 pixels" in fault.remedy
    assert gone()


def test_a_picture_that_takes_too_much_memory_fails_alone(tmp_path: Path, cache: Cache) -> None:
    results = prepare_all([heavy(tmp_path), *light(tmp_path, 3)], cache, memory=220_000_000)
    assert codes(results) == {"heavy.png": "file-too-slow"}


def test_a_source_that_memory_does_not_hold_is_a_fault(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bytes:
        raise MemoryError

    monkeypatch.setattr(workers, "read", fail)
    found = workers._prepare(light(tmp_path, 1)[0], cache.root, workers.Limits(30, 1000))
    assert isinstance(found, Finding)
    assert found.code == "file-too-slow"


def test_a_killed_worker_costs_no_picture(tmp_path: Path, cache: Cache) -> None:
    """As where the system ends a process to get its memory."""
    jobs, killed = light(tmp_path, 12), list[int]()

    def kill(*_: int) -> None:
        workers = multiprocessing.active_children()
        if not killed and workers:
            os.kill(workers[0].pid or 0, signal.SIGKILL)
            killed.append(1)

    results = prepare_all(jobs, cache, workers=2, progress=kill)
    assert killed
    assert len(pictures(results)) == 12
    assert gone()


def test_a_worker_that_only_sleeps_is_not_waited_for(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped process uses no processor time, so the clock must end it."""
    monkeypatch.setattr(workers, "_GRACE", 3.0)
    jobs, stopped = light(tmp_path, 8), list[int]()

    def stop(*_: int) -> None:
        if not stopped:
            for worker in multiprocessing.active_children():
                os.kill(worker.pid or 0, signal.SIGSTOP)
                stopped.append(1)

    results = prepare_all(jobs, cache, workers=2, seconds=0.5, progress=stop)
    assert stopped
    assert len(pictures(results)) == 8
    assert gone()


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_no_worker(tmp_path: Path, cache: Cache, error: type[BaseException]) -> None:
    def interrupt(*_: int) -> None:
        raise error

    with pytest.raises(error):
        prepare_all([heavy(tmp_path), *light(tmp_path)], cache, workers=2, progress=interrupt)
    assert gone()
    # What was done until then is not lost.
    assert (cache.root / "index.json").exists()


def test_a_cache_that_can_not_be_written_is_no_fault_of_a_picture(tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"")
    with pytest.raises(OSError, match="cache"):
        prepare_all(light(tmp_path, 2), Cache(tmp_path / "cache"))
    assert gone()


def test_where_there_is_no_forkserver_workers_are_spawned(
    tmp_path: Path, cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert len(pictures(prepare_all(light(tmp_path, 2), cache, workers=1))) == 2


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_workers_are_as_many_as_processors(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {1, 2, 3}, raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    monkeypatch.setattr(sys, "platform", system)
    assert workers._processors() == (3 if system == "linux" else 1)


# No guard around it: a worker must never run the program that started it.
PROGRAM = """
import sys
from pathlib import Path
from excellence.media import Cache, Job, prepare_all
print("begins", flush=True)
jobs = [Job(Path(path), key) for path, key in {jobs}]
results = prepare_all(jobs, Cache(Path({root!r})), workers=2, progress=lambda *step: print(*step, flush=True))
print(sum(hasattr(result, "renditions") for result in results.values()), "pictures")
"""

Start = Callable[[Path], list[str]]
STARTS: dict[str, Start] = {
    "a script without a suffix": lambda program: [str(program.rename(program.with_suffix("")))],
    "a script": lambda program: [str(program)],
    "a module": lambda program: ["-m", program.stem],
    "a line": lambda program: ["-c", program.read_text(encoding="utf-8")],
}


def program(folder: Path, jobs: Iterable[Job], cache: Cache) -> Path:
    path = folder / "curate.py"
    given = [(str(each.path), each.sha256) for each in jobs]
    path.write_text(PROGRAM.format(jobs=given, root=str(cache.root)), encoding="utf-8")
    return path


@pytest.mark.parametrize("start", STARTS)
def test_it_works_whatever_program_the_parent_is(tmp_path: Path, cache: Cache, start: str) -> None:
    command = [sys.executable, *STARTS[start](program(tmp_path, light(tmp_path, 3), cache))]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True)
    assert told.stdout.split() == ["begins", "1", "3", "2", "3", "3", "3", "3", "pictures"]
    assert "Error" not in told.stderr


def test_ctrl_c_ends_every_process(tmp_path: Path, cache: Cache) -> None:
    heavies = [heavy(tmp_path)]
    for number in range(3):
        heavies.append(job(tmp_path / f"heavy{number}.png", HEAVY + bytes([number])))
    command = [sys.executable, str(program(tmp_path, [*heavies, *light(tmp_path, 1)], cache))]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "begins\n"
    assert running.stdout.readline() == "1 5\n"
    os.killpg(running.pid, signal.SIGINT)
    # Every process holds the other end of these pipes: they close when the last one is gone.
    told, complaint = running.communicate()
    assert "pictures" not in told
    assert complaint.count("Traceback") == 1
    assert complaint.rstrip().endswith("KeyboardInterrupt")
    assert running.returncode != 0


def test_the_recipe_of_a_job_follows_its_zoom(tmp_path: Path) -> None:
    assert [Job(tmp_path / "01.jpg", "", zoom).tag for zoom in (False, True)] == [Profile().tag, Profile(zoom=True).tag]
