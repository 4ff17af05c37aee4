"""Every rule that content obeys, by its code: the checks, the reports and the curators' handbook all read it here."""

from .files import FILES
from .pages import PAGES
from .permission import PERMISSION
from .pieces import PIECES
from .text import TEXT
from .together import TOGETHER

GROUPS = {
    "permission": PERMISSION,
    "pieces": PIECES,
    "files": FILES,
    "text": TEXT,
    "together": TOGETHER,
    "pages": PAGES,
}

RULES = {rule.code: rule for group in GROUPS.values() for rule in group}
