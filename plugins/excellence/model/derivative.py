"""What the site publishes of a piece: its files, made anew from the curator's original."""

from dataclasses import dataclass, replace

# As wide as a picture stands on a page, or for a strip as many dots as that has.
_MEDIUM_WIDTH, _MEDIUM_DOTS = 1280, 1280 * 960


@dataclass(frozen=True, slots=True)
class Rendition:
    """One published size of a picture. `name` is its file name, made from the content: it never changes meaning."""

    name: str
    format: str
    width: int
    height: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A published file that is no picture: a document, a recording or a film without its metadata."""

    name: str
    format: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's upright size in pixels, its main colour as `#rrggbb`, its perceptual hash and its published sizes."""

    source: str
    width: int
    height: int
    colour: str
    dhash: str
    renditions: tuple[Rendition, ...]

    @property
    def files(self) -> tuple[Rendition, ...]:
        return self.renditions

    def of(self, format: str) -> tuple[Rendition, ...]:
        """The sizes in one format ("webp", "jpeg"; "share" and "take" have one), narrow to wide."""
        return tuple(rendition for rendition in self.renditions if rendition.format == format)


@dataclass(frozen=True, slots=True)
class Document:
    """A document as pictures of its pages, the words that can be read in each, and a file of those pictures alone.

    `traces` names the kinds of data that the original carries, never a value of them; `flat` is set where the original
    is nothing but pictures of its pages already, so that nothing can be uncovered in it.
    """

    source: str
    pages: tuple[Picture, ...]
    words: tuple[str, ...]
    copy: Copy
    traces: tuple[str, ...] = ()
    flat: bool = False

    @property
    def files(self) -> tuple[Rendition | Copy, ...]:
        return (*(rendition for page in self.pages for rendition in page.renditions), self.copy)


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound recording: its length in seconds and a file without metadata."""

    source: str
    seconds: float
    copy: Copy
    traces: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Copy, ...]:
        return (self.copy,)


@dataclass(frozen=True, slots=True)
class Film:
    """A film: its upright size, its length in seconds, a still of it, and a file without metadata."""

    source: str
    width: int
    height: int
    seconds: float
    still: Picture
    copy: Copy
    traces: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Rendition | Copy, ...]:
        return (*self.still.renditions, self.copy)


Derivative = Picture | Document | Recording | Film


def picture_of(derivative: Derivative | None) -> Picture | None:
    """The picture that stands for a piece: itself, a document's first page, a film's still; a sound has none."""
    match derivative:
        case Picture():
            return derivative
        case Document():
            return derivative.pages[0]
        case Film():
            return derivative.still
    return None


def pictures_of(derivative: Derivative) -> tuple[Picture, ...]:
    """Every picture of a piece: itself, each page, or the still."""
    match derivative:
        case Picture():
            return (derivative,)
        case Document():
            return derivative.pages
        case Film():
            return (derivative.still,)
    return ()


def medium(derivative: Derivative) -> Derivative:
    """The same without the sizes that only who looks very closely needs, and without those that no page shows."""
    match derivative:
        case Picture():
            return _medium(derivative)
        case Document():
            return replace(derivative, pages=tuple(map(_medium, derivative.pages)))
        case Film():
            return replace(derivative, still=_medium(derivative.still))
    return derivative


def _medium(picture: Picture) -> Picture:
    webp = picture.of("webp")
    kept = [each for each in webp if each.width <= _MEDIUM_WIDTH or each.width * each.height <= _MEDIUM_DOTS]
    return replace(picture, renditions=(*(kept or webp[:1]), *picture.of("jpeg")))
