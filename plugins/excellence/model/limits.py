"""How large a file of a work may be. The packer in the browser and the checks here hold to the same numbers."""

from typing import Final

BYTES: Final = 25_000_000
# Pictures, in pixels: in all, on a side, the least to be projected, and as wide as the widest that the site shows.
PIXELS: Final = 50_000_000
SIDE: Final = 20_000
SMALL: Final = 1_000
LONGEST: Final = 3_000
# Sound and film.
SOUND_MINUTES: Final = 30
FILM_MINUTES: Final = 10
FILM_SIDE: Final = 1_920  # pixels
