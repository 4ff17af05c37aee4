"""How much of a thing is enough: a little in every run, much with `scripts/test --long`."""

import os

LONG = bool(os.environ.get("EXCELLENCE_LONG"))


def amount(usual: int, long: int = 0) -> int:
    """How many examples or rounds a test takes; ten times as many in a long run, where none is said."""
    return (long or usual * 10) if LONG else usual
