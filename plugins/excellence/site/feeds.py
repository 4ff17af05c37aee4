"""The feeds of one language: what is new in the collection, and in each value of the facets that mkdocs.yml names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from markupsafe import Markup

from ..collection.facets import LISTS, Facet, Value
from ..publishing.artifact import Artifact, token
from ..rendering.feeds import FORMS, Feed, feed_place, newest
from ..rendering.views import facet_uri
from .renderer import Renderer


@dataclass(frozen=True, slots=True)
class Feeds:
    """Only a public site whose address is known has any: a feed holds nothing but whole addresses."""

    renderer: Renderer

    @property
    def there(self) -> bool:
        setting = self.renderer.setting
        return bool(setting.site_url) and not (setting.offline or setting.private or setting.school)

    def artifacts(self, about: str) -> Iterator[Artifact]:
        """`about` is a token over everything that all pages depend on."""
        if not self.there:
            return
        yield from self._files(self._feed(), about)
        for name in self.renderer.setting.feeds:
            facet = self.renderer.collection.facet(name)
            for value in facet.values:
                feed = self._of(facet, value)
                yield from self._files(feed, about)
                for old in self._earlier(facet, value):  # whoever follows it there goes on to
                    yield from self._files(replace(feed, beside=facet_uri(name, old)), about)

    def _earlier(self, facet: Facet, value: Value) -> list[str]:
        """The keys that a value had."""
        vocabulary = self.renderer.collection.vocabulary
        terms = LISTS.get(facet.name, "")
        return [old for old, new in vocabulary.moved.get(terms, {}).items() if new == value.key]

    def _files(self, feed: Feed, about: str) -> Iterator[Artifact]:
        made_from = token(about, feed.title, [each.outline for each in feed.works])
        for form in FORMS:
            yield Artifact(feed_place(form, feed.beside), made_from, partial(feed.content, form))

    def _feed(self) -> Feed:
        renderer, page = self.renderer, self.renderer.setting.gallery
        name, works = renderer.setting.name, newest(renderer.collection.works)
        return Feed(renderer.views(page), name, renderer.words["feed_of"].format(name=name), works, page)

    def _of(self, facet: Facet, value: Value) -> Feed:
        renderer, page = self.renderer, facet_uri(facet.name, value.key)
        name, views = renderer.setting.name, renderer.views(page)
        label = views.value_label(facet.name, value.key, value.label)
        title = renderer.words["feed_of_value"].format(name=name, label=label)
        return Feed(views, name, title, newest(value.works), page, page)

    # How pages lead to them

    def heads(self, facet: Facet, value: Value) -> Markup:
        """What the page of a value says in its head of its own feeds."""
        if not self.there or facet.name not in self.renderer.setting.feeds:
            return Markup()
        feed = self._of(facet, value)
        line = Markup('<link rel="alternate" type="{}" title="{}" href="{}">')
        return Markup("\n").join(line.format(FORMS[form], feed.title, feed.address(form)) for form in FORMS)

    def globals(self) -> list[dict[str, str]]:
        """What the head of every page says of the feeds of the whole collection."""
        if not self.there:
            return []
        feed = self._feed()
        return [{"type": FORMS[form], "title": feed.title, "href": feed.address(form)} for form in FORMS]

    def links(self, uri: str) -> Markup:
        """Links to them in the middle of a sentence; words alone where there are none."""
        renderer, told = self.renderer, self.renderer.words
        names = {form: told[f"feed_{form}"] for form in FORMS}
        if not self.there:
            return Markup(" {} ").format(told["or"]).join(map(Markup.escape, names.values()))
        across = renderer.links(uri).across
        shown = (
            Markup('<a href="{}">{}</a>').format(across(f"{renderer.folder}{feed_place(form)}"), name)
            for form, name in names.items()
        )
        return Markup(" {} ").format(told["or"]).join(shown)
