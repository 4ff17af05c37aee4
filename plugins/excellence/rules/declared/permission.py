"""Rules about approval, consent, review, withdrawal and what may lead to a child."""

from ...model.finding import Level, Rule

E, W, H, I = Level.ERROR, Level.WARNING, Level.WITHHELD, Level.INFO  # noqa: E741

PERMISSION = (
    Rule(
        *("not-approved", I, H, "Only approved works are published", "Everything else is left out."),
        "Nothing needs mending: the panel sets the status when it has decided.",
        "status: approved",
    ),
    Rule(
        *("review-missing", E, H, "A panel approved the work", "At least two roles look at every work."),
        "Write down the decision, its day and the roles of those who decided. No names.",
        "review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}",
    ),
    Rule(
        *("review-date", E, H, "The review has taken place", "A panel can't have decided tomorrow."),
        "Write the day on which the panel decided.",
        "review: {decision: approved, on: 2026-05-04, panel: [curator, teacher]}",
    ),
    Rule(
        *(
            "date-unlikely",
            E,
            H,
            "Days and years can be true",
            "A wrong year keeps a work too long, or in a wrong place.",
        ),
        "Look for a digit too many, or for two that changed places.",
        "until: 2031-06-30",
    ),
    Rule(
        *("consent-missing", E, H, "An approved work names its consent", "No consent, no publication."),
        "Fill it in from the form that its holder keeps. The form itself never comes here.",
        'consent: {ref: "2026-014", holder: the school, scope: [site, print], until: 2031-06-30}',
    ),
    Rule(
        *("consent-scope", E, H, "The consent covers the site", "Without it the work may not be shown here."),
        "Ask the family for a consent that covers the site, or set the status back to submitted.",
        "scope: [site]",
    ),
    Rule(
        *("consent-ended", H, H, "The consent still holds", "After its last day the work is left out."),
        "Ask the holder for a new consent, or take the work down with scripts/withdraw.",
        "until: 2031-06-30",
    ),
    Rule(
        *("consent-ends-soon", W, W, "The consent holds for 60 days more", "Ask the holder in good time."),
        "Ask the holder whether the family agrees for longer, and write down the new last day.",
        "until: 2031-06-30",
    ),
    Rule(
        *("withdrawn", E, H, "A withdrawn work stays away", "A family asked for it."),
        "Take the folder or the file out. It may not come back.",
        "scripts/withdraw the-slug",
    ),
    Rule(
        *("withdrawn-alike", E, H, "A withdrawn picture stays away", "Saving it anew makes it no other picture."),
        "Take the picture out. If it is truly another one, a curator takes its dhash out of works/withdrawn.yml.",
        'dhash: "9a3f00c4d1e2b877"',
    ),
    Rule(
        *("redact-open", E, H, "Boxes are painted over before approval", "The original in the repository shows it."),
        "Let scripts/scrub paint the boxes into the picture; it takes the lines out of index.md too.",
        "scripts/scrub pond-cards",
    ),
    Rule(
        *("redact-place", E, H, "A box lies on a picture or on a page of a PDF", "Elsewhere it would cover nothing."),
        "Name a picture or a PDF, with the page if it has several; x, y, w and h are fractions of its sides.",
        "redact: [{file: report.pdf, page: 2, x: 0.1, y: 0.05, w: 0.3, h: 0.04}]",
    ),
    Rule(
        *("names-and-school", E, H, "First names never stand with a school or place", "Together they lead to a child."),
        "Take the school's name and place out, or credit the makers by their grade.",
        "credit: Grade 2 students",
    ),
    Rule(
        *("credit-names", E, H, "A credit holds first names alone", "A last name leads to a child."),
        "Write first names alone, each in one word, or say who the makers are by their grade.",
        "credit: Ana and Ben, grade 2",
    ),
    Rule(
        *(
            "demonstration",
            E,
            E,
            "Demonstrations only where the site allows them",
            "A real collection shows real work.",
        ),
        "Take the work out, or set the plugin's option demonstrations to true for a trial.",
        "plugins: [{excellence: {demonstrations: true}}]",
    ),
    Rule(
        *("contact-details", E, E, "No e-mail address or telephone number", "They lead to a child or a family."),
        "Take it out of the text, the transcript, the file's name or the PDF.",
        "for_students: Ask at the library",
    ),
    Rule(
        *("personal-details", W, W, "No full name and no street address", "They lead to a child or a family."),
        "Say who it was by role, and where by region. Leave it only if it names no child, as an author's name does.",
        "a second grader, in place of a first and a last name",
    ),
    Rule(
        *("listed-name", E, H, "No name from the private list", "It is the name of a child or a family."),
        "Take the name out of the text or the file's name. The list stays on your computer.",
        "scripts/check --names names.local.txt",
    ),
)
