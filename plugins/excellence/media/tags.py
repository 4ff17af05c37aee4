"""How each kind of file is prepared, as a tag that changes whenever the published bytes could."""

from importlib.metadata import PackageNotFoundError, version

from ..model.kinds import kind_of

# What published bytes come from. Pillow brings encoders of its own, which only the tag knows.
_LIBRARIES = ("pillow", "pillow-heif", "pypdfium2", "av", "models-of-excellence")


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


def libraries() -> dict[str, str]:
    """The versions of what prepares files, as they are installed here, and the tag of a plain picture."""
    found = {"pictures": tag_of("01.jpg")}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


def unlike(theirs: dict[str, str]) -> str:
    """What another computer has other versions of than this one, in words; empty where it makes the same bytes."""
    ours = libraries()
    named = [each for each in _LIBRARIES if theirs.get(each) != ours[each]]
    if not named and theirs.get("pictures") == ours["pictures"]:
        return ""
    told = [f"{each} {theirs.get(each, 'none')}, and here it is {ours[each]}" for each in named]
    return "; ".join(told) or "other encoders in its pillow than there are here"
