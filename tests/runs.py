"""Runs of words in common with the documents that the guides were written from.

Those documents belong to others, so only hashes of their runs are kept, in `sources.txt`. To make that file anew:
`python tests/runs.py FOLDER-OF-THE-DOCUMENTS`.
"""

import base64
import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

LENGTH = 8  # words; so many in a row are no accident
_SIZE = 5  # bytes of a hash: among some ten thousand runs none meets another by chance
KEPT = Path(__file__).parent / "sources.txt"


def runs(text: str) -> Iterator[tuple[bytes, str]]:
    """Every run of words with its hash; case, marks and line breaks don't count."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    for start in range(len(words) - LENGTH + 1):
        run = " ".join(words[start : start + LENGTH])
        yield blake2b(run.encode(), digest_size=_SIZE).digest(), run


def kept() -> set[bytes]:
    """The hashes of the documents' runs."""
    content = base64.b64decode(KEPT.read_text("ascii"))
    return {content[at : at + _SIZE] for at in range(0, len(content), _SIZE)}


def keep(folder: Path) -> int:
    found = {digest for path in sorted(folder.glob("*.txt")) for digest, _ in runs(path.read_text("utf-8"))}
    KEPT.write_bytes(base64.encodebytes(b"".join(sorted(found))))
    return len(found)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not list(Path(sys.argv[1]).glob("*.txt")):
        sys.exit("say which folder holds the documents, as .txt files")
    print(f"{keep(Path(sys.argv[1]))} runs of {LENGTH} words in {KEPT.name}")
