"""What the cache gives back is right, whatever happened to it meanwhile."""

import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from excellence.media import Cache
from excellence.media.pictures import Profile
from excellence.media.pictures.derive import derive_bytes
from excellence.model.derivative import Picture

from .draw import encoded, noise

TAG = Profile().tag


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def fill(root: Path, *pictures: int) -> list[Picture]:
    """Puts a picture of each width into the cache, as a build does that ends well."""
    cache = Cache(root)
    found = []
    for width in pictures:
        data = encoded(noise(width, 20), "PNG")
        found.append(cache.put(TAG, derive_bytes(data, Profile())))
        cache.note(TAG, found[-1])
    cache.remember()
    return found


def get(root: Path, picture: Picture) -> Picture | None:
    return Cache(root).get(picture.source, TAG)


def files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.is_file())


def record(root: Path, picture: Picture) -> Path:
    (found,) = root.glob(f"records/*/{picture.source}-*.json")
    return found


def whole(root: Path, picture: Picture) -> bool:
    cache = Cache(root)
    paths = [cache.path(rendition) for rendition in picture.renditions]
    return all(
        sha256(path.read_bytes()).hexdigest() == rendition.sha256
        for path, rendition in zip(paths, picture.renditions, strict=True)
    )


def test_what_was_put_is_found_again(root: Path) -> None:
    for picture in fill(root, 50, 400):
        assert get(root, picture) == picture
        assert whole(root, picture)
        assert {path.name for path in files(root / "files")} >= {rendition.name for rendition in picture.renditions}


def test_another_recipe_or_source_is_not_there(root: Path) -> None:
    (picture,) = fill(root, 50)
    assert Cache(root).get(picture.source, Profile(zoom=True).tag) is None
    assert Cache(root).get("0" * 64, TAG) is None


def test_an_empty_cache_holds_nothing(root: Path) -> None:
    cache = Cache(root)
    assert cache.get("0" * 64, TAG) is None
    cache.prune(set())
    assert files(root) == []


def flip(path: Path) -> None:
    """Changes one bit and nothing that `stat` would show."""
    status, data = path.stat(), bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def garble(path: Path) -> None:
    path.write_bytes(os.urandom(500))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_a_link(path: Path) -> None:
    twin = path.with_suffix(".elsewhere")
    path.rename(twin)
    path.symlink_to(twin)


DAMAGES: list[Callable[[Path], None]] = [truncate, garble, empty, Path.unlink, become_a_folder]


# A change without a trace in size, time and inode is what the index trades for its speed.
@pytest.mark.parametrize(
    ("damage", "index"), [*((damage, index) for damage in DAMAGES for index in (True, False)), (flip, False)]
)
def test_a_damaged_file_is_as_good_as_none(root: Path, damage: Callable[[Path], None], index: bool) -> None:
    for number in range(3):
        (picture,) = fill(root, 400)
        cache = Cache(root)
        paths = [cache.path(rendition) for rendition in picture.renditions] + [record(root, picture)]
        damage((paths[0], paths[-2], paths[-1])[number])
        if not index:
            (root / "index.json").unlink()
        assert get(root, picture) is None
        shutil.rmtree(root)


def test_a_link_is_read_but_never_remembered(root: Path) -> None:
    (picture,) = fill(root, 50)
    become_a_link(Cache(root).path(picture.renditions[0]))
    assert get(root, picture) == picture


@pytest.mark.parametrize("index", [True, False])
def test_swapped_files_are_found_out(root: Path, index: bool) -> None:
    one, other = fill(root, 400, 401)
    cache = Cache(root)
    swap(cache.path(one.renditions[0]), cache.path(other.renditions[0]))
    if not index:
        (root / "index.json").unlink()
    assert (get(root, one), get(root, other)) == (None, None)


@pytest.mark.parametrize("index", [True, False])
def test_swapped_records_are_found_out(root: Path, index: bool) -> None:
    one, other = fill(root, 400, 401)
    swap(record(root, one), record(root, other))
    if not index:
        (root / "index.json").unlink()
    assert (get(root, one), get(root, other)) == (None, None)


def swap(one: Path, other: Path) -> None:
    between = one.with_name("between")
    one.rename(between)
    other.rename(one)
    between.rename(other)


def sealed(body: bytes) -> bytes:
    return sha256(body).hexdigest().encode() + b"\n" + body


@pytest.mark.parametrize(
    "rendition", [b'{"name":"../../../etc/passwd","format":"webp","width":1,"height":1,"bytes":1', b"{"]
)
def test_a_record_of_another_kind_is_foreign(root: Path, rendition: bytes) -> None:
    (picture,) = fill(root, 50)
    path = record(root, picture)
    rendition += b',"sha256":"x"}' if len(rendition) > 1 else b"}"
    head = (
        b'{"key":"'
        + path.stem.encode()
        + b'","made":{"is":"Picture","source":"x","width":1,"height":1,"colour":"","dhash":"",'
    )
    path.write_bytes(sealed(head + b'"renditions":[' + rendition + b"]}}"))
    (root / "index.json").unlink()
    assert get(root, picture) is None


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"garbage", sealed(b"[]"), sealed(b'{"x":1}'), random.Random(3).randbytes(99)]
)
def test_a_damaged_index_only_means_hashing_again(root: Path, content: bytes) -> None:
    (picture,) = fill(root, 50)
    (root / "index.json").write_bytes(content)
    cache = Cache(root)
    assert cache.get(picture.source, TAG) == picture
    cache.remember()
    assert (root / "index.json").read_bytes() != content


@pytest.mark.parametrize(
    "entry", [b"[]", b"[[],{}]", b"[1,2]", b"null", b'[[],{"renditions":[{}]}]', b'[[],{"renditions":5}]']
)
def test_an_index_of_another_kind_is_foreign(root: Path, entry: bytes) -> None:
    (picture,) = fill(root, 50)
    (root / "index.json").write_bytes(
        sealed(b'{"' + picture.source.encode() + b"-" + TAG.encode() + b'":' + entry + b"}")
    )
    assert get(root, picture) == picture


def hashed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files whose bytes are looked at from now on."""
    read: list[Path] = []

    def digest(path: Path) -> str:
        read.append(path)
        return sha256(path.read_bytes()).hexdigest()

    monkeypatch.setattr("excellence.media.cache._digest", digest)
    return read


def test_what_did_not_change_is_not_hashed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = fill(root, 50, 400)
    read = hashed(monkeypatch)
    assert [get(root, picture) for picture in pictures] == pictures
    assert read == []
    (root / "index.json").unlink()
    cache = Cache(root)
    assert [cache.get(picture.source, TAG) for picture in pictures] == pictures
    assert len(read) == sum(len(picture.renditions) for picture in pictures)
    cache.remember()
    del read[:]
    assert [get(root, picture) for picture in pictures] == pictures
    assert read == []


def test_a_touched_file_is_hashed_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (picture,) = fill(root, 50)
    os.utime(Cache(root).path(picture.renditions[0]), ns=(1, 1))
    read = hashed(monkeypatch)
    assert get(root, picture) == picture
    assert len(read) == len(picture.renditions)


def test_a_memory_without_news_is_not_written(root: Path) -> None:
    (picture,) = fill(root, 50)
    before = (root / "index.json").stat()
    cache = Cache(root)
    cache.get(picture.source, TAG)
    cache.remember()
    assert (root / "index.json").stat() == before or before.st_ino == (root / "index.json").stat().st_ino


def test_where_the_index_can_not_be_written_the_pictures_are_found_all_the_same(root: Path) -> None:
    (picture,) = fill(root, 50)
    (root / "index.json").unlink()
    (root / "index.json").mkdir()
    cache = Cache(root)
    assert cache.get(picture.source, TAG) == picture
    cache.remember()
    assert not list(root.glob(".*"))


@pytest.mark.parametrize("after", range(5))
def test_a_build_that_ends_between_two_files_leaves_nothing_that_counts(
    root: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    data = encoded(noise(400, 20), "PNG")
    key, developed = sha256(data).hexdigest(), derive_bytes(data, Profile())
    replace, done = Path.replace, list[Path]()

    def stop(self: Path, target: Path) -> Path:
        if len(done) == after:
            raise KeyboardInterrupt
        done.append(target)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        if after < len(developed.files) + 1:
            with pytest.raises(KeyboardInterrupt):
                Cache(root).put(TAG, developed)
            assert Cache(root).get(key, TAG) is None
    assert not list(root.rglob(".*"))
    picture = Cache(root).put(TAG, developed)
    assert Cache(root).get(key, TAG) == picture
    assert whole(root, picture)


def test_pruning_leaves_what_is_kept_and_nothing_else(root: Path) -> None:
    kept, dropped = fill(root, 400, 401)
    strays = [
        root / ".index.json.0a.part",
        record(root, kept).with_name(".x.json.ff.part"),
        root / "files" / "aa" / "b",
    ]
    strays.append(Cache(root).path(kept.renditions[0]).with_name(f".{kept.renditions[0].name}.00.part"))
    for stray in strays:
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(b"left behind")
    dead = root / "files" / "aa" / "link"
    dead.symlink_to("nowhere")
    cache = Cache(root)
    cache.prune({(kept.source, TAG), ("0" * 64, TAG)})
    names = {rendition.name for rendition in kept.renditions} | {record(root, kept).name, "index.json"}
    assert {path.name for path in files(root)} == names
    assert not dead.is_symlink()
    assert (get(root, kept), get(root, dropped)) == (kept, None)
    assert dropped.source.encode() not in (root / "index.json").read_bytes()


def test_pruning_nothing_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = fill(root, 50, 400)
    before = files(root)
    monkeypatch.setattr(Path, "replace", None)
    Cache(root).prune({(picture.source, TAG) for picture in pictures})
    assert files(root) == before


def test_files_that_two_pictures_share_stay_while_one_is_kept(root: Path) -> None:
    data = encoded(noise(400, 20), "PNG")
    developed, cache = derive_bytes(data, Profile()), Cache(root)
    twins = (replace(developed, derivative=replace(developed.derivative, source=str(number) * 64)) for number in (1, 2))
    one, other = (cache.put(TAG, each) for each in twins)
    assert one.files == other.files
    cache.prune({(one.source, TAG)})
    assert (get(root, one), get(root, other)) == (one, None)


def test_a_record_that_is_kept_but_damaged_goes_with_its_files(root: Path) -> None:
    (picture,) = fill(root, 50)
    truncate(record(root, picture))
    (root / "index.json").unlink()
    Cache(root).prune({(picture.source, TAG)})
    assert files(root) == []
