"""The order in which people count: W.2.10 comes after W.2.9, and IMG_10 after IMG_9."""

import re


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key to sort by; numbers come before words."""
    parts = re.findall(r"\d+|\D+", text)
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]
