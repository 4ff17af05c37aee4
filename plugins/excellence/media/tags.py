"""How each kind of file is prepared, as a tag that changes whenever the published bytes could."""

from ..model.kinds import kind_of


def tag_of(
    file: str,
    *,
    zoom: bool = False,
    share: bool = False,
    take: bool = False,
    boxes: tuple[tuple[int, float, float, float, float], ...] = (),
) -> str:
    """The tag of the profile for a file of this name; the rooms are imported only for what is there."""
    match kind_of(file):
        case "document":
            from . import documents

            return documents.tag(boxes)
        case "recording" | "film":
            from . import recordings

            return recordings.tag()
    from .pictures import Profile

    return Profile(zoom=zoom, share=share, take=take).tag
