"""Rules about what the front matter says of a work's pieces, drafts and evidence."""

from ...model.finding import Level, Rule

E, W = Level.ERROR, Level.WARNING

PIECES = (
    Rule(
        *("file-missing", E, E, "Every listed file is there", "A page would have a hole."),
        "Put the file into the work's folder, or take its line out. Capital letters count.",
        "pieces: [{file: 01.jpg, alt: A pencil drawing of a newt}]",
    ),
    Rule(
        *("file-name", E, E, "File names work on every computer", "Some names can't be stored on other systems."),
        "Use letters a to z, digits, hyphens and points, with no spaces or accents. scripts/check --fix renames it.",
        "01.jpg, or drafts/d1.jpg",
    ),
    Rule(
        *("file-unlisted", W, W, "Every picture in the folder is listed", "Unlisted files are never published."),
        "List the file under pieces or drafts, or take it out of the folder: the repository shows it all the same.",
        "pieces: [{file: 02.jpg, alt: The back of the card}]",
        E,
    ),
    Rule(
        *("file-repeated", E, E, "A file is listed once", "It would be shown twice."),
        "Keep one of the two lines.",
        "pieces: [{file: 01.jpg, alt: A pencil drawing of a newt}]",
    ),
    Rule(
        *("piece-kind", E, E, "The piece is of a kind that can be published", "Other kinds can't be shown or cleaned."),
        "Save it as a picture, PDF, sound, film or text of one of the known kinds.",
        "save report.docx as report.pdf",
    ),
    Rule(
        *("piece-empty", E, E, "No file is empty", "There is nothing to show."),
        "Write the words, or take the file out.",
        "01.txt holds what is written on the picture",
    ),
    Rule(
        *("alt-missing", E, E, "Every picture and PDF has an alt text", "Readers who can't see it need it."),
        "Say in one sentence what is to be seen.",
        "alt: A pencil drawing of a newt on a wet leaf, seen from above",
    ),
    Rule(
        *("alt-repeats", W, W, "The alt says more than the title or file name", "Otherwise it tells nothing."),
        "Say what is to be seen, not what the work is called.",
        "alt: Three boats of paper on blue cloth",
        E,
    ),
    Rule(
        *("alt-long", W, W, "An alt has at most 150 characters", "Screen readers read it in one go."),
        "Keep the main thing, and move the rest into description.",
        "description: The left half shows …",
    ),
    Rule(
        *(
            "captions-missing",
            E,
            E,
            "Every film has captions",
            "Viewers who can't hear, or may not make a sound, read.",
        ),
        "Add a WebVTT file and name it.",
        "pieces: [{file: film.mp4, captions: film.vtt}]",
    ),
    Rule(
        *("captions-damaged", E, E, "Captions are WebVTT", "A browser leaves out what it can't read."),
        "Give each caption its times, in their order. scripts/check --fix makes WebVTT of .srt and .sbv.",
        "00:00:01.000 --> 00:00:04.000",
    ),
    Rule(
        *("captions-idle", W, W, "Only films have captions", "They would never be shown."),
        "Take captions out, or give the words of a recording as its transcript.",
        "transcript: reading.txt",
    ),
    Rule(
        *("transcript-missing", W, W, "Sound and film have a transcript", "Who can't hear or see it reads it."),
        "Write what is heard and seen into a text file, and name it.",
        "pieces: [{file: reading.mp3, transcript: reading.txt}]",
        E,
    ),
    Rule(
        *(
            "document-words",
            W,
            W,
            "A PDF has a transcript or a description",
            "Its pictures can't be read out or found.",
        ),
        "Write its words into a text file and name it as the transcript; of drawings alone, give a description.",
        "pieces: [{file: report.pdf, transcript: report.txt}]",
    ),
    Rule(
        *("proposal-open", W, W, "Proposed words are read by somebody", "A program may read what nobody should."),
        "Read it beside the pages, correct it, name it without “proposed” and list it; or delete it.",
        "report.proposed.txt becomes report.txt",
        E,
    ),
    Rule(
        *("cover-twice", E, E, "One cover at most", "Only one picture can stand for the work."),
        "Keep cover: true at one piece.",
        "cover: true",
    ),
    Rule(
        *("cover-kind", E, E, "The cover is a picture", "A text can't stand on a card as a picture."),
        "Mark a picture, a PDF or a film.",
        "{file: 01.jpg, cover: true}",
    ),
    Rule(
        *("draft-alt", E, E, "Every drawn draft has an alt text", "Readers who can't see the picture need it."),
        "Say in one sentence what the draft shows.",
        "drafts: [{files: [drafts/d1.jpg], alt: A first sketch without shadows}]",
    ),
    Rule(
        *("evidence-file", E, E, "Evidence names a listed file", "The reader must be able to look."),
        "Name a file from pieces or drafts, exactly as it is written there.",
        "craftsmanship: [{key: care-precision, note: Scales drawn one by one, file: 01.jpg}]",
    ),
    Rule(
        *(
            "evidence-key",
            E,
            E,
            "A descriptor stands under its own attribute",
            "Else it is filed under a wrong heading.",
        ),
        "Move the claim to its attribute; works/vocabulary.yml says which that is.",
        "authenticity: [{key: original-voice, note: …}]",
    ),
    Rule(
        *("evidence-note", W, W, "Each claim has a note", "A claim without evidence is a sticker."),
        "Say in 40 words at most what to look at.",
        "note: Each petal was measured and drawn to scale",
        E,
    ),
    Rule(
        *("evidence-all", W, W, "No work claims every descriptor", "Evidence is not a checklist."),
        "Keep the three to six that can be seen best.",
        "complexity: [{key: transfer, note: …}]",
    ),
    Rule(
        *("reference-file", E, E, "Tours, boxes and translations name a listed file", "They would point at nothing."),
        "Name a file from pieces or drafts, exactly as it is written there.",
        "tours: [{file: 01.jpg, x: 0.4, y: 0.3, title: Start here, text: …}]",
    ),
)
