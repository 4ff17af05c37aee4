"""Rules about what index.md says and how it is written."""

from ...model.finding import Level, Rule

E, I = Level.ERROR, Level.INFO  # noqa: E741

TEXT = (
    Rule(
        *("folder-name", E, E, "The folder's name is a slug", "It becomes the work's address and never changes."),
        "Use 3 to 60 of a to z, 0 to 9 and single hyphens.",
        "works/pond-cards/",
    ),
    Rule(
        *("no-index", E, E, "A work has an index.md", "Without it nobody knows what the folder holds."),
        "Let scripts/new make the folder, or add the file by hand.",
        "scripts/new pond-cards",
    ),
    Rule(
        *("file-link", E, E, "No links and no paths out of the folder", "A link could publish what was never meant."),
        "Put the file itself into the folder.",
        "works/pond-cards/01.jpg",
    ),
    Rule(
        *("file-unreadable", E, E, "Every file can be read", "What can't be read can't be checked."),
        "Give yourself the right to read it, and see that it is an ordinary file.",
        "chmod u+r 01.jpg",
    ),
    Rule(
        *("encoding", E, E, "Text is UTF-8 without hidden characters", "Others break accents, or deceive."),
        "Save the file as UTF-8. scripts/check --fix takes hidden characters out.",
        "UTF-8 is what every editor saves today",
    ),
    Rule(
        *("matter-missing", E, E, "index.md begins with front matter", "The facts stand between two lines."),
        "Begin the file with a line of three hyphens, and close the facts with another.",
        "---",
    ),
    Rule(
        *("matter-too-large", E, E, "Front matter is at most 64 KiB", "More than that is a mistake or an attack."),
        "Move long texts into the body, or into files of their own.",
        "transcript: 01.txt",
    ),
    Rule(
        *("yaml-syntax", E, E, "Front matter is valid YAML", "What can't be read can't be published."),
        "Put quotes around a text that holds a colon or begins with a sign; indent with spaces.",
        'title: "Field guide: our pond"',
    ),
    Rule(
        *("yaml-comment", E, E, "No # cuts a text off", "What follows a # after a space is a note, and never shown."),
        "Put quotes around the whole value. A note begins after two spaces, with a space after its #.",
        'title: "Class book #3"',
    ),
    Rule(
        *("merge-open", E, E, "Every merge is finished", "Both versions of a passage stand in the file."),
        "Keep one version, and delete the lines that git has put around the two.",
        "<<<<<<<, ======= and >>>>>>> begin those lines",
    ),
    Rule(
        *("yaml-duplicate-key", E, E, "No key stands twice", "Only one would count, and nobody sees which."),
        "Keep one of the two lines.",
        "status: approved",
    ),
    Rule(
        *("yaml-anchor", E, E, "No anchors, aliases or merges", "They let a small file grow without end."),
        "Write the value out, or put quotes around a text that begins with & or *.",
        'title: "* and other signs"',
    ),
    Rule(
        *("yaml-tag", E, E, "No YAML tags", "A tag can change what a value means."),
        "Put quotes around a text that begins with an exclamation mark.",
        'title: "!Vamos!"',
    ),
    Rule(
        *("yaml-depth", E, E, "At most eight levels deep", "Nothing in a work needs more."),
        "Write it flatter, as the example does.",
        "school: {setting: rural}",
    ),
    Rule(
        *("unknown-key", E, E, "Only keys of the contract", "A mistyped key would be lost without a word."),
        "Correct the key; the message names the nearest.",
        "subjects: [visual-arts]",
    ),
    Rule(
        *("missing-key", E, E, "Required keys are there", "A page can't stand without them."),
        "Add the key with a value.",
        "summary: Second graders drew what lives in their pond.",
    ),
    Rule(
        *("wrong-type", E, E, "Values have the right type", "A wrong type would be shown as something else."),
        "Write the value as the message says: a list, a date, a number, a single text.",
        "grades: [2]",
    ),
    Rule(
        *("unknown-value", E, E, "Values come from the vocabulary", "Otherwise filters miss the work."),
        "Choose one of the words in works/vocabulary.yml, or have a new one added there first.",
        "formats: [cards/note-cards]",
    ),
    Rule(
        *("read-as", I, I, "A value is read as what it must mean", "Only one thing can be meant."),
        "Nothing needs mending. scripts/check --fix writes it as the contract has it.",
        "grades: K-2 is read as [K, 1, 2]",
    ),
    Rule(
        *("too-long", E, E, "Texts keep their limits", "Cards and pages are made for them."),
        "Shorten it; the message says by how much.",
        "a summary has 240 characters at most",
    ),
    Rule(
        *("too-few", E, E, "Lists hold enough", "A work without grades or pieces can't be shown."),
        "Give at least one.",
        "grades: [2]",
    ),
    Rule(
        *("too-many", E, E, "Lists keep their limits", "More than that can't be read."),
        "Keep the most telling ones.",
        "useful_for: at most eight lines",
    ),
    Rule(
        *("repeated-value", E, E, "No value stands twice in a list", "It would be counted twice."),
        "Keep one of the two.",
        "grades: [2, 3]",
    ),
    Rule(
        *("translation-name", E, E, "A translation is index.LANGUAGE.md", "The name says which language it is."),
        "Name the file by its language.",
        "index.es.md",
    ),
)
