"""What viewers of libraries and museums are told of the works: IIIF manifests, and the collection of them."""

import json
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import iiif_prezi3
import pytest

from excellence.collection.published import Published
from excellence.model.derivative import Copy, Recording
from excellence.model.work import Consent, Piece, Work
from excellence.rendering.iiif import has_manifest, strings
from excellence.rendering.links import Links
from excellence.rendering.manifest import rights

HOME = "http://127.0.0.1/"
Node = dict[str, Any]


def read(site: Path, uri: str) -> Node:
    found: Node = json.loads((site / uri).read_bytes())
    return found


def manifest(site: Path, slug: str) -> Node:
    return read(site, f"works/{slug}/manifest.json")


def nodes(told: Any) -> Iterator[Node]:
    """Everything in it that has an address."""
    if isinstance(told, dict):
        yield from ([told] if "id" in told else [])
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from nodes(each)


def body(canvas: Node) -> Node:
    found: Node = canvas["items"][0]["items"][0]["body"]
    return found


def notes(canvas: Node, motivation: str) -> list[Node]:
    found = [note for page in canvas.get("annotations", ()) for note in page["items"]]
    return [note for note in found if note["motivation"] == motivation]


def test_every_manifest_is_valid_and_every_file_that_it_names_is_there(site: Path) -> None:
    own = {"Manifest", "Canvas", "AnnotationPage", "Annotation", "Range"}
    for path in site.glob("works/*/manifest.json"):
        told = json.loads(path.read_bytes())
        iiif_prezi3.Manifest(**told)
        assert told["id"] == f"{HOME}{path.relative_to(site).as_posix()}"
        found = list(nodes(told))
        assert [each["id"] for each in found if not each["id"].startswith(HOME)] == []
        named = [each["id"] for each in found if each["type"] in own and ("items" in each or "target" in each)]
        assert len(named) == len(set(named))
        files = {urlsplit(each["id"]).path.lstrip("/") for each in found if each["type"] not in own}
        assert [uri for uri in files if not (site / uri).exists()] == []


def test_the_collection_names_every_manifest_and_no_other(site: Path) -> None:
    told = read(site, "data/collection.json")
    iiif_prezi3.Collection(**told)
    found = {path.relative_to(site).as_posix() for path in site.glob("works/*/manifest.json")}
    assert {each["id"].removeprefix(HOME) for each in told["items"]} == found
    shown = {each["label"].get("es", [""])[0]: each.get("thumbnail") for each in told["items"]}
    assert shown["Un huerto en la azotea"][0]["format"] == "image/jpeg"
    assert 'data/collection.json">IIIF</a>' in (site / "gallery/index.html").read_text("utf-8")


@pytest.mark.parametrize("slug", ["a-bench-for-the-bus-stop", "three-lines-about-rain"])
def test_words_alone_have_no_manifest_and_their_page_names_none(site: Path, slug: str) -> None:
    assert not (site / f"works/{slug}/manifest.json").exists()
    assert "manifest.json" not in (site / f"works/{slug}/index.html").read_text("utf-8")


def test_a_page_leads_to_its_manifest_in_each_language(site: Path) -> None:
    for folder, up in (("", ""), ("es/", "../../../")):
        page = (site / f"{folder}works/a-snail-in-six-tries/index.html").read_text("utf-8")
        href = f"{up}works/a-snail-in-six-tries/manifest.json" if up else "manifest.json"
        kind = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
        assert f'<link rel="alternate" type="{kind}" title="IIIF" href="{href}">' in unescape(page)
        assert f'<a href="{href}">' in page


def test_a_film_has_its_still_and_captions_and_a_sound_its_length_and_words(site: Path) -> None:
    (film,) = manifest(site, "a-bean-wakes-up")["items"]
    assert film["placeholderCanvas"]["items"][0]["items"][0]["body"]["type"] == "Image"
    assert body(film)["format"] == "video/mp4"
    assert {name: body(film)[name] for name in ("width", "height", "duration")} == {
        name: film[name] for name in ("width", "height", "duration")
    }
    assert [each["body"]["format"] for each in notes(film, "supplementing")] == ["text/vtt", "text/plain"]
    score, sound = manifest(site, "one-note-for-lining-up")["items"]
    assert (body(score)["type"], body(sound)["type"], body(sound)["format"]) == ("Image", "Sound", "audio/mpeg")
    assert body(sound)["duration"] == sound["duration"] > 0
    assert "width" not in sound
    assert notes(sound, "supplementing")[0]["body"]["value"]


def test_a_document_is_told_page_by_page_and_drafts_with_the_advice_that_came_next(site: Path) -> None:
    told = manifest(site, "how-loud-is-our-hall")
    pages, drafts = told["items"][:3], told["items"][3:]
    assert [page["label"]["en"] for page in pages][1] == ["Page 2 of 3 · The report, three pages"]
    assert [draft["label"]["en"] for draft in drafts] == [["The chart, draft 1"], ["The chart, draft 2"]]
    assert [each["label"]["en"] for each in drafts[0]["metadata"]] == [["What changed"], ["The advice that came next"]]
    (way,) = told["structures"]
    assert [[canvas["id"] for canvas in part["items"]] for part in way["items"]] == [
        [drafts[0]["id"]],
        [drafts[1]["id"]],
        [page["id"] for page in pages],
    ]


def test_a_tour_marks_its_places_within_the_picture(site: Path) -> None:
    _, canvas = manifest(site, "a-knot-of-eight-strands")["items"]
    stops = notes(canvas, "commenting")
    first = "1. One circle: The compass stands here once and never again."
    assert [stops[0]["body"]["value"], len(stops)] == [first, 3]
    for stop, (x, y) in zip(stops, [(0.5, 0.5), (0.5, 0.1), (0.75, 0.25)], strict=True):
        left, top, wide, high = map(int, stop["target"].rpartition("=")[2].split(","))
        assert left <= x * canvas["width"] <= left + wide <= canvas["width"]
        assert top <= y * canvas["height"] <= top + high <= canvas["height"]


def test_facts_are_told_in_every_language_of_the_site(site: Path) -> None:
    told = manifest(site, "a-snail-in-six-tries")
    facts = {each["label"]["en"][0]: each for each in told["metadata"]}
    assert facts["Grade"] == {
        "label": {"en": ["Grade"], "es": ["Grado"]},
        "value": {"en": ["Grade 1"], "es": ["Grado 1"]},
    }
    assert facts["Year"]["value"] == {"none": ["2025–26"]}
    assert facts["Language"]["value"] == {"en": ["English"], "es": ["inglés"]}
    assert set(told["label"]) == {"en", "es"}
    assert "not by a child" in " ".join(told["requiredStatement"]["value"]["en"])
    assert [each["id"] for each in told["homepage"]] == [
        f"{HOME}{folder}works/a-snail-in-six-tries/" for folder in ("", "es/")
    ]


def test_nobody_elsewhere_is_told_of_a_work_under_review_or_of_what_opens_from_a_folder(pack: Path) -> None:
    front: Node = {"title": "A song", "kind": "project", "summary": "", "grades": (), "subjects": (), "formats": ()}
    made = {"song.mp3": Recording("", 1.0, Copy("a.mp3", "mp3", 1, ""))}
    at = Links("index.html", site_url="https://example.org/")
    taken = Consent(ref="1", holder="the school", scope=("site", "download"))
    for status, consent, links, told in (
        ("approved", taken, at, True),
        ("submitted", taken, at, False),
        ("approved", replace(taken, scope=("site",)), at, False),
        ("approved", taken, Links("index.html"), False),
    ):
        work = Work(**front, status=status, consent=consent, pieces=(Piece(file="song.mp3"),), slug="a-song")
        assert has_manifest(Published(work, made), links) is told
    assert [*pack.rglob("manifest.json"), *pack.rglob("collection.json")] == []


def test_licences_are_those_that_iiif_knows() -> None:
    assert rights("CC-BY-NC-SA-4.0") == "http://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert rights("CC0-1.0") == "http://creativecommons.org/publicdomain/zero/1.0/"
    assert rights("LicenseRef-All-Rights-Reserved") == "http://rightsstatements.org/vocab/InC/1.0/"


def test_a_text_that_looks_like_markup_is_told_as_text() -> None:
    assert strings([("en", "<script>alert(1)</script>"), ("en", "a < b"), ("es", "")]) == {
        "en": ["<script>alert(1)</script> ", "a < b"]
    }
