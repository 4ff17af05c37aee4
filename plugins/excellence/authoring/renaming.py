"""Names for files that need another one, and giving them: on disk and wherever they are listed, or not at all."""

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from ..reading.file_names import file_name_problem, safe_name
from .edits import named_anew
from .replace import replace_file


def better_name(file: str, ending: str, taken: Collection[str]) -> str:
    """A name for the file that nothing else has, in its own folder: like the old one, or the next free number.

    `ending` is what the name should end in by the file's content; empty where that is as it should be. `taken` holds
    the names of all other files, and of those that are listed.
    """
    name = safe_name(file) if file_name_problem(file) else file
    path = PurePosixPath(name)
    name = (path.with_suffix(ending) if ending else path).as_posix()
    others = {_alike(each) for each in taken}
    if path.stem != "01" and _alike(name) not in others and file_name_problem(name) is None:
        return name
    if name == file:
        return file
    stems = {PurePosixPath(each).with_suffix("").as_posix() for each in others}
    numbers = (path.with_name(f"{number:02}{PurePosixPath(name).suffix}").as_posix() for number in range(1, 10_000))
    return next(each for each in numbers if PurePosixPath(each).with_suffix("").as_posix() not in stems)


def rename(folder: Path, old: str, new: str) -> bool:
    """Whether the file has its new name, in every index.md too. Where one of them can't follow, all stays as it was."""
    indexes = {path: path.read_bytes() for path in sorted(folder.glob("index*.md"))}
    written = {path: named_anew(content, old, new) for path, content in indexes.items()}
    if (folder / new).exists() or any(content is None for content in written.values()):
        return False
    (folder / new).parent.mkdir(parents=True, exist_ok=True)
    (folder / old).rename(folder / new)
    try:
        for path, content in written.items():
            if content is not None and content != indexes[path]:
                replace_file(path, content)
    except OSError:
        (folder / new).rename(folder / old)
        for path, content in indexes.items():
            replace_file(path, content)
        return False
    with suppress(OSError):
        (folder / old).parent.rmdir()  # a folder that is empty now
    return True


def _alike(name: str) -> str:
    return normalize("NFC", name).casefold()
