"""What a page may load and run, told to the browser: only what this site publishes."""

import re
from base64 import b64encode
from hashlib import sha256
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_TYPE = re.compile(r"""\btype=["']?([^"'\s>]+)""")
_RUN = ("", "module", "text/javascript", "application/javascript")
_CHARSET = '<meta charset="utf-8">'
# Pictures and recordings may also be made on the spot (blob:); the theme draws its icons from data: addresses.
_RULES = (
    "default-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
)


def with_policy(html: str, *, offline: bool = False, media_url: str = "") -> str:
    """The page with its policy in the head; a script inside the page runs by the hash of its text alone.

    Finished files may lie at another `media_url`. Not every browser takes the files beside a page that was opened from
    a folder for the page's own, and there captions stand in the page.
    """
    hashes = sorted({f"'sha256-{_hash(found['text'])}'" for found in _SCRIPT.finditer(html) if _runs(found)})
    policy = "; ".join((*_RULES, " ".join(("script-src 'self'", *hashes))))
    if media_url:
        parts = urlsplit(media_url)
        origin = f"{parts.scheme}://{parts.netloc}"
        policy = policy.replace("img-src 'self'", f"img-src 'self' {origin}")
        policy = policy.replace("media-src 'self'", f"media-src 'self' {origin}")
    if offline:
        policy = policy.replace("'self'", "'self' file:").replace("media-src", "media-src data:")
    return html.replace(_CHARSET, f'{_CHARSET}<meta http-equiv="Content-Security-Policy" content="{policy}">', 1)


def _runs(found: re.Match[str]) -> bool:
    kind = _TYPE.search(found["attributes"])
    return "src=" not in found["attributes"] and (kind[1] if kind else "") in _RUN


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()
