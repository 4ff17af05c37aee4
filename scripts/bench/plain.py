"""The same works as a curator would show them with Material for MkDocs alone."""

from pathlib import Path
from typing import Any

import yaml
from PIL import Image


def of_pictures(folder: Path, pictures: list[Path]) -> Path:
    """One page of grid cards, each with a small picture."""
    (folder / "docs").mkdir(parents=True)
    cards = []
    for number, path in enumerate(pictures):
        with Image.open(path) as picture:
            picture.thumbnail((480, 480))
            picture.convert("RGB").save(folder / "docs" / f"{number}.jpg", quality=80)
        cards.append(f"-   ![A picture]({number}.jpg)\n\n    **Work {number}**\n\n    Grade 4\n")
    page = '# Gallery\n\n<div class="grid cards" markdown>\n\n' + "\n".join(cards) + "\n</div>\n"
    return settled(folder, page, plugins=["search"], markdown_extensions=["attr_list", "md_in_html"])


def of_pages(folder: Path, ours: Path) -> Path:
    """As many pages as our built site has, at the same addresses, outside of the navigation and without a search.

    The page of a work and the one to look at have all its words, every other page a line.
    """
    site = ours / "site"
    for path in sorted(set(site.rglob("*.html")) - {site / "404.html"}):  # the theme has one, too
        name = path.relative_to(site).with_suffix(".md")
        words = "One line of words, and no more.\n"
        if name.parts[0] == "works" and "embed" not in name.parts and len(name.parts) > 2:
            folders = ours / "works" / name.parts[1]
            words = folders.joinpath("index.md").read_text("utf-8").rpartition("---\n")[2]
            words += folders.joinpath("essay.md").read_text("utf-8")
        target = folder / "docs" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# {name.parent.name or 'Home'}\n\n{words}", "utf-8")
    return settled(folder, "# Home\n", plugins=[], nav=["index.md"], not_in_nav="*\n")


def settled(folder: Path, home: str, **more: Any) -> Path:
    (folder / "docs" / "index.md").write_text(home, "utf-8")
    config = {"site_name": "Plain", "theme": {"name": "material", "font": False}, **more}
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    return folder
