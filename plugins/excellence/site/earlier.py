"""What stands at earlier addresses: of works that were renamed, and of values whose key in the vocabulary moved."""

from collections.abc import Iterator
from functools import partial

from ..collection.facets import LISTS, PAGES, key_of
from ..collection.published import Published
from ..publishing.artifact import Artifact, token
from ..rendering.views import face_uri, facet_uri, station_uri, work_uri
from .pages import Pages


def earlier_of(each: Published, pages: Pages, made_from: str) -> Iterator[Artifact]:
    """For each earlier address of a work a page that leads on, and for each of its faces. What sets of visitors ask for
    and what stands in pages of other people is there as it is; pictures and records are not, since no link is to them.
    """
    setting = pages.renderer.setting
    faces = ["look", *(["task"] if each.work.task or each.work.scoring_tool else ())]
    if not pages.renderer.folder:
        spoken = (by.language.lower() for by in each.work.translations)
        faces += [language for language in spoken if language.split("-")[0] not in setting.languages]
    for alias in each.work.aliases:
        yield Artifact(work_uri(alias), made_from, partial(pages.moved_work, alias, each))
        for face in faces:
            yield Artifact(face_uri(alias, face), made_from, partial(pages.moved_work, alias, each, face))
        yield Artifact(station_uri(alias), made_from, partial(pages.station, each))
        if each.allows("download") and not setting.school:
            yield Artifact(face_uri(alias, "embed"), made_from, partial(pages.embed, each, alias))


def earlier_values(pages: Pages, about: str) -> Iterator[Artifact]:
    """Where values stood that have another key now, as far as their first page; `about` is what all pages depend on."""
    for old, new, label in _values(pages):
        yield Artifact(old, token(about, new, label), partial(pages.moved, old, new, label))


def _values(pages: Pages) -> Iterator[tuple[str, str, str]]:
    collection = pages.renderer.collection
    vocabulary = collection.vocabulary
    for name in (name for name in PAGES if name in LISTS):
        terms = vocabulary.terms(LISTS[name])
        taken = {facet_uri(name, key) for key in terms}
        for old, new in vocabulary.moved.get(LISTS[name], {}).items():
            if (place := facet_uri(name, old)) not in taken:
                yield place, facet_uri(name, new), terms[new]
    for old, new in vocabulary.moved.get("frameworks", {}).items():
        for value in collection.facet("standard").values:
            framework, _, code = value.key.partition("/")
            if key_of(new) == framework != key_of(old):
                yield facet_uri("standard", f"{key_of(old)}/{code}"), facet_uri("standard", value.key), value.label
