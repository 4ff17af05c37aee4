"""What makes a work good: every claim beside the picture that shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..collection.published import Published
from ..model.derivative import Document, Picture
from ..model.work import Evidence
from .translated import Translated
from .views import View, Views, facet_uri, picture_view, work_uri


@dataclass(frozen=True, slots=True)
class EvidenceViews:
    """The claims of one work as seen from one page."""

    views: Views
    each: Published
    translated: Translated | None = None

    def attributes(self) -> Iterator[View]:
        """The claims under each attribute, in the vocabulary's order."""
        vocabulary = self.views.vocabulary
        for attribute in ("complexity", "craftsmanship", "authenticity"):
            claims = [self._claim(claim) for claim in getattr(self.each.work.attributes, attribute)]
            if claims:
                yield {"label": vocabulary.label("attributes", attribute), "claims": claims}

    def of_descriptor(self, key: str) -> list[View]:
        """The claims of one descriptor, as its own page shows them."""
        found = self.each.work.attributes
        claims = (*found.complexity, *found.craftsmanship, *found.authenticity)
        return [self._claim(claim) for claim in claims if claim.key == key]

    def _claim(self, claim: Evidence) -> View:
        words = self.views.words
        kind, number = self._place(claim)
        anchor = f"{kind}-{number}" if kind else ""
        see = words[f"see_{kind}"].format(number=number) if kind else ""
        if kind == "piece" and claim.page and self._is_document(claim):
            anchor, see = f"{anchor}-page-{claim.page}", words["see_page"].format(number=claim.page)
        work = self.views.links.to(work_uri(self.each.slug))
        on_page = self.views.links.here == work_uri(self.each.slug)
        picture = self._picture(claim) or (self.each.cover[1] if not on_page and self.each.cover else None)
        return {
            "label": self.views.vocabulary.label("descriptors", claim.key),
            "page": self.views.links.to(facet_uri("attribute", claim.key)),
            "note": claim.note,
            "note_lang": self.translated.lang(f"note:{claim.key}") if self.translated else "",
            "href": (f"#{anchor}" if on_page else f"{work}#{anchor}") if anchor else ("" if on_page else work),
            "see": see,
            "picture": picture_view(self.each.slug, picture, self.views.links.to) if picture else None,
        }

    def _place(self, claim: Evidence) -> tuple[str, int]:
        work = self.each.work
        shown = {piece.file: ("piece", number) for number, piece in enumerate(work.pieces, 1)}
        for number, draft in enumerate(work.drafts, 1):
            shown |= {file: ("draft", number) for file in draft.files if file not in shown}
        return shown.get(claim.file or "", ("", 0))

    def _is_document(self, claim: Evidence) -> bool:
        found = self.each.derivatives.get(claim.file or "")
        return isinstance(found, Document) and 0 < (claim.page or 0) <= len(found.pages)

    def _picture(self, claim: Evidence) -> Picture | None:
        found = self.each.derivatives.get(claim.file or "")
        if isinstance(found, Document) and self._is_document(claim):
            return found.pages[(claim.page or 1) - 1]
        return self.each.picture(claim.file or "")
