"""What waits for the panel, as templates need it: a part of a work's page, and the page of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..collection.panel import STATES, Case
from .views import View, Views, counted, work_uri


@dataclass(frozen=True, slots=True)
class PanelViews:
    """Views of cases from one page."""

    views: Views

    def case(self, case: Case) -> View:
        words = self.views.words
        number, record = len(case.missing), sorted(self._record(case), key=lambda each: each["on"])
        count = words["panel_missing_one"] if number == 1 else words["panel_missing_many"].format(number=number)
        return {
            "slug": case.slug,
            "title": case.title,
            "state": words[f"panel_state_{case.state}"],
            "waits": words[f"panel_waits_{case.waits}"],
            "href": self.views.links.to(work_uri(case.slug)) if case.shown else "",
            "record": record,
            "last": words["panel_last"].format(day=record[-1]["on"]) if record else "",
            "open": case.state != "declined",
            "missing": case.missing,
            "count": count if number else words["panel_missing_none" if case.state != "declined" else "panel_record"],
            "advice": case.advice,
        }

    def _record(self, case: Case) -> Iterator[View]:
        """Everything with a day that was written down; whatever has no day is not told."""
        words, review = self.views.words, case.review
        if review.decision and review.on:
            said = words[f"panel_decision_{review.decision}"]
            yield {"on": review.on.isoformat(), "who": self._roles(review.panel), "said": said, "noted": ""}
        for note in review.notes:
            yield {"on": note.on.isoformat(), "who": self._roles((note.by,)), "said": "", "noted": note.said}
        for reply in review.replies:
            yield {"on": reply.on.isoformat(), "who": "", "said": words[f"panel_reply_{reply.told}"], "noted": ""}

    def _roles(self, roles: Sequence[str]) -> str:
        return ", ".join(self.views.vocabulary.label("panel_roles", role) for role in roles)

    def page(self, cases: Sequence[Case]) -> View:
        by_state = [(state, [case for case in cases if case.state == state]) for state in STATES]
        return {
            "groups": [
                {
                    "id": f"state-{state}",
                    "title": self.views.words[f"panel_state_{state}"],
                    "number": len(held),
                    "cases": [self.case(case) for case in held],
                }
                for state, held in by_state
                if held
            ]
        }

    def banner(self, cases: Sequence[Case]) -> str:
        return self.views.words["panel_banner"].format(works=counted(len(cases), self.views.words))
