"""The MkDocs side: each hook unpacks what MkDocs gives, calls the core and hands over."""

from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from .config import ExcellenceConfig
from .fitting import check_site, cut, fit
from .loading.config import CollectionConfig
from .loading.exported import Export, LeftOut, exported
from .loading.files import used
from .loading.load import Loaded, load
from .mkdocs_pages import Places, is_left_out, preview_of, said_of, source_of, way_to
from .model.finding import ERROR, Purpose
from .model.languages import language_folder
from .model.typed_pages import Guides
from .publishing.artifact import token
from .publishing.publish import clear, forget, publish, recover, stage_of, staged
from .reading.evidence import EVIDENCE
from .reading.pages import INTROS, read_intro, title_of
from .reading.typed_pages import records_of
from .rendering.csp import with_policy
from .rendering.jinja import Compiled, listed
from .rendering.shell import HOLES, Shell
from .rendering.strings import words
from .reports import at, has_words, joined, number, report, warnings
from .serving import attend
from .settings import collection_config, said_in, setting_of, theme_styles
from .site.site import Site
from .site.waiting import KeptOff, LastRight
from .turns import wait_for

log = get_plugin_logger("excellence")

PACKAGE = Path(__file__).parent


class ExcellencePlugin(BasePlugin[ExcellenceConfig]):  # type: ignore[no-untyped-call] # mkdocs' base has no types
    """Publishes the works of a collection within a Material site. Its hooks stand in the order of their calls.

    It keeps its state over the builds of a served site, since it has `on_startup`.
    """

    serving = deploying = False
    compiled = Compiled()
    export = Export()  # what of the collection is built; all of it, unless a command says otherwise
    last_right: LastRight  # from on_startup
    project: CollectionConfig  # from on_config, with the next three
    place: Path  # where the site goes; MkDocs builds beside it
    ledger: Path
    _done: Callable[[], None]
    loaded: Loaded  # from on_pre_build, with the next
    left_out: LeftOut
    intros: dict[str, dict[str, str]]  # from on_files, with the next: introductions to facet pages, by folder
    site: Site
    nav: Navigation  # from on_nav, with the next two
    files: Files
    places: Places
    globals: dict[str, dict[str, Any]]  # from on_env: what the theme's templates know of us, by language

    # Once, before the first build: only here MkDocs tells whether it serves.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.deploying = command == "serve", command == "gh-deploy"
        self.last_right = LastRight()

    # First of a build: where the site goes must be known before anything is written.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """The site is built beside its place and exchanged when it is whole; our templates go before the theme's."""
        check_site(config, self.config, deploying=self.deploying)
        project = collection_config(config, self.config)
        # What a school hands on holds no work that only it may see.
        kept = project.preview and not self.export.offline
        self.project = replace(project, preview=kept or self._preview(config))
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(PACKAGE / "theme"))
        theme = config.theme
        theme.get_env = lambda: listed(Theme.get_env(theme), theme.dirs)  # type: ignore[method-assign] # has no hook
        self._done = wait_for(self.project.cache)
        self.place = Path(config.site_dir)
        self.ledger = self.project.cache / f"site-{token(str(self.place))[:16]}.json"
        recover(self.place)
        clear(stage_of(self.place))
        config.site_dir = str(stage_of(self.place))
        return config

    def _preview(self, config: MkDocsConfig) -> bool:
        """Whoever serves the collection sees works before they are approved; nobody else ever does."""
        host = urlsplit(config.site_url or "").hostname
        if self.config.preview and host not in (None, "localhost", "127.0.0.1"):
            raise PluginError(
                f"preview shows works that are not approved, and {host} is public: take one of the two out"
            )
        return self.serving or self.config.preview

    # Before MkDocs looks at a single page: a strict build ends here, with everything that is wrong.
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        self.loaded = load(self.project, Purpose.BUILD, _progress)
        self.loaded.memo.keep(forget=False)
        strict = config.strict or not (self.serving or has_words(self.loaded.findings))
        report(self.loaded.findings, strict=strict, preview=self.config.preview)
        self.loaded, self.left_out = exported(self.loaded, self.export)
        if any(self.left_out) and not self.loaded.collection.works:
            raise PluginError(
                f"no work is left: {len(self.left_out.by_consent)} may not be taken along, others nobody chose"
            )

    # When all files are known and none is read: only now the settings of other plugins are final.
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Introductions to facet pages are taken out of the documents: their pages are ours."""
        fit(files, config, self.config, self.loaded.findings)
        self.intros = {}
        for file in list(files.documentation_pages()):
            among = language_folder(file.src_uri)
            folder, _, name = file.src_uri.removeprefix(among).rpartition("/")
            if folder in INTROS and file.abs_src_path:
                intro = f"{INTROS[folder][0]}/{Path(name).stem.lower()}"
                self.intros.setdefault(among, {})[intro] = read_intro(Path(file.abs_src_path))
                files.remove(file)
        setting = replace(setting_of(config, self.config, files), served=self.serving, private=self.project.preview)
        self.site = Site(
            self.loaded,
            replace(setting, whole=not any(self.left_out), offline=self.export.offline),
            self.intros,
            self._guides(files, config),
            self.project.today,
            theme_styles=theme_styles(config, self.loaded.memo),
            stock=self.config.search.export_lunr,
            scripts=self.config.search.scripts,
            kept_off=self.last_right.kept_off(self.loaded) if self.serving else KeptOff(),
        )
        return files

    def _guides(self, files: Files, config: MkDocsConfig) -> Guides:
        """The records of the pages that the site has, and where those stand."""
        addresses = {file.src_uri: file.dest_uri for file in files.documentation_pages()}
        records = {path: record for path, record in records_of(self.loaded.pages).items() if path in addresses}
        docs = Path(config.docs_dir)
        titles = {path: title_of(docs / path) or path for path in addresses}
        return Guides(records, addresses, titles)

    # After the files: shells and footers need the pages' places.
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.nav, self.files = nav, files
        self.places = Places(nav, files, self.site.setting)
        return nav

    # Once a page, all of them before on_env: the search and later galleries need every page's words.
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        if self.config.edit_base and page.file.abs_src_path:
            page.edit_url = f"{self.config.edit_base}{source_of(page, config)}"
        html = self.site.expand(html, page.file.dest_uri, page.title or "")
        if not self.places.is_first(page) and not is_left_out(page):
            self.site.read(said_of(page, html, self.places))
        return html

    # After the last page's content and before the first page's template.
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Titles are escaped here, since the theme prints them raw; then the frames are rendered, one a depth."""
        for file in files.documentation_pages():
            if file.page is not None and file.page.title:
                file.page.title = escape(unescape(file.page.title), quote=False)
        problems = at(self.loaded.findings, ERROR) if self.serving else ()
        base = urlsplit(config.site_url or "/").path or "/"
        self.globals = {
            language: {
                **self.site.globals(language, base, problems),
                "footer_links": self.places.footer(language),
                "rooms": self.places.rooms(None, language, words(language)),  # for the 404; every page has its own
                "said": said_in(config, language),
            }
            for language in self.site.languages
        }
        env.bytecode_cache = self.compiled
        env.globals["excellence"] = self.globals[self.site.setting.language]
        self.site.frame({frame: self._shell(env, config, *frame) for frame in self.site.frames})
        return env

    # Once a page, right before its template.
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The interface speaks the language that a page is in, where there is a table of it."""
        language, (edition, uri) = self.places.language(page), self.site.around(page.file.dest_uri)
        words = self.globals.get(language, self.globals[self.site.setting.language])
        absolute = self.site.first.renderer.links("index.html").absolute
        alternates = [{**each._asdict(), "address": absolute(each.place)} for each in edition.renderer.alternates(uri)]
        around, first = self.places.around(page, language, words["words"]), self.places.is_first(page)
        told = preview_of(page, config, language, first=first)
        context["excellence"] = {  # type: ignore[typeddict-unknown-key] # the theme's own variable
            **words,
            **around,
            "head": edition.linked(uri, told, way_to(page, around["crumbs"], told), first=first),
            "tongues": edition.renderer.switch(uri),
            "alternates": alternates if config.site_url else (),
        }
        return context

    def _shell(self, env: Environment, config: MkDocsConfig, depth: int, language: str) -> Shell:
        """The theme's frame for pages that lie `depth` folders deep, with the gallery as the place one is at."""
        file = File.generated(config, "/".join(["x"] * depth + ["index.md"]), content="")
        page = Page(HOLES["title"], file, config)
        page.meta = {"description": HOLES["description"], "hide": ["navigation", "toc"]}
        page.content = HOLES["content"]
        page.canonical_url = HOLES["canonical"] if config.site_url else None
        page.edit_url = HOLES["edit"] if self.config.edit_base else None
        context: Any = get_context(self.nav, self.files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        gallery = self.files.get_file_from_path(self.config.gallery)
        words = self.globals[language]
        context["excellence"] = {
            **words,
            "head": HOLES["head"],
            "notice": "",
            "rooms": self.places.rooms(gallery.page if gallery else None, language, words["words"], framed=True),
            "in_evidence": HOLES["evidence"],
            "crumbs": (),
            "tongues": HOLES["tongues"],
            "alternates": (),
        }
        return cut(self._guarded(env.get_template("main.html").render(context)))

    def _guarded(self, html: str) -> str:
        """With a policy, but for a served page: MkDocs writes a script of its own into that, which reloads it."""
        return html if self.serving else with_policy(html, offline=self.export.offline)

    # Once a page, when it is whole.
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        return self._guarded(output)

    # Once for each template that is a page of its own, as 404.html.
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self._guarded(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Last of all plugins: our files join the stage, and the stage takes the site's place."""
        stage, loaded = Path(config.site_dir), self.loaded
        documents = self.files.documentation_pages()
        pages = [each.dest_uri for each in documents if each.inclusion.is_included()]  # type: ignore[no-untyped-call]
        artifacts = joined(staged(stage), self.site.artifacts(pages), private=self.project.school)
        artifacts += self.site.waiting({each.uri for each in artifacts})
        if config.strict and (counts := warnings()):
            raise PluginError(f"{counts} in strict mode: the site was left as it was.")
        try:
            changed = publish(artifacts, self.place, self.ledger)
        except OSError as error:
            remedy = "make room, or check the permissions, and build again"
            raise PluginError(f"the site could not be written ({error.strerror or error}); {remedy}") from error
        clear(stage)
        whole = not self.serving and self.export == Export()
        loaded.memo.keep(forget=whole)
        loaded.memo.close()
        if whole:
            loaded.cache.prune(used(loaded.collection))
        config.site_dir = str(self.place)
        self._done()
        works = number(len(loaded.collection.works), "work")
        log.info(f"{works} in {self.place}" + ("" if changed else ": nothing has changed"))

    # In place of whatever hook comes next; none of the attributes need be there yet.
    def on_build_error(self, *, error: Exception) -> None:
        """The half-made stage goes; the site stays as it was."""
        if hasattr(self, "place"):
            clear(stage_of(self.place))
        if hasattr(self, "loaded"):
            self.loaded.memo.close()
        if hasattr(self, "_done"):
            self._done()

    # Once, when serving ends.
    def on_shutdown(self) -> None:
        """A served site is a temporary one: what stood beside it goes with it."""
        if self.serving and hasattr(self, "place"):
            forget(self.place, self.ledger)

    # After the first build of a served site.
    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        evidence = self.project.works.parent / EVIDENCE
        private = [evidence] if self.project.school and evidence.is_dir() else []
        folders = (self.project.works, *private, PACKAGE / "theme", PACKAGE / "assets", PACKAGE / "rendering")
        return attend(server, folders, len(self.loaded.readings))


def _progress(done: int, total: int) -> None:
    if total and (done == total or done % max(total // 10, 1) == 0):
        log.info(f"Pictures: {done} of {total}")
