"""Small collections made in a temporary folder, built by a real MkDocs in a process of its own."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import yaml
from axe_playwright_python.sync_playwright import Axe
from filelock import FileLock
from mkdocs.config import load_config
from PIL import Image, ImageDraw

from excellence.memo import Memo
from excellence.settings import theme_styles
from excellence.site.assets import Assets

ROOT = Path(__file__).parent.parent
COLLECTION = Path(__file__).parent / "collection"  # the tests' own: what a repository's own is, no test may hang on
DAY = "1790000000"  # 2026-09-21: the day of every build in tests

# What a work is, that no demonstration is.
REAL: dict[str, Any] = {
    "demonstration": None,
    "consent": {
        "ref": "2026-014",
        "holder": "the school",
        "scope": ["site", "print", "download"],
        "until": "2031-06-30",
    },
    "review": {"decision": "approved", "on": "2026-05-04", "panel": ["curator", "teacher"]},
}

# A site of its own, so that tests of the machinery do not hang on what the guides say.
PAGES = {
    "index.md": """---
title: Home
hide: [navigation, toc]
---
# See what students can do

[Browse the gallery](gallery.md){ .xc-button }

<!-- excellence:gallery limit=8 -->

<!-- excellence:browse -->
""",
    "gallery.md": (COLLECTION / "content" / "gallery.md").read_text("utf-8"),
    "about.md": """---
title: About
description: What this collection is and who it is for.
---
# About this collection

## How children are protected

Nothing is shown without a signed consent.
""",
}
NAV = [{"Home": "index.md"}, {"Gallery": "gallery.md"}, {"About": "about.md"}]


@cache
def remembered() -> bytes:
    """A memory that holds what hangs on the package and the settings alone: it takes longer than all else in a build.

    It stays from run to run, as every memory of a build does.
    """
    held = ROOT / ".cache" / "tests.db"
    held.parent.mkdir(exist_ok=True)
    with FileLock(f"{held}.lock"):
        memo = Memo(held)
        Assets.of(theme_styles(load_config(str(COLLECTION / "mkdocs.yml")), memo), memo)
        memo.keep(forget=True)
        memo.close()
        return held.read_bytes()


class Project:
    """A collection in a folder of its own."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        (folder / "content").mkdir()
        for name, text in PAGES.items():
            (folder / "content" / name).write_text(text, "utf-8")
        (folder / "works").mkdir()
        shutil.copy(COLLECTION / "works" / "vocabulary.yml", folder / "works")
        self.configure(**settings)
        (folder / ".cache").mkdir()
        (folder / ".cache" / "memo.db").write_bytes(remembered())

    def configure(self, *, plugin: dict[str, Any] | None = None, **settings: Any) -> None:
        text = (COLLECTION / "mkdocs.yml").read_text("utf-8")
        config = yaml.safe_load(re.sub(r"!ENV \[(\w+), (.*?)\]", r"\2", text))
        config |= {"site_url": "https://example.org/", "nav": NAV, **settings}
        config["plugins"] = [{"excellence": {"demonstrations": True, **(plugin or {})}}]
        (self.folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")

    def work(self, slug: str, body: str = "A body.", pictures: int = 1, **front: Any) -> Path:
        """A work that is right in every point, but for what is said in `front`; None takes a key out."""
        folder = self.folder / "works" / slug
        folder.mkdir(parents=True)
        pieces: list[dict[str, Any]] = []
        for number in range(1, pictures + 1):
            draw(folder / f"{number:02}.jpg", f"{slug} {number}")
            pieces.append({"file": f"{number:02}.jpg", "alt": f"A drawing of {slug}, number {number}"})
        if not pictures:
            (folder / "essay.md").write_text(f"These are the words of {slug}.\n", "utf-8")
            pieces.append({"file": "essay.md", "caption": "The words"})
        matter = {
            "title": slug.replace("-", " ").capitalize(),
            "kind": "project",
            "status": "approved",
            "summary": f"What {slug} is about.",
            "grades": [2],
            "subjects": ["visual-arts"],
            "formats": ["cards/note-cards"],
            "pieces": pieces,
            "demonstration": True,
            "added": "2026-05-01",
            **front,
        }
        said = {key: value for key, value in matter.items() if value is not None}
        text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        (folder / "index.md").write_text(f"---\n{text}---\n\n{body}\n", "utf-8")
        return folder

    def rewrite(self, slug: str, **front: Any) -> None:
        """Other values for some keys of a work."""
        index = self.folder / "works" / slug / "index.md"
        _, matter, body = index.read_text("utf-8").split("---\n", 2)
        said = yaml.safe_load(matter) | front
        index.write_text(f"---\n{yaml.safe_dump(said, allow_unicode=True, sort_keys=False)}---\n{body}", "utf-8")

    def command(
        self, *words: str, env: dict[str, str] | None = None, **options: Any
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.folder,
            env=environment(env),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            **options,
        )

    def build(self, *options: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return self.command("mkdocs", "build", "--strict", *options, env=env)

    def built(self, *options: str, env: dict[str, str] | None = None) -> Path:
        """Builds and returns the site; what MkDocs said is shown where it fails."""
        done = self.build(*options, env=env)
        assert done.returncode == 0, done.stderr
        return self.site

    @property
    def site(self) -> Path:
        return self.folder / "site"

    def page(self, uri: str) -> str:
        return (self.site / uri).read_text("utf-8")


def environment(more: dict[str, str] | None = None) -> dict[str, str]:
    # Paths begin in the project, wherever the tests were begun.
    given = {name: said for name, said in os.environ.items() if name != "EXCELLENCE_FROM"}
    return {**given, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": DAY, "SITE_URL": "", **(more or {})}


def draw(path: Path, seed: str, size: tuple[int, int] = (1200, 900)) -> None:
    """A picture that no other seed draws, quick to decode."""
    numbers = hashlib.sha256(seed.encode()).digest()
    picture = Image.new("RGB", size, (numbers[0], numbers[1], numbers[2]))
    pen = ImageDraw.Draw(picture)
    for index in range(3, 27, 4):
        x, y, w, h = (value / 255 for value in numbers[index : index + 4])
        box = (x * size[0], y * size[1], x * size[0] + w * 600 + 9, y * size[1] + h * 600 + 9)
        pen.ellipse(box, fill=(numbers[index] ^ 255, numbers[index + 1], numbers[index + 2]))
    picture.save(path, quality=80)


def tree(folder: Path) -> dict[str, str]:
    """Every file beneath a folder by its path, with a digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                self.ids.add(value)
            elif name in ("href", "src"):
                self.links.append(value)
            elif name == "srcset":
                self.links += [part.split()[0] for part in value.split(",")]


def read_links(html: str) -> tuple[list[str], set[str]]:
    parser = _Links()
    parser.feed(html)
    return parser.links, parser.ids


# Nothing is told of what passes: to find names for it costs a third of all the time.
AXE = {"resultTypes": ["violations", "incomplete"]}
# Whether words can be told from their ground takes axe more time than all else. It hangs on the style alone: elements
# of one colour and size that have the same names and classes all the way up are asked once for each look.
# A colour on its way from light to dark is nobody's fault: what it passes on to others may set them out, too.
RUN = """async ([options, look, known]) => {
  for (let turn = 0, moving; turn < 9; turn += 1) {
    moving = document.getAnimations().filter((each) => each instanceof CSSTransition)
    if (!moving.length) break
    moving.forEach((each) => each.finish())
  }
  const lists = /^(id|for|name|href|src|srcset|alt|title|value|content|datetime)$/
  const kind = (each) => each.tagName + [...each.attributes].filter((one) => !lists.test(one.name))
    .map((one) => one.name + (one.value.length < 60 ? one.value : "")).join()
  const kinds = new Map()
  const kindsUpTo = (each) => {
    if (!each) return look
    if (!kinds.has(each)) kinds.set(each, `${kindsUpTo(each.parentElement)}>${kind(each)}`)
    return kinds.get(each)
  }
  const digest = (text) => {
    let one = 7, two = 9
    for (const unit of text) {
      one = Math.imul(one ^ unit.charCodeAt(0), 2654435761)
      two = Math.imul(two ^ unit.charCodeAt(0), 1597334677)
    }
    return (one >>> 0) * 2097152 + (two >>> 11)
  }
  const seen = new Set(known), fresh = []
  for (const each of document.body.querySelectorAll("*")) {
    const said = [...each.childNodes].some((one) => one.nodeType === 3 && one.data.trim())
    if (!said && !each.matches("input, select, textarea") || !each.checkVisibility()) continue
    const {color, backgroundColor, fontSize, fontWeight} = getComputedStyle(each)
    const told = digest([kindsUpTo(each), color, backgroundColor, fontSize, fontWeight].join())
    if (!seen.has(told)) {
      seen.add(told)
      fresh.push([told, each])
    }
  }
  const rest = await axe.run(document, {...options, rules: {"color-contrast": {enabled: false}}})
  const told = [rest]
  if (fresh.length) {
    const include = fresh.map(([, each]) => each)
    told.push(await axe.run({include}, {...options, runOnly: ["color-contrast"]}))
  }
  return [told.flatMap((each) => each.violations), told.flatMap((each) => each.incomplete), fresh.map(([one]) => one)]
}"""
_known: set[int] = set()


def violations(page: Any) -> list[tuple[str, str]]:
    """The rules of accessibility that a page breaks as it stands, each with the element that breaks it."""
    return [(rule["id"], node["html"]) for rule in _axe(page)["violations"] for node in rule["nodes"]]


def flaws_of(page: Any) -> list[tuple[str, str]]:
    """The same, and words in the colour of their ground: no violation for axe but an open question."""
    told = _axe(page)
    unsure = [node for rule in told["incomplete"] if rule["id"] == "color-contrast" for node in rule["nodes"]]
    found = [(rule["id"], node["html"]) for rule in told["violations"] for node in rule["nodes"]]
    return found + [("invisible", node["html"]) for node in unsure if "equalRatio" in str(node["any"])]


def _axe(page: Any) -> dict[str, Any]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    look = page.evaluate("[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches].join()")
    violations, incomplete, kinds = page.evaluate(RUN, [AXE, look, sorted(_known)])
    if not violations:
        _known.update(kinds)
    return {"violations": violations, "incomplete": incomplete}


LOOKS = (("light", 1440), ("dark", 360))


def looked_at(page: Any, looks: tuple[tuple[str, int], ...] = LOOKS) -> list[tuple[str, str, str]]:
    """What is wrong with a page as it stands, for those who see it light and wide, or dark and narrow, or cut off."""
    found, grounds = [], set()
    for scheme, width in looks:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [(scheme, *flaw) for flaw in flaws_of(page)]
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        found += cut_off(page, width)
    assert len(grounds) == len(looks), "the page does not follow the device's colours"
    found += cut_off(page, 320, 768)
    page.emulate_media(color_scheme="light")
    return found


def cut_off(page: Any, *widths: int) -> list[tuple[str, str, str]]:
    return [("cut off", str(width), str(wide)) for width, wide in too_wide(page, *widths).items()]


def too_wide(page: Any, *widths: int) -> dict[int, int]:
    """How wide the page is in windows of these widths that can't hold it; the last of them stays."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            found[width] = wide
    return found


def unfolded(page: Any) -> Any:
    """The page with all that is folded in it laid open."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    return page


# The browser counts seconds until a typeface is in use, of which a busy machine has too few.
LATE = "was preloaded using link preload but not used"


def faults_of(page: Any, address: str, secret: str | None = None) -> list[str]:
    """A list that fills with all that goes wrong on a page: errors, requests to anybody but the site at `address`, and
    requests or addresses that hold a word which must never leave the page."""
    faults: list[str] = []

    def asked(request: Any) -> None:
        told = secret is not None and secret in f"{request.url} {request.post_data}"
        if told or not request.url.startswith((address, "blob:", "data:")):
            faults.append(request.url)

    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console", lambda said: said.type in ("error", "warning") and LATE not in said.text and faults.append(said.text)
    )
    page.on("request", asked)
    page.on("framenavigated", lambda frame: secret is not None and secret in frame.url and faults.append(frame.url))
    return faults


def broken_links(site: Path, base: str = "/") -> list[str]:
    """Every link of every page that leads nowhere in the site, with its page. Links elsewhere are not followed."""
    broken = []
    pages = {path: read_links(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    for page, (links, _) in pages.items():
        for link in links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith(("data:", "mailto:")):
                continue
            path = unquote(parts.path)
            target = site / path.removeprefix(base) if path.startswith("/") else page.parent / path
            target = target / "index.html" if target.is_dir() else target
            found = target.resolve() if path else page
            known = pages[found][1] if found in pages else {parts.fragment}
            # What has a = in it is a state that a tool reads, not a place on the page.
            lost = parts.fragment and "=" not in parts.fragment and parts.fragment not in known
            if not found.is_file() or lost:
                broken.append(f"{page.relative_to(site)}: {link}")
    return broken
