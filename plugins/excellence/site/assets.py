"""The package's own files for browsers: stylesheets, modules and typefaces, named by what they hold."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from posixpath import dirname, join, normpath

from ..memo import Memo
from ..model.languages import spoken
from ..publishing.artifact import Artifact
from ..rendering.fonts import Font, licences, recipe
from ..rendering.fonts import fonts as cut
from ..rendering.strings import room
from .compact import compact
from .joined import joined

ASSETS = "assets/excellence"
# The parts of the stylesheet that every page has, in the order in which they may overrule one another. A stylesheet
# that only some pages have puts its rules into the layer `tools`. In no layer, at the end of `base`, is what hides the
# controls of scripts: a browser that is too old for scripts may be too old for layers, and reads only that.
CORE = ("tokens", "base", "frame", "cards", "work", "faces", "home", "exhibits", "search")
# Rooms of tools that a page loads when they are first used: each with words and a stylesheet of its own.
ROOMS = ("looking", "meeting", "notes", "packing", "sets")
# What a module without blanks needs before it runs; `import(` brings what is needed later.
_NEEDED = re.compile(r'\b(?:from|import)"(\.[^"]+)\.mjs"')
_LAYERS = f"@layer theme, {', '.join(CORE)}, tools, print;"


def asset(name: str, content: bytes) -> Artifact:
    stem, _, suffix = name.rpartition(".")
    return Artifact.of(f"{ASSETS}/{stem}.{_digest(content)}.{suffix}", content)


def stylesheet(theme: Iterable[str], rules: Iterable[str] = ()) -> Artifact:
    """One stylesheet for every page: the theme's in a layer beneath ours, so that ours prevails.

    `rules` bring in the typefaces, which lie beside it.
    """
    folder = files("excellence") / "assets" / "core"
    own = [_bare((folder / f"{name}.css").read_text("utf-8")) for name in (*CORE, "print")]
    layered = [f"@layer theme {{\n{text}\n}}" for text in theme]
    return asset("excellence.css", "\n".join([_LAYERS, *rules, *layered, *own]).encode())


@dataclass(frozen=True, slots=True)
class Assets:
    """Every asset as an artifact; the modules by name, the stylesheets of some pages, and the words of tools.

    `needed` are the modules that each imports before it runs, and those that these import, and so on. Where the modules
    are `joined`, that one script takes the place of all.
    """

    style: Artifact
    icon: Artifact
    modules: Mapping[str, Artifact]
    needed: Mapping[str, tuple[str, ...]]
    stylesheets: Mapping[str, Artifact]
    fonts: tuple[Font, ...]
    rooms: Mapping[tuple[str, str], Artifact]
    joined: Artifact | None = None

    @classmethod
    def of(cls, theme: Iterable[str], memo: Memo, *, offline: bool = False) -> "Assets":
        """What takes long is remembered: to cut the typefaces takes a second, to make the modules small a quarter."""
        fonts = tuple(memo.recall(("fonts", recipe()), tuple[Font, ...], cut))
        modules = memo.recall("modules", dict[str, str], _modules)
        style = stylesheet(theme, (font.rule for font in fonts))
        icon = asset("icon.svg", (files("excellence") / "assets" / "icon.svg").read_bytes())
        stylesheets = _stylesheets()
        script = asset("joined.js", joined(modules).encode()) if offline else None
        rooms = _rooms(stylesheets)
        return cls(style, icon, _in_their_folder(modules), _needed(modules), stylesheets, fonts, rooms, script)

    def room(self, name: str, language: str) -> Artifact:
        """The words of a room of tools; English where the language has none."""
        return self.rooms.get((name, language)) or self.rooms[name, "en"]

    def font(self, name: str) -> Font:
        """A face by the beginning of its file's name, as `excellence-serif-600`."""
        return next(each for each in self.fonts if each.name.startswith(f"{name}."))

    def artifacts(self) -> Iterator[Artifact]:
        yield from (self.style, self.icon)
        yield from (self.joined,) if self.joined else self.modules.values()
        yield from (*self.stylesheets.values(), *self.rooms.values())
        yield from (Artifact.of(f"{ASSETS}/{font.name}", font.content) for font in self.fonts)
        yield Artifact.of(f"{ASSETS}/fonts.LICENSE.txt", licences().encode())


def _modules() -> dict[str, str]:
    """By room and name, without the comments and blanks, which are for whoever reads the source."""
    return {
        f"{folder.removeprefix('modules/')}/{name}": compact(text.decode())
        for folder in _folders()
        for name, text in _contents(folder, ".mjs").items()
    }


def _in_their_folder(modules: Mapping[str, str]) -> Mapping[str, Artifact]:
    """In a folder named by what all of them hold, so that they import one another by plain names."""
    folder = _digest("".join(modules.values()).encode())
    return {
        name.removesuffix(".mjs"): Artifact.of(f"{ASSETS}/{folder}/{name}", text.encode())
        for name, text in modules.items()
    }


def _needed(modules: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """All that each module imports, at whatever depth."""
    near = {
        name.removesuffix(".mjs"): [normpath(join(dirname(name), place)) for place in _NEEDED.findall(text)]
        for name, text in modules.items()
    }

    @cache
    def far(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*near[name], *(each for other in near[name] for each in far(other)))))

    return {name: far(name) for name in near}


def _folders() -> list[str]:
    """The folder of each room of modules."""
    place = files("excellence") / "assets" / "modules"
    return sorted(f"modules/{each.name}" for each in place.iterdir() if each.is_dir())


def _stylesheets() -> Mapping[str, Artifact]:
    """Those of the rooms lie beside their modules, the others are for pages of one kind."""
    return {
        name.removesuffix(".css"): asset(name, _bare(content.decode()).encode())
        for folder in ("sheets", *_folders())
        for name, content in _contents(folder, ".css").items()
    }


def _bare(stylesheet: str) -> str:
    """Without the comments and indents, which are for whoever reads the source."""
    return re.sub(r"(?m)^[ \t]+", "", re.sub(r"/\*.*?\*/\n?", "", stylesheet, flags=re.DOTALL))


def _rooms(stylesheets: Mapping[str, Artifact]) -> Mapping[tuple[str, str], Artifact]:
    """By room and language the words of its tools, which come with their first use, and where their stylesheet lies."""
    return {
        (name, language): asset(
            f"{name}-{language}.json",
            json.dumps(
                {"sheet": stylesheets[name].uri.rpartition("/")[2], **room(language, name)}, ensure_ascii=False
            ).encode(),
        )
        for name in ROOMS
        for language in spoken()
    }


def _contents(folder: str, suffix: str) -> dict[str, bytes]:
    place = files("excellence") / "assets" / folder
    entries = sorted(place.iterdir(), key=lambda file: file.name) if place.is_dir() else []
    return {file.name: file.read_bytes() for file in entries if file.name.endswith(suffix)}


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
