"""How a language is written: which way, and whether in a script that asks for typefaces and room of its own."""

from functools import cache

# Languages that are usually written from right to left: Arabic and its neighbours, Hebrew and Yiddish, Persian, Urdu,
# Pashto, Sindhi, Uyghur, Central Kurdish, Dhivehi, Syriac and Aramaic, N'Ko, Rohingya.
_LANGUAGES = (
    *("ar", "aeb", "apc", "ars", "ary", "arz", "acm", "ayl", "he", "iw", "yi", "ji", "ydd", "fa", "prs", "pes", "azb"),
    *("bal", "bqi", "glk", "haz", "lrc", "mzn", "ur", "pnb", "skr", "ks", "ps", "pbt", "pbu", "pst", "sd", "ug", "ckb"),
    *("sdh", "dv", "syr", "syc", "aii", "arc", "sam", "nqo", "rhg"),
)
_SCRIPTS = ("arab", "aran", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "samr", "mand")
# Of the others, those that have neither Latin, Greek nor Cyrillic letters.
_OTHERS = ("zh", "yue", "wuu", "nan", "hak", "ja", "ko", "th", "lo", "km", "my")


@cache
def direction_of(language: str) -> str:
    """`rtl` or `ltr` by a language's tag; a script that the tag names decides."""
    named, *more = language.lower().replace("_", "-").split("-")
    for part in more:
        if len(part) == 1:
            break  # what follows are settings, as the digits of `ar-u-nu-latn`
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in _SCRIPTS else "ltr"
    return "rtl" if named in _LANGUAGES else "ltr"


def is_set_apart(language: str) -> bool:
    """Whether the stylesheet `languages` is for it."""
    return direction_of(language) == "rtl" or language.lower().split("-")[0] in _OTHERS
