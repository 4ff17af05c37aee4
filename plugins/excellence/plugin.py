"""The MkDocs side: each hook unpacks what MkDocs gives, calls the core and hands over."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from filelock import FileLock, Timeout
from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from .config import ExcellenceConfig
from .faces.policy import with_policy
from .faces.shell import HOLES, Shell
from .model.problem import Level, Place, Problem, Purpose
from .reports import lines, number, report, warnings
from .site.artifact import Artifact, token
from .site.exchange import clear, forget, publish, recover, stage_of, staged
from .site.gather import Project, gather, used
from .site.pages import Setting
from .site.site import Site
from .site.theme import pruned
from .sources.exhibits import read_exhibit
from .sources.memo import Memo
from .sources.pages import check_pages, read_intro
from .sources.protocols import read_protocol
from .sources.typed import Typed

log = get_plugin_logger("excellence")
R = TypeVar("R")

PACKAGE = Path(__file__).parent
# The pages at the foot of every page.
_FOOT = ("about.md", "faq.md", "families.md", "submit.md", "curators/index.md")
_INTROS = {"grades": "grade", "subjects": "subject", "formats": "format", "attributes": "attribute"}


class ExcellencePlugin(BasePlugin[ExcellenceConfig]):  # type: ignore[no-untyped-call] # mkdocs' base has no types
    """Publishes the works of a collection within a Material site."""

    serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """The site is built beside its place and exchanged when it is whole; our templates go before the theme's."""
        self.project = project_of(config, self.config)
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(PACKAGE / "theme"))
        self._lock = _wait_for(self.project.cache)
        self.place = Path(config.site_dir)
        self._ledger = self.project.cache / f"site-{token(str(self.place))[:16]}.json"
        recover(self.place)
        clear(stage_of(self.place))
        config.site_dir = str(stage_of(self.place))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.gathered = gather(self.project, Purpose.BUILD, _progress)
        self.gathered.memo.keep(forget=False)
        docs = Path(config.docs_dir)
        slugs = frozenset(each.slug for each in self.gathered.collection.works)
        self.problems = (*self.gathered.problems, *check_pages(docs, docs.name, slugs))
        report(self.problems, strict=config.strict)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Introductions to facet pages are taken out of the documents: their pages are ours."""
        self.intros = {}
        for file in list(files.documentation_pages()):
            folder, _, name = file.src_uri.rpartition("/")
            if folder in _INTROS and file.abs_src_path:
                self.intros[f"{_INTROS[folder]}/{Path(name).stem.lower()}"] = read_intro(Path(file.abs_src_path))
                files.remove(file)
        gallery = files.get_file_from_path(self.config.gallery)
        submit = files.get_file_from_path("submit.md")
        self.site = Site(
            self.gathered,
            Setting(
                name=config.site_name,
                site_url=config.site_url or "",
                directory_urls=config.use_directory_urls,
                language=str(config.theme.get("language") or "en"),
                gallery=gallery.dest_uri if gallery else "index.html",
                edit=self.config.edit_base,
                submit=submit.dest_uri if submit else "",
            ),
            self.intros,
            {file.dest_uri: exhibit for file, exhibit in _records(files, "exhibits", read_exhibit)},
            {file.name: protocol for file, protocol in _records(files, "protocols", read_protocol)},
            theme_styles=_theme_styles(config, self.gathered.memo),
        )
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav, self.files = nav, files
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if self.config.edit_base and page.file.src_uri:
            page.edit_url = f"{self.config.edit_base}{_source(page, config)}"
        html, flaws = self.site.directives.expand(html, page.file.dest_uri, page.title or "")
        html += str(self.site.directives.appended(page.file.dest_uri))
        for flaw in flaws:
            problem = Problem(_source(page, config), Place(), "", "gallery-filter", flaw.what, flaw.remedy)
            log.error(problem.line(Level.ERROR))
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Titles are escaped here, since the theme prints them raw; then the frames are rendered, one a depth."""
        for file in files.documentation_pages():
            if file.page is not None and file.page.title:
                file.page.title = escape(unescape(file.page.title), quote=False)
        problems = lines(self.problems, Level.ERROR) if self.serving else ()
        base = urlsplit(config.site_url or "/").path or "/"
        self.looks = {
            language: self.site.globals(language, base, problems) | {"footer_links": self._footer(language)}
            for language in self.site.languages
        }
        env.globals["excellence"] = self.looks[self.site.setting.language]
        self.site.shells = {
            (depth, language): self._shell(env, config, depth, language)
            for depth in self.site.depths
            for language in self.site.languages
        }
        return env

    def _footer(self, language: str) -> list[dict[str, str]]:
        """The pages that every visitor must be able to find, where they are there; in the reader's language first."""
        own = "" if language == self.site.setting.language else f"{language}/"
        found = (self.files.get_file_from_path(f"{own}{name}") or self.files.get_file_from_path(name) for name in _FOOT)
        return [{"href": file.url, "label": file.page.title} for file in found if file and file.page]

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The interface speaks the language that a page says it is in, where there is a table of it."""
        look = self.looks.get(str(page.meta.get("language") or ""))
        if look is not None:
            context["excellence"] = look  # type: ignore[typeddict-unknown-key] # the theme's own variable
        return context

    def _shell(self, env: Environment, config: MkDocsConfig, depth: int, language: str) -> Shell:
        """The theme's frame for pages that lie `depth` folders deep, with the gallery as the place one is at."""
        file = File.generated(config, "/".join(["x"] * depth + ["index.md"]), content="")
        page = Page(HOLES["title"], file, config)
        page.meta = {"description": HOLES["description"], "hide": ["navigation", "toc"]}
        page.content = HOLES["content"]
        page.canonical_url = HOLES["canonical"] if config.site_url else None
        page.edit_url = HOLES["edit"] if self.config.edit_base else None
        gallery = self.files.get_file_from_path(self.config.gallery)
        if gallery and gallery.page:
            gallery.page.active = True
        context: Any = get_context(self.nav, self.files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        context["excellence"] = {**self.looks[language], "head": HOLES["head"], "notice": ""}
        html = env.get_template("main.html").render(context)
        if gallery and gallery.page:
            gallery.page.active = False
        return Shell.cut(self._guarded(html))

    def _guarded(self, html: str) -> str:
        """With a policy, but for a served page: MkDocs writes a script of its own into that, which reloads it."""
        return html if self.serving else with_policy(html)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._guarded(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._guarded(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Last of all plugins: our files join the stage, and the stage takes the site's place."""
        stage, gathered = Path(config.site_dir), self.gathered
        pages = [file.dest_uri for file in self.files.documentation_pages() if file.inclusion.is_included()]  # type: ignore[no-untyped-call] # mkdocs
        artifacts = _joined(staged(stage), self.site.artifacts(pages))
        if config.strict and (counts := warnings()):
            raise PluginError(f"{counts} in strict mode: the site was left as it was.")
        try:
            changed = publish(artifacts, self.place, self._ledger)
        except OSError as error:
            remedy = "make room, or check the permissions, and build again"
            raise PluginError(f"the site could not be written ({error.strerror or error}); {remedy}") from error
        clear(stage)
        gathered.memo.keep(forget=not self.serving)
        gathered.memo.close()
        if not self.serving:
            gathered.cache.prune(used(gathered.collection))
        config.site_dir = str(self.place)
        self._lock.release()
        works = number(len(gathered.collection.works), "work")
        log.info(f"{works} in {self.place}" + ("" if changed else ": nothing has changed"))

    def on_build_error(self, *, error: Exception) -> None:
        """The half-made stage goes; the site stays as it was."""
        if hasattr(self, "place"):
            clear(stage_of(self.place))
        if hasattr(self, "gathered"):
            self.gathered.memo.close()
        if hasattr(self, "_lock"):
            self._lock.release()

    def on_shutdown(self) -> None:
        """A served site is a temporary one: what stood beside it goes with it."""
        if self.serving and hasattr(self, "place"):
            forget(self.place, self._ledger)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        for folder in (self.project.works, PACKAGE / "theme", PACKAGE / "assets", PACKAGE / "faces"):
            server.watch(str(folder))
        return server


def project_of(config: MkDocsConfig, options: ExcellenceConfig) -> Project:
    """Where the collection of a configuration lies."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    works, cache = root / options.works_dir, root / options.cache_dir
    protocols = frozenset(path.stem for path in Path(config.docs_dir).glob("protocols/*.md") if path.stem != "index")
    return Project(works, cache, today(), options.demonstrations, options.workers, protocols)


def today() -> date:
    """The day that consents are held against: SOURCE_DATE_EPOCH where it is set, else today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch and not epoch.isdecimal():
        raise PluginError(f"SOURCE_DATE_EPOCH is “{epoch}”: write a number of seconds, or take it away")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()


def _wait_for(cache: Path) -> FileLock:
    """One build at a time: a second one waits, since both would write the same stage."""
    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / "build.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        log.info("Another build of this collection is running; this one begins when it ends.")
        lock.acquire()
    return lock


def _progress(done: int, total: int) -> None:
    if total and (done == total or done % max(total // 10, 1) == 0):
        log.info(f"Pictures: {done} of {total}")


def _theme_styles(config: MkDocsConfig, memo: Memo) -> tuple[str, ...]:
    """What we need of Material's stylesheet as installed; none for a theme that is built otherwise."""
    folders = [Path(folder) / "assets" / "stylesheets" for folder in config.theme.dirs]
    texts = [path.read_text("utf-8") for folder in folders for path in sorted(folder.glob("main.*.min.css"))[:1]]
    key = ("theme", token(*texts), tuple(config.markdown_extensions))
    return memo.recall(key, lambda: tuple(pruned(text, config.markdown_extensions) for text in texts))


def _records(files: Files, folder: str, read: Callable[[Path, str], Typed[R]]) -> Iterator[tuple[File, R]]:
    """The records of the pages in a folder of the documents, in the order of the file names."""
    for file in files.documentation_pages():
        if file.src_uri.startswith(f"{folder}/") and file.name != "index" and file.abs_src_path:
            record = read(Path(file.abs_src_path), file.src_uri).record
            if record is not None:
                yield file, record


def _source(page: Page, config: MkDocsConfig) -> str:
    """A page's own file as it lies in the repository."""
    root = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    path = Path(page.file.abs_src_path or page.file.src_uri)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else page.file.src_uri


def _joined(theirs: Iterable[Artifact], ours: Iterable[Artifact]) -> list[Artifact]:
    """MkDocs' files and ours. Nothing of ours replaces anybody's page; only the sitemap is ours to tell."""
    joined = {artifact.uri: artifact for artifact in theirs}
    for artifact in ours:
        if artifact.uri in joined and not artifact.uri.startswith("sitemap.xml"):
            what = "two pages have this address, one of them in the documents folder"
            problem = Problem(
                artifact.uri, Place(), "", "address-taken", what, "rename the page in the documents folder"
            )
            log.error(problem.line(Level.ERROR))
        else:
            joined[artifact.uri] = artifact
    return list(joined.values())
