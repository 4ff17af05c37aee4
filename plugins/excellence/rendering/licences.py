"""What a licence is called where people read it, and where its terms stand."""

from typing import Final

# What nobody may use is in copyright, in the words of rightsstatements.org.
_RESERVED: Final = "http://rightsstatements.org/vocab/InC/1.0/"


def licence_name(license: str) -> str:
    """`CC-BY-4.0` → `CC BY 4.0`, `CC0-1.0` → `CC0 1.0`; empty where all rights are reserved."""
    if license.startswith("LicenseRef"):
        return ""
    family, _, rest = license.partition("-")
    terms, _, version = rest.rpartition("-")
    return " ".join(filter(None, (family, terms, version)))


def licence_address(license: str) -> str:
    """Where the terms stand in words for everybody; empty where all rights are reserved."""
    return "" if license.startswith("LicenseRef") else rights(license).replace("http:", "https:")


def rights(license: str) -> str:
    """The name of a licence among linked data, as IIIF takes it."""
    if license.startswith("LicenseRef"):
        return _RESERVED
    if license == "CC0-1.0":
        return "http://creativecommons.org/publicdomain/zero/1.0/"
    terms, _, version = license.removeprefix("CC-").rpartition("-")
    return f"http://creativecommons.org/licenses/{terms.lower()}/{version}/"
