"""What rules need to know: the work as it was read, and the collection around it."""

from dataclasses import dataclass
from datetime import date

from ..model.finding import Finding, Rule
from ..model.vocabulary import Vocabulary
from ..model.work import Work
from ..reading.withdrawn import Withdrawn
from ..reading.works import Reading


@dataclass(frozen=True, slots=True)
class RuleContext:
    """What rules depend on besides the folder: words, withdrawn works, the day, the site's option, private names."""

    vocabulary: Vocabulary
    withdrawn: tuple[Withdrawn, ...] = ()
    today: date = date.min
    demonstrations: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """One work as its rules see it: the record, as far as it could be read, and what it was read from."""

    work: Work
    reading: Reading
    context: RuleContext

    def finding(self, rule: Rule, where: str, what: str, remedy: str) -> Finding:
        return self.reading.finding(rule, where, what, remedy)
