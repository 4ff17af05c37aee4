"""Guides as templates need them: protocols, routes, note catchers and resources, as seen from one page."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..model.catcher import Catcher
from ..model.protocol import Protocol, Step
from ..model.resource import Resource
from ..model.route import COMPANY, Route
from ..model.typed_pages import Guide, Guides, slug_of
from .links import Links
from .strings import words
from .views import View

_HALF_A_DAY = 120  # minutes from which on a route is told as half a day


def handout_uri(slug: str) -> str:
    """Where the page stands that every participant gets."""
    return f"protocols/{slug}/handout/index.html"


@dataclass(frozen=True, slots=True)
class GuideViews:
    """Views of guides in the words of a language; `first` is that of the site, for pages that are in no other."""

    guides: Guides
    links: Links
    words: Mapping[str, str]
    first: str = "en"

    # Protocols

    def protocol(self, path: str, protocol: Protocol) -> View:
        return {
            **self.row(path, protocol),
            "p": protocol,
            "steps": list(self.steps(protocol.steps)),
            "handout": self.links.to(handout_uri(slug_of(path))),
            "catchers": list(self._catchers(step.catcher for step in protocol.steps)),
            "record": _record(slug_of(path), protocol),
        }

    def row(self, path: str, protocol: Protocol) -> View:
        """What a table of protocols says of it."""
        total = protocol.total
        minutes = self.minutes((total.least, total.most))
        breaks = self.words["and_breaks"].format(minutes=total.breaks) if total.breaks else ""
        return {
            "title": protocol.title,
            "description": protocol.description,
            "people": protocol.people,
            "time": f"{minutes} {breaks}".strip(),
            **self.lead(path),
        }

    def suits(self, slugs: Iterable[str]) -> Iterator[View]:
        """Rows for the protocols of these names, where they are there."""
        for slug in slugs:
            if found := self.guides.named(Protocol, slug):
                yield self.row(*found)

    def walks(self) -> list[View]:
        """The protocols that have a gallery walk, with the minutes of the first."""
        found: list[View] = []
        for path, protocol in self.guides.of(Protocol).items():
            if walk := next((step for step in protocol.steps if step.walk), None):
                told = {"slug": slug_of(path), "title": protocol.title, "least": walk.least, "most": walk.most}
                handout = self.links.to(handout_uri(slug_of(path)))
                named = {step.catcher for step in protocol.steps if step.catcher}
                carried = [each for slug in named if (each := self.guides.named(Catcher, slug)) and not each[1].tool]
                found.append({**told, "href": self.page(path), "handout": handout, "catchers": len(carried)})
        return found

    def handout(self, path: str, protocol: Protocol) -> View:
        """The sheet for participants."""
        steps = [
            {**step, "group": each.group or next(iter(each.do), ""), "ask": each.ask}
            for step, each in zip(self.steps(protocol.steps), protocol.steps, strict=True)
        ]
        return {
            **self.row(path, protocol),
            "norms": protocol.norms,
            "steps": steps,
            "source": protocol.source,
            "guide": self.page(path),
        }

    def steps(self, steps: Iterable[Step]) -> Iterator[View]:
        for number, step in enumerate(steps, 1):
            yield {
                "number": number,
                "step": step,
                "title": step.title,
                "time": self.minutes(step.minutes),
                "alert": self.words["step_alert"].format(minutes=step.alert) if step.alert else "",
                "reveal": self.words[f"step_reveal_{step.reveal}"] if step.reveal else "",
                "catcher": next(self._catchers([step.catcher], step.part), None),
            }

    def minutes(self, span: tuple[int, ...]) -> str:
        least, most = span[0], span[-1]
        if most == 1:
            return self.words["minutes_one"]
        number = str(least) if least == most else f"{least}–{most}"
        return self.words["minutes"].format(number=number)

    # Routes

    def route(self, path: str, route: Route) -> View:
        protocol = self.guides.named(Protocol, route.protocol)
        used = (route.catcher, *(step.catcher for step in route.steps))
        return {
            **self._way(path, route),
            "steps": list(self.steps(route.steps)),
            "protocol": {**self.lead(protocol[0]), "title": protocol[1].title} if protocol else None,
            "catchers": list(self._catchers(used)),
            "record": _record(slug_of(path), route),
        }

    def routes(self) -> list[View]:
        """All routes by the time they take: the short ones first, and by company within a time."""
        order = sorted(
            self.guides.of(Route).items(), key=lambda each: (each[1].minutes, COMPANY.index(each[1].company))
        )
        return [
            {
                "minutes": minutes,
                "long": self.words["half_a_day"] if minutes >= _HALF_A_DAY else "",
                "label": self.words["half_a_day"] if minutes >= _HALF_A_DAY else self.minutes((minutes,)),
                "ways": [self._way(path, route) for path, route in held],
            }
            for minutes, held in groupby(order, lambda each: each[1].minutes)
        ]

    def _way(self, path: str, route: Route) -> View:
        return {
            "description": route.description,
            "company": self.words[f"company_{route.company}"],
            **self.lead(path),
        }

    # Note catchers

    def catcher(self, path: str, catcher: Catcher) -> View:
        return {
            "c": catcher,
            "used": list(self.suits(catcher.protocols)),
            "critique": self.critique() if catcher.tool else "",
            "record": _record(slug_of(path), catcher),
        }

    def critique(self) -> str:
        """The note catcher for advice on a draft, where it is there."""
        found = self.guides.named(Catcher, "critique")
        return self.page(found[0]) if found else ""

    def summary(self) -> View | None:
        """The sheet that keeps what a meeting agreed on, where one is there."""
        found = [(path, each) for path, each in self.guides.of(Catcher).items() if each.tool == "archive"]
        return {"href": self.page(found[0][0]), "title": found[0][1].title} if found else None

    def catchers(self) -> list[View]:
        """All of them, for a list."""
        return [
            {**self.lead(path), "title": each.title, "description": each.description}
            for path, each in self.guides.of(Catcher).items()
        ]

    def _catchers(self, slugs: Iterable[str | None], part: int | None = None) -> Iterator[View]:
        for slug in dict.fromkeys(slugs):
            if found := self.guides.named(Catcher, slug):
                path, catcher = found
                anchor = f"#part-{part}" if part and part <= len(catcher.parts) else ""
                named = catcher.parts[part - 1].title if anchor and part else None
                yield {**self.lead(path), "href": self.page(path) + anchor, "title": named or catcher.title}

    # Resources

    def resource(self, resource: Resource) -> View:
        return {
            "created_by": resource.created_by,
            "topic": self.words[f"topic_{resource.topic}"],
            "type": self.words[f"type_{resource.type}"],
            "downloads": list(self._pages(resource.downloads)),
            "related": list(self._pages(resource.related)),
        }

    def _pages(self, paths: Iterable[str]) -> Iterator[View]:
        for path in paths:
            if path in self.guides.addresses:
                yield {**self.lead(path), "title": self.guides.titles.get(path, path)}

    def lead(self, path: str) -> View:
        """A link to a page; `lang` is set where that is not in the language of this one."""
        lang = self.first if path in self.guides.absent else ""
        return {"href": self.page(path), "lang": lang, "called": words(lang)[f"language_{lang}"] if lang else ""}

    def page(self, path: str) -> str:
        """The address of a page of the documents folder."""
        return self.links.to(self.guides.addresses[path])


def _record(slug: str, record: Guide) -> Markup:
    """The record for a script, in a form that can't end the element it stands in."""
    told: dict[str, Any] = {"id": slug, **asdict(record)}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - nothing in it can end a script
