"""Rules about the pages in content/."""

from ...model.finding import Level, Rule

E = Level.ERROR

PAGES = (
    Rule(
        *("page-matter", E, E, "The front matter of a page is valid", "MkDocs would print it as text."),
        "Correct the line that the message names.",
        "title: For families",
    ),
    Rule(
        *("page-file", E, E, "Files beside pages carry nothing hidden", "MkDocs publishes them byte for byte."),
        "Make a work of it, so that it is made anew; or take it out. A clean picture may stay.",
        "content/logo.svg",
    ),
    Rule(
        *("address-taken", E, E, "Two pages never share an address", "One would replace the other."),
        "Rename the page in content/.",
        "content/our-gallery.md",
    ),
    Rule(
        *("gallery-filter", E, E, "A gallery on a page has a known filter", "It would show the wrong works."),
        "Use a known filter and one of its values.",
        "<!-- excellence:gallery grade=2 limit=6 -->",
    ),
    Rule(
        *("steps-minutes", E, E, "The minutes of the steps add up", "A group that trusts them would run late."),
        "Change a step's minutes, or the whole.",
        "minutes: 15",
    ),
    Rule(
        *("sheet-steps", E, E, "A translated sheet has the protocol's steps", "Else one would be read out twice."),
        "Give one line for each step of the protocol, in its order.",
        "steps: [Mirar, Decir, Preguntar]",
    ),
    Rule(
        *("sheet-language", E, E, "A sheet says the language of its folder", "Readers would be led to the wrong one."),
        "Make the folder and the language the same.",
        "language: es",
    ),
    Rule(
        *(
            "contact-missing",
            E,
            E,
            "A published site says whom to write to",
            "A family must be able to reach somebody.",
        ),
        "Set the variable CONTACT of the repository, or extra.contact in mkdocs.yml.",
        "CONTACT: the office's address",
    ),
)
