"""The pages of works, the pages of results and of comparing, and the notices at old addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from ..collection.published import Published
from ..model.work import Translation
from ..rendering.jsonld import as_json, as_script, creative_work, open_graph
from ..rendering.links import Links
from ..rendering.strings import spoken, words
from ..rendering.translated import translate
from ..rendering.typed_pages import GuideViews
from ..rendering.views import Views, compare_uri, face_uri, work_uri
from ..rendering.work import WorkView
from ..rules.contact import contact_link
from .renderer import INDEX, Renderer

_NOINDEX = Markup('<meta name="robots" content="noindex">')


@dataclass(frozen=True, slots=True)
class Pages:
    """Whole pages as bytes."""

    renderer: Renderer

    def work_view(self, uri: str, each: Published) -> WorkView:
        return WorkView(self.renderer.views(uri), each, self.renderer.setting.name, guides=self.renderer.guides)

    def work(self, each: Published) -> bytes:
        """A work's page, with its record and what other pages show of a link to it in the head."""
        uri, work = work_uri(each.slug), each.work
        links = self.renderer.links(uri)
        view = {**self.work_view(uri, each).page(), "ask": self._ask(each, self.renderer.words)}
        content = self.renderer.render("work.html", uri, **view)
        told = [
            open_graph(each, links, self.renderer.setting.name),
            as_script(self._facts(each)),
            *self._work_modules(links),
        ]
        told += [_NOINDEX] if work.status != "approved" else []
        head = Markup("\n").join(told)
        return self.renderer.page(uri, work.title, work.summary, content, head=head, edit=f"works/{each.slug}/index.md")

    def _ask(self, each: Published, told: Mapping[str, str]) -> str:
        """Where a family asks for the work to be taken down: a mail that names the page, or the collection's form."""
        uri = work_uri(each.slug)
        page = self.renderer.links(uri).absolute(uri) or each.slug
        said = {name: told[f"take_down_{name}"].format(page=page) for name in ("subject", "body")}
        return contact_link(self.renderer.setting.contact, **said)

    def translation(self, each: Published, by: Translation) -> bytes:
        """The work's page in another language, with the interface in that language too."""
        uri = face_uri(each.slug, by.language.lower())
        links = self.renderer.links(uri)
        translated = translate(each.work, by)
        folder = by.language.split("-")[0]
        # The frame, and our words in it, where there is no table of that language.
        around = folder if folder in spoken() else self.renderer.setting.language
        views = Views(self.renderer.collection, links, words(around), around)
        view = WorkView(
            views, replace(each, work=translated.work), self.renderer.setting.name, translated, self.renderer.guides
        ).page()
        gallery = links.to(self.renderer.setting.gallery)
        view = {**view, "ask": self._ask(each, views.words)}
        if folder in spoken() and folder != self.renderer.setting.language:
            view = {**view, "compare": f"{links.to(compare_uri(folder))}#a={each.slug}:1"}
        content = self.renderer.templates.render("work.html", w=views.words, gallery=gallery, **view)
        head = Markup("\n").join(self._work_modules(links))
        title, summary = translated.work.title, translated.work.summary
        return self.renderer.page(uri, title, summary, content, head=head, language=around)

    def _work_modules(self, links: Links) -> tuple[Markup, ...]:
        return self.renderer.module("page/work", links), self.renderer.module("looking/student", links)

    def look(self, each: Published) -> bytes:
        """The pieces and the grade alone: neither title nor description says what to see."""
        uri = face_uri(each.slug, "look")
        view = self.work_view(uri, each).look()
        title = self.renderer.words["look_title"].format(grade=view["grade"])
        content = self.renderer.render("look.html", uri, **view)
        return self.renderer.page(uri, title, self.renderer.words["look_hint"], content, head=_NOINDEX)

    def task(self, each: Published) -> bytes:
        """The task and the scoring tool."""
        uri = face_uri(each.slug, "task")
        title = f"{self.renderer.words['task_of']} {each.work.title}"
        content = self.renderer.render("task.html", uri, **self.work_view(uri, each).task_page())
        return self.renderer.page(uri, title, self.renderer.words["task_summary"], content)

    def embed(self, each: Published) -> bytes:
        """A page of its own, outside the theme's frame."""
        uri = face_uri(each.slug, "embed")
        view = self.work_view(uri, each).embed()
        served = self.renderer.setting.served
        return (
            self.renderer.render("embed.html", uri, above=self.renderer.above, served=served, **view).lstrip().encode()
        )

    def record(self, each: Published) -> bytes:
        """A work's record: `work.json`."""
        return as_json(self._facts(each))

    def _facts(self, each: Published) -> Mapping[str, Any]:
        uri = work_uri(each.slug)
        credit = self.work_view(uri, each).label.credit()
        return creative_work(each, self.renderer.collection.vocabulary, self.renderer.links(uri), credit)

    # Search

    def search(self, uri: str, language: str) -> bytes:
        """The page of results; without a script it says where to look instead."""
        told, links = words(language), self.renderer.links(uri)
        browse = Views(self.renderer.collection, links, told, language).browse(self.renderer.collection.facets)
        content = self.renderer.templates.render(
            "results.html",
            w=told,
            gallery=links.to(self.renderer.setting.gallery),
            browse=self.renderer.templates.render("facets.html", w=told, facets=browse),
            index=links.to(INDEX),
        )
        head = self.renderer.stylesheet("searching", links) + self.renderer.module("searching/results", links)
        head = _NOINDEX + head
        return self.renderer.page(
            uri, told["search_button"], told["search_summary"], content, head=head, language=language
        )

    # Comparing

    def compare(self, uri: str, language: str, drafted: tuple[Published, ...]) -> bytes:
        """Two works side by side; the page itself begins with some that have drafts."""
        told, links = words(language), self.renderer.links(uri)
        views = Views(self.renderer.collection, links, told, language)
        content = self.renderer.templates.render(
            "compare.html",
            w=told,
            index=links.to(INDEX),
            root=links.to("index.html"),
            catcher=GuideViews(self.renderer.guides, links, told).critique(),
            works=views.cards(drafted),
        )
        head = self.renderer.stylesheet("looking", links) + self.renderer.module("looking/compare", links)
        return self.renderer.page(uri, told["compare"], told["compare_summary"], content, head=head, language=language)

    # What a work's address shows besides the work

    def waiting(self, slug: str) -> bytes:
        """The page of a work that was never right since serving began: what speaks against it stands above it all."""
        return self.renderer.page(work_uri(slug), slug, "", "", head=_NOINDEX, edit=f"works/{slug}/index.md")

    def moved(self, alias: str, each: Published) -> bytes:
        """A page at an earlier address that leads to the work."""
        uri = work_uri(alias)
        target = self.renderer.links(uri).to(work_uri(each.slug))
        content = self.renderer.render(
            "notice.html",
            uri,
            title=self.renderer.words["moved"],
            text=self.renderer.words["moved_to"],
            target=target,
            link=each.work.title,
            lang=self.renderer.views(uri).lang(each.work.language),
        )
        head = _NOINDEX + Markup('<meta http-equiv="refresh" content="0; url={}">').format(target)
        return self.renderer.page(uri, self.renderer.words["moved"], "", content, head=head)

    def withdrawn(self, slug: str) -> bytes:
        """The neutral page of a work that was taken down: neither title nor picture."""
        uri = work_uri(slug)
        words = self.renderer.words
        content = self.renderer.render(
            "notice.html",
            uri,
            title=words["withdrawn"],
            text=words["withdrawn_text"],
            target=self.renderer.links(uri).to(self.renderer.setting.gallery),
            link=words["back_to_gallery"],
            lang="",
        )
        return self.renderer.page(uri, words["withdrawn"], "", content, head=_NOINDEX)
