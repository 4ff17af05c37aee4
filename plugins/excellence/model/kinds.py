"""What kind of piece a file is, by its name."""

from functools import lru_cache
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
# What a browser is told of a published file, by the end of its name without the dot.
MEDIA_TYPES = {
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
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


@lru_cache(maxsize=65_536)
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

# What people have in their folders that can't be published as it is: a code, by which the packer's words are found, the
# ends of the names, what it is, what helps.
_FOREIGN = {
    "word": (".docx .doc .docm .dotx", "a Word document", _AS_PDF),
    "office": (".odt .rtf .wpd .wps .fodt", _OFFICE, _AS_PDF),
    "powerpoint": (".pptx .ppt .ppsx .pps .pptm", "a PowerPoint presentation", _AS_PDF),
    "slides": (".odp .odg", _OFFICE, _AS_PDF),
    "table": (
        ".xlsx .xls .xlsm .ods .csv .tsv",
        "a table",
        "print the part that matters to a PDF, or give a picture of it",
    ),
    "pages": (".pages", "a document of Pages", _APPLE),
    "keynote": (".key", "a presentation of Keynote", _APPLE),
    "numbers": (".numbers", "a table of Numbers", _APPLE),
    "google": (".gdoc .gslides .gsheet .gdraw .gform .gjam", _FROM_GOOGLE, _DOWNLOAD),
    "publisher": (".pub", "a Publisher document", _AS_PDF),
    "layout": (".indd .idml .qxd .sla .afpub", "a document of a layout program", "export it there as PDF"),
    "design": (".ai .eps .ps .cdr .afdesign", "a drawing of a design program", "export it there as PDF or PNG"),
    "vector": (
        ".svg .svgz",
        "a vector drawing (SVG)",
        "open it in a browser or a drawing program and save it as PNG or PDF",
    ),
    "layered": (
        ".psd .psb .xcf .kra .procreate .afphoto .clip",
        "a picture with layers",
        "export it there as JPEG or PNG",
    ),
    "bmp": (".bmp .dib", "a BMP picture", "open it in an image program and save it as PNG"),
    "avif": (".avif", "an AVIF picture", "open it in an image program and save it as JPEG"),
    "jpegxl": (".jxl", "a JPEG XL picture", "open it in an image program and save it as JPEG"),
    "jpeg2000": (".jp2 .j2k .jpf .jpx .j2c", "a JPEG 2000 picture", "open it in an image program and save it as JPEG"),
    "rare": (".ico .icns .tga .pcx .ppm .pgm .pbm .pnm", "a picture of a rare kind", "open it and save it as PNG"),
    "raw": (".cr2 .cr3 .crw .dng .nef .nrw .arw .srf .sr2 .orf .raf .rw2 .pef .srw .raw", _RAW, _AS_JPEG),
    "film": (
        ".avi .wmv .asf .3gp .3g2 .mkv .flv .f4v .mpg .mpeg .mpe .vob .mts .m2ts .ts .ogv .mod",
        "a film",
        _AS_MP4,
    ),
    "sound": (".flac .wma .amr .caf .aif .aiff .aifc .ape .mid .midi .ra .ac3 .mka", "a sound", _AS_MP3),
    "voice": (".weba", "a sound as browsers record it", "name it .webm, and let scripts/new take it in"),
    "captions": (".srt .sbv .ass .ssa .ttml .sub", "captions", "save them as WebVTT (.vtt), as in 01.vtt"),
    "packed": (".zip .rar .7z .tar .gz .tgz", "a packed folder", _UNPACK),
    "link": (".url .webloc .lnk .desktop .website", _SHORTCUT, _PRINT_PAGE),
    "web": (".html .htm .mhtml .webarchive", "a web page", _PRINT_PAGE),
    "ebook": (".epub .mobi .azw3", "an e-book", "print it to a PDF"),
    "scratch": (".sb3 .sb2", "a Scratch project", "record it as a film, or give pictures of it"),
    "model": (".stl .obj .3mf .gcode .skp .f3d .blend", "a model in three dimensions", "give photos or pictures of it"),
    "board": (
        ".notebook .flipchart .one .note .goodnotes",
        "pages of a notebook or a board",
        "export them there as PDF",
    ),
    "unfinished": (
        ".crdownload .part .partial .download .icloud .tmp",
        _UNFINISHED,
        "download it to the end, and try again",
    ),
}
_BY_END = {end: (code, what, remedy) for code, (ends, what, remedy) in _FOREIGN.items() for end in ends.split()}
FOREIGN = {end: code for end, (code, *_) in _BY_END.items()}


def foreign(file: str) -> tuple[str, str] | None:
    """What a file is that can't be published as it is ("a Word document"), and what to do; None where we can't say."""
    found = None if kind_of(file) else _BY_END.get(suffix(file))
    return found and found[1:]
