"""Whom families and schools can write to, which a published site must say."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode, urlsplit

from ..model.finding import Finding, Place, Rule

CONTACT_MISSING = Rule(
    "contact-missing",
    "A published site says whom to write to",
    "A family must be able to reach somebody.",
    "Set the variable CONTACT of the repository, or extra.contact in mkdocs.yml.",
    "CONTACT: the office's address",
)


# Names that are nobody's, kept for examples (RFC 2606 and 6761): a site at such an address is published to nobody.
_NOBODYS = re.compile(
    r"(?:^|\.)(?:localhost|test|invalid|example|example\.(?:com|net|org))$|^127\.|^\[?::1\]?$|^0\.0\.0\.0$"
)
CONTACT_REMEDY = "write an e-mail address or the https:// address of a form that only the people who run the site read"
_MAIL = re.compile(r"[^\s@<>\"']+@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)\Z")


def contact_link(contact: str, **mail: str) -> str:
    """The address that a link to the contact has: a page's own, or one for mail; empty where it is neither.

    `subject` and `body` are what a mail says from the start.
    """
    if _MAIL.match(contact):
        return f"mailto:{contact}{'?' if mail else ''}{urlencode(mail, quote_via=quote)}"
    return contact if urlsplit(contact).scheme == "https" and urlsplit(contact).hostname else ""


def check_contact(contact: str, site_url: str, config: str, name: str) -> Iterator[Finding]:
    """What is wrong with `extra.contact` of a site that is published; `config` is the text of the file `name`."""
    if _NOBODYS.search(urlsplit(site_url).hostname or "localhost"):
        return
    found = re.search(r"^[ ]+contact:[ ]*", config, re.MULTILINE)
    place = (
        Place(config.count("\n", 0, found.start()) + 1, found.end() - config.rfind("\n", 0, found.end()))
        if found
        else Place()
    )
    what = contact_flaw(contact) if contact else f"the site is published at {site_url} and says nobody whom to write to"
    if what:
        yield Finding(CONTACT_MISSING, what, CONTACT_REMEDY, place, "extra.contact", name)


def contact_flaw(contact: str) -> str:
    """What is wrong with an address that families are to write to; empty where nothing is."""
    if not contact_link(contact):
        return f"“{contact}” is neither an e-mail address nor a page"
    return f"“{contact}” is only a sample" if _NOBODYS.search(_host(contact)) else ""


def _host(contact: str) -> str:
    found = _MAIL.match(contact)
    return found["host"] if found else urlsplit(contact).hostname or ""
