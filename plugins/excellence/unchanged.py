"""Has anything changed since the site was built? Where nothing has, MkDocs is given nothing to build.

What a build depends on is looked at and not read: every file by its size, times and inode, everything that mkdocs.yml
says, what is installed, and the day. Where a part of the site could depend on more (another plugin, a hook, an
extension of Markdown that reads files), nothing is presumed and the whole is built.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import FunctionType
from typing import Any, NamedTuple

from jinja2 import DictLoader, Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

log = get_plugin_logger("excellence")

PACKAGE = Path(__file__).parent
OURS = "excellence"
# Extensions of Markdown whose output depends on a page and mkdocs.yml alone.
_PURE = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        "wikilinks",
    )
)
_PURE_FAMILIES = ("markdown.extensions.", "pymdownx.")
_READING = ("pymdownx.b64", "pymdownx.snippets")
# Whose functions mkdocs.yml may name: they are as they were while the same version is installed.
_KNOWN = ("material", "markdown", "pymdownx")
# What MkDocs makes of the rest of a configuration, or no build asks for.
_APART = ("config_file_path", "theme", "plugins", "hooks", "watch", "dev_addr")


class LastBuild(NamedTuple):
    """A build that went through: what it depended on, the site that it left, and what it had to say."""

    depends: str
    site: str
    works: str
    told: tuple[str, ...]


class _Unknown(Exception):  # noqa: N818 - it never leaves this room
    """Something that a build may depend on can't be looked at."""


class Depends(NamedTuple):
    """Digests over everything that a build depends on, and over all of it but the works; empty where that can't be
    known."""

    whole: str = ""
    around: str = ""


def depends_on(config: MkDocsConfig, folders: Iterable[Path], more: tuple[object, ...]) -> Depends:
    """What a build of this configuration depends on.

    To be asked before anything is read, and before plugins change the configuration. `folders` are those of the works
    and what lies beside them; links in there are never followed. `more` is all that lies in no file.
    """
    digest = hashlib.sha256()
    try:
        _take(digest, _parts(config, more))
        around = digest.hexdigest()
        for folder in folders:
            _take(digest, _below(folder, linked=True, hidden=True))
    except (_Unknown, OSError):
        return Depends()
    return Depends(digest.hexdigest(), around)


def _take(digest: "hashlib._Hash", parts: Iterable[str]) -> None:
    for part in parts:
        digest.update(part.encode("utf-8", "surrogatepass"))


def _parts(config: MkDocsConfig, more: tuple[object, ...]) -> Iterator[str]:
    if [*config.plugins] != [OURS] or config.hooks or not all(map(_is_pure, config.markdown_extensions)):
        raise _Unknown
    theme = config.theme
    # ProperDocs may stand in for MkDocs, and says so in its pages.
    yield repr((sys.version, sys.prefix, log.logger.name, more, theme.name, theme.dirs, sorted(theme.static_templates)))
    yield repr([(name, _plain(value)) for name, value in config.items() if name not in _APART])
    yield repr((_plain(dict(theme)), _plain(config.plugins[OURS].config)))
    if config.config_file_path:
        yield repr(_stamp(Path(config.config_file_path).stat()))
    yield repr([*_installed()])
    own = [config.docs_dir, *([theme.custom_dir] if theme.custom_dir else ())]
    for place in (str(PACKAGE), *theme.dirs, config.docs_dir):
        # Material's hidden folders hold 14,000 icons, which change with its version alone.
        yield from _below(Path(place), linked=False, hidden=place in own)


def _is_pure(extension: str) -> bool:
    return extension in _PURE or (extension.startswith(_PURE_FAMILIES) and not extension.startswith(_READING))


def _plain(value: Any) -> Any:
    """A value of the configuration so that its `repr` tells all of it, and the same in every process."""
    if value is None or isinstance(value, str | int | float | date):
        return value
    if isinstance(value, Mapping):
        return [(_plain(name), _plain(each)) for name, each in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, FunctionType | type) and value.__module__.partition(".")[0] in _KNOWN:
        return f"{value.__module__}.{value.__qualname__}"
    told = repr(value)
    if " at 0x" in told or isinstance(value, set | frozenset):
        raise _Unknown
    return told


def _installed() -> Iterator[tuple[str, int]]:
    """Every distribution that could be loaded, whose folder's name tells its version."""
    for place in sys.path:
        with suppress(OSError), os.scandir(place) as entries:
            found = [entry for entry in entries if entry.name.endswith((".dist-info", ".egg-info", ".pth"))]
            yield from sorted((entry.name, entry.stat().st_mtime_ns) for entry in found)


def _stamp(stat: os.stat_result) -> tuple[int, ...]:
    # Whoever copies or restores a file may put its time back, but not when that was done (on Windows, when it came).
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _below(folder: Path, *, linked: bool, hidden: bool = False) -> Iterator[str]:
    """Every entry beneath a folder with its size, times and inode, folder by folder.

    Raises _Unknown at a link, unless links are not followed (`linked`): what it leads to is not looked at.
    """
    ahead = [str(folder)] if folder.is_dir() else []
    while ahead:
        inside = ahead.pop()
        found, below = [], []
        with os.scandir(inside) as entries:
            for entry in entries:
                if entry.name == "__pycache__" or (entry.name[0] == "." and not hidden):
                    continue
                if entry.is_symlink() and not linked:
                    raise _Unknown
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                else:
                    found.append((entry.name, *_stamp(entry.stat(follow_symlinks=False))))
        yield repr((inside, sorted(found)))
        ahead += sorted(below)


# The record of it


def last_build(record: Path) -> LastBuild | None:
    """None where there is none, or where it is not exactly what was written."""
    with suppress(ValueError, TypeError):
        depends, site, works, told = json.loads(unsealed(record))
        return LastBuild(depends, site, works, tuple(told))
    return None


def remember(record: Path, build: LastBuild) -> None:
    """Where it can't be written, the next build builds."""
    seal(record, json.dumps(build, ensure_ascii=True).encode())


def unsealed(record: Path) -> bytes:
    """What was written; nothing where that is not all there as it was."""
    with suppress(OSError):
        told, _, body = record.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() == told:
            return body
    return b""


def seal(record: Path, body: bytes) -> None:
    """Written in one step, or not at all."""
    part = record.with_name(f".{record.name}.part")
    with suppress(OSError):
        part.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        part.replace(record)


# What is done then


class Rest:
    """MkDocs has nothing to render, until it ends: then the configuration is as it was, for who builds by it again."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._kept = config.nav, config.extra_templates, config.theme.static_templates
        config.nav, config.extra_templates, config.theme.static_templates = None, [], set()

    def end(self, config: MkDocsConfig) -> None:
        config.nav, config.extra_templates, config.theme.static_templates = self._kept


class Unchanged:
    """A build that has nothing to do: MkDocs gets no page, no theme and no file, and what was said is said again."""

    def __init__(self, last: LastBuild) -> None:
        self._last = last

    def begin(self, config: MkDocsConfig) -> None:
        self._rest = Rest(config)
        nothing = Environment(loader=DictLoader({}))  # noqa: S701 - it renders nothing
        config.theme.get_env = lambda: nothing  # type: ignore[method-assign] # has no hook

    def tell(self) -> None:
        for line in self._last.told:
            log.info(line)

    def end(self, config: MkDocsConfig) -> None:
        self._rest.end(config)
        del config.theme.get_env
        log.info(f"{self._last.works} in {config.site_dir}: nothing has changed")
