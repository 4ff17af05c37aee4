"""A site that is carried elsewhere: as one file, or as a folder of plain files.

Either is whole before it takes its place, and the same site gives the same bytes.
"""

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from .publish import clear, exchange, stage_of

Content = bytes | Path
# What a folder says of the files that an export wrote into it, so that the next one takes away nothing else.
LIST = ".export"
# What is small already is not made smaller; to try takes most of the time.
_PACKED = {".webp", ".jpg", ".png", ".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".pdf", ".woff2", ".zip", ".gz"}


def zipped(entries: Iterable[tuple[str, Content]], to: Path) -> None:
    """Writes the entries into one file, in their order."""
    part = to.with_name(f".{to.name}.part")
    try:
        with zipfile.ZipFile(part, "w") as archive:
            for name, content in entries:
                entry = zipfile.ZipInfo(name)  # dated 1980, as far back as an archive can be
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                ending = Path(name).suffix
                entry.compress_type = zipfile.ZIP_STORED if ending in _PACKED else zipfile.ZIP_DEFLATED
                archive.writestr(entry, content if isinstance(content, bytes) else content.read_bytes())
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def strangers(folder: Path) -> list[str]:
    """What lies in a folder and was not written by an export."""
    said = folder / LIST
    ours = {LIST, *(said.read_text("utf-8").splitlines() if said.is_file() and not said.is_symlink() else ())}
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted({path.relative_to(folder).as_posix() for path in found} - ours)


def laid_out(site: Path, folder: Path) -> None:
    """Copies a site into a folder, in the place of the export that may be there."""
    coming = stage_of(folder)
    clear(coming)
    try:
        shutil.copytree(site, coming, copy_function=shutil.copyfile)
        names = sorted(path.relative_to(coming).as_posix() for path in coming.rglob("*") if path.is_file())
        (coming / LIST).write_text("\n".join([*names, ""]), "utf-8")
        exchange(coming, folder)
    finally:
        clear(coming)
