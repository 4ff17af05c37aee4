"""A protocol as templates need it: the facilitator's guide, the participants' handout, a line of a table."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

from ..model.protocol import Protocol, Step
from .links import Links
from .views import View


def protocol_uri(slug: str) -> str:
    return f"protocols/{slug}/index.html"


def handout_uri(slug: str) -> str:
    """Where the page stands that every participant gets."""
    return f"protocols/{slug}/handout/index.html"


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """One protocol as seen from one page, in the words of a language."""

    slug: str
    protocol: Protocol
    links: Links
    words: Mapping[str, str]

    def whole(self) -> View:
        return {
            **self.row(),
            "p": self.protocol,
            "steps": list(self._steps()),
            "handout": self.links.to(handout_uri(self.slug)),
            "record": self._record(),
        }

    def row(self) -> View:
        """What a table of protocols says of it."""
        total, told = self.protocol.total, self.words
        minutes = self._minutes((total.least, total.most))
        breaks = told["and_breaks"].format(minutes=total.breaks) if total.breaks else ""
        return {
            "title": self.protocol.title,
            "description": self.protocol.description,
            "people": self.protocol.people,
            "time": f"{minutes} {breaks}".strip(),
            "href": self.links.to(protocol_uri(self.slug)),
        }

    def _steps(self) -> Iterator[View]:
        for number, step in enumerate(self.protocol.steps, 1):
            yield {
                "number": number,
                "step": step,
                "time": self._minutes(step.minutes),
                "alert": self.words["step_alert"].format(minutes=step.alert) if step.alert else "",
                "reveal": self.words[f"step_reveal_{step.reveal}"] if step.reveal else "",
                "group": step.group or self._first(step),
            }

    def _first(self, step: Step) -> str:
        return step.do[0] if step.do else ""

    def _minutes(self, span: tuple[int, ...]) -> str:
        least, most = span[0], span[-1]
        number = str(least) if least == most else f"{least}–{most}"
        return self.words["minutes"].format(number=number)

    def _record(self) -> Markup:
        """The record for a script, in a form that can't end the element it stands in."""
        told: dict[str, Any] = {"id": self.slug, **asdict(self.protocol)}
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - nothing in it can end a script
