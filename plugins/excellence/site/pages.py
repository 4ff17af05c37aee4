"""The pages of works, and the notices at old addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from ..collection.collection import Collection
from ..collection.published import Published
from ..model.typed_pages import Guides
from ..model.work import Translation
from ..rendering.jinja import Templates
from ..rendering.jsonld import as_json, as_script, creative_work, open_graph
from ..rendering.links import Links
from ..rendering.shell import Fill, Shell
from ..rendering.strings import spoken, words
from ..rendering.translated import translate
from ..rendering.typed_pages import GuideViews
from ..rendering.views import Views, compare_uri, face_uri, work_uri
from ..rendering.work import WorkView
from .assets import Assets

# What a browser reads first of the search's index.
INDEX = "search/meta.json"
_NOINDEX = Markup('<meta name="robots" content="noindex">')


@dataclass(frozen=True, slots=True)
class Setting:
    """What pages need to know of the site around them.

    `name` is the collection's, `edit` where a file can be edited, ending in a slash, `submit` the page that says how to
    send work, where there is one, `contact` an e-mail address or a page. `served` is a site on the curator's own
    computer, whose pages load themselves anew.
    """

    name: str = ""
    site_url: str = ""
    directory_urls: bool = True
    language: str = "en"
    gallery: str = "gallery/index.html"
    edit: str = ""
    submit: str = ""
    contact: str = ""
    served: bool = False


@dataclass(slots=True)
class Pages:
    """Renders the collection's pages into the theme's frames, one frame a depth. `above` stands over what they say."""

    collection: Collection
    setting: Setting
    words: Mapping[str, str]
    shell: Callable[[int, str], Shell]
    assets: Assets
    guides: Guides = field(default_factory=Guides)
    templates: Templates = field(default_factory=Templates)
    above: Markup = field(default_factory=Markup)

    def links(self, uri: str) -> Links:
        return Links(uri, self.setting.directory_urls, self.setting.site_url)

    def views(self, uri: str) -> Views:
        return Views(self.collection, self.links(uri), self.words, self.setting.language)

    def render(self, template: str, uri: str, **values: Any) -> Markup:
        gallery = self.links(uri).to(self.setting.gallery)
        return self.templates.render(template, w=self.words, gallery=gallery, **values)

    def page(
        self,
        uri: str,
        title: str,
        description: str,
        content: str,
        *,
        head: str = "",
        edit: str = "",
        language: str = "",
    ) -> bytes:
        """A whole page in the frame that fits its depth and language (the site's, if none is named)."""
        canonical = self.links(uri).absolute(uri)
        content = f"{self.above}{content}"
        fill = Fill(title, description or title, content, canonical, f"{self.setting.edit}{edit}" if edit else "", head)
        return self.shell(uri.count("/"), language).fill(fill).encode()

    # Works

    def work_view(self, uri: str, each: Published) -> WorkView:
        return WorkView(self.views(uri), each, self.setting.name, guides=self.guides)

    def work(self, each: Published) -> bytes:
        """A work's page, with its record and what other pages show of a link to it in the head."""
        uri, work = work_uri(each.slug), each.work
        content = self.render("work.html", uri, **self.work_view(uri, each).page())
        links = self.links(uri)
        told = [open_graph(each, links, self.setting.name), as_script(self._facts(each)), *self._work_modules(links)]
        told += [_NOINDEX] if work.status != "approved" else []
        head = Markup("\n").join(told)
        return self.page(uri, work.title, work.summary, content, head=head, edit=f"works/{each.slug}/index.md")

    def translation(self, each: Published, by: Translation) -> bytes:
        """The work's page in another language, with the interface in that language too."""
        uri = face_uri(each.slug, by.language.lower())
        links = self.links(uri)
        translated = translate(each.work, by)
        folder = by.language.split("-")[0]
        # The frame, and our words in it, where there is no table of that language.
        around = folder if folder in spoken() else self.setting.language
        views = Views(self.collection, links, words(around), around)
        view = WorkView(views, replace(each, work=translated.work), self.setting.name, translated, self.guides).page()
        gallery = links.to(self.setting.gallery)
        if folder in spoken() and folder != self.setting.language:
            view = {**view, "compare": f"{links.to(compare_uri(folder))}#a={each.slug}:1"}
        content = self.templates.render("work.html", w=views.words, gallery=gallery, **view)
        head = Markup("\n").join(self._work_modules(links))
        title, summary = translated.work.title, translated.work.summary
        return self.page(uri, title, summary, content, head=head, language=around)

    def _work_modules(self, links: Links) -> tuple[Markup, ...]:
        return self.module("page/work", links), self.module("looking/student", links)

    def sheet(self, name: str, links: Links) -> Markup:
        """The link to a stylesheet that only some pages have."""
        return Markup('<link rel="stylesheet" href="{}">').format(links.to(self.assets.sheets[name].uri))

    def module(self, name: str, links: Links) -> Markup:
        return Markup('<script type="module" src="{}"></script>').format(links.to(self.assets.modules[name].uri))

    def look(self, each: Published) -> bytes:
        """The pieces and the grade alone: neither title nor description says what to see."""
        uri = face_uri(each.slug, "look")
        view = self.work_view(uri, each).look()
        title = self.words["look_title"].format(grade=view["grade"])
        content = self.render("look.html", uri, **view)
        return self.page(uri, title, self.words["look_hint"], content, head=_NOINDEX)

    def task(self, each: Published) -> bytes:
        """The task and the scoring tool."""
        uri = face_uri(each.slug, "task")
        title = f"{self.words['task_of']} {each.work.title}"
        content = self.render("task.html", uri, **self.work_view(uri, each).task_page())
        return self.page(uri, title, self.words["task_summary"], content)

    def embed(self, each: Published) -> bytes:
        """A page of its own, outside the theme's frame."""
        uri = face_uri(each.slug, "embed")
        view = self.work_view(uri, each).embed()
        served = self.setting.served
        return self.render("embed.html", uri, above=self.above, served=served, **view).lstrip().encode()

    def record(self, each: Published) -> bytes:
        """A work's record: `work.json`."""
        return as_json(self._facts(each))

    def _facts(self, each: Published) -> Mapping[str, Any]:
        uri = work_uri(each.slug)
        credit = self.work_view(uri, each).label.credit()
        return creative_work(each, self.collection.vocabulary, self.links(uri), credit)

    # Search

    def search(self, uri: str, language: str) -> bytes:
        """The page of results; without a script it says where to look instead."""
        told, links = words(language), self.links(uri)
        browse = Views(self.collection, links, told, language).browse(self.collection.facets)
        content = self.templates.render(
            "results.html",
            w=told,
            gallery=links.to(self.setting.gallery),
            browse=self.templates.render("facets.html", w=told, facets=browse),
            index=links.to(INDEX),
        )
        head = _NOINDEX + self.sheet("find", links) + self.module("searching/results", links)
        return self.page(uri, told["search_button"], told["search_summary"], content, head=head, language=language)

    # Comparing

    def compare(self, uri: str, language: str, drafted: tuple[Published, ...]) -> bytes:
        """Two works side by side; the page itself begins with some that have drafts."""
        told, links = words(language), self.links(uri)
        views = Views(self.collection, links, told, language)
        content = self.templates.render(
            "compare.html",
            w=told,
            index=links.to(INDEX),
            root=links.to("index.html"),
            catcher=GuideViews(self.guides, links, told).critique(),
            works=views.cards(drafted),
        )
        head = self.sheet("looking", links) + self.module("looking/compare", links)
        return self.page(uri, told["compare"], told["compare_summary"], content, head=head, language=language)

    # What a work's address shows besides the work

    def waiting(self, slug: str) -> bytes:
        """The page of a work that was never right since serving began: what speaks against it stands above it all."""
        return self.page(work_uri(slug), slug, "", "", head=_NOINDEX, edit=f"works/{slug}/index.md")

    def moved(self, alias: str, each: Published) -> bytes:
        """A page at an earlier address that leads to the work."""
        uri = work_uri(alias)
        target = self.links(uri).to(work_uri(each.slug))
        content = self.render(
            "notice.html",
            uri,
            title=self.words["moved"],
            text=self.words["moved_to"],
            target=target,
            link=each.work.title,
            lang=self.views(uri).lang(each.work.language),
        )
        head = _NOINDEX + Markup('<meta http-equiv="refresh" content="0; url={}">').format(target)
        return self.page(uri, self.words["moved"], "", content, head=head)

    def withdrawn(self, slug: str) -> bytes:
        """The neutral page of a work that was taken down: neither title nor picture."""
        uri = work_uri(slug)
        words = self.words
        content = self.render(
            "notice.html",
            uri,
            title=words["withdrawn"],
            text=words["withdrawn_text"],
            target=self.links(uri).to(self.setting.gallery),
            link=words["back_to_gallery"],
            lang="",
        )
        return self.page(uri, words["withdrawn"], "", content, head=_NOINDEX)
