"""Bringing a site to its next state where it stands, for the one process that made it and serves it.

Nobody else reads it, and that process lets nobody read while files change places. So it needs no second tree, and
knows without a look at the disk what each file was made from.
"""

import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .artifact import Artifact, Tell


class Standing:
    """The site in a folder that was empty at first, and what each of its files was made from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tokens: dict[str, str] = {}

    def bring(self, artifacts: Iterable[Artifact], tell: Tell = lambda *_: None) -> frozenset[str]:
        """Brings it to the state that the artifacts describe; says which paths hold something else now, or nothing."""
        wanted = {artifact.uri: artifact for artifact in artifacts}
        stale = self._tokens.keys() - wanted.keys()
        for uri in stale:
            self._take(uri)
        return self.add(wanted.values(), tell) | stale

    def add(self, artifacts: Iterable[Artifact], tell: Tell = lambda *_: None) -> frozenset[str]:
        """The same for some files alone; all others stay. What pages show comes before the pages."""
        new = [artifact for artifact in artifacts if self._tokens.get(artifact.uri) != artifact.token]
        changed = set[str]()
        for number, artifact in enumerate(sorted(new, key=lambda artifact: artifact.source is None), 1):
            if self._write(artifact):
                changed.add(artifact.uri)
            tell(number, len(new))
        return frozenset(changed)

    def _write(self, artifact: Artifact) -> bool:
        """False where the file held the same before."""
        path = self.folder / artifact.uri
        known = artifact.uri in self._tokens
        self._tokens[artifact.uri] = ""  # until it is written
        if artifact.source is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            try:
                path.hardlink_to(artifact.source)
            except OSError:  # another disk, or one without links
                shutil.copyfile(artifact.source, path)
            same = False
        else:
            content = artifact.content()
            same = known and path.read_bytes() == content
            if not same:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        self._tokens[artifact.uri] = artifact.token
        return not same

    def _take(self, uri: str) -> None:
        """Takes a file away, and the folders that held nothing else."""
        path = self.folder / uri
        path.unlink(missing_ok=True)
        del self._tokens[uri]
        with suppress(OSError):  # a folder holds something else
            while path.parent != self.folder:
                path = path.parent
                os.rmdir(path)  # noqa: PTH106 - as elsewhere
