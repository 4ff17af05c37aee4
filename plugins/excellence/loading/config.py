"""Where a collection lies, and what its site allows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..media import Originals
from ..model.meeting import EVIDENCE


@dataclass(frozen=True, slots=True)
class CollectionConfig:
    """What loading needs to know, whoever asks for it.

    `protocols` are those that the site has, if that is known; `names` those of a private list, which no text may hold.
    A `preview` shows works that no panel has approved yet, for the eyes of curators alone. `docs` is the documents
    folder; without one no page is read. `config_file` is the mkdocs.yml that says `contact` and `site_url`. A
    collection of one `school` is private: works need no panel there, and its evidence lies beside them. An `executor`
    names other computers that prepare files, `originals_store` where originals lie that are pointers here. With
    `archives` each work is there as one file too.
    """

    works: Path
    cache: Path
    today: date
    demonstrations: bool = False
    workers: int | None = None
    protocols: frozenset[str] | None = None
    names: tuple[str, ...] = ()
    preview: bool = False
    docs: Path | None = None
    config_file: Path | None = None
    contact: str = ""
    site_url: str = ""
    school: bool = False
    executor: str = ""
    originals_store: str = ""
    archives: bool = True

    @property
    def folders(self) -> tuple[Path, ...]:
        """Those whose files make the collection, besides the documents: a school's evidence where it has any."""
        evidence = self.works.parent / EVIDENCE
        return (self.works, evidence) if self.school and evidence.is_dir() else (self.works,)

    @property
    def originals(self) -> Originals:
        # Not in the cache, which others may be handed, as in a workflow for what strangers propose.
        return Originals(self.originals_store, self.works.parent / ".originals")
