"""What a build does for its pictures, and nothing else of it: their files, by so many workers, into an empty cache.

    python stage.py FOLDER WORKERS COVER,PICTURE,PICTURE …

Each word after the first two is a work. The wall seconds that go by from the first picture to the last stand alone in
the last line that is printed.
"""

import sys
import time
from hashlib import sha256
from pathlib import Path

from excellence.media import Cache, Job, prepare_all


def jobs(works: list[str]) -> list[Job]:
    """As a build has them: the cover of a work is shared, and each picture may be taken along."""
    pictures = [(Path(name), at == 0) for work in works for at, name in enumerate(work.split(","))]
    return [Job(path, sha256(path.read_bytes()).hexdigest(), share=cover, take=True) for path, cover in pictures]


if __name__ == "__main__":
    wanted, start = jobs(sys.argv[3:]), time.monotonic()
    made = prepare_all(wanted, Cache(Path(sys.argv[1])), workers=int(sys.argv[2]))
    print(time.monotonic() - start)
