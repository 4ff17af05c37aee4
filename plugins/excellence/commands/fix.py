"""What `scripts/check --fix` mends: only what can't be meant otherwise. Everything else is left to a person."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

import click

from ..authoring.edits import named_anew, replaced, stored_like
from ..authoring.renaming import better_name, rename
from ..authoring.replace import replace_file, replace_media
from ..loading.config import CollectionConfig
from ..media import Cache, end_of, scrub
from ..media.errors import FILE_FORMAT, IMAGE_FORMAT, METADATA
from ..media.pictures import right_end
from ..model.finding import Finding, Rule
from ..model.kinds import CAPTIONS, kind_of
from ..model.litter import is_litter
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.captions import CAPTIONS_DAMAGED, CONVERTED, read_captions, write_captions
from ..reading.file_names import FILE_NAME, INDEX, ending_of
from ..reading.frontmatter import FrontMatter, decode, read_frontmatter
from ..reading.plain import ENCODING
from ..reading.reader import Reader
from ..reading.works import NO_INDEX
from ..reading.yaml_text import YAML_COMMENT


def fix(findings: Iterable[Finding], project: CollectionConfig) -> list[str]:
    """A line for each thing that was mended. From the end of a file to its beginning, so that places stay right."""
    found = sorted((each for each in findings if each.slug), key=lambda each: (each.path, each.place), reverse=True)
    told: list[str] = []
    for slug in sorted({each.slug for each in found}):
        folder = project.works / slug
        if folder.is_symlink() or not folder.is_dir():
            continue
        mine = [each for each in found if each.slug == slug]
        told += [
            f"mended {line}"
            for line in (
                *_index(mine, folder),
                *_texts(mine, project),
                *_names(mine, folder),
                *_captions(mine, folder),
                *_wrappings(mine, folder, project),
                *_hidden(mine, folder, project),
            )
        ]
    return told


def _texts(findings: list[Finding], project: CollectionConfig) -> Iterator[str]:
    """Values that can mean one thing only, quotes where a # cuts a text off, and characters that nobody sees."""
    for name in sorted({each.path for each in findings if each.rule is ENCODING and each.swap is None}):
        path = project.works.parent / name
        before = path.read_bytes() if path.is_file() else b""
        text, wrong_text = decode(before)
        if text and wrong_text:
            replace_file(path, stored_like(before, text))
            yield f"{name}: it is plain UTF-8 without hidden characters now"
    for each in findings:
        path = project.works.parent / each.path
        if each.swap is not None and path.is_file():
            before = path.read_bytes()
            text, _ = decode(before)
            if (right := replaced(text, each.place, *each.swap)) != text:
                replace_file(path, stored_like(before, right))
                yield f"{each.path}:{each.place.line}:{each.place.column}: {_told(each.rule, *each.swap)}"


def _told(rule: Rule, old: str, new: str) -> str:
    """What was mended, without the words of a text."""
    told = {YAML_COMMENT: "quotes stand around the whole value now", ENCODING: "ordinary spaces stand there now"}
    return told.get(rule, f"{old} is {new} now")


def _index(findings: list[Finding], folder: Path) -> Iterator[str]:
    """An index.md whose name has an ending that Windows hides, or capitals."""
    if not any(each.rule is NO_INDEX for each in findings):
        return
    names = ("index.md", "index.md.txt", "index.txt")
    meant = [path for path in sorted(folder.iterdir()) if path.name.lower() in names and path.is_file()]
    if (
        len(meant) == 1
        and not meant[0].is_symlink()
        and meant[0].read_bytes()[:8].lstrip(b"\xef\xbb\xbf")[:3] == b"---"
    ):
        meant[0].rename(folder / INDEX)
        yield f"works/{folder.name}: {meant[0].name} is named {INDEX} now"


def _names(findings: list[Finding], folder: Path) -> Iterator[str]:
    """Files whose names don't work everywhere, or end in what they are not; index.md and translations follow."""
    if not {each.rule for each in findings} & {FILE_NAME, IMAGE_FORMAT}:
        return
    paths = sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    found = {path.relative_to(folder).as_posix(): path for path in paths}
    files = {file: path for file, path in found.items() if not any(map(is_litter, file.split("/")))}
    order = {file: number for number, file in enumerate(_listed(folder))}
    for file, path in sorted(files.items(), key=lambda each: order.get(normalize("NFC", each[0]), len(order))):
        if re.fullmatch(r"index(\..+)?\.md", file):
            continue
        known = kind_of(file) == "picture" or not ending_of(file)
        others = {each for each in files if each != file} | {
            each for each in _listed(folder) if each != normalize("NFC", file)
        }
        name = better_name(file, right_end(path) if known else "", others)
        if name != file and rename(folder, file, name):
            yield f"works/{folder.name}: {file} is named {name} now"


def _captions(findings: list[Finding], folder: Path) -> Iterator[str]:
    """Captions of other programs written anew as WebVTT, where every line of them can be read."""
    if not any(each.rule is CAPTIONS_DAMAGED for each in findings):
        return
    for path in sorted(each for each in folder.rglob("*") if each.suffix.lower() in CONVERTED and each.is_file()):
        old, right = path.relative_to(folder).as_posix(), path.with_suffix(CAPTIONS)
        new = right.relative_to(folder).as_posix()
        words, wrong_text = decode(path.read_bytes())
        cues, wrong = read_captions(words)
        before = (folder / INDEX).read_bytes()
        named = named_anew(before, old, new)
        if wrong_text or wrong or right.exists() or named in (None, before):
            continue
        replace_file(right, write_captions(cues).encode())
        replace_file(folder / INDEX, named or before)
        path.unlink()
        yield f"works/{folder.name}: {old} is written as WebVTT, and named {new} now"


def _wrappings(findings: list[Finding], folder: Path, project: CollectionConfig) -> Iterator[str]:
    """Films and sounds in another wrapping, as a telephone's MOV: copied into the usual one, coded as they were."""
    if not any(each.rule is FILE_FORMAT for each in findings):
        return
    cache = Cache(project.cache / "pieces")
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        file, new = path.relative_to(folder).as_posix(), path.with_suffix(end_of(path))
        if kind_of(path.name) not in ("film", "recording") or new == path or new.exists():
            continue
        made = scrub(path, cache, into=new.suffix)
        name = new.relative_to(folder).as_posix()
        if not isinstance(made, Finding) and rename(folder, file, name):
            replace_file(new, made.data)
            yield f"works/{folder.name}: {file} is {name} now ({', '.join(made.facts)})"


def _listed(folder: Path) -> tuple[str, ...]:
    """The files that index.md names, in its order, there or not: none of their names may come to another."""
    matter = read_frontmatter((folder / INDEX).read_bytes()) if (folder / INDEX).is_file() else FrontMatter()
    if matter.value is None:
        return ()
    return tuple(dict.fromkeys(file for _, file in Reader(Vocabulary()).record(Work, matter.value).named_files()))


def _hidden(findings: list[Finding], folder: Path, project: CollectionConfig) -> Iterator[str]:
    """Hidden data in pictures and recordings. A PDF would lose its words: that is left to scripts/scrub."""
    if not any(each.rule is METADATA for each in findings):
        return
    cache = Cache(project.cache / "pieces")
    for path in sorted(each for each in folder.rglob("*") if each.is_file() and not each.is_symlink()):
        if kind_of(path.name) not in ("picture", "recording", "film"):
            continue
        made = scrub(path, cache)
        if isinstance(made, Finding) or not (made.changed and made.lost):
            continue
        shown = f"works/{folder.name}/{path.relative_to(folder).as_posix()}"
        if fault := replace_media(path, made.data, cache):
            click.echo(f"{shown}: not mended: it {fault.what}; {fault.remedy}", err=True)
        else:
            yield f"{shown}: took {', '.join(made.lost)} out"
