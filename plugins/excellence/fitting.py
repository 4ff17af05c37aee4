"""Whether the site around a collection can hold it: its theme, what it brings along, and a page for the gallery."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files

from .config import ExcellenceConfig
from .loading.config import CollectionConfig
from .media.cluster import wrong_address
from .media.store import ADDRESS, is_address, share_place
from .model.finding import Finding
from .reading.folder import FILE_LINK
from .rendering.shell import Shell
from .rendering.strings import words
from .reports import number
from .rules.pages import PAGE_FILE
from .rules.personal import LISTED_NAME
from .settings import check_private, collection_config, executor_of, is_school

log = get_plugin_logger("excellence")

_FRAME = "excellence.html"
_PAGE = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.md", re.ASCII)
# It stands in every page, and in what browsers are told that a page may load: nothing but a place, and no key.
_MEDIA_URL = re.compile(
    r"https?://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::[0-9]{1,5})?(?:/[\w.~%+/-]*)?", re.ASCII | re.IGNORECASE
)
_HERE = ("http://localhost", "http://127.0.0.1:")
_GALLERY = """---
title: {title}
hide: [navigation, toc]
---
# {title}

<!-- excellence:search -->

<!-- excellence:gallery -->

<!-- excellence:browse -->
"""


def check_site(config: MkDocsConfig, options: ExcellenceConfig, *, deploying: bool) -> None:
    """Raises PluginError where works could not be shown; what only stays without effect is a warning."""
    check_private(config, options, deploying=deploying)
    for told in _doubts(config, options):
        log.warning(told)
    wrong = list(_faults(config, options))
    for told in wrong:
        log.error(told)
    if wrong:
        raise PluginError(f"{number(len(wrong), 'error')} in the site around the collection: nothing was built.")


def _faults(config: MkDocsConfig, options: ExcellenceConfig) -> Iterator[str]:
    folders = [Path(folder) / "assets" / "stylesheets" for folder in config.theme.dirs]
    if not any(path for folder in folders for path in folder.glob("main.*.min.css")):
        what = f"the theme is {config.theme.name or 'one of its own'}, and works are shown in what Material brings"
        yield f"{_at(config, 'theme')}: {what}; write theme: material"
    frame = Path(config.theme.custom_dir or "") / "main.html"
    if config.theme.custom_dir and frame.is_file() and _FRAME not in frame.read_text("utf-8", "replace"):
        where = f"{_shown(config, frame)}:1:1"
        remedy = f'begin it with {{% extends "{_FRAME}" %}} and keep the blocks that are yours'
        yield f"{where}: it takes the place of the frame that works are shown in; {remedy}"
    yield from _store_faults(config, options)
    if not _PAGE.fullmatch(options.gallery) or options.gallery == "404.md":
        what = f"“{options.gallery}” is no page for it; write the path of one beneath {Path(config.docs_dir).name}/"
        yield f"{_at(config, 'gallery')}: {what}, as in gallery.md"
    if "i18n" in config.plugins:
        what = "the plugin i18n builds every page once a language, which the collection does itself"
        yield f"{_at(config, 'i18n')}: {what}; take it out, and give each language a folder, as in content/es/"
    if options.workers is not None and options.workers < 1:
        yield f"{_at(config, 'workers')}: {options.workers} pictures at once are none; write 1 or more, or nothing"
    if options.edit_base and not re.fullmatch(r"https?://\S+/", options.edit_base):
        what = f"“{options.edit_base}” is no address that a file's path can follow; end it in a slash"
        yield f"{_at(config, 'edit_base')}: {what}, as in https://example.org/edit/main/"
    yield from _folders(config, options)


def _folders(config: MkDocsConfig, options: ExcellenceConfig) -> Iterator[str]:
    """What lies in the documents folder is published as it is: neither drafts nor what is remembered belong there."""
    root, docs, site = _root(config), Path(config.docs_dir).absolute(), Path(config.site_dir).absolute()
    works, cache = ((root / folder).resolve() for folder in (options.works_dir, options.cache_dir))
    for key, folder, others in (
        ("works_dir", works, {"the folder of the pages": docs, "the finished site": site}),
        ("cache_dir", cache, {"the folder of the pages": docs, "the finished site": site, "the works": works}),
    ):
        for name, other in others.items():
            # An export is built within the cache, and takes nothing of it along.
            around = other.resolve().is_relative_to(folder) and (key, other) != ("cache_dir", site)
            if folder.is_relative_to(other.resolve()) or around:
                said = getattr(options, key)
                what = f"“{said}” lies in {name} or holds it, so that what nobody may see would be published"
                yield f"{_at(config, key)}: {what}; name a folder of its own beside mkdocs.yml"
                break


def _store_faults(config: MkDocsConfig, options: ExcellenceConfig) -> Iterator[str]:
    """What is wrong with where files are to go, or to be made. What could be a secret is not said again."""
    store, url, private = options.media_store, options.media_url, options.originals_store
    if (executor := executor_of(options)) and (wrong := wrong_address(executor)):
        yield f"{_at(config, 'executor')}: {wrong}"
    if private and not is_address(private):
        yield f"{_at(config, 'originals_store')}: originals_store is no address of a store; {ADDRESS}"
    elif share_place(store, private):
        what = "originals_store and media_store lie in one bucket, and everybody reaches what is in media_store"
        yield f"{_at(config, 'originals_store')}: {what}; name another bucket for the originals"
    where = _at(config, "media_store", "media_url")
    if not (store or url):
        return
    if not (store and url):
        missing = "media_url: where visitors find it" if store else "media_store: where that is written to"
        yield f"{where}: media_store and media_url go together; add {missing}, or take the other out"
    if store and not is_address(store):
        yield f"{where}: media_store is no address of a store; {ADDRESS}"
    if url and not _MEDIA_URL.fullmatch(url):
        yield f"{where}: media_url is no address that a browser can open; write it as https://media.example.org/folder/"
    elif (config.site_url or "").startswith("https:") and url.startswith("http:") and not url.startswith(_HERE):
        what = "media_url begins with http, and browsers leave out what a page on https asks for there"
        yield f"{where}: {what}; write https"
    if is_school(options):
        what = (
            "this collection is for one school alone (mode: school), and everybody could reach what is in media_store"
        )
        yield f"{where}: {what}; take it out"


def _doubts(config: MkDocsConfig, options: ExcellenceConfig) -> Iterator[str]:
    if not (_root(config) / options.works_dir).is_dir():
        what = f"there is no folder {options.works_dir}, so there are no works"
        yield f"{_at(config, 'works_dir', 'excellence')}: {what}; make it, or name the one with the works in works_dir"
    for key in ("extra_css", "extra_javascript"):
        for each in config[key]:
            address = str(getattr(each, "path", each))
            if re.match(r"(https?:)?//", address):
                what = f"{address} is of another site, and a page with works loads nothing from there"
                folder = Path(config.docs_dir).name
                yield f"{_at(config, address, key)}: {what}; put the file into {folder}/ and name it here"


def _root(config: MkDocsConfig) -> Path:
    return (Path(config.config_file_path).parent if config.config_file_path else Path.cwd()).absolute()


def _at(config: MkDocsConfig, *words: str) -> str:
    """Where mkdocs.yml says the first of some words that stands in it; its first line, where it says none."""
    path = Path(config.config_file_path or "mkdocs.yml")
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    found = (re.search(rf"(?m)^[^#\n]*?(?<!\w){re.escape(word)}", text) for word in words)
    end = next((each.end() - len(word) for word, each in zip(words, found, strict=True) if each), 0)
    return f"{path.name}:{text.count(chr(10), 0, end) + 1}:{end - (text.rfind(chr(10), 0, end) + 1) + 1}"


def _shown(config: MkDocsConfig, path: Path) -> str:
    root = Path(config.config_file_path or "").absolute().parent
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def fit(files: Files, config: MkDocsConfig, options: ExcellenceConfig, findings: Iterable[Finding]) -> None:
    """What of the documents folder may not be seen is taken out of the files: a build that is not strict goes on.

    A site that has no page for the gallery gets one; where its `nav` leaves that out, MkDocs says so.
    """
    docs = Path(config.docs_dir).name
    kept_off = {each.path for each in findings if each.rule in (PAGE_FILE, FILE_LINK, LISTED_NAME)}
    for file in [file for file in files if f"{docs}/{file.src_uri}" in kept_off]:
        files.remove(file)
    if not files.get_file_from_path(options.gallery):
        text = _GALLERY.format(title=words(str(config.theme.get("language") or "en"))["gallery"])
        files.append(File.generated(config, options.gallery, content=text))


def cut(html: str) -> Shell:
    """The theme's frame, cut at its holes."""
    try:
        return Shell.cut(html)
    except ValueError as error:
        raise PluginError(
            f"{error}: let its block content show {{{{ page.content }}}}, or leave that block out"
        ) from None


def project_of(
    config: MkDocsConfig, options: ExcellenceConfig, *, offline: bool, serving: bool, deploying: bool
) -> CollectionConfig:
    """The collection of a configuration; raises PluginError where no site can or may be built of it."""
    check_site(config, options, deploying=deploying)
    project = collection_config(config, options)
    # What a school hands on holds no work that only it may see.
    kept = project.preview and not offline
    return replace(project, preview=kept or is_preview(config, options, serving=serving))


def is_preview(config: MkDocsConfig, options: ExcellenceConfig, *, serving: bool) -> bool:
    """Whoever serves the collection sees works before they are approved; nobody else ever does."""
    host = urlsplit(config.site_url or "").hostname
    if options.preview and host not in (None, "localhost", "127.0.0.1"):
        raise PluginError(f"preview shows works that are not approved, and {host} is public: take one of the two out")
    return serving or options.preview
