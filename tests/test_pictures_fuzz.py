"""Damaged in any way, a file is developed or refused: nothing else ever happens."""

import random
import struct
from pathlib import Path

import pytest

from amount import amount
from excellence.media import Refused
from excellence.media.output import Output
from excellence.media.pictures import Profile, derive, inspect
from excellence.model.derivative import Picture
from excellence.model.finding import Finding
from excellence.rules import RULES

from .draw import P3, chunk, encoded, exif, noise, profile

MUTANTS = amount(150, 500)
SOURCES = {
    ".jpg": encoded(noise(48, 32), "JPEG", exif=exif(6), icc_profile=profile(P3), comment=b"words"),
    ".png": encoded(noise(24, 16), "PNG", exif=exif(6), icc_profile=profile(P3)),
    ".webp": encoded(noise(48, 32), "WEBP", exif=exif(6), icc_profile=profile(P3)),
}


def mutant(data: bytes, chance: random.Random) -> bytes:
    """The file with a few bytes changed, a piece lost, doubled or moved."""
    changed = bytearray(data)
    # The head decides more than the pixels, so it is hit more often.
    reach = len(changed) if chance.random() < 0.5 else min(120, len(changed))
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        changed[chance.randrange(reach)] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    start = chance.randrange(len(changed))
    piece = slice(start, start + chance.randrange(1, 40))
    match chance.randrange(8):
        case 0:
            del changed[start:]
        case 1:
            del changed[piece]
        case 2:
            changed[start:start] = changed[piece]
        case 3:
            changed[piece] = bytes(len(changed[piece]))
    return bytes(changed)


def sealed(data: bytes) -> bytes:
    """The PNG with right checksums, so that damage gets past them."""
    found, at = data[:8], 8
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if at + length + 12 > len(data):
            break
        found += chunk(data[at + 4 : at + 8], data[at + 8 : at + 8 + length])
        at += length + 12
    return found + data[at:]


def outcome(path: Path) -> Output[Picture] | Finding:
    look = inspect(path)
    try:
        found = derive(path, Profile(widths=(16, 32)))
    except Refused as refused:
        return refused.finding
    # What was let through is what was looked at; only the file's name may have been wrong.
    assert look.faults == () and (look.width, look.height) == (found.derivative.width, found.derivative.height)
    return found


@pytest.mark.parametrize("suffix", SOURCES)
def test_mutants_are_developed_or_refused(tmp_path: Path, suffix: str) -> None:
    chance, path = random.Random(f"excellence{suffix}"), tmp_path / f"a{suffix}"
    outcomes = []
    for _ in range(MUTANTS):
        data = mutant(SOURCES[suffix], chance)
        path.write_bytes(sealed(data) if suffix == ".png" and chance.random() < 0.8 else data)
        outcomes.append(outcome(path))
    faults = [each for each in outcomes if isinstance(each, Finding)]
    assert {fault.code for fault in faults} <= RULES.keys() - {"program-error"}
    # Were either of them missing, nothing would have been tried.
    assert 20 < len(faults) < MUTANTS - 20
