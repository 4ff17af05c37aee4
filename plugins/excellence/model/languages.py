"""Which languages can a site be in? Those that have a table of words; a folder of the documents may be named by one."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

# A folder a language, with a file for each room of the site.
LOCALES = Path(str(files("excellence"))) / "rendering" / "locales"


def spoken() -> tuple[str, ...]:
    """The languages that have a table."""
    return _tables_in(LOCALES)


@lru_cache(maxsize=4)
def _tables_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(each.name for each in folder.iterdir() if each.is_dir()))


def language_folder(path: str) -> str:
    """The folder of a language that a page lies in, as `es/`; empty for pages in the language of the site.

    `path` is like `es/protocols/atlas.md`. A folder such as `art/` or `ms/` is none, unless there is a table for it.
    """
    folder, slash, _ = path.partition("/")
    return f"{folder}/" if slash and folder in spoken() else ""
