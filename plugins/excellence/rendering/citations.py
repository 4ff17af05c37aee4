"""How a work's page says how to name it elsewhere: in words to copy, and as files."""

from dataclasses import dataclass
from functools import cached_property

from ..model.work import Work
from .cite import Cited, apa, chicago, credit_line, mla
from .label import Label
from .references import REFERENCES, coins, reference_uri
from .views import View, Views, work_uri


@dataclass(frozen=True)
class Citations:
    """One work, in its own words, as seen from its page; `site` is the collection's name.

    `translated` is the title of its translation, with the language of that where it is not the page's.
    """

    views: Views
    work: Work
    label: Label
    site: str = ""
    translated: str = ""
    translated_lang: str = ""

    @cached_property
    def cited(self) -> Cited:
        """What a citation is made of; makers of this site are named as such, and never as a class."""
        address = self.views.links.absolute(work_uri(self.work.slug))
        lang, makers, kind = self.views.lang(self.work.language), self.label.credit(self.site), ""
        if self.work.demonstration:
            makers, kind = self.views.words["demonstration_makers"].format(collection=self.site), makers
        told = (self.label.grades(), self.site, self.label.license(), address)
        said = self.views.words
        translated = (self.translated, self.translated_lang)
        student, undated = said["cite_kind"], said["cite_undated"]
        return Cited(makers, *told, lang, self.label.credit_lang(), *translated, kind, student, undated)

    @cached_property
    def forms(self) -> list[View]:
        """In words, as each style asks for them."""
        told = self.views.words
        made = {"credit": credit_line, "apa": apa, "mla": mla, "chicago": chicago}
        return [{"label": told[f"cite_{name}"], "text": form(self.work, self.cited)} for name, form in made.items()]

    def coins(self) -> str:
        """For what reads the page itself."""
        return coins(self.work, self.cited)

    def files(self) -> list[View]:
        """For programs that keep references."""
        links, told = self.views.links, self.views.words
        return [
            {
                "href": links.across(f"{links.folder}{reference_uri(self.work.slug, form)}"),
                "label": told[f"reference_{form}"],
            }
            for form in REFERENCES
        ]
