"""What mkdocs.yml says, as the core needs it."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from .config import ExcellenceConfig, root_of, today
from .loading.config import CollectionConfig
from .memo import Memo
from .model.languages import spoken
from .options import declared_options
from .publishing.artifact import token
from .rules.addresses import is_inner
from .site.renderer import Setting
from .site.theme import pruned
from .site.weight import Budget

EXECUTOR = "EXCELLENCE_EXECUTOR"


def collection_config(config: MkDocsConfig, options: ExcellenceConfig) -> CollectionConfig:
    """Where the collection of a configuration lies."""
    root = root_of(config)
    works, cache = root / options.works_dir, root / options.cache_dir
    protocols = frozenset(path.stem for path in Path(config.docs_dir).glob("protocols/*.md") if path.stem != "index")
    return CollectionConfig(
        works,
        cache,
        today(),
        options.demonstrations,
        options.workers,
        protocols,
        docs=Path(config.docs_dir),
        config_file=Path(config.config_file_path) if config.config_file_path else None,
        contact=_contact(config),
        site_url=config.site_url or "",
        school=is_school(options),
        preview=is_school(options),
        executor=executor_of(options),
        originals_store=options.originals_store,
        archives=options.archives,
    )


def executor_of(options: ExcellenceConfig) -> str:
    """As the command line says, which speaks for this once, or mkdocs.yml."""
    return os.environ.get(EXECUTOR) or options.executor


def is_school(options: ExcellenceConfig) -> bool:
    return str(options.mode) == "school"


def check_private(config: MkDocsConfig, options: ExcellenceConfig, *, deploying: bool) -> None:
    """Raises PluginError where a school's own site would go where others can see it."""
    if not is_school(options):
        return
    inner = "Build it into a folder with scripts/build, or give it an address that only your school's network reaches"
    if deploying:
        raise PluginError(
            f"this collection is for one school alone (mode: school), and gh-deploy publishes it. {inner}"
        )
    if not is_inner(config.site_url or ""):
        where = urlsplit(config.site_url or "").hostname or config.site_url
        what = (
            f"this collection is for one school alone (mode: school), and {where} is an address that everybody reaches"
        )
        raise PluginError(f"{what}. Take SITE_URL or site_url out. {inner}")


def setting_of(config: MkDocsConfig, options: ExcellenceConfig, files: Files, *, private: bool) -> Setting:
    """What pages need to know of the site around them. Nothing of a `private` one gets into a public store."""
    language = str(config.theme.get("language") or "en")
    gallery = files.get_file_from_path(options.gallery)
    submit = files.get_file_from_path("submit.md")
    return Setting(
        name=config.site_name,
        site_url=config.site_url or "",
        directory_urls=config.use_directory_urls,
        language=language,
        gallery=gallery.dest_uri if gallery else "index.html",
        edit=options.edit_base,
        submit=submit.dest_uri if submit else "",
        contact=_contact(config),
        archives=options.archives,
        feeds=tuple(map(str, options.feeds)),
        folders=_folders(files, language),
        pages={file.dest_uri: file.src_uri for file in files.documentation_pages()},
        run_by=_in_each_language(config, language, "author", config.site_author or ""),
        affiliation=_in_each_language(config, language, "affiliation", str(config.extra.get("affiliation") or "")),
        school=_school(config, options, language),
        options=tuple(declared_options()),
        media_url=f"{options.media_url.rstrip('/')}/" if options.media_url and not private else "",
        budget=budget_of(options).limit,
        private=private,
    )


def _school(config: MkDocsConfig, options: ExcellenceConfig, own: str) -> dict[str, str]:
    """What a school is called whose site is for it alone: who runs it, else the name of the site."""
    if not is_school(options):
        return {}
    return {own: config.site_name} | _in_each_language(config, own, "author", config.site_author or config.site_name)


def _in_each_language(config: MkDocsConfig, own: str, name: str, said: str) -> dict[str, str]:
    """What the site says in its own language, and in each further one that says it anew."""
    anew = ((each, said_in(config, each).get(name, "")) for each in spoken() if each != own)
    return {own: said, **{each: text for each, text in anew if text}}


def said_in(config: MkDocsConfig, language: str) -> dict[str, str]:
    """What mkdocs.yml says of the site in a further language: `description`, `author`, `affiliation`, `copyright`."""
    spoken_of = config.extra.get("languages")
    said = spoken_of.get(language) if isinstance(spoken_of, dict) else None
    return {str(name): str(text) for name, text in said.items()} if isinstance(said, dict) else {}


def _folders(files: Files, own: str) -> dict[str, str]:
    """The folder of each further language that has a table of words and a first page: the whole site is in these."""
    return {
        language: f"{language}/"
        for language in spoken()
        if language != own and files.get_file_from_path(f"{language}/index.md")
    }


def budget_of(options: ExcellenceConfig) -> Budget:
    """What the host of the site holds; nobody asks where that is a school's own computer."""
    return Budget(0 if is_school(options) else options.budget, options.archives, bool(options.media_store))


def _contact(config: MkDocsConfig) -> str:
    return str(config.extra.get("contact") or "")


def theme_styles(config: MkDocsConfig, memo: Memo) -> tuple[str, ...]:
    """What we need of Material's stylesheet as installed; none for a theme that is built otherwise."""
    folders = [Path(folder) / "assets" / "stylesheets" for folder in config.theme.dirs]
    texts = [path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("main.*.min.css"))[:1]]
    key = ("theme", token(*texts), tuple(config.markdown_extensions))
    return memo.recall(key, tuple[str, ...], lambda: tuple(pruned(text, config.markdown_extensions) for text in texts))
