"""What may a curator write, and what does it say when it is wrong? Each rule is declared beside its check."""

from ..media.errors import (
    FILE_DAMAGED,
    FILE_FORMAT,
    FILE_LOCKED,
    FILE_TOO_LARGE,
    FILE_TOO_SLOW,
    FILE_UNCLEAN,
    FILE_UNREADABLE,
    IMAGE_DAMAGED,
    IMAGE_FORMAT,
    IMAGE_SMALL,
    IMAGE_TOO_LARGE,
    LFS_POINTER,
    METADATA,
    PDF_HIDDEN,
    PIECE_EMPTY,
    PROGRAM_ERROR,
    REDACT_PLACE,
)
from ..reading.captions import CAPTIONS_DAMAGED
from ..reading.evidence import MEETING_FILE, MEETING_FOLDER
from ..reading.file_names import FILE_NAME
from ..reading.folder import FILE_LINK
from ..reading.frontmatter import MATTER_MISSING, MATTER_TOO_LARGE, MERGE_OPEN
from ..reading.moved import VOCABULARY_MOVED
from ..reading.plain import ENCODING
from ..reading.reader import MISSING_KEY, UNKNOWN_KEY
from ..reading.sequences import REPEATED_VALUE, TOO_FEW, TOO_MANY
from ..reading.sheets import MEETING_DATE, MEETING_SHEET
from ..reading.single import READ_AS, TOO_LONG, UNKNOWN_VALUE, WRONG_TYPE
from ..reading.vocabulary import VOCABULARY, VOCABULARY_LABELS
from ..reading.withdrawn import WITHDRAWN_LIST
from ..reading.works import FOLDER_NAME, NO_INDEX, TRANSLATION_NAME
from ..reading.yaml_text import YAML_ANCHOR, YAML_COMMENT, YAML_DEPTH, YAML_DUPLICATE_KEY, YAML_SYNTAX, YAML_TAG
from .alternatives import (
    ALT_LONG,
    ALT_MISSING,
    ALT_REPEATS,
    CAPTIONS_IDLE,
    CAPTIONS_MISSING,
    DOCUMENT_WORDS,
    DRAFT_ALT,
    TRANSCRIPT_MISSING,
)
from .contact import CONTACT_MISSING
from .evidence import COVER_KIND, COVER_TWICE, EVIDENCE_ALL, EVIDENCE_FILE, EVIDENCE_KEY, EVIDENCE_NOTE, REFERENCE_FILE
from .files import FILE_MISSING, FILE_REPEATED, FILE_UNLISTED
from .intros import INTRO_UNKNOWN
from .kinds import PIECE_KIND
from .likeness import PIECE_ALIKE
from .meetings import MEETING_PIECES, MEETING_TASK, MEETING_UNKEPT, SCHOOL_ONLY
from .page_translations import PAGE_LANGUAGE, PAGE_PARTS
from .pages import ADDRESS_TAKEN, GALLERY_FILTER, PAGE_FILE, PAGE_MATTER
from .permission import (
    CONSENT_ENDED,
    CONSENT_ENDS_SOON,
    CONSENT_MISSING,
    CONSENT_SCOPE,
    CREDIT_NAMES,
    DATE_UNLIKELY,
    DEMONSTRATION,
    NAMES_AND_SCHOOL,
    NOT_APPROVED,
    REDACT_OPEN,
    REVIEW_DATE,
    REVIEW_MISSING,
)
from .personal import CONTACT_DETAILS, LISTED_NAME, PERSONAL_DETAILS
from .regions import REGION_UNKNOWN
from .together import ALIAS_TAKEN, INSPIRED_CYCLE, PIECE_TWICE, REFERENCE_UNKNOWN
from .transcripts import PROPOSAL_OPEN
from .typed_pages import STEPS_MINUTES
from .withdrawal import WITHDRAWN, WITHDRAWN_ALIKE
from .work_sets import SET_LONG, SET_REPEATED

# By group, as the curators' handbook tells them.
GROUPS = {
    "permission": (
        NOT_APPROVED,
        REVIEW_MISSING,
        REVIEW_DATE,
        DATE_UNLIKELY,
        CONSENT_MISSING,
        CONSENT_SCOPE,
        CONSENT_ENDED,
        CONSENT_ENDS_SOON,
        WITHDRAWN,
        WITHDRAWN_ALIKE,
        REDACT_OPEN,
        REDACT_PLACE,
        NAMES_AND_SCHOOL,
        CREDIT_NAMES,
        DEMONSTRATION,
        CONTACT_DETAILS,
        PERSONAL_DETAILS,
        LISTED_NAME,
        REGION_UNKNOWN,
    ),
    "pieces": (
        FILE_MISSING,
        FILE_NAME,
        FILE_UNLISTED,
        FILE_REPEATED,
        PIECE_KIND,
        PIECE_EMPTY,
        ALT_MISSING,
        ALT_REPEATS,
        ALT_LONG,
        CAPTIONS_MISSING,
        CAPTIONS_DAMAGED,
        CAPTIONS_IDLE,
        TRANSCRIPT_MISSING,
        DOCUMENT_WORDS,
        PROPOSAL_OPEN,
        COVER_TWICE,
        COVER_KIND,
        DRAFT_ALT,
        EVIDENCE_FILE,
        EVIDENCE_KEY,
        EVIDENCE_NOTE,
        EVIDENCE_ALL,
        REFERENCE_FILE,
    ),
    "files": (
        METADATA,
        PDF_HIDDEN,
        FILE_UNCLEAN,
        FILE_TOO_LARGE,
        FILE_TOO_SLOW,
        PROGRAM_ERROR,
        FILE_FORMAT,
        FILE_DAMAGED,
        FILE_LOCKED,
        LFS_POINTER,
        IMAGE_FORMAT,
        IMAGE_DAMAGED,
        IMAGE_TOO_LARGE,
        IMAGE_SMALL,
    ),
    "text": (
        FOLDER_NAME,
        NO_INDEX,
        FILE_LINK,
        FILE_UNREADABLE,
        ENCODING,
        MATTER_MISSING,
        MATTER_TOO_LARGE,
        YAML_SYNTAX,
        YAML_COMMENT,
        MERGE_OPEN,
        YAML_DUPLICATE_KEY,
        YAML_ANCHOR,
        YAML_TAG,
        YAML_DEPTH,
        UNKNOWN_KEY,
        MISSING_KEY,
        WRONG_TYPE,
        UNKNOWN_VALUE,
        READ_AS,
        TOO_LONG,
        TOO_FEW,
        TOO_MANY,
        REPEATED_VALUE,
        TRANSLATION_NAME,
    ),
    "together": (
        PIECE_TWICE,
        PIECE_ALIKE,
        REFERENCE_UNKNOWN,
        INSPIRED_CYCLE,
        ALIAS_TAKEN,
        VOCABULARY,
        VOCABULARY_LABELS,
        VOCABULARY_MOVED,
        WITHDRAWN_LIST,
    ),
    "pages": (
        PAGE_MATTER,
        PAGE_FILE,
        ADDRESS_TAKEN,
        INTRO_UNKNOWN,
        GALLERY_FILTER,
        STEPS_MINUTES,
        SET_REPEATED,
        SET_LONG,
        PAGE_PARTS,
        PAGE_LANGUAGE,
        CONTACT_MISSING,
    ),
    "meetings": (
        SCHOOL_ONLY,
        MEETING_FOLDER,
        MEETING_FILE,
        MEETING_SHEET,
        MEETING_DATE,
        MEETING_PIECES,
        MEETING_TASK,
        MEETING_UNKEPT,
    ),
}

RULES = {rule.code: rule for group in GROUPS.values() for rule in group}
