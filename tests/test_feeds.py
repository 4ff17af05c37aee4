"""What is new, as programs that follow sites read it."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest

DAYS = [("en", "feed"), ("es", "es/feed")]


def atom(path: Path) -> Any:
    read = feedparser.parse(path.read_bytes())
    assert not read.bozo, read.get("bozo_exception")
    return read


@pytest.mark.parametrize(("language", "name"), DAYS)
def test_both_forms_tell_the_newest_works_with_their_pictures(site: Path, language: str, name: str) -> None:
    read, told = atom(site / f"{name}.xml"), json.loads((site / f"{name}.json").read_text("utf-8"))
    assert read.version == "atom10"
    assert read.feed.language == told["language"] == language
    assert read.feed.id == read.feed.links[0].href == f"http://127.0.0.1/{name}.xml"
    assert told["feed_url"] == f"http://127.0.0.1/{name}.json"
    assert [each.id for each in read.entries] == [each["id"] for each in told["items"]]
    assert [each.title for each in read.entries] == [each["title"] for each in told["items"]]
    days = [each.published for each in read.entries]
    assert days == sorted(days, reverse=True)
    assert read.feed.updated == days[0]
    for each in told["items"]:
        page = each["url"].removeprefix("http://127.0.0.1/")
        assert (site / page / "index.html").is_file()
        for address in {each["image"]} if "image" in each else set():
            assert (site / address.removeprefix("http://127.0.0.1/")).is_file()
            assert f'src="{address}"' in each["content_html"]


def test_a_facet_that_mkdocs_yml_names_has_a_feed_for_each_value_and_no_other_has(site: Path) -> None:
    read = atom(site / "grade" / "2" / "feed.xml")
    titles = {each["title"] for each in json.loads((site / "data" / "works.json").read_text("utf-8"))}
    assert 0 < len(read.entries) < len(titles)
    assert {each.title for each in read.entries} <= titles
    assert 'href="http://127.0.0.1/grade/2/feed.xml"' in (site / "grade" / "2" / "index.html").read_text("utf-8")
    assert not (site / "subject" / "visual-arts" / "feed.xml").exists()


def test_the_head_of_every_page_names_the_feeds_of_its_language(site: Path) -> None:
    for page, feed in (("works/our-well", "feed"), ("es/works/our-well", "es/feed"), ("about", "feed")):
        html = (site / page / "index.html").read_text("utf-8")
        for form, ending in (("atom+xml", "xml"), ("feed+json", "json")):
            assert f'type="application/{form}"' in html
            assert f'href="http://127.0.0.1/{feed}.{ending}"' in html, page
