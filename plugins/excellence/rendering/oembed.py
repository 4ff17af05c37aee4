"""What other people's pages ask of a work in order to show it: oEmbed 1.0, as a file that the work's page names."""

from markupsafe import Markup

from ..collection.published import Published
from .jsonld import shared_picture
from .lines import in_lines
from .links import Links
from .views import face_uri, media_uri, work_uri

# As large as a page without a column for it has room for: the embedded page fits itself into any other size.
WIDTH, HEIGHT = 640, 480
_TYPE = "application/json+oembed"


def oembed_uri(slug: str) -> str:
    """Where the file lies, in the folder of its language."""
    return f"works/{slug}/oembed.json"


def oembed_link(each: Published, links: Links) -> Markup:
    """How the page of a work that may be embedded leads to it; nothing where the site's own address is not known."""
    if not (links.site_url and each.allows("download")):
        return Markup()
    tag = Markup('<link rel="alternate" type="{}" href="{}{}{}" title="{}">')
    return tag.format(_TYPE, links.site_url, links.folder, oembed_uri(each.slug), each.work.title)


def iframe(each: Published, links: Links, width: int, height: int) -> Markup:
    """The page that is made to be embedded, in a page of somebody else's."""
    tag = Markup('<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>')
    return tag.format(links.absolute(face_uri(each.slug, "embed")), width, height, each.work.title)


def oembed(each: Published, links: Links, credit: str, site: str) -> bytes:
    """`credit` is how the makers are named, `site` the collection; the notice stands in the embedded page itself."""
    facts = {
        "version": "1.0",
        "type": "rich",
        "title": each.work.title,
        "author_name": credit,
        "author_url": links.absolute(work_uri(each.slug)),
        "provider_name": site,
        "provider_url": links.absolute("index.html"),
        "cache_age": 86_400,  # a work may be taken down on any day
        "html": str(iframe(each, links, WIDTH, HEIGHT)),
        "width": WIDTH,
        "height": HEIGHT,
    }
    if each.cover:
        [small] = each.cover[1].of("jpeg")[:1]
        facts |= {"thumbnail_url": links.absolute(media_uri(each.slug, small.name))}
        facts |= {"thumbnail_width": small.width, "thumbnail_height": small.height}
    elif shared := shared_picture(each):
        facts |= {"thumbnail_url": links.absolute(shared.uri)}
        facts |= {"thumbnail_width": shared.width, "thumbnail_height": shared.height}
    return in_lines(facts).encode()
