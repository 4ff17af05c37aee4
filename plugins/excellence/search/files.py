"""The files of an index: one small file with a fixed name, and beside it a folder named by what everything holds."""

import base64
import hashlib
import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .bm25 import Entry, Terms, proposals, weigh
from .codec import encode, shards, shared
from .tokenizer import NAMES, PATTERN, STOP_WORDS, UNSPACED

CARDS = 8  # cards in a file
LISTS = 12  # files of words that may be meant, by their first letters
META = "meta.json"


def index_files(
    entries: Sequence[Entry],
    terms: Sequence[Terms],
    columns: Mapping[str, Mapping[str, Sequence[int]]],
    others: Mapping[str, bytes],
    more: Mapping[str, Any],
) -> dict[str, bytes]:
    """Every file by its name. `columns` hold for each facet and value the entries that have it, by their number in
    order; `others` are further files for the folder; `more` is told to the browser with the rest of `meta.json`.
    """
    total = len(entries)
    parts = list(shards(weigh(terms), total))
    files = {f"t{number}.bin": content for number, (_, content) in enumerate(parts)}
    files |= dict(others)
    files |= {f"f-{name}.bin": column(values, total) for name, values in columns.items()}
    files |= deck("c", [entry.card for entry in entries])
    said = proposals(terms)
    for each in range(LISTS):
        words = [word for word in said if ord(word[0]) % LISTS == each]
        files[f"w{each}.txt"] = "\n".join(_front_coded(words)).encode()
    folder = _digest(files)
    meta = {
        "entries": total,
        "folder": folder,
        "begins": [begin for begin, _ in parts],
        "cards": CARDS,
        "lists": LISTS,
        "deck": "c",
        "pattern": PATTERN,
        "names": NAMES,
        "unspaced": UNSPACED,
        "stops": " ".join(sorted(STOP_WORDS)),
        **more,
    }
    return {META: _json(meta)} | {f"{folder}/{name}": content for name, content in files.items()}


def deck(name: str, cards: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    """The cards of all entries as files of a few; the cards of another language are a further deck."""
    shown = [_card(card) for card in cards]
    return {f"{name}{at // CARDS}.json": _json(shown[at : at + CARDS]) for at in range(0, len(shown), CARDS)}


def in_language(meta: bytes, place: str, name: str, more: Mapping[str, Any]) -> bytes:
    """The first file of the same index for readers of another language: `place` leads from its folder to that of the
    index, `name` is that of the deck, and `more` is told in their words."""
    told = json.loads(meta)
    return _json({**told, "folder": f"{place}{told['folder']}", "deck": name, **more})


def as_script(content: bytes) -> bytes:
    """A file's twin for pages that are opened from a folder, where a browser lets nothing be fetched.

    Words stay words, which an archive makes small.
    """
    try:
        said = _json(content.decode()).decode()
    except UnicodeDecodeError:
        said = f'Uint8Array.from(atob("{base64.b64encode(content).decode()}"),(letter)=>letter.charCodeAt(0))'
    return f"document.currentScript.content={said}\n".encode()


def column(values: Mapping[str, Sequence[int]], total: int) -> bytes:
    """Which entries have which value, coded as postings without weights; values in the order of their keys."""
    return encode(
        [
            (key, (array("I", found), array("d", bytes(8 * len(found)))))
            for key, found in sorted(values.items())
            if found
        ],
        total,
    )


def _front_coded(words: Sequence[str]) -> Iterator[str]:
    """Each word as the number of letters that it shares with the one before, as a letter from `0` on, and the rest."""
    before = ""
    for word in words:
        same = shared(before, word)
        yield chr(48 + same) + word[same:]
        before = word


def _card(card: Mapping[str, Any]) -> dict[str, Any]:
    """A card without what it does not show: empty values, and the words that a picture stands for."""
    unseen = "quote" if card.get("picture") else "picture"
    return {name: value for name, value in card.items() if value and name != unseen}


def _json(value: Any) -> bytes:
    # A lone surrogate, which YAML can write, has no form in UTF-8: it becomes a question mark.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _digest(files: Mapping[str, bytes]) -> str:
    told = hashlib.sha256()
    for name, content in sorted(files.items()):
        told.update(f"{name} {len(content)} ".encode() + content)
    return told.hexdigest()[:12]
