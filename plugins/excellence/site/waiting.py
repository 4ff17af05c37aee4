"""What does a work's address show while something keeps the work off the site? Only a site that is served asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from markupsafe import Markup

from ..collection.collection import Collection
from ..collection.published import Published
from ..loading.load import Loaded
from ..model.finding import ERROR, Finding
from ..model.vocabulary import Vocabulary
from ..reading.single import SLUG
from ..rendering.links import Links
from ..rendering.views import work_uri
from .renderer import Renderer


@dataclass(frozen=True, slots=True)
class Waiting:
    """A work that can't be shown as it stands: what speaks against it, and how it was when it was last right.

    `last` is None where this process never saw it right. A folder that is gone has no findings; `moved` is the slug of
    a work that is just like it, which tells of a folder that got another name.
    """

    slug: str
    findings: tuple[Finding, ...] = ()
    last: Published | None = None
    moved: str = ""


@dataclass(frozen=True, slots=True)
class KeptOff:
    """Every work that waits, and the collection as it would be with all of them as they were when last right."""

    works: tuple[Waiting, ...] = ()
    collection: Collection = field(default_factory=lambda: Collection((), Vocabulary()))


@dataclass(slots=True)
class LastRight:
    """How each work was when it was last right. It lives in the memory of the process that serves, and nowhere else."""

    works: dict[str, Published] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def kept_off(self, loaded: Loaded) -> KeptOff:
        """Remembers what is right by now, and tells what is not."""
        collection = loaded.collection
        self.works |= collection.by_slug
        if collection.vocabulary.lists:
            self.vocabulary = collection.vocabulary
        for slug in {each.slug for each in loaded.withdrawn} - {each.slug for each in loaded.readings}:
            self.works.pop(slug, None)  # its neutral page is what everybody sees
        waiting = tuple(self._waiting(loaded))
        kept = (each.last for each in waiting if each.last)
        return KeptOff(waiting, Collection.of((*collection.works, *kept), self.vocabulary))

    def _waiting(self, loaded: Loaded) -> Iterator[Waiting]:
        shown = loaded.collection.by_slug
        there = {each.slug for each in loaded.readings}
        # A list that all works depend on can't be read: then no work was looked at, and its mistake is everybody's.
        common = tuple(each for each in loaded.findings if each.rule.build is ERROR) if not there else ()
        for slug in sorted((there | self.works.keys()) - shown.keys()):
            last = self.works.get(slug)
            findings = common or tuple(each for each in loaded.against if each.slug == slug)
            if slug not in there and last and not common:
                yield Waiting(slug, (), last, _moved(last, loaded.collection))
            elif SLUG.match(slug):
                yield Waiting(slug, findings, last)


def _moved(last: Published, collection: Collection) -> str:
    """Where the same work is now, if it is anywhere."""
    same = (each.slug for each in collection.works if replace(each.work, slug=last.slug) == last.work)
    return next(same, "")


def notice(waiting: Waiting, renderer: Renderer) -> Markup:
    """What keeps a work off the site, to stand above what is shown of it."""
    words, folder = renderer.words, f"works/{waiting.slug}"
    gone = waiting.last is not None and not waiting.findings
    title = words["waiting_gone"] if gone else _counted(renderer, "waiting", waiting.findings)
    hint = words[f"waiting_{'gone_hint' if gone else 'last' if waiting.last else 'new'}"]
    # The same notice stands on pages of several depths.
    links = Links("404.html", renderer.setting.directory_urls, base=urlsplit(renderer.setting.site_url).path or "/")
    return renderer.templates.render(
        "waiting.html",
        renderer.language,
        ui=renderer.language,
        title=title.format(folder=folder),
        hint=hint.format(folder=folder),
        moved=links.to(work_uri(waiting.moved)) if waiting.moved else "",
        last=waiting.last,
        problems=waiting.findings,
    )


def listed(findings: Sequence[Finding], kept_off: KeptOff, renderer: Renderer, links: Links) -> str:
    """Everything that keeps something off the site, for whoever works on it; each work's leads to its page."""
    if not findings:
        return ""
    title = _counted(renderer, "problems", findings)
    leads = {each.slug: links.to(work_uri(each.slug)) for each in kept_off.works}
    return renderer.templates.render("problems.html", renderer.language, title=title, problems=findings, pages=leads)


def _counted(renderer: Renderer, key: str, findings: Sequence[Finding]) -> str:
    return renderer.words[f"{key}_one" if len(findings) == 1 else f"{key}_many"].format(number=len(findings))
