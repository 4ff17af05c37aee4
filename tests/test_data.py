"""The collection as data: what librarians, search engines and programs that train on pages are told."""

import csv
import io
import json
import shutil
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as Xml

import pytest
from frictionless import Package

from excellence.model.work import LICENSES
from excellence.rendering.cite import is_reserved
from in_process import Project

SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "own"
    folder.mkdir()
    return Project(folder)


def test_the_data_package_is_valid_and_tells_every_column(site: Path) -> None:
    package = Package(str(site / "data" / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    rows = package.get_resource("works").read_rows()
    listed = json.loads((site / "data" / "works.json").read_text("utf-8"))
    assert [row["slug"] for row in rows] == [each["slug"] for each in listed]
    assert set(rows[0]) == set(listed[0])


def test_the_list_of_works_is_a_table_that_the_import_reads(site: Path, project: Project, tmp_path: Path) -> None:
    """Another collection may begin with the list of ours: each work of it gets a folder there."""
    text = (site / "data" / "works.csv").read_text("utf-8-sig")
    shutil.copy(site / "data" / "works.csv", tmp_path)
    done = project.command("excellence", "import", str(tmp_path / "works.csv"))
    rows = list(csv.DictReader(io.StringIO(text)))
    made = {path.parent.name for path in (project.folder / "works").glob("*/index.md")}
    assert {row["slug"] for row in rows} <= made, done.stdout


def test_the_sitemap_names_the_pictures_of_each_work(site: Path) -> None:
    found = Xml.parse(site / "sitemap.xml").getroot()
    told = {
        each.findtext("s:loc", namespaces=SITEMAP): [
            image.text or "" for image in each.findall("image:image/image:loc", SITEMAP)
        ]
        for each in found.findall("s:url", SITEMAP)
    }
    shown = told["http://127.0.0.1/works/four-cards-from-the-feeder/"]
    assert len(shown) == len(set(shown)) > 1
    assert all((site / each.removeprefix("http://127.0.0.1/")).is_file() for images in told.values() for each in images)
    assert told["http://127.0.0.1/about/"] == []


def test_robots_are_led_to_the_sitemap(site: Path) -> None:
    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text("utf-8").splitlines())
    assert robots.site_maps() == ["http://127.0.0.1/sitemap.xml"]
    assert robots.can_fetch("anybody", "http://127.0.0.1/works/our-well/")


def test_a_licence_that_keeps_rights_back_is_told_to_those_who_train_on_pages(project: Project) -> None:
    project.work("open-work", pictures=0, license="CC-BY-4.0")
    project.built()
    assert "ai-train" not in project.page("robots.txt")
    project.work("kept-work", pictures=0, license="LicenseRef-All-Rights-Reserved")
    project.built()
    assert "Content-Signal: search=yes, ai-train=no" in project.page("robots.txt")
    assert 'name="tdm-reservation" content="1"' in project.page("works/kept-work/index.html")
    assert "tdm-reservation" not in project.page("works/open-work/index.html")


def test_the_open_licences_are_the_ones_that_everybody_may_use() -> None:
    assert {each for each in LICENSES if not is_reserved(each)} == {"CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0"}
