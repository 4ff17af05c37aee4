"""The name of a work's folder, as its title suggests it."""

import re
import unicodedata
from collections.abc import Container

from ..reading.single import SLUG

BLANK = "new-work"  # where a title has nothing that a slug may have


def suggested_slug(title: str) -> str:
    """A slug like the title; `new-work` where nothing in it can be one."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", title.lower()) if not unicodedata.combining(char))
    words = re.findall(r"[a-z0-9]+", plain.replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        if len(f"{slug}-{word}") > 60:
            break
        slug = f"{slug}-{word}".strip("-")
    return slug if SLUG.match(slug) else BLANK


def free_slug(slug: str, taken: Container[str]) -> str:
    """The slug itself, or with the next number that nothing has."""
    numbered = (f"{slug[:56].rstrip('-')}-{number}" for number in range(2, 100_000))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)
