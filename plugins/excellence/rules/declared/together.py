"""Rules between works, and about the two lists beside them."""

from ...model.finding import Level, Rule

E, W = Level.ERROR, Level.WARNING

TOGETHER = (
    Rule(
        *("piece-twice", E, E, "No piece stands in two works", "One of them is a copy."),
        "Keep the file in one of the two works.",
        "related: [the-other-work]",
    ),
    Rule(
        *("piece-alike", W, W, "No two pieces look nearly the same", "One may be a copy."),
        "Compare the two. Keep one, if one is a copy; leave both, if they are not.",
        "01.jpg looks like works/other-work/02.jpg",
    ),
    Rule(
        *("reference-unknown", W, W, "Works, pages and protocols that are named are there", "The link is left out."),
        "Correct the slug, or drop it.",
        "related: [pond-cards]",
    ),
    Rule(
        *("inspired-cycle", E, E, "No work inspires itself", "The story would have no beginning."),
        "Drop one of the links in the circle.",
        "inspired_by: [the-earlier-work]",
    ),
    Rule(
        *("alias-taken", E, E, "An old address belongs to one work", "A visitor can be sent to one place only."),
        "Choose another alias, or take it out.",
        "aliases: [the-old-slug]",
    ),
    Rule(
        *("vocabulary", E, E, "works/vocabulary.yml can be read", "Every work depends on it."),
        "Correct the line that the message names, or restore the file.",
        "subjects: {visual-arts: Visual arts}",
    ),
    Rule(
        *("withdrawn-list", E, E, "works/withdrawn.yml can be read", "Without it a withdrawn work might return."),
        "Correct the line that the message names, or restore the file.",
        "- slug: an-earlier-work",
    ),
)
