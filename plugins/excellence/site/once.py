"""What of a work is there in one language alone: its record, and its pages in languages that the site is not in."""

from collections.abc import Iterator
from functools import partial

from ..collection.published import Published
from ..publishing.artifact import Artifact
from ..rendering.jsonld import shared_picture
from ..rendering.views import face_uri
from .pages import Pages


def once_of(each: Published, pages: Pages, alone: str, made_from: str) -> Iterator[Artifact]:
    """`pages` are those of the site's own language; `alone` is what a face of the work depends on, `made_from` what its
    page does."""
    setting = pages.renderer.setting
    if not setting.school:
        yield Artifact(f"works/{each.slug}/work.json", alone, partial(pages.record, each))
        shared = shared_picture(each)
        if shared and not each.cover and setting.site_url:
            yield Artifact(shared.uri, alone, partial(pages.title_card, each))
    for by in each.work.translations:
        if by.language.split("-")[0] not in setting.languages:
            yield Artifact(face_uri(each.slug, by.language.lower()), made_from, partial(pages.translation, each, by))
