"""What a guide's record adds to its page, the pages that are made of it alone, and the lists of guides."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from ..collection.picks import picks_for
from ..collection.published import Published
from ..model.catcher import Catcher
from ..model.exhibit import Exhibit
from ..model.protocol import PURPOSES, Protocol
from ..model.resource import Resource
from ..model.route import Route
from ..model.typed_pages import Guides, slug_of
from ..model.work_set import WorkSet, letter
from ..publishing.artifact import Artifact, token
from ..rendering.jsonld import as_script
from ..rendering.linked import how_to, listing
from ..rendering.typed_pages import GuideViews, handout_uri
from ..rendering.views import View, compare_uri, face_uri, grade_words, walk_uri, work_uri
from .listings import Listings
from .renderer import Renderer


@dataclass(frozen=True, slots=True)
class GuidePages:
    """Renders guides; `day` decides which works a route names this week."""

    renderer: Renderer
    listings: Listings
    day: date

    @property
    def guides(self) -> Guides:
        return self.renderer.guides

    def views(self, uri: str) -> GuideViews:
        renderer = self.renderer
        return GuideViews(self.guides, renderer.links(uri), renderer.words, renderer.setting.language)

    def _path(self, uri: str) -> str:
        """The page of the documents folder that stands at an address, where its front matter is a record."""
        return next((path for path in self.guides.records if self.guides.addresses.get(path) == uri), "")

    def shown(self, uri: str) -> tuple[Published, ...]:
        """The works of the exhibit or the set at an address."""
        story = self.guides.records.get(self._path(uri))
        told = story.works if isinstance(story, Exhibit | WorkSet) else ()
        return self.renderer.collection.named(stand.slug for stand in told)

    def appended(self, uri: str) -> str:
        """What stands at the end of an ordinary page by its record; nothing where it has none."""
        path, views = self._path(uri), self.views(uri)
        match self.guides.records.get(path):
            case Exhibit() as exhibit:
                return self._exhibit(uri, exhibit) + self._listed(uri, exhibit)
            case WorkSet() as found:
                return self._set(uri, path, found) + self._listed(uri, found)
            case Protocol() as protocol:
                links = self.renderer.links(uri)
                walk = links.to(walk_uri()) if any(step.walk for step in protocol.steps) else ""
                shown = {**views.protocol(path, protocol), "walk": walk}
                known = Markup() if self.renderer.setting.school else as_script(how_to(uri, protocol, links))
                return self._run("protocol.html", uri, protocol.try_on, shown) + known
            case Route() as route:
                told = views.route(path, route)
                return self._run("route.html", uri, route.try_on, told)
            case Catcher() as catcher:
                submit = self.renderer.setting.submit
                told = {**views.catcher(path, catcher), "submit": self.renderer.links(uri).to(submit) if submit else ""}
                return self._styled("catcher.html", uri, language=catcher.language, **told)
            case Resource() as resource:
                return self._styled("resource.html", uri, **views.resource(resource))
            case _:
                return ""

    def _styled(self, template: str, uri: str, **values: object) -> Markup:
        return self.renderer.render(
            template,
            uri,
            sheet=self._stylesheet(uri),
            tool=self._tool(uri),
            index=self.renderer.links(uri).to(self.renderer.index),
            **values,
        )

    def _tool(self, uri: str) -> Callable[[str], Markup]:
        """What brings a tool into a page, by its room and its module's name, with the place of the room's words."""
        links = self.renderer.links(uri)
        return lambda name: self.renderer.module(name, links, room=name.partition("/")[0])

    def _stylesheet(self, uri: str) -> str:
        return self.renderer.links(uri).to(self.renderer.assets.stylesheets["guides"].uri)

    def _run(self, template: str, uri: str, try_on: str, told: View) -> Markup:
        """A page from which a meeting is run: with works to try it on, and the ways that lead on from it."""
        works, to = picks_for(try_on, self.renderer.collection, self.day), self.renderer.links(uri).to
        pair = "&".join(f"{side}={each.slug}:0" for side, each in zip("ab", works, strict=False))
        ways = {
            "notes": list(told["catchers"]),
            "summary": self.views(uri).summary(),
            "pair": f"{to(compare_uri())}#{pair}" if len(works) > 1 else "",
        }
        return self._styled(template, uri, **self._works(uri, works), ways=json.dumps(ways), **told)

    def _works(self, uri: str, works: tuple[Published, ...]) -> dict[str, str]:
        """The works to try it on: as cards, and for a script the address of each face that they have."""
        to = self.renderer.links(uri).to
        faces = [
            {
                "look": to(face_uri(each.slug, "look")),
                "task": to(face_uri(each.slug, "task")) if each.work.task or each.work.scoring_tool else "",
                "work": to(work_uri(each.slug)),
            }
            for each in works
        ]
        # Pictures before words: who opens a work from here is to look first.
        cards = self.listings.cards(uri, works, total=0, face="look") if works else Markup()
        return {"works": cards, "faces": json.dumps(faces)}

    def _exhibit(self, uri: str, exhibit: Exhibit) -> str:
        views = self.renderer.views(uri)
        stands = [
            {"card": views.card(self.renderer.collection.by_slug[stand.slug]), "note": stand.note or ""}
            for stand in exhibit.works
            if stand.slug in self.renderer.collection.by_slug
        ]
        return self.renderer.render("exhibit.html", uri, stands=stands, gather=self.renderer.gather(uri))

    def _listed(self, uri: str, story: Exhibit | WorkSet) -> Markup:
        """What machines may know of a page that shows works in an order; nothing in a school's own site."""
        if self.renderer.setting.school:
            return Markup()
        works = self.shown(uri)
        told = {"name": story.title, "description": story.description, "inLanguage": story.language}
        return as_script(listing(uri, told, works, self.renderer.links(uri)))

    # Sets

    def _set(self, uri: str, path: str, found: WorkSet) -> str:
        """A set's stations as walkers meet them, by picture and grade, and the tool that plans, walks and prints."""
        views, guides = self.renderer.views(uri), self.views(uri)
        shown = [station for station in found.works if station.slug in self.renderer.collection.by_slug]
        stations = []
        for number, station in enumerate(shown):
            each = self.renderer.collection.by_slug[station.slug]
            card, look = views.card(each), views.links.to(face_uri(each.slug, "look"))
            grade = grade_words(each.work.grades, views.vocabulary, views.words)
            told = {"letter": letter(number), "name": station.name or "", "grade": grade, "look": look}
            stations.append({**card, **told})
        planned = {
            "id": slug_of(path),
            "works": [station.slug for station in shown],
            "names": [station.name or "" for station in shown],
            "minutes": found.minutes,
            "groups": found.groups,
            "protocol": found.protocol or "",
        }
        protocol = self.guides.named(Protocol, found.protocol)
        led = {**guides.lead(protocol[0]), "title": protocol[1].title} if protocol else None
        tool = self.walk_tool(uri, planned)
        return self.renderer.render("set.html", uri, found=found, stations=stations, protocol=led, tool=tool)

    def walk_tool(self, uri: str, planned: Mapping[str, object] | None = None) -> Markup:
        """What plans, walks and prints a set: the one that is `planned`, or the one that the address names."""
        views, links, assets = self.views(uri), self.renderer.links(uri), self.renderer.assets
        return self.renderer.render(
            "walk_tool.html",
            uri,
            sheets=[links.to(assets.stylesheets[name].uri) for name in ("guides", "sets")],
            meeting=links.to(assets.room("meeting", self.renderer.language).uri),
            index=links.to(self.renderer.index),
            page=links.to(walk_uri()),
            address=links.absolute(walk_uri()),
            protocols=json.dumps(views.walks(), ensure_ascii=False),
            summary=json.dumps(views.summary()),
            planned=json.dumps(planned, ensure_ascii=False) if planned else "",
            module=self.renderer.module("sets/walk", links),
        )

    # Lists, for directives

    def sets(self, uri: str) -> str:
        """Every set with its first pictures."""
        return self._rows(uri, self.guides.of(WorkSet), "sets_none")

    def exhibits(self, uri: str) -> str:
        """Every exhibit with its first pictures."""
        return self._rows(uri, self.guides.of(Exhibit), "exhibits_none")

    def _rows(self, uri: str, stories: Mapping[str, Exhibit | WorkSet], none: str) -> str:
        views = self.renderer.views(uri)
        found = []
        for path, story in stories.items():
            works = self.renderer.collection.named(stand.slug for stand in story.works)
            pictures = [card["picture"] for card in views.cards(works) if card["picture"]][:4]
            told = {"title": story.title, "description": story.description}
            found.append({**self.views(uri).lead(path), **told, "pictures": pictures})
        return self.renderer.render("exhibits.html", uri, exhibits=found, nothing=self.renderer.words[none])

    def protocols(self, uri: str) -> str:
        views = self.views(uri)
        found = self.guides.of(Protocol).items()
        groups = [
            {
                "label": self.renderer.words[f"purpose_{purpose or 'other'}"],
                "rows": [views.row(path, protocol) for path, protocol in found if protocol.purpose == purpose],
            }
            for purpose in (*PURPOSES, None)
        ]
        return self._styled("protocols.html", uri, groups=[each for each in groups if each["rows"]])

    def routes(self, uri: str) -> str:
        """Every route with what it is good for."""
        return self._styled("routes.html", uri, times=self.views(uri).routes())

    def times(self, uri: str) -> str:
        """The same in short: I have so many minutes."""
        return self.renderer.render("times.html", uri, times=self.views(uri).routes())

    def catchers(self, uri: str) -> str:
        return self.renderer.render("catchers.html", uri, rows=self.views(uri).catchers())

    # Pages made of a record alone

    def artifacts(self, about: str) -> Iterator[Artifact]:
        """A sheet for the participants of each protocol; `about` is a token over what every page depends on."""
        for path, protocol in self.guides.of(Protocol).items():
            if path not in self.guides.absent:
                made = partial(self._handout, path, protocol)
                yield Artifact(handout_uri(slug_of(path)), token(about, protocol), made)

    def _handout(self, path: str, protocol: Protocol) -> bytes:
        uri = handout_uri(slug_of(path))
        told = self.views(uri).handout(path, protocol)
        content = self.renderer.render("handout.html", uri, **told)
        head = self.renderer.stylesheet("guides", self.renderer.links(uri))
        title = f"{protocol.title}: {self.renderer.words['handout'].lower()}"
        return self.renderer.page(uri, title, protocol.description, content, head=head)
