"""Which addresses of a site only a school's own network reaches."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

# Kept for networks of one's own (RFC 6761, 6762, 8375, and ICANN's .internal), and what such networks are wont to use.
_INNER = ("localhost", "local", "lan", "internal", "intranet", "home.arpa", "test", "invalid", "example")
_LABEL = re.compile(r"[a-z][a-z0-9-]*\Z")


def is_inner(address: str) -> bool:
    """Whether a site at this address is reached from nowhere else; a site without an address is in a folder."""
    try:
        host = (urlsplit(address).hostname or "").removesuffix(".")
    except ValueError:
        return False
    if not host:
        return not urlsplit(address).netloc
    try:
        number = ip_address(host)
    except ValueError:
        return bool(_LABEL.match(host)) or host.endswith(tuple(f".{each}" for each in _INNER))
    number = getattr(number, "ipv4_mapped", None) or number
    return not number.is_global and not number.is_multicast
