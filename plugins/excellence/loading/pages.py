"""Everything wrong in the documents folder, and in what mkdocs.yml says of the site."""

from collections.abc import Iterator

from ..collection.collection import Collection
from ..collection.directives import check_directives
from ..collection.picks import check_picks
from ..memo import Memo
from ..model.finding import Finding
from ..reading.typed_pages import TypedPages
from ..rules.contact import check_contact
from ..rules.intros import check_intros
from ..rules.page_translations import check_page_translations
from ..rules.pages import check_pages
from ..rules.typed_pages import check_typed_pages
from .config import CollectionConfig


def check_documents(
    config: CollectionConfig, pages: TypedPages, collection: Collection, memo: Memo
) -> Iterator[Finding]:
    """`pages` are those whose front matter is a record; `collection` the works that pages may name."""
    if config.config_file is not None and config.config_file.is_file():
        text = config.config_file.read_text("utf-8")
        yield from check_contact(config.contact, config.site_url, text, config.config_file.name)
    if config.docs is not None:
        names = {path.relative_to(config.docs).as_posix() for path in config.docs.rglob("*.md")}
        # To look for what a name may have been meant for takes longer than all else here.
        slugs, words = sorted(collection.by_slug), collection.vocabulary.wordless
        about = ("typed pages", sorted(pages.items()), sorted(names), slugs, words)
        yield from memo.recall(about, tuple[Finding, ...], lambda: tuple(_typed(pages, names, collection)))
        yield from check_page_translations(pages)
        yield from check_pages(config.docs, config.names)
        yield from check_intros(config.docs, collection.vocabulary)
        yield from check_directives(config.docs, collection)


def _typed(pages: TypedPages, names: set[str], collection: Collection) -> Iterator[Finding]:
    """What hangs on no more of the collection than the slugs of its works and the keys of its vocabulary."""
    yield from check_typed_pages(pages, collection.by_slug, names)
    yield from check_picks(pages, collection)
