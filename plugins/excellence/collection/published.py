"""A work that the site shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.derivative import Derivative, Picture, picture_of
from ..model.work import Piece, Work


@dataclass(frozen=True, slots=True)
class Published:
    """A work that the site shows, with what is published of its pieces by file.

    `digest` changes with any of it, `outline` with whatever other pages than its own may show of it; `keys` are the
    words in it that may be keys of the vocabulary.
    """

    work: Work
    derivatives: Mapping[str, Derivative] = field(default_factory=dict)
    digest: str = ""
    outline: str = ""
    keys: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.work.slug

    @property
    def cover(self) -> tuple[Piece, Picture] | None:
        """The picture that stands for the work; none for a writing without pictures."""
        if not self.derivatives:
            return None
        first = self.work.cover
        for piece in (first, *self.work.pieces):
            picture = self.picture(piece.file)
            if picture is not None:
                return piece, picture
        return None

    def picture(self, file: str) -> Picture | None:
        """The picture that stands for a file: itself, a first page, a still."""
        return picture_of(self.derivatives.get(file))

    def allows(self, scope: str) -> bool:
        return self.work.allows(scope)
