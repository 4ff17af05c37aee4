"""What countries are called: Babel's home, and through it that of the Unicode Consortium's tables."""

import re
from functools import lru_cache


@lru_cache(maxsize=500)
def country_name(country: str, language: str) -> str:
    """`CA` → `Canada`, in `es` `Canadá`; what is no code of ISO 3166 stays as it is written."""
    if not re.fullmatch(r"[A-Z]{2}", country):
        return country
    # Here and not above: what tells of no country does without it.
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(language, sep="-").territories.get(country, country))
    except (UnknownLocaleError, ValueError):
        return country
