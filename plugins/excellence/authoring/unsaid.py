"""A page's words without what is gone: a sentence that leads there goes, and whatever that leaves empty."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from ..collection.directives import DIRECTIVE, without_code

Gone = Callable[[str], bool]  # whether what a link names is gone

_LINK: Final = re.compile(r"\[(?P<text>[^\]]*)\]\(\s*<?(?P<to>[^)\s>]+)>?[^)]*\)(?:\{[^}]*\})?")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_SECTION: Final = re.compile(r"^(?P<level>#{1,6}) [^\n]*\{[^}\n]*#demonstrations\b[^}\n]*\}[ \t]*$", re.MULTILINE)
_ITEM: Final = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_NO_PROSE: Final = re.compile(r"\s*(?:\Z|#{1,6} |[|<>]|:::|---)")
# The end of a sentence, whatever quotes and stars close it, before what can begin another.
_BEGIN: Final = r"[A-ZÁÉÍÓÚÑÜ¿¡“\"«‘(*_\d]"
_END: Final = re.compile(rf"(?<!\b[A-Za-z])[.!?…][\"”’»)*_]*(?P<space>\s+)(?={_BEGIN})")


def without_section(text: str) -> str:
    """Without the part whose heading has the id `demonstrations`, to the next heading of its level."""
    found = _SECTION.search(without_code(text))
    if not found:
        return text
    level = len(found["level"])
    after = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(without_code(text), found.end())
    before = text[: found.start()].rstrip("\n")
    return f"{before}\n\n{text[after.start() :]}" if after else f"{before}\n"


def without_named(said: str, stays: Callable[[str], bool]) -> str:
    """A filter without the works that are gone from its `works=`; without that word where none of them is left."""

    def left(found: re.Match[str]) -> str:
        kept = [slug for slug in found["slugs"].split(",") if stays(slug)]
        return f"{found['before']}works={','.join(kept)}" if kept else ""

    return re.sub(r"(?P<before>^|\s+)works=(?P<slugs>[\w,-]+)", left, said)


def without_directives(text: str, stays: Callable[[str], bool]) -> str:
    """Directives that name works, without those that are gone; a gallery of nothing else goes, a large work becomes
    the newest one."""
    for found in reversed(list(DIRECTIVE.finditer(without_code(text)))):
        rest = without_named(found["rest"], stays)
        if rest == found["rest"]:
            continue
        emptied = "works=" not in rest and not rest.strip() and found["name"] == "gallery"
        anew = "" if emptied else f"<!-- excellence:{found['name']}{rest.rstrip()} -->"
        before, after = text[: found.start()], text[found.end() :]
        alone = emptied and before.endswith("\n") and after.startswith("\n")
        text = before + anew + (after.lstrip("\n") if alone else after)
    return text


def without_sentences(text: str, gone: Gone) -> str:
    """Without the sentences whose links all lead to what is gone. Where others stand in the same sentence, or the line
    is no prose, the link's words stay without it."""
    for begin, end in reversed(list(_blocks(text))):
        block, plain = text[begin:end], _COMMENT.sub(_filled, without_code(text)[begin:end])
        links = list(_LINK.finditer(plain))
        if not any(gone(link["to"]) for link in links):
            continue
        prose = not _NO_PROSE.match(block)
        anew = _sentences(block, plain, links, gone) if prose else _unlinked(block, links, gone)
        if anew.strip():
            text = text[:begin] + anew + text[end:]
        else:
            text = text[:begin].rstrip("\n") + _gap(text[:begin], text[end:]) + text[end:].lstrip("\n")
    return text


def _gap(before: str, after: str) -> str:
    """What stands where a block was: an empty line where one was on either side, and none at the end."""
    around = after.strip() and (before.endswith("\n\n") or after.startswith("\n"))
    return "\n\n" if around else "\n"


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where paragraphs, list items and lines of other kinds begin and end."""
    plain, at, begun = without_code(text), 0, -1
    matter = re.match(r"---[ \t]*\n.*?^---[ \t]*$", plain, re.DOTALL | re.MULTILINE)
    skip = matter.end() if matter else 0
    for line in plain.splitlines(keepends=True):
        alone = bool(_NO_PROSE.match(line))
        if begun >= 0 and (alone or _ITEM.match(line)):
            yield begun, at
            begun = -1
        if at < skip:
            pass
        elif alone and line.strip():
            yield at, at + len(line)
        elif not alone and begun < 0:
            begun = at
        at += len(line)
    if begun >= 0:
        yield begun, at


def _sentences(block: str, plain: str, links: list[re.Match[str]], gone: Gone) -> str:
    marker = _ITEM.match(block)
    head = marker[0] if marker else ""
    masked = plain
    for link in links:
        masked = masked[: link.start()] + "X" * (link.end() - link.start()) + masked[link.end() :]
    ends = [found.start("space") for found in _END.finditer(masked, len(head))]
    spans = list(zip([len(head), *ends], [*ends, len(block)], strict=True))
    kept = ""
    for begin, end in spans:
        inside = [link for link in links if begin <= link.start() < end]
        leading = [gone(link["to"]) for link in inside]
        if inside and all(leading):
            continue
        said = _unlinked(block[begin:end], inside, gone, begin)
        kept += said if kept else said.lstrip()
    return head + kept.rstrip() + "\n" * block.endswith("\n") if kept.strip() else ""


def _unlinked(block: str, links: list[re.Match[str]], gone: Gone, start: int = 0) -> str:
    """The block with the words alone of every link that leads to what is gone."""
    for link in reversed(links):
        if gone(link["to"]):
            block = block[: link.start() - start] + link["text"] + block[link.end() - start :]
    return block


def _filled(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "X", found[0])
