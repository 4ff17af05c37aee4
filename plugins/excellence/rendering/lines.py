"""Files of JSON that people may read too: one value a line."""

import json
from typing import Any

import msgspec


def in_lines(value: Any) -> str:
    """As `json.dumps(value, ensure_ascii=False, indent=1)` has it, which takes six times as long, and a line's end."""
    return msgspec.json.format(json.dumps(value, ensure_ascii=False), indent=1) + "\n"
