"""The pages of works, the pages of results and of comparing, and the notices at old addresses."""

import io
import zipfile
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from ..collection.published import Published
from ..media import Cache
from ..media.pictures import title_card
from ..model.languages import spoken
from ..model.work import Translation, Work
from ..rendering.cite import is_reserved
from ..rendering.fonts import has_letters
from ..rendering.iiif import alternate
from ..rendering.jsonld import as_json, as_script, open_graph
from ..rendering.linked import Node, trail
from ..rendering.links import Links
from ..rendering.oembed import oembed, oembed_link
from ..rendering.references import REFERENCES
from ..rendering.stations import as_data
from ..rendering.translated import translate, translation_in
from ..rendering.typed_pages import GuideViews
from ..rendering.views import face_uri, facet_uri, work_uri
from ..rendering.work import WorkView
from ..rules.contact import contact_link
from .panel import PanelPages
from .renderer import Renderer

# The same for programs that gather texts and pictures to train on, in the three ways in which they may read it.
_RESERVED = Markup('<meta name="tdm-reservation" content="1"><meta name="robots" content="noai, noimageai">')
_NOINDEX = Markup('<meta name="robots" content="noindex">')


@dataclass(frozen=True, slots=True)
class Pages:
    """Whole pages as bytes; `panel` is what a private preview says of works that wait."""

    renderer: Renderer
    panel: PanelPages | None = None
    # The work that was asked for last, and its view: its files are made one after another.
    _last: dict[int, tuple[Published, WorkView]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def whole(self, each: Published) -> WorkView:
        """The work as its own page shows it."""
        if id(each) not in self._last:
            self._last.clear()
            self._last[id(each)] = each, self.work_view(work_uri(each.slug), each)
        return self._last[id(each)][1]

    def work_view(self, uri: str, each: Published, by: Translation | None = None) -> WorkView:
        """In the words of a translation; of that into the language of these pages, if none is named."""
        by, views = by or translation_in(each.work, self.renderer.language), self.renderer.views(uri)
        told = translate(each.work, by) if by else None
        shown = replace(each, work=told.work) if told else each
        setting = self.renderer.setting
        return WorkView(views, shown, setting.name, told, self.renderer.guides, setting.languages, setting.archives)

    def work(self, each: Published) -> bytes:
        """A work's page, with its record and what other pages show of a link to it in the head."""
        return self._work(each, work_uri(each.slug))

    def translation(self, each: Published, by: Translation) -> bytes:
        """The page of a work in a language that the site is not in, with the interface in that too, if there is any."""
        folder = by.language.split("-")[0]
        pages = replace(self, renderer=self.renderer.speaking(folder)) if folder in spoken() else self
        return pages._work(each, face_uri(each.slug, by.language.lower()), by)

    def _work(self, each: Published, uri: str, by: Translation | None = None) -> bytes:
        links, whole = self.renderer.links(uri), self.work_view(uri, each, by) if by else self.whole(each)
        work = whole.work
        private = bool(self.renderer.setting.school)
        # Nobody outside a school sees what is private to it, so that there is nothing to share.
        shown = {**whole.page(), **(dict.fromkeys(("embed", "classroom", "manifest"), "") if private else {})}
        content = self.renderer.render("work.html", uri, **shown, ask=self._ask(each), waits=self._waits(work))
        content = self.told(each.slug) + content
        told = [
            "" if private else open_graph(whole.each, links, self.renderer.setting.name),
            "" if by or private else as_script(whole.linked, self._trail(uri, work)),
            alternate(shown["manifest"]),
            "" if by or private else oembed_link(whole.each, links),
            *self._work_modules(links),
            "" if work.status == "approved" else _NOINDEX,
            _RESERVED if is_reserved(work.license) and not private else "",
        ]
        told_by = by or translation_in(each.work, self.renderer.language)
        file = f"index.{told_by.language}.md" if told_by else "index.md"
        return self.renderer.page(
            uri,
            work.title,
            work.summary,
            content,
            head=Markup("\n").join(filter(None, told)),
            edit=f"works/{each.slug}/{file}",
            meant=work_uri(each.slug),
        )

    def told(self, slug: str) -> Markup:
        """What curators alone are told of a work."""
        return self.panel.above(slug) if self.panel else Markup()

    def _waits(self, work: Work) -> str:
        """What a school's own site says above a work that no panel has approved; a preview says more of it."""
        outside = self.renderer.setting.school and work.status != "approved"
        return self.renderer.words["private_work"] if outside else ""

    def _ask(self, each: Published) -> str:
        """Where a family asks for the work to be taken down: a mail that names the page, or the collection's form."""
        uri, told = work_uri(each.slug), self.renderer.words
        page = self.renderer.links(uri).absolute(uri) or each.slug
        said = {name: told[f"take_down_{name}"].format(page=page) for name in ("subject", "body")}
        return contact_link(self.renderer.setting.contact, **said)

    def _work_modules(self, links: Links) -> tuple[Markup, ...]:
        return self.renderer.module("page/work", links), self.renderer.module("looking/student", links)

    def look(self, each: Published) -> bytes:
        """The pieces and the grade alone: neither title nor description says what to see."""
        uri = face_uri(each.slug, "look")
        view = self.work_view(uri, each).look()
        title = self.renderer.words["look_title"].format(grade=view["grade"])
        content = self.renderer.render("look.html", uri, **view)
        head = _NOINDEX + self.renderer.module("page/trail", self.renderer.links(uri))
        return self.renderer.page(uri, title, self.renderer.words["look_hint"], content, head=head)

    def task(self, each: Published) -> bytes:
        """The task and the scoring tool."""
        uri = face_uri(each.slug, "task")
        view = self.work_view(uri, each)
        title = f"{self.renderer.words['task_of']} {view.work.title}"
        content = self.renderer.render("task.html", uri, **view.task_page())
        return self.renderer.page(uri, title, self.renderer.words["task_summary"], content)

    def embed(self, each: Published, alias: str = "") -> bytes:
        """A page of its own, outside the theme's frame; at an earlier address it is the same, since it stands in pages
        of other people."""
        uri = face_uri(alias or each.slug, "embed")
        view = self.work_view(uri, each).embed()
        served = self.renderer.setting.served
        return (
            self.renderer.render("embed.html", uri, above=self.renderer.above, served=served, **view).lstrip().encode()
        )

    def oembed(self, each: Published) -> bytes:
        """What programs ask for that embed the work in a page of somebody else's: `oembed.json`."""
        view = self.whole(each)
        return oembed(
            view.each,
            view.views.links,
            view.label.credit(self.renderer.setting.name),
            self.renderer.setting.name,
        )

    def record(self, each: Published) -> bytes:
        """A work's record: `work.json`."""
        return as_json(self.whole(each).linked)

    def title_card(self, each: Published) -> bytes:
        """What links to a work without pictures show elsewhere."""
        setting, facts = self.renderer.setting, self.renderer.views(work_uri(each.slug)).card(each)["facts"]
        serif, sans = (
            self.renderer.assets.font(name).content for name in ("excellence-serif-600", "excellence-sans-400")
        )
        line, name = (text if has_letters(text) else "" for text in (facts, setting.name))
        return title_card(each.work.title, line, name, serif, sans)

    def reference(self, each: Published, form: str) -> bytes:
        """What a program that keeps references reads: `cite.bib`, `cite.ris` or `cite.json`."""
        view = self.whole(each)
        return REFERENCES[form](view.label.work, view.citations.cited).encode()

    def archive(self, each: Published, cache: Cache) -> bytes:
        """Everything of a work in one file: the same bytes whenever the same things are in it."""
        found = io.BytesIO()
        with zipfile.ZipFile(found, "w") as archive:
            for name, content in self.whole(each).inside():
                data = content.encode() if isinstance(content, str) else cache.path(content).read_bytes()
                entry = zipfile.ZipInfo(name)  # dated 1980, as far back as an archive can be
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                archive.writestr(entry, data)
        return found.getvalue()

    def _trail(self, uri: str, work: Work) -> Node:
        """The way to a work's page, as the page shows it."""
        renderer, absolute = self.renderer, self.renderer.links(uri).absolute
        grade = renderer.collection.vocabulary.label("grades", work.grades[0])
        return trail(
            [
                (renderer.words["gallery"], absolute(renderer.setting.gallery)),
                (grade, absolute(facet_uri("grade", work.grades[0]))),
                (work.title, absolute(uri)),
            ]
        )

    # Sets

    def station(self, each: Published) -> bytes:
        """What a set needs to know of a work; no page."""
        return as_data(self.work_view("index.html", each))

    def walk(self, uri: str, tool: Markup) -> bytes:
        """The page on which sets are put together, planned, walked and printed; `tool` is what does it."""
        told = self.renderer.words
        content = self.renderer.render("walk.html", uri, tool=tool)
        return self.renderer.page(uri, told["walk"], told["walk_summary"], content)

    # Search

    def search(self, uri: str) -> bytes:
        """The page of results; without a script it says where to look instead."""
        told, links = self.renderer.words, self.renderer.links(uri)
        browse = self.renderer.views(uri).browse(self.renderer.collection.facets)
        content = self.renderer.render(
            "results.html",
            uri,
            browse=self.renderer.render("facets.html", uri, facets=browse),
            index=links.to(self.renderer.index),
            gather=self.renderer.gather(uri),
        )
        head = self.renderer.stylesheet("searching", links) + self.renderer.module("searching/results", links)
        return self.renderer.page(uri, told["search_button"], told["search_summary"], content, head=_NOINDEX + head)

    # Comparing

    def compare(self, uri: str, drafted: tuple[Published, ...]) -> bytes:
        """Two works side by side; the page itself begins with some that have drafts."""
        told, links = self.renderer.words, self.renderer.links(uri)
        content = self.renderer.render(
            "compare.html",
            uri,
            index=links.to(self.renderer.index),
            root=links.to("index.html"),
            catcher=GuideViews(self.renderer.guides, links, told).critique(),
            works=self.renderer.views(uri).cards(drafted),
        )
        head = self.renderer.stylesheet("looking", links) + self.renderer.module("looking/compare", links)
        return self.renderer.page(uri, told["compare"], told["compare_summary"], content, head=head)

    # What a work's address shows besides the work

    def waiting(self, slug: str) -> bytes:
        """The page of a work that was never right since serving began: what speaks against it stands above it all."""
        return self.renderer.page(work_uri(slug), slug, "", "", head=_NOINDEX, edit=f"works/{slug}/index.md")

    def moved_work(self, alias: str, each: Published, face: str = "") -> bytes:
        """A page at an earlier address of a work, or of one of its faces; that to look at tells no title."""
        old, new = (face_uri(name, face) if face else work_uri(name) for name in (alias, each.slug))
        if face == "look":
            link = self.renderer.words["look_title"].format(grade=self.work_view(old, each).look()["grade"])
            return self.moved(old, new, link)
        shown = self.renderer.views(old).told(each.work)
        # A page in a language that the site is not in has no twin in those that it is in.
        meant = "" if face in ("", "task") else work_uri(alias)
        return self.moved(old, new, shown.title, self.renderer.views(old).lang(shown.language), meant)

    def moved(self, old: str, new: str, link: str, lang: str = "", meant: str = "") -> bytes:
        """A page at an earlier address that leads to where it is now.

        A script takes the question and the fragment of the address along; without one, browsers drop both.
        """
        links, words = self.renderer.links(old), self.renderer.words
        target = links.to(new)
        title = words["moved" if new.startswith("works/") else "moved_page"]
        told = {"title": title, "text": words["moved_to"], "target": target, "link": link, "lang": lang}
        content = self.renderer.render("notice.html", old, **told, moved=True)
        refresh = Markup('<meta http-equiv="refresh" content="0; url={}">').format(target)
        head = _NOINDEX + self.renderer.module("page/moved", links) + refresh
        return self.renderer.page(old, title, "", content, head=head, meant=meant, canonical=links.absolute(new))

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
            moved=False,
        )
        return self.renderer.page(uri, words["withdrawn"], "", content, head=_NOINDEX)
