"""The index as lunr itself makes and reads it, for whoever wants to use it elsewhere; also what ours is measured by."""

import json
from collections.abc import Sequence

from lunr.builder import Builder
from lunr.index import Index
from lunr.stemmer import stemmer

from .bm25 import BOOSTS, Entry, fields_of


def stock_index(entries: Sequence[Entry]) -> bytes:
    """A serialised lunr index, which `lunr.Index.load` of lunr.js 2.3.9 and lunr.py read; its refs are the numbers of
    the entries. It says whose they are under `entries`: title and address."""
    named = [{"title": entry.title, "href": entry.card.get("href", "")} for entry in entries]
    told = {"lunr": build(entries).serialize(), "entries": named}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def build(entries: Sequence[Entry]) -> Index:
    builder = _Builder()
    builder.ref("ref")
    builder.search_pipeline.add(stemmer)
    for name, boost in BOOSTS.items():
        builder.field(name, boost)
    for number, entry in enumerate(entries):
        builder.add({"ref": str(number), **{name: held for name, (held, _) in fields_of(entry).items()}})
    return builder.build()


class _Builder(Builder):  # type: ignore[misc] # lunr has no types
    """lunr's builder without the work whose result no browser reads."""

    def _create_token_set(self) -> None:
        self.token_set = None

    def _calculate_average_field_lengths(self) -> None:
        if self.document_count:
            super()._calculate_average_field_lengths()
