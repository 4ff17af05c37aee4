"""What each structure of a work looks like when it is filled in: the remedy wherever something else stands there."""

from typing import Final

CLAIM: Final = "[{key: %s, note: Every bend was paced and drawn to scale, file: 01.jpg}]"
_PIECE: Final = "{file: 01.jpg, alt: A pencil drawing of a newt on a wet leaf}"
# By the name of the key; the items of a list stand under the key with [].
_EXAMPLES: Final = {
    "school": "{type: public, setting: rural, region: Northeast, country: US}",
    "attributes": f"{{craftsmanship: {CLAIM % 'care-precision'}}}",
    "complexity": CLAIM % "transfer",
    "craftsmanship": CLAIM % "care-precision",
    "authenticity": CLAIM % "purpose-audience",
    "standards": "[{framework: CCSS-ELA, code: W.2.7}]",
    "pieces": f"[{_PIECE}]",
    "drafts": "[{files: [drafts/d1.jpg], alt: A first sketch without shadows, label: Draft 1}]",
    "tours": '[{file: 01.jpg, x: 0.4, y: 0.3, title: Start here, text: "Look at the feet, drawn four times"}]',
    "media": '[{url: "https://example.org/film", title: The story behind it, kind: film, minutes: 5}]',
    "consent": '{ref: "2026-014", holder: the school, scope: [site, print], until: 2031-06-30}',
    "review": "{decision: approved, on: 2026-05-04, panel: [curator, teacher]}",
    "redact": "[{file: 02.jpg, x: 0.1, y: 0.9, w: 0.3, h: 0.05}]",
    "scope": "[site, print]",
    "panel": "[curator, teacher]",
    "grades": "[2, 3]",
    "subjects": "[visual-arts, mathematics]",
    "formats": "[cards/note-cards]",
    "keywords": "[newts, field notes]",
    "useful_for": '["Showing that a draft is not the end", "Starting a walk outside"]',
    "files": "[drafts/d1.jpg, drafts/d2.jpg]",
    "captions": "{01.jpg: The fold-out map}",
    "alts": "{01.jpg: A hand-drawn map of a creek}",
    "notes": "{care-precision: Every bend was drawn to scale}",
}


def example_of(where: str) -> str:
    """How the field probes, as a line to write; empty where there is no example."""
    name = where.rsplit(".", 1)[-1]
    key = name.partition("[")[0]
    example = _EXAMPLES.get(key, "")
    if "[" in name:
        return f"- {example[1:-1]}" if example.startswith("[{") else ""
    return f"{key}: {example}" if example else ""
