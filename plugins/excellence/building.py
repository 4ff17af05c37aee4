"""One build: each of its hooks unpacks what MkDocs gives, calls the core and hands over. They stand in their order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from html import escape, unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from .config import ExcellenceConfig
from .fitting import cut, fit
from .going_out import go_out
from .loading.config import CollectionConfig
from .loading.exported import Export, LeftOut, exported
from .loading.files import used
from .loading.load import Loaded, load
from .mkdocs_pages import Places, is_left_out, preview_of, said_of, source_of, way_to
from .model.finding import ERROR, Purpose
from .model.languages import language_folder
from .model.typed_pages import Guides
from .publishing.artifact import Artifact
from .publishing.publish import Outcome, publish, staged
from .reading.pages import INTROS, read_intro, title_of
from .reading.typed_pages import records_of
from .rendering.csp import with_policy
from .rendering.jinja import Compiled, listed
from .rendering.shell import HOLES, Shell
from .rendering.strings import words
from .reports import Progress, at, has_words, joined, number, reaching, report, warnings, weighed
from .resting import Resting
from .settings import budget_of, said_in, setting_of, theme_styles
from .site.site import Site
from .site.waiting import KeptOff, LastRight
from .unchanged import LastBuild

if TYPE_CHECKING:
    from .serving import Serving

log = get_plugin_logger("excellence")

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Lasting:
    """What stays over the builds of a served site; `served` is where and how it stands, and nothing for any other."""

    served: "Serving | None" = None
    compiled: Compiled = field(default_factory=Compiled)
    last_right: LastRight = field(default_factory=LastRight)


@dataclass
class Building:
    """One build of a collection; `options` are those in mkdocs.yml, `ledger` says what the site holds.

    `export` is what of the collection is built: all of it, unless a command says otherwise. `resting` knows whether
    MkDocs has anything to render: all hooks that have a page or a template to do with are called only then.
    """

    options: ExcellenceConfig
    project: CollectionConfig
    place: Path
    ledger: Path
    resting: Resting
    export: Export
    serving: bool
    lasting: Lasting
    loaded: Loaded = field(init=False)  # from on_pre_build, with the next two
    told: tuple[str, ...] = field(init=False)
    left_out: LeftOut = field(init=False)
    intros: dict[str, dict[str, str]] = field(init=False)  # from on_files, with the next: introductions, by folder
    site: Site = field(init=False)
    nav: Navigation = field(init=False)  # from on_nav, with the next two
    files: Files = field(init=False)
    places: Places = field(init=False)
    globals: dict[str, dict[str, Any]] = field(init=False)  # from on_env: what templates know of us, by language
    outcome: Outcome = field(init=False)  # from on_post_build
    words: Callable[[str], Mapping[str, str]] = field(init=False, default_factory=lambda: cache(words))

    # First of a build.
    def on_config(self, config: MkDocsConfig) -> None:
        """Our templates go before the theme's."""
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(PACKAGE / "theme"))
        theme = config.theme
        theme.get_env = lambda: listed(Theme.get_env(theme), theme.dirs)  # type: ignore[method-assign] # has no hook

    # Before MkDocs looks at a single page: a strict build ends here, with everything that is wrong.
    def on_pre_build(self, config: MkDocsConfig) -> None:
        with reaching():
            self.loaded = load(self.project, Purpose.BUILD, Progress(), log.info)
        self.loaded.memo.keep(forget=False)
        strict = config.strict or not (self.serving or has_words(self.loaded.findings))
        self.told = report(self.loaded.findings, strict=strict, preview=self.options.preview)
        self.loaded, self.left_out = exported(self.loaded, self.export)
        if any(self.left_out) and not self.loaded.collection.works:
            raise PluginError(
                f"no work is left: {len(self.left_out.by_consent)} may not be taken along, others nobody chose"
            )

    # When all files are known and none is read: only now the settings of other plugins are final.
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Introductions to facet pages are taken out of the documents: their pages are ours."""
        fit(files, config, self.options, self.loaded.findings)
        self.intros = {}
        for file in list(files.documentation_pages()):
            among = language_folder(file.src_uri)
            folder, _, name = file.src_uri.removeprefix(among).rpartition("/")
            if folder in INTROS and file.abs_src_path:
                intro = f"{INTROS[folder][0]}/{Path(name).stem.lower()}"
                self.intros.setdefault(among, {})[intro] = read_intro(Path(file.abs_src_path))
                files.remove(file)
        setting = replace(setting_of(config, self.options, files, private=self.project.preview), served=self.serving)
        self.site = Site(
            self.loaded,
            replace(setting, whole=not any(self.left_out), offline=self.export.offline),
            self.intros,
            self._guides(files, config),
            self.project.today,
            theme_styles=theme_styles(config, self.loaded.memo),
            stock=self.options.search.export_lunr,
            scripts=self.options.search.scripts,
            kept_off=self.lasting.last_right.kept_off(self.loaded) if self.serving else KeptOff(),
        )
        return Files([]) if self.resting.begin(config, self.site, self.place) else files

    def _guides(self, files: Files, config: MkDocsConfig) -> Guides:
        """The records of the pages that the site has, and where those stand."""
        addresses = {file.src_uri: file.dest_uri for file in files.documentation_pages()}
        records = {path: record for path, record in records_of(self.loaded.pages).items() if path in addresses}
        docs = Path(config.docs_dir)
        titles = {path: title_of(docs / path) or path for path in addresses}
        return Guides(records, addresses, titles)

    # After the files: shells and footers need the pages' places.
    def on_nav(self, nav: Navigation, files: Files) -> Navigation:
        self.nav, self.files = nav, files
        self.places = Places(nav, files, self.site.setting)
        return nav

    # Once a page, all of them before on_env: the search and later galleries need every page's words.
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig) -> str:
        if self.options.edit_base and page.file.abs_src_path:
            page.edit_url = f"{self.options.edit_base}{source_of(page, config)}"
        html = self.site.expand(html, page.file.dest_uri, page.title or "")
        if not self.places.is_first(page) and not is_left_out(page):
            self.site.read(said_of(page, html, self.places, self.words))
        return html

    # After the last page's content and before the first page's template.
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Titles are escaped here, since the theme prints them raw; then the frames are rendered, one a depth."""
        if self.resting.rests:
            return env
        for file in files.documentation_pages():
            if file.page is not None and file.page.title:
                file.page.title = escape(unescape(file.page.title), quote=False)
        problems = at(self.loaded.findings, ERROR) if self.serving else ()
        base = urlsplit(config.site_url or "/").path or "/"
        self.globals = {
            language: {
                **self.site.globals(language, base, problems),
                "footer_links": self.places.footer(language),
                "rooms": self.places.rooms(None, language, self.words(language)),  # for the 404; every page has its own
                "said": said_in(config, language),
            }
            for language in self.site.languages
        }
        env.bytecode_cache = self.lasting.compiled
        env.globals["excellence"] = self.globals[self.site.setting.language]
        self.site.frame({frame: self._shell(env, config, *frame) for frame in self.site.frames})
        return env

    # Once a page, right before its template.
    def on_page_context(self, context: TemplateContext, page: Page, config: MkDocsConfig) -> TemplateContext:
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
        page.edit_url = HOLES["edit"] if self.options.edit_base else None
        context: Any = get_context(self.nav, self.files, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        gallery = self.files.get_file_from_path(self.options.gallery)
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
        return cut(self.guarded(env.get_template("main.html").render(context)))

    # Once a page, and once for each template that is a page of its own, as 404.html.
    def guarded(self, html: str) -> str:
        """With a policy, but for a served page: MkDocs writes a script of its own into that, which reloads it."""
        setting = self.site.setting
        return html if self.serving else with_policy(html, offline=setting.offline, media_url=setting.media_url)

    # Last of all plugins.
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Our files join the stage, and the stage takes the site's place."""
        loaded, (theirs, pages) = self.loaded, self._theirs(config)
        artifacts = joined(theirs, self.site.artifacts(pages), private=self.project.school)
        artifacts += self.site.waiting({each.uri for each in artifacts})
        if config.strict and (counts := warnings()):
            raise PluginError(f"{counts} in strict mode: the site was left as it was.")
        progress, served = partial(Progress(), "Pages and other files"), self.lasting.served
        stored = self.site, self.options.media_store, self.project.cache

        def exchange() -> Outcome:
            if served:
                return Outcome(served.publish(artifacts, self.place, self.site, self.project, progress), {})
            return publish(artifacts, self.place, self.ledger, progress)

        self.outcome = go_out(exchange, stored, log.info)
        self.resting.remember(self.site, theirs, pages, self.outcome.tree)
        loaded.memo.keep(forget=self.whole)
        loaded.memo.close()
        if self.whole:
            loaded.cache.prune(used(loaded.collection, archives=self.options.archives))
            sizes = {uri: known.size for uri, known in self.outcome.tree.items()}
            self.told += weighed(sizes, budget_of(self.options))
        log.info(f"{self.works} in {self.place}" + ("" if self.outcome.changed else ": nothing has changed"))

    def _theirs(self, config: MkDocsConfig) -> tuple[Sequence[Artifact], Sequence[str]]:
        """MkDocs' files, and the addresses of its pages."""
        if self.resting.rests:
            return self.resting.end(config)
        documents = self.files.documentation_pages()
        pages = [each.dest_uri for each in documents if each.inclusion.is_included()]  # type: ignore[no-untyped-call]
        return list(staged(Path(config.site_dir))), pages

    @property
    def works(self) -> str:
        return number(len(self.loaded.collection.works), "work")

    @property
    def whole(self) -> bool:
        """Whether all of the collection is built, to stay: what such a build did not ask for is forgotten."""
        return not self.serving and self.export == Export()

    def on_build_error(self) -> None:
        """In place of whatever hook comes next; none of the attributes need be there yet."""
        if hasattr(self, "loaded"):
            self.loaded.memo.close()

    def last(self, depends: str) -> LastBuild | None:
        """What the next build is to know of this one; nothing where it would have to say other things.

        `depends` is a digest over what this one depended on.
        """
        if not (self.whole and depends):
            return None
        return LastBuild(depends, self.outcome.state, self.works, self.told)
