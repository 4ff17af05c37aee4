"""What kind of piece a file is, by its name."""

from pathlib import PurePosixPath

# The format that the content must have, by the end of the name.
PICTURES = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".png": "PNG",
    ".webp": "WEBP",
    ".gif": "GIF",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".heic": "HEIC",
}
DOCUMENTS = {".pdf": "PDF"}
RECORDINGS = {".mp3": "MP3", ".m4a": "M4A", ".ogg": "OGG", ".wav": "WAV"}
FILMS = {".mp4": "MP4", ".webm": "WEBM"}
TEXTS = {".md", ".txt"}
CAPTIONS = ".vtt"
PROPOSED = ".proposed.txt"  # words of a PDF that nobody has read yet; named so, they are never shown

# Other names of what we take, as some programs give them, and the end under which it is taken.
OTHER_NAMES = {
    **dict.fromkeys((".jfif", ".jpe", ".pjpeg", ".pjp", ".jif"), ".jpg"),
    ".apng": ".png",
    **dict.fromkeys((".heif", ".hif"), ".heic"),
    **dict.fromkeys((".mov", ".m4v", ".qt"), ".mp4"),
    ".aac": ".m4a",
    **dict.fromkeys((".opus", ".oga"), ".ogg"),
    ".wave": ".wav",
}

_KINDS = {
    end: kind
    for kind, ends in (
        ("picture", PICTURES),
        ("document", DOCUMENTS),
        ("recording", RECORDINGS),
        ("film", FILMS),
        ("text", TEXTS),
    )
    for end in ends
}
_KINDS |= {end: _KINDS[usual] for end, usual in OTHER_NAMES.items()}
KINDS = tuple(dict.fromkeys(_KINDS.values()))
KNOWN = "JPEG, PNG, WebP, GIF, TIFF or HEIC; PDF; MP3, M4A, OGG or WAV; MP4 or WebM; a text as .md or .txt"


def suffix(file: str) -> str:
    return PurePosixPath(file).suffix.lower()


def kind_of(file: str) -> str:
    """`picture`, `document`, `recording`, `film` or `text`; empty for what can't be published."""
    return _KINDS.get(suffix(file), "")


def is_made(file: str) -> bool:
    """Whether the published file is made from the original by a room of its own; a text is set into the page."""
    return kind_of(file) not in ("", "text")


def is_seen(file: str) -> bool:
    """Whether there is a picture to show of it."""
    return kind_of(file) in ("picture", "document", "film")


def is_picture(file: str) -> bool:
    return kind_of(file) == "picture"


def is_text(file: str) -> bool:
    return suffix(file) in TEXTS


_OFFICE = "a document of an office program"
_AS_PDF = "open it there and save it as PDF (File → Save as, or Export → PDF)"
_FROM_GOOGLE = "a link to Google Drive, not the document itself"
_DOWNLOAD = "open it in the browser and download it as PDF (File → Download → PDF document)"
_APPLE = "export it there (File → Export to → PDF)"
_RAW = "a raw photo of a camera"
_AS_JPEG = "open it in a photo program and export it as JPEG, 3,000 pixels on the long side"
_AS_MP4 = "save or export it as MP4 with H.264 and AAC"
_AS_MP3 = "save or export it as MP3 or M4A"
_UNPACK = "unpack it and give the files in it"
_SHORTCUT = "a link to a page, not the page itself"
_PRINT_PAGE = "open the page and print it to a PDF, or leave it out"
_UNFINISHED = "a file that is not downloaded yet"

# What people have in their folders that can't be published as it is: the ends of the names, what it is, what helps.
_FOREIGN = (
    (".docx .doc .docm .dotx", "a Word document", _AS_PDF),
    (".odt .rtf .wpd .wps .fodt", _OFFICE, _AS_PDF),
    (".pptx .ppt .ppsx .pps .pptm", "a PowerPoint presentation", _AS_PDF),
    (".odp .odg", _OFFICE, _AS_PDF),
    (".xlsx .xls .xlsm .ods .csv .tsv", "a table", "print the part that matters to a PDF, or give a picture of it"),
    (".pages", "a document of Pages", _APPLE),
    (".key", "a presentation of Keynote", _APPLE),
    (".numbers", "a table of Numbers", _APPLE),
    (".gdoc .gslides .gsheet .gdraw .gform .gjam", _FROM_GOOGLE, _DOWNLOAD),
    (".pub", "a Publisher document", _AS_PDF),
    (".indd .idml .qxd .sla .afpub", "a document of a layout program", "export it there as PDF"),
    (".ai .eps .ps .cdr .afdesign", "a drawing of a design program", "export it there as PDF or PNG"),
    (".svg .svgz", "a vector drawing (SVG)", "open it in a browser or a drawing program and save it as PNG or PDF"),
    (".psd .psb .xcf .kra .procreate .afphoto .clip", "a picture with layers", "export it there as JPEG or PNG"),
    (".bmp .dib", "a BMP picture", "open it in an image program and save it as PNG"),
    (".avif", "an AVIF picture", "open it in an image program and save it as JPEG"),
    (".jxl", "a JPEG XL picture", "open it in an image program and save it as JPEG"),
    (".jp2 .j2k .jpf .jpx .j2c", "a JPEG 2000 picture", "open it in an image program and save it as JPEG"),
    (".ico .icns .tga .pcx .ppm .pgm .pbm .pnm", "a picture of a rare kind", "open it and save it as PNG"),
    (".cr2 .cr3 .crw .dng .nef .nrw .arw .srf .sr2 .orf .raf .rw2 .pef .srw .raw", _RAW, _AS_JPEG),
    (".avi .wmv .asf .3gp .3g2 .mkv .flv .f4v .mpg .mpeg .mpe .vob .mts .m2ts .ts .ogv .mod", "a film", _AS_MP4),
    (".flac .wma .amr .caf .aif .aiff .aifc .ape .mid .midi .ra .ac3 .mka", "a sound", _AS_MP3),
    (".weba", "a sound as browsers record it", "name it .webm, and let scripts/new take it in"),
    (".srt .sbv .ass .ssa .ttml .sub", "captions", "save them as WebVTT (.vtt), as in 01.vtt"),
    (".zip .rar .7z .tar .gz .tgz", "a packed folder", _UNPACK),
    (".url .webloc .lnk .desktop .website", _SHORTCUT, _PRINT_PAGE),
    (".html .htm .mhtml .webarchive", "a web page", _PRINT_PAGE),
    (".epub .mobi .azw3", "an e-book", "print it to a PDF"),
    (".sb3 .sb2", "a Scratch project", "record it as a film, or give pictures of it"),
    (".stl .obj .3mf .gcode .skp .f3d .blend", "a model in three dimensions", "give photos or pictures of it"),
    (".notebook .flipchart .one .note .goodnotes", "pages of a notebook or a board", "export them there as PDF"),
    (".crdownload .part .partial .download .icloud .tmp", _UNFINISHED, "download it to the end, and try again"),
)
_BY_END = {end: (what, remedy) for ends, what, remedy in _FOREIGN for end in ends.split()}


def foreign(file: str) -> tuple[str, str] | None:
    """What a file is that can't be published as it is ("a Word document"), and what to do; None where we can't say."""
    return None if kind_of(file) else _BY_END.get(suffix(file))
