"""Names of files in a work's folder: which work on every computer, and what a better one would be."""

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from ..model.finding import Rule

FILE_NAME = Rule(
    "file-name",
    "File names work on every computer",
    "Some names can't be stored on other systems.",
    "Use letters a to z, digits, hyphens and points, with no spaces or accents. scripts/check --fix renames it.",
    "01.jpg, or drafts/d1.jpg",
)


INDEX = "index.md"
_NAME_IN_FILE = re.compile(r"(?:^|[/_-])[A-ZÀ-Þ][a-zß-ÿ]+[_-][A-ZÀ-Þ][a-zß-ÿ]+")
_SEGMENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?\Z")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")


def file_name_problem(name: str) -> tuple[str, str] | None:
    """What is wrong with the name of a file in a work's folder, and what would be right; None when it is fine."""
    if not is_inside(name):
        if ".." in re.split(r"[/\\]", name):
            return "this path leaves the work's folder", "copy the file into the folder and name it alone"
        return "this is not a path inside the work's folder", "name the file alone, as in 01.jpg"
    if not _portable(name):
        return "this name does not work on every computer", renaming("?" + ending_of(name))
    return None


def renaming(name: str) -> str:
    return f"rename the file, for example {safe_name(name)}, or run scripts/check --fix"


def is_inside(name: str) -> bool:
    """Whether the name can only be that of a file in the folder itself, or in one beneath it."""
    absolute = name.startswith("/") or re.match(r"[A-Za-z]:", name) or "\\" in name
    return not absolute and all(part not in ("", ".", "..") for part in name.split("/"))


def ending_of(name: str) -> str:
    found = _ENDING.search(name)
    return found[0].lower() if found else ""


def safe_name(name: str) -> str:
    """A name like this one that works everywhere; a number where nothing like it does, or where it is a person's."""
    folder, _, last = name.rpartition("/")
    folders = "/".join(filter(None, (_plain(part) for part in folder.split("/"))))
    ending = ending_of(last)
    stem = _plain(last.removesuffix(last[len(last) - len(ending) :]) if ending else last)
    if not re.search(r"[a-z0-9]", stem) or not _portable(stem + ending) or names_a_person(last):
        stem = "01"
    safe = "/".join(filter(None, (folders, stem + (ending or ("" if stem != "01" else ".jpg")))))
    return safe if _portable(safe) else f"01{ending or '.jpg'}"


# Words of which nobody is called, so that a name made of them and of numbers may be repeated.
_ORDINARY = frozenset(
    {"audio", "back", "book", "captions", "card", "cards", "chart", "clip", "copy", "cover", "draft"}
    | {"drafts", "drawing", "dsc", "dscf", "essay", "film", "final", "front", "image", "img", "index"}
    | {"letter", "map", "model", "movie", "notes", "page", "pages", "paper", "photo", "photos", "picture"}
    | {"piece", "poem", "poster", "proposed", "pxl", "reading", "report", "scan", "score", "scoring", "sketch", "song"}
    | {"sound", "story", "task", "text", "transcript", "video", "words", "writing"}
)


def told_name(name: str) -> str:
    """A file's name in a message: itself where it is plain, so that no person's name is repeated."""
    ending = ending_of(name)
    words = re.findall(r"[^\W\d_]+", name[: len(name) - len(ending)].lower())
    plain = re.fullmatch(r"[A-Za-z0-9._/-]{1,60}", name) and all(len(word) < 3 or word in _ORDINARY for word in words)
    return name if plain else f"the file with this name{f' ({ending})' if ending else ''}"


def called(name: str) -> str:
    """What a file that is not there is called, where that may be repeated."""
    return name if told_name(name) == name else "of this name"


def _plain(text: str) -> str:
    letters = "".join(char for char in normalize("NFKD", text.lower()) if not combining(char))
    return re.sub(r"-*\.-*", ".", re.sub(r"[^a-z0-9._-]+", "-", letters)).strip("-.")


def _portable(name: str) -> bool:
    return len(name) <= 100 and all(_SEGMENT.match(each) and not _RESERVED.match(each) for each in name.split("/"))


_HIDDEN_ENDINGS = "Windows hides endings: show them (Explorer: View, Show, File name extensions)"


def instead_of_index(files: Iterable[str]) -> str:
    """What to do in a folder without index.md: mostly it is there, under another name or one folder deeper."""
    for file in sorted(files):
        name = file.lower()
        if name in ("index.md.txt", "index.txt"):
            return f"rename {file} to index.md; {_HIDDEN_ENDINGS}"
        if name in (INDEX, "index", "index.markdown", "index.mdown", "index .md", "indes.md", "readme.md"):
            return f"rename {file} to index.md"
        if re.fullmatch(r"index\.(?:rtf|docx?|odt|html?|pages|pdf)", name):
            return f"save {file} as plain text in UTF-8, under the name index.md"
        if re.fullmatch(r"index(?: ?\(\d+\)| copy| - copy)\.md", name):
            return f"{told_name(file)} is a copy: rename it to index.md"
    deeper = next((file for file in sorted(files) if re.fullmatch(r"[^/]+/index\.md", file)), "")
    if deeper:
        return "it lies one folder deeper: move what is in that folder up into this one"
    return "add one that begins with front matter"


def names_a_person(file: str) -> bool:
    """Whether a file's name looks like it holds a first and a last name."""
    return bool(_NAME_IN_FILE.search(file))
