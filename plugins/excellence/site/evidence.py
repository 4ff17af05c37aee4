"""The pages of a school's evidence: its meetings in a line, each alone, then and now, and a pack for the printer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..collection.published import Published
from ..model.meeting import Meeting
from ..publishing.artifact import Artifact, token
from ..rendering.markdown import manuscript, prose
from ..rendering.meetings import INDEX_URI, PACK_URI, THEN_URI, MeetingViews, meeting_uri
from ..rendering.typed_pages import GuideViews
from ..rendering.views import View, picture_view
from .pages import Pages
from .renderer import Renderer


@dataclass(frozen=True, slots=True)
class EvidencePages:
    """Renders evidence; a public site has none of these pages."""

    renderer: Renderer
    pages: Pages
    meetings: tuple[Meeting, ...]

    @property
    def school(self) -> str:
        """What the school is called in the language of the pages."""
        called = self.renderer.setting.school
        return called.get(self.renderer.language) or next(iter(called.values()), "")

    def globals(self) -> dict[str, str]:
        """What the frame says of it, on every page."""
        setting, said = self.renderer.setting, self.renderer.words["private_to"]
        return {
            "private_to": said.format(school=self.school) if setting.school else "",
            "evidence": self.renderer.links("index.html").from_root(INDEX_URI) if setting.shows_evidence else "",
            "in_evidence": "",
        }

    def artifacts(self, about: str) -> Iterator[Artifact]:
        if not self.renderer.setting.shows_evidence:
            return
        works = self.renderer.collection.named(slug for each in self.meetings for slug in each.pieces)
        made_from = token(about, self.meetings, [each.digest for each in works])
        yield Artifact(INDEX_URI, made_from, self._index)
        yield Artifact(THEN_URI, made_from, self._then)
        yield Artifact(PACK_URI, made_from, self._pack)
        for each in self.meetings:
            yield Artifact(meeting_uri(each.month), made_from, partial(self._meeting, each))

    def _views(self, uri: str) -> MeetingViews:
        return MeetingViews(self.renderer.views(uri), self.renderer.guides)

    def _page(self, template: str, uri: str, title: str, **values: object) -> bytes:
        links, told = self.renderer.links(uri), self.renderer.words
        content = self.renderer.render(
            template,
            uri,
            title=title,
            school=self.school,
            private=told["private_to"].format(school=self.school),
            own=self.renderer.views(uri).lang(self.renderer.setting.language),
            to={"index": links.to(INDEX_URI), "then": links.to(THEN_URI), "pack": links.to(PACK_URI)},
            **values,
        )
        head = self.renderer.stylesheet("evidence", links)
        return self.renderer.page(uri, title, told["meetings_text"], content, head=head, room="evidence")

    def _index(self) -> bytes:
        views, told = self._views(INDEX_URI), self.renderer.words
        guides = GuideViews(self.renderer.guides, self.renderer.links(INDEX_URI), told)
        return self._page(
            "evidence.html",
            INDEX_URI,
            told["meetings_title"],
            meetings=[views.lead(each) for each in self.meetings],
            numbers=views.counts(self.meetings),
            summary=guides.summary(),
        )

    def _meeting(self, meeting: Meeting) -> bytes:
        uri = meeting_uri(meeting.month)
        views, at = self._views(uri), self.meetings.index(meeting)
        around = {
            "previous": views.lead(self.meetings[at - 1]) if at else None,
            "next": views.lead(self.meetings[at + 1]) if at + 1 < len(self.meetings) else None,
        }
        shown = {**views.meeting(meeting), "words": prose(meeting.words)}
        return self._page("meeting.html", uri, shown["title"], meeting=shown, **around)

    def _then(self) -> bytes:
        groups = self._views(THEN_URI).groups(self.meetings)
        return self._page("then_and_now.html", THEN_URI, self.renderer.words["meetings_then"], groups=groups)

    # The pack

    def _pack(self) -> bytes:
        views, works = self._views(PACK_URI), self.renderer.collection
        packed = [
            {
                **views.meeting(each),
                "words": prose(each.words),
                "works": [self._packed(views, work) for work in works.named(each.pieces)],
            }
            for each in self.meetings
        ]
        span = [packed[number]["title"] for number in (0, -1)] if packed else []
        return self._page(
            "review_pack.html",
            PACK_URI,
            self.renderer.words["meetings_pack"],
            meetings=packed,
            numbers=views.counts(self.meetings),
            span=" – ".join(dict.fromkeys(span)),
        )

    def _packed(self, views: MeetingViews, each: Published) -> View:
        """A piece as large as paper holds it, with its words, its task and its scoring tool."""
        whole = self.pages.work_view(PACK_URI, each)
        pictures = [
            {"view": picture_view(each.slug, picture, views.views.links.to), "alt": piece.alt or "", "piece": piece}
            for piece in whole.work.pieces
            if (picture := each.picture(piece.file))
        ]
        texts = [(piece.file, whole.work.text(piece.file)) for piece in whole.work.pieces]
        return {
            **views.piece(each),
            "pictures": pictures,
            "texts": [manuscript(file, text, 4) for file, text in texts if text] or Markup(),
            **whole.task(),
        }
