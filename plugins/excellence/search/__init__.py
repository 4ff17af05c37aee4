"""The search: texts taken apart, weighed as lunr does, and stored so that a browser fetches only what it needs."""

from .bm25 import BOOSTS, Entry, Terms, terms_of, weigh
from .files import META, as_script, column, deck, in_language, index_files
from .lunr_export import stock_index
from .tokenizer import names_of_grades, phrase_of, school_of

__all__ = [
    "BOOSTS",
    "META",
    "Entry",
    "Terms",
    "as_script",
    "column",
    "deck",
    "in_language",
    "index_files",
    "names_of_grades",
    "phrase_of",
    "school_of",
    "stock_index",
    "terms_of",
    "weigh",
]
