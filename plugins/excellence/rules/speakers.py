"""Captions that say who speaks: programs for meetings write a person's name before the words."""

import re
from collections.abc import Iterator
from typing import Final

from ..model.finding import Finding, Place
from ..reading.captions import is_time
from .personal import PERSONAL_DETAILS

_WIDE: Final = 200  # letters of a line that are looked at
VOICE: Final = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>")
SPEAKER: Final = re.compile(r"(?:\s|<[^<>]*>|[-–>»]+\s)*([^\W\d_][^:<>\d]{2,40}):(?:\s|\Z)")
TITLES: Final = {"ms", "mr", "mrs", "miss", "mx", "dr", "sr", "sra", "señor", "señora", "frau", "herr"}
ROLES: Final = re.compile(
    r"students?|pupils?|graders?|teachers?|narrator|speaker|voices?|child(?:ren)?|girl|boy|reader|class|group|all"
    r"|everyone|both|interviewer|host|reporter|announcer|mother|father|grand\w+|principal|expert|scientist"
    r"|audience|chorus|singer|visitor|guest|author|player|actor|helper|one|two|three|four|five|six|question|answer"
    r"|note|step|part|scene|chapter|music|sound"
)


def speakers(text: str) -> Iterator[Finding]:
    """Lines that begin with what looks like a person's name, as programs for meetings write them."""
    for number, line in enumerate(text.splitlines(), 1):
        said = VOICE.search(line[:_WIDE]) or SPEAKER.match(line[:_WIDE])
        if said and _is_name(said[1]) and not is_time(line):
            place = Place(number, said.start(1) + 1)
            yield Finding(PERSONAL_DETAILS, "this looks like a speaker's name", "write a role, as in Student 1:", place)


def _is_name(said: str) -> bool:
    words = re.sub(r"[(\[][^()\[\]]*[)\]]", "", said).strip().rstrip(".").split()  # as in (she/her)
    low = {word.strip(".,()").casefold() for word in words}
    if any(map(ROLES.fullmatch, low)) or not 2 <= len(words) <= 4:
        return False
    return all(word[:1].isupper() for word in words) or (words[0].strip(".").casefold() in TITLES)
