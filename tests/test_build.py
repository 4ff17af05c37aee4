"""Real builds: what is published, what is not, and what a reader of the terminal is told."""

import json
import os
from pathlib import Path

import pytest
import yaml

from excellence.collection.facets import PAGES
from in_process import Project
from project import DAY, broken_links, draw, tree

CONSENT = {"ref": "2026-014", "holder": "the school", "scope": ["site"], "until": "2031-06-30"}
REVIEW = {"decision": "approved", "on": "2026-05-04", "panel": ["curator", "teacher"]}
REAL = {"demonstration": None, "consent": CONSENT, "review": REVIEW}
# What the panel notes is for the panel alone.
NOTED = {
    "notes": [{"on": "2026-05-03", "by": "teacher", "said": "Canaryword"}],
    "replies": [{"on": "2026-05-02", "told": "received"}],
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def small(project: Project) -> Project:
    """Three works: with pictures, without any, and in Spanish."""
    project.work("pond-cards", pictures=2, grades=[2, 3], subjects=["visual-arts", "mathematics"])
    project.work("a-story", kind="writing", pictures=0, grades=["K"], formats=["writing/story"], added="2026-06-01")
    project.work("recetas", language="es", grades=[12], related=["pond-cards"], inspired_by=["a-story"])
    return project


@pytest.mark.parametrize("directory_urls", [True, False])
def test_every_page_is_there_and_every_link_leads_somewhere(project: Project, directory_urls: bool) -> None:
    small(project).configure(use_directory_urls=directory_urls)
    site = project.built()
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    ordinary = {"gallery/index.html", "about/index.html"} if directory_urls else {"gallery.html", "about.html"}
    slugs = ("pond-cards", "a-story", "recetas")
    words = yaml.safe_load((project.folder / "works" / "vocabulary.yml").read_text("utf-8"))
    descriptors = [key for attribute in words["attributes"].values() for key in attribute["keys"]]
    assert pages == ordinary | {
        "index.html",
        "404.html",
        *(f"{tool}/index.html" for tool in ("search", "compare", "walk")),
        *(f"works/{slug}/{face}index.html" for slug in slugs for face in ("", "look/", "embed/")),
        *(f"{facet}/index.html" for facet in PAGES),
        *(f"grade/{grade}/index.html".lower() for grade in words["grades"]),
        *(f"subject/{subject}/index.html" for subject in words["subjects"]),
        *(f"text-type/{each}/index.html" for each in words["text_types"]),
        *(f"language/{language}/index.html" for language in ("en", "es")),
        *(f"format/{family}/index.html" for family in words["formats"]),
        *(f"attribute/{key}/index.html" for key in descriptors),
    }
    assert broken_links(site) == []
    assert ('href="../../gallery.html"' in project.page("works/recetas/index.html")) is not directory_urls


def test_a_project_path_is_part_of_every_absolute_address(project: Project) -> None:
    small(project).configure(site_url="https://example.org/repo/")
    site = project.built()
    assert broken_links(site, base="/repo/") == []
    assert '<link rel="canonical" href="https://example.org/repo/works/recetas/">' in project.page(
        "works/recetas/index.html"
    )
    assert "<loc>https://example.org/repo/grade/k/</loc>" in project.page("sitemap.xml")
    assert 'href="/repo/gallery/"' in project.page("404.html")


def test_without_an_address_of_its_own_the_site_names_none(project: Project) -> None:
    small(project).configure(site_url="")
    site = project.built()
    assert broken_links(site) == []
    assert "canonical" not in project.page("works/recetas/index.html")
    assert json.loads(project.page("data/works.json"))[0]["url"] == "works/a-story/index.html"
    assert [*site.rglob("manifest.json"), *site.rglob("collection.json")] == []
    assert "IIIF" not in project.page("works/recetas/index.html") + project.page("gallery/index.html")


def test_works_stand_newest_first_and_lead_to_their_neighbours(project: Project) -> None:
    small(project).built()
    slugs = [row["slug"] for row in json.loads(project.page("data/works.json"))]
    assert slugs == ["a-story", "pond-cards", "recetas"]
    page = project.page("works/pond-cards/index.html")
    assert '<a rel="prev" href="../a-story/">' in page
    assert '<a rel="next" href="../recetas/">' in page


def test_the_sitemap_says_when_a_work_joined(project: Project) -> None:
    small(project).built()
    assert "<loc>https://example.org/works/a-story/</loc><lastmod>2026-06-01</lastmod>" in project.page("sitemap.xml")
    assert "<loc>https://example.org/grade/k/</loc><lastmod>2026-06-01</lastmod>" in project.page("sitemap.xml")


def test_an_edit_link_leads_to_the_works_own_file(project: Project) -> None:
    small(project).configure(plugin={"edit_base": "https://example.org/edit/main/"})
    project.built()
    assert 'href="https://example.org/edit/main/works/recetas/index.md"' in project.page("works/recetas/index.html")
    assert 'href="https://example.org/edit/main/content/about.md"' in project.page("about/index.html")


def test_a_second_build_develops_no_picture_and_changes_nothing(project: Project) -> None:
    small(project).built()
    before = {path: path.stat().st_mtime_ns for path in project.folder.rglob("*.webp")}
    done = project.build()
    assert "nothing has changed" in done.stderr
    assert "Pictures:" not in done.stderr
    assert {path: path.stat().st_mtime_ns for path in project.folder.rglob("*.webp")} == before


def test_a_change_makes_the_same_site_as_a_build_from_nothing(project: Project, tmp_path: Path) -> None:
    small(project).built()
    draw(project.folder / "works/recetas/01.jpg", "another picture")
    index = project.folder / "works/a-story/index.md"
    index.write_text(index.read_text("utf-8").replace("A story", "Another story"), "utf-8")
    project.work("newest", added="2026-07-01", aliases=["oldest"])
    warm = tree(project.built())
    for name in (".cache", "site", ".site-spare"):
        (project.folder / name).rename(tmp_path / f"away{name}")
    assert tree(project.built()) == warm


def test_the_same_input_makes_the_same_bytes_anywhere(tmp_path: Path) -> None:
    trees = []
    settings = [
        {},
        {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
        {"TZ": "America/Adak", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
    ]
    for number, env in enumerate(settings):
        folder = tmp_path / f"place {number}"
        folder.mkdir()
        old = os.umask(0o077 if number == 1 else 0o022)
        try:
            project = small(Project(folder, plugin={"workers": number + 1}))
            done = project.process("mkdocs", "build", "--strict", env={"SOURCE_DATE_EPOCH": DAY, **env})
            assert done.returncode == 0, done.stderr
            trees.append(tree(project.site))
        finally:
            os.umask(old)
    assert trees[0] == trees[1] == trees[2]


def test_an_error_ends_a_strict_build_with_all_findings_and_leaves_the_old_site(project: Project) -> None:
    small(project).built()
    before = tree(project.site)
    project.work("first-bad", grades=[14])
    project.work("second-bad", subjects=["art"], formats=["cards/notes"])
    (project.folder / "works" / "pond-cards" / "02.jpg").write_bytes(b"no picture at all")
    done = project.build()
    assert done.returncode == 1
    for told in (
        "works/first-bad/index.md:7:3: error unknown-value grades[1]",
        "works/second-bad/index.md:9:3: error unknown-value subjects[1]",
        "error unknown-value formats[1]",
        "works/pond-cards/02.jpg:1:1: error image-format pieces[2].file",
        "4 errors in the works and pages: the site was left as it was.",
    ):
        assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project.site) == before
    assert not (project.folder / ".site-next").exists()


def test_without_strict_the_good_works_are_published_and_the_bad_ones_named(project: Project) -> None:
    small(project).work("bad", grades=[14])
    done = project.command("mkdocs", "build")
    assert done.returncode == 0
    assert "error unknown-value grades[1]" in done.stderr
    assert not (project.site / "works/bad").exists()
    assert (project.site / "works/recetas/index.html").exists()


def test_a_withheld_work_is_left_out_and_named_and_the_build_goes_on(project: Project) -> None:
    small(project).work("waiting", title="Canaryword", status="submitted")
    project.work("expired", title="Canaryword", **REAL | {"consent": CONSENT | {"until": "2026-09-20"}})
    project.work("unreviewed", title="Canaryword", **REAL | {"review": None})
    project.work("fine", title="Fine", **REAL)
    done = project.build()
    assert done.returncode == 0
    for slug in ("waiting", "expired", "unreviewed"):
        assert f"works/{slug}/index.md" in done.stderr
        assert not (project.site / "works" / slug).exists()
    assert (project.site / "works/fine").exists()
    shown = b"".join(path.read_bytes() for path in project.site.rglob("*") if path.is_file())
    assert b"Canaryword" not in shown


def test_works_that_are_not_approved_change_no_byte_of_the_site(tmp_path: Path) -> None:
    trees = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        project = small(Project(tmp_path / str(number)))
        project.work("fine", **REAL | {"review": REVIEW | (NOTED if number else {})})
        if number:
            project.work("a-draft", status="draft", related=["pond-cards"], aliases=["old-name"], review=NOTED)
            project.work("submitted", status="submitted", inspired_by=["recetas"], review=REVIEW | NOTED)
            project.work("ended", **REAL | {"consent": CONSENT | {"until": "2026-09-20"}})
            twin = project.work("twin", status="draft")
            (twin / "01.jpg").write_bytes((project.folder / "works/pond-cards/01.jpg").read_bytes())
        trees.append(tree(project.built()))
    assert trees[0] == trees[1]


def test_a_consent_ends_by_the_clock_and_not_by_the_commit(project: Project) -> None:
    small(project).work("until-today", **REAL | {"consent": CONSENT | {"until": "2026-09-21"}})
    assert (project.built() / "works/until-today/index.html").exists()
    site = project.built(env={"SOURCE_DATE_EPOCH": str(int(DAY) + 86_400)})
    assert not (site / "works/until-today").exists()


def test_what_nobody_lists_is_never_published(project: Project) -> None:
    folder = small(project).folder / "works/pond-cards"
    draw(folder / "secret.jpg", "secret")
    (folder / "notes.txt").write_text("Canaryword in private notes", "utf-8")
    done = project.build()
    assert done.returncode == 0
    assert "warning file-unlisted pieces: secret.jpg" in done.stderr
    assert not [path for path in project.site.rglob("*") if path.name in ("secret.jpg", "notes.txt", "index.md")]
    assert b"Canaryword" not in b"".join(path.read_bytes() for path in project.site.rglob("*") if path.is_file())


def test_a_withdrawn_work_leaves_a_neutral_page_without_title_or_picture(project: Project) -> None:
    small(project).built()
    title = "Recetas"
    assert title in project.page("works/recetas/index.html")
    for path in (project.folder / "works/recetas").iterdir():
        path.unlink()
    (project.folder / "works/recetas").rmdir()
    (project.folder / "works/withdrawn.yml").write_text("- slug: recetas\n", "utf-8")
    site = project.built()
    page = project.page("works/recetas/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert title not in page
    assert [path.name for path in (site / "works/recetas").iterdir()] == ["index.html"]
    hidden = [path for path in (project.folder / ".site-spare").rglob("*") if path.is_file()]
    assert not [path for path in hidden if title.encode() in path.read_bytes()]
    assert not list((project.folder / ".cache").rglob("*recetas*"))


def test_an_earlier_address_leads_to_the_work(project: Project) -> None:
    project.work("new-name", aliases=["old-name"])
    project.built()
    page = project.page("works/old-name/index.html")
    assert 'http-equiv="refresh" content="0; url=../new-name/"' in page
    assert "noindex" in page
    assert "old-name" not in project.page("sitemap.xml")
    assert project.page("works/old-name/manifest.json") == project.page("works/new-name/manifest.json")


def test_nothing_that_an_author_writes_becomes_markup(project: Project) -> None:
    hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)> & {{ 7*7 }} excellence0hole0head0'
    project.work(
        "hostile",
        title=hostile[:110],
        summary=hostile,
        credit=hostile,
        quote=hostile,
        keywords=[hostile[:55]],
        body=f"{hostile}\n\n[link](javascript:alert(1)) <iframe src=x></iframe> <a href=x onclick=alert(1)>x</a>",
        standards=[{"framework": "NGSS", "code": hostile[:55], "target": hostile}],
    )
    project.configure(site_name='Site <b>"name"</b>', site_description=hostile)
    site = project.built()
    for path in site.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "onclick=" not in page
        assert "javascript:alert" not in page
        assert "<iframe" not in page
        assert "<b>&" not in page
        assert "{{ 7*7 }}" in page or "7*7" not in page


def test_more_than_sixty_works_go_on_over_pages_with_real_links(project: Project) -> None:
    for number in range(61):
        project.work(f"work-{number:02}", pictures=0, grades=[2 if number else 3])
    site = project.built()
    assert project.page("gallery/index.html").count('<li class="xc-card">') == 60
    assert 'href="page-2/"' in project.page("gallery/index.html")
    assert project.page("gallery/page-2/index.html").count('<li class="xc-card">') == 1
    assert project.page("grade/2/index.html").count('<li class="xc-card">') == 60
    assert not (site / "grade/2/page-2").exists()
    assert broken_links(site) == []


def test_a_listing_goes_on_wherever_its_page_lies(project: Project) -> None:
    for number in range(61):
        project.work(f"work-{number:02}", pictures=0)
    for name in ("index.md", "a/b/c/deep.md"):
        page = project.folder / "content" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("# All\n\n<!-- excellence:gallery -->\n", "utf-8")
    site = project.built()
    assert (site / "page-2/index.html").exists()
    assert (site / "a/b/c/deep/page-2/index.html").exists()
    assert broken_links(site) == []


def test_an_empty_collection_says_so(project: Project) -> None:
    site = project.built()
    assert "No works here yet" in project.page("gallery/index.html")
    assert broken_links(site) == []


def test_a_gallery_on_any_page_shows_what_its_filter_chooses(project: Project) -> None:
    small(project)
    page = project.folder / "content" / "sub" / "page.md"
    page.parent.mkdir()
    page.write_text("# A page\n\n<!-- excellence:gallery grade=2,12 limit=1 -->\n", "utf-8")
    project.built()
    html = project.page("sub/page/index.html")
    assert html.count('<li class="xc-card') == 1
    assert 'href="../../works/pond-cards/"' in html
    assert "See all 3 works" in html


def test_a_gallery_with_an_unknown_filter_is_an_error_that_suggests_the_right_one(project: Project) -> None:
    small(project)
    page = project.folder / "content" / "page.md"
    page.write_text("<!-- excellence:gallery subject=mathematic colour=red -->\n\n<!-- excellence:galery -->", "utf-8")
    done = project.build()
    assert done.returncode == 1
    assert (
        "content/page.md:1:1: error gallery-filter: “mathematic” is no subject; did you mean mathematics?"
        in done.stderr
    )
    assert "“colour=red” is no filter" in done.stderr
    assert "there is no excellence:galery" in done.stderr


def test_bad_front_matter_of_a_page_is_an_error_with_its_line(project: Project) -> None:
    small(project)
    (project.folder / "content" / "page.md").write_text("---\ntitle: A: b\n---\n# Page\n", "utf-8")
    done = project.build()
    assert done.returncode == 1
    assert "content/page.md:2:9: error page-matter: a colon inside the text" in done.stderr


def test_two_pages_with_one_address_are_an_error(project: Project) -> None:
    small(project)
    page = project.folder / "content" / "grade" / "2" / "index.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Mine\n", "utf-8")
    done = project.build()
    assert done.returncode == 1
    assert "grade/2/index.html:1:1: error address-taken" in done.stderr


def test_an_introduction_from_the_documents_stands_on_the_facets_page(project: Project) -> None:
    small(project)
    intro = project.folder / "content" / "formats" / "cards.md"
    intro.parent.mkdir()
    intro.write_text("---\ntitle: Cards\n---\nCards are *small* & fit a hand.\n", "utf-8")
    site = project.built()
    assert "Cards are <em>small</em> &amp; fit a hand." in project.page("format/cards/index.html")
    assert not (site / "formats").exists()


def test_an_unreadable_vocabulary_is_told_alone(project: Project) -> None:
    small(project)
    (project.folder / "works" / "vocabulary.yml").write_text("grades: [\n", "utf-8")
    for done in (project.build(), project.command("mkdocs", "build")):
        assert done.returncode == 1
        assert "works/vocabulary.yml:1:9: error vocabulary: a bracket is opened and never closed" in done.stderr
        assert "1 error in the works" in done.stderr


def test_an_unreadable_list_of_withdrawn_works_stops_the_build(project: Project) -> None:
    small(project)
    (project.folder / "works" / "withdrawn.yml").write_text("slug: recetas\n", "utf-8")
    done = project.build()
    assert done.returncode == 1
    assert "works/withdrawn.yml:1:1: error withdrawn-list: the file is no list" in done.stderr


def test_the_plugin_can_be_switched_off(project: Project) -> None:
    small(project).configure(plugin={"enabled": False})
    site = project.built()
    assert not (site / "works").exists()


def test_a_theme_without_materials_stylesheets_still_builds(project: Project) -> None:
    small(project)
    own = project.folder / "own" / "assets" / "stylesheets"
    own.mkdir(parents=True)
    project.configure(theme={"name": "material", "custom_dir": "own", "font": False})
    assert broken_links(project.built()) == []
