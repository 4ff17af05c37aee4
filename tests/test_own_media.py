"""The files that collections publish: whole, playable, and silent about people, places and programs."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

from playwright.sync_api import Page

from excellence.model.kinds import kind_of

MEDIA = (".jpg", ".webp", ".pdf", ".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm", ".vtt")
# What a file can't be without, by exiftool's groups; everything else would be somebody's words.
STRUCTURE = [
    "System",
    "File",
    "RIFF",
    "JFIF",
    "MPEG",
    "QuickTime",
    "Track",
    "Composite",
    "PDF",
    "ExifTool",
    "SourceFile",
]
WORDS = ("Artist", "Author", "Title", "Comment", "Creator", "Producer", "GPS", "Location", "Make", "Model", "Owner")


def media(site: Path) -> list[Path]:
    return sorted(path for path in (site / "works").rglob("*") if path.suffix in MEDIA)


def test_every_kind_of_piece_is_in_the_tests_own_collection(site: Path) -> None:
    assert {kind_of(path.name) for path in media(site)} >= {"picture", "document", "recording", "film"}


def test_exiftool_finds_nothing_personal_in_any_published_file(site: Path, own_site: Path) -> None:
    exiftool = which("exiftool")
    assert exiftool is not None, "scripts/test installs exiftool"
    files = [str(path) for folder in (site, own_site) for path in media(folder) if path.suffix != ".vtt"]
    told = subprocess.run([exiftool, "-j", "-a", "-G1", *files], capture_output=True, check=True).stdout
    found = {key for file in json.loads(told) for key in file}
    groups = {key.split(":")[0].rstrip("0123456789") for key in found}
    assert groups <= set(STRUCTURE)
    assert [key for key in found if key.split(":")[-1].startswith(WORDS)] == []


def test_sound_and_film_play_with_captions(enter: Callable[..., Page], address: str) -> None:
    page = enter()
    for work, tag in (("one-note-for-lining-up", "audio"), ("a-bean-wakes-up", "video")):
        page.goto(f"{address}works/{work}/")
        player = page.locator(tag)
        assert player.get_attribute("autoplay") is None
        assert player.evaluate("each => each.paused")
        plays = player.evaluate("each => each.canPlayType('video/mp4; codecs=\"avc1.42E01E, mp4a.40.2\"')")
        if tag == "audio" or plays:
            length = player.evaluate(
                "each => new Promise((done, fail) => {"
                " each.onloadedmetadata = () => done(each.duration); each.onerror = () => fail(each.error.message);"
                " each.preload = 'metadata'; each.load() })"
            )
            assert 2 < length < 4
    cues = page.locator("video").evaluate(
        "each => new Promise(done => { const track = each.textTracks[0]; track.mode = 'hidden';"
        " const told = () => track.cues?.length ? done([...track.cues].map(cue => cue.text)) : setTimeout(told, 50);"
        " told() })"
    )
    assert "A bean wakes up." in cues
