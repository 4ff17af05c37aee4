"""Rules about the files themselves: their size, their format, and what they carry besides what can be seen."""

from ...model.finding import Level, Rule

E, W, H = Level.ERROR, Level.WARNING, Level.WITHHELD

FILES = (
    Rule(
        *("metadata", E, W, "Files carry no data about people or places", "The repository itself is public."),
        "Let scripts/scrub clean the file; it keeps the picture, the sound or the pages and nothing else.",
        "scripts/scrub pond-cards",
    ),
    Rule(
        *("pdf-hidden", E, W, "A PDF is pictures of its pages", "What is covered in a document can be uncovered."),
        "Let scripts/scrub make its pages anew from what can be seen. Its words go into a transcript, which you read.",
        "scripts/scrub pond-cards",
    ),
    Rule(
        *("file-unclean", E, E, "Every file can be cleaned", "What stays in it could lead to a child."),
        "Save it anew in the kind that the message names.",
        "save the recording as MP3",
    ),
    Rule(
        *("file-too-large", E, E, "Files keep the limits", "Larger ones slow the site and the repository."),
        "Make it smaller: 25 MB a file, 40 pages a PDF, 30 minutes of sound, 10 minutes of film.",
        "give the pages that matter",
    ),
    Rule(
        *("file-too-slow", E, E, "A file is prepared in time and memory", "One file must not stop the rest."),
        "Save it smaller or simpler.",
        "save the picture at 3,000 pixels on the long side",
    ),
    Rule(
        *("program-error", E, H, "The program itself works", "A fault of ours must not look like a fault of a file."),
        "Nothing is wrong with the file. Report the message to those who keep this software.",
        "send the message as it stands, without the file",
    ),
    Rule(
        *("file-format", E, E, "The content fits the file's name", "A file that says it is something else deceives."),
        "Save it as what its name says, or give it the name that fits.",
        "reading.mp3 is an MP3",
    ),
    Rule(
        *("file-damaged", E, E, "Documents, sounds and films can be read", "Half a piece would be published."),
        "Copy it again from where it came, or save it anew.",
        "print the PDF to a new PDF",
    ),
    Rule(
        *("file-locked", E, E, "No file is locked", "What can't be opened can't be checked."),
        "Open it with its password and save it without one.",
        "print the PDF to a new PDF",
    ),
    Rule(
        *("lfs-pointer", E, E, "Files are the files themselves", "A Git LFS pointer holds no picture."),
        "Fetch the file behind the pointer.",
        "git lfs pull",
    ),
    Rule(
        *("image-format", E, E, "The content fits the picture's name", "A file that deceives can't be trusted."),
        "Give it the ending that fits. scripts/check --fix does it.",
        "a JPEG picture is named 01.jpg",
    ),
    Rule(
        *("image-damaged", E, E, "Pictures can be read to the end", "Half a picture would be published."),
        "Copy it again from the camera, or scan it again.",
        "01.jpg opens in any program",
    ),
    Rule(
        *("image-too-large", E, E, "Pictures keep the limits", "Larger ones slow or break the build."),
        "Save it at 3,000 pixels on the long side; scripts/new does that by itself.",
        "scripts/new --from FOLDER",
    ),
    Rule(
        *("image-small", W, W, "Pictures have 1,000 pixels or more on the long side", "Others can't be projected."),
        "Photograph or scan it again, closer.",
        "2,000 × 1,500 pixels",
    ),
)
