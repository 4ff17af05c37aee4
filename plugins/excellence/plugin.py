"""The MkDocs side: whether there is anything to build, and its hooks, which hand over to what builds.

What builds is imported only where something is to be built: it takes longer than to see that nothing is.
"""

import gc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from .config import ExcellenceConfig, root_of, today
from .model.meeting import EVIDENCE
from .publishing.artifact import token
from .publishing.publish import clear, forget, recover, stage_of, state_of
from .turns import wait_for
from .unchanged import Depends, LastBuild, Unchanged, depends_on, last_build, remember

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from .building import Building, Lasting
    from .loading.exported import Export
    from .serving import Serving


class ExcellencePlugin(BasePlugin[ExcellenceConfig]):  # type: ignore[no-untyped-call] # mkdocs' base has no types
    """Publishes the works of a collection within a Material site. Its hooks stand in the order of their calls.

    It keeps its state over the builds of a served site, since it has `on_startup`.
    """

    serving = deploying = False
    export: "Export | None" = None  # what a command wants of the collection; None for the site itself
    lasting: "Lasting | None"  # from on_startup
    place: Path  # where the site goes, from on_config with all the next; MkDocs builds beside it
    ledger: Path
    record: Path  # of the last build
    depends: Depends
    unchanged: Unchanged | None  # one of the two does what the hooks are for
    building: "Building"
    _done: Callable[[], None]

    # Once, before the first build: only here MkDocs tells whether it serves.
    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.deploying = command == "serve", command == "gh-deploy"
        self.lasting = None

    # First of a build: where the site goes must be known before anything is written.
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig | None:
        """The site is built beside its place and exchanged when it is whole."""
        cache = root_of(config) / self.config.cache_dir
        self.place = Path(config.site_dir)
        name = token(str(self.place))[:16]
        self.ledger, self.record = cache / f"site-{name}.json", cache / f"last-{name}.json"
        self.depends = self._depends(config)
        # What speaks against a build is told before anything is written.
        building = None if self._last() else self._building(config)
        self._done = wait_for(cache)
        recover(self.place)
        clear(stage_of(self.place))
        last = self._last()
        self.unchanged = Unchanged(last) if last and last.site == state_of(self.place) else None
        if self.unchanged:
            self.unchanged.begin(config)
        else:
            self.record.unlink(missing_ok=True)
            self.building = building or self._building(config)
            self.building.on_config(config)
        config.site_dir = str(stage_of(self.place))
        return config

    def _depends(self, config: MkDocsConfig) -> Depends:
        """What this build depends on; nothing where it is no ordinary one, whose every warning would end it."""
        # A store is looked at by every build, whatever has changed here.
        if self.serving or self.export is not None or not config.strict or self.config.media_store:
            return Depends()
        works = root_of(config) / self.config.works_dir
        return depends_on(config, (works, works.parent / EVIDENCE), (today(), self.deploying))

    def _last(self) -> LastBuild | None:
        """The last build, where this one would make the same site."""
        last = last_build(self.record) if self.depends.whole else None
        return last if last and last.depends == self.depends.whole else None

    def _building(self, config: MkDocsConfig) -> "Building":
        # A build makes many records that stay, and few circles: to look for those so often takes a seventh of its time.
        gc.set_threshold(50_000, 20, 20)
        from .building import Building, Lasting
        from .fitting import project_of
        from .loading.exported import Export
        from .resting import Resting

        export = self.export or Export()
        self.lasting = self.lasting or Lasting(self._served())
        project = project_of(
            config, self.config, offline=export.offline, serving=self.serving, deploying=self.deploying
        )
        resting = Resting(self.ledger.with_name(f"pages-{self.ledger.name}"), self.depends.around)
        return Building(self.config, project, self.place, self.ledger, resting, export, self.serving, self.lasting)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        if self.unchanged:
            self.unchanged.tell()
        else:
            self.building.on_pre_build(config)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return Files([]) if self.unchanged else self.building.on_files(files, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        return nav if self.unchanged else self.building.on_nav(nav, files)

    def on_page_content(self, html: str, *, page: "Page", config: MkDocsConfig, files: Files) -> str:
        return self.building.on_page_content(html, page, config)

    def on_env(self, env: "Environment", *, config: MkDocsConfig, files: Files) -> "Environment":
        return env if self.unchanged else self.building.on_env(env, config, files)

    def on_page_context(
        self, context: "TemplateContext", *, page: "Page", config: MkDocsConfig, nav: Navigation
    ) -> "TemplateContext":
        return self.building.on_page_context(context, page, config)

    def on_post_page(self, output: str, *, page: "Page", config: MkDocsConfig) -> str:
        return self.building.guarded(output)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        return self.building.guarded(output_content) if template_name.endswith(".html") else output_content

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Last of all plugins."""
        if not self.unchanged:
            self.building.on_post_build(config)
        clear(stage_of(self.place))
        config.site_dir = str(self.place)
        if self.unchanged:
            self.unchanged.end(config)
        elif last := self.building.last(self.depends.whole):
            remember(self.record, last)
        self._done()

    # In place of whatever hook comes next; none of the attributes need be there yet.
    def on_build_error(self, *, error: Exception) -> None:
        """The half-made stage goes; the site stays as it was. What the disk refuses is nobody's programming error."""
        if hasattr(self, "place"):
            with suppress(OSError):
                clear(stage_of(self.place))
        if hasattr(self, "building"):
            self.building.on_build_error()
        if hasattr(self, "_done"):
            self._done()
        if isinstance(error, OSError):
            from .reports import end_for

            end_for(error)

    # Once, when serving ends.
    def on_shutdown(self) -> None:
        """A served site is a temporary one: what stood beside it goes with it."""
        if self.serving and hasattr(self, "place"):
            forget(self.place, self.ledger)

    # After the first build of a served site.
    def on_serve(self, server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
        from .serving import Serving  # with --clean MkDocs serves what it calls a build

        served = self.building.lasting.served or Serving()
        return served.attend(server, self.building.project)

    def _served(self) -> "Serving | None":
        """What a served site has more than another."""
        if not self.serving:
            return None
        from .serving import Serving

        return Serving()
