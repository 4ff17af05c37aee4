"""The site as a pack for people without a network: opened from a folder, by one file that stands at the top."""

import re
from collections.abc import Iterator
from pathlib import Path

from ..collection.facets import PAGES
from ..search import as_script
from .packer import CONTRACT
from .site import Site

# The first that one sees of a pack, and the folder with all else.
OPEN_ME = "OPEN-ME.html"
_FOLDER = "collection"
_OPENER = "open.js"
_LANGUAGE = r"(?:[a-z]{2,3}(?:-\w+)?/)?"  # the folder of a language, if it has one
# What only a host on the network has a use for, and what of the theme no page of ours loads.
_LEFT_OUT = re.compile(
    r"404\.html|sitemap\.xml(?:\.gz)?|assets/(?:javascripts|stylesheets)/.*"
    rf"|{_LANGUAGE}works/[^/]+/(?:embed/.*|oembed\.json)"
)
# What tools may read. A browser lets nothing be fetched from a folder, so each has a twin that is a script. The pages
# of facets are most of all pages, and only people read them.
_READ = re.compile(
    rf"(?!{_LANGUAGE}(?:{'|'.join(PAGES)}|curators)/).*\.html"
    rf"|{_LANGUAGE}search/.*|assets/.*\.json|{re.escape(CONTRACT)}|{_LANGUAGE}works/.*\.json"
)


def entries(folder: Path, site: Site) -> Iterator[tuple[str, bytes | Path]]:
    """Everything that a pack holds by its name in there; `folder` is where the site was built."""
    yield OPEN_ME, _open_me(site)
    held = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    yield f"{_FOLDER}/{_OPENER}", f'location.replace("{_FOLDER}/index.html");\n'.encode()
    for name, path in sorted(held.items()):
        if _LEFT_OUT.fullmatch(name):
            continue
        yield f"{_FOLDER}/{name}", path
        if _READ.fullmatch(name):
            yield f"{_FOLDER}/{name}.js", as_script(path.read_bytes())


def _open_me(site: Site) -> bytes:
    """A page that leads on by itself; where it can't, since the pack is not unpacked, it stays and says what to do."""
    first = site.first.renderer
    doors = [
        {"language": language, "href": f"{_FOLDER}/{edition.folder}index.html", "w": edition.renderer.words}
        for language, edition in site.editions.items()
    ]
    told = {"name": first.setting.name, "doors": doors, "script": f"{_FOLDER}/{_OPENER}"}
    return first.templates.render("open-me.html", first.language, **told).encode()
