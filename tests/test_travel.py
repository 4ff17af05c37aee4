"""What goes out into the wider web: pages that embed a work, and programs that keep references."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from jsonschema import Draft202012Validator

FIRST = "http://127.0.0.1/"
# The response of oEmbed 1.0 (section 2.3.4), for the type that is an HTML part of its own.
TEXT, LENGTH, ADDRESS = {"type": "string", "minLength": 1}, {"type": "integer", "minimum": 1}, {"pattern": f"^{FIRST}"}
RICH = {
    "required": ["type", "version", "html", "width", "height"],
    "properties": {
        "type": {"const": "rich"},
        "version": {"const": "1.0"},
        **dict.fromkeys(("title", "author_name", "provider_name", "html"), TEXT),
        **dict.fromkeys(("width", "height", "thumbnail_width", "thumbnail_height"), LENGTH),
        **dict.fromkeys(("author_url", "provider_url", "thumbnail_url"), ADDRESS),
    },
    "dependentRequired": {
        name: ["thumbnail_url", "thumbnail_width", "thumbnail_height"]
        for name in ("thumbnail_url", "thumbnail_width", "thumbnail_height")
    },
}


def page_of(site: Path, place: str) -> str:
    return (site / place / "index.html").read_text("utf-8")


@pytest.mark.parametrize("folder", ["", "es/"])
def test_a_page_that_embeds_a_work_finds_how_in_the_page_itself(site: Path, folder: str) -> None:
    embedded = sorted(path.parent.parent.name for path in site.glob(f"{folder}works/*/embed/index.html"))
    told = [slug for slug in embedded if (site / folder / "works" / slug / "oembed.json").is_file()]
    assert "our-well" in told
    for slug in told:
        html = page_of(site, f"{folder}works/{slug}")
        found = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)"', html)
        assert found and found[1] == f"{FIRST}{folder}works/{slug}/oembed.json"
        answer = json.loads((site / found[1].removeprefix(FIRST)).read_text("utf-8"))
        assert list(Draft202012Validator(RICH).iter_errors(answer)) == []
        source = re.search(r'<iframe src="([^"]*)"', answer["html"])
        assert source and source[1] == f"{FIRST}{folder}works/{slug}/embed/"
        for address in (answer.get("thumbnail_url", FIRST), f"{source[1]}index.html"):
            assert (site / address.removeprefix(FIRST)).exists()


def test_zotero_reads_a_page_as_a_web_page_by_a_group(site: Path) -> None:
    """By the fields that its translator for COinS documents: `aucorp` alone is never parted into two names.

    Where it reads Open Graph instead, `article` would be one of a journal.
    """
    for folder, makers in (("", "The makers of Small models"), ("es/", "Quienes hacen Small models")):
        html = page_of(site, f"{folder}works/three-lines-about-rain")
        [said] = re.findall(r'<span class="Z3988" title="([^"]*)"', html)
        told = {name: " ".join(values) for name, values in parse_qs(unescape(said), strict_parsing=True).items()}
        assert told.pop("rft.description")
        assert told == {
            "ctx_ver": "Z39.88-2004",
            "rft_val_fmt": "info:ofi/fmt:kev:mtx:dc",
            "rft.type": "webpage",
            "rft.title": "雨の三行",
            "rft.aucorp": makers,
            "rft.source": "Small models",
            "rft.date": "2026",
            "rft.language": "ja",
            "rft.rights": "CC BY 4.0",
            "rft.identifier": f"{FIRST}{folder}works/three-lines-about-rain/",
        }
        assert "+" not in said and '<meta property="og:type" content="website">' in html
