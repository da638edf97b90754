"""The addresses that a search engine should know, each with when its page last changed here."""

from datetime import datetime

from medications.content.sitemap import MOST
from medications.models import Publication
from medications.projections import addresses

# Pages that are about no one record. They change with the others.
OF_THE_SITE = ("/", "/medications/", "/symptoms/", "/side-effects/", "/could-it-be-my-ms/", "/medications/compare/", "/changes/")
ABOUT = ("/about/editorial-policy/", "/about/accessibility/", "/about/privacy/")


def pages() -> list[tuple[str, datetime | None]]:
    """(absolute address, moment). When a page was last published, not the date of its text, which may be years before it."""
    live = Publication.objects.live().filter(document__index_row__kind__in=list(addresses.PATHS))
    columns = ("document__index_row__kind", "document__index_row__slug", "published_at")
    rows = live.order_by("document__index_row__kind", "document__index_row__slug").values_list(*columns)
    found = [(addresses.url(kind, slug), at) for kind, slug, at in rows[: MOST - len(OF_THE_SITE) - len(ABOUT)]]
    newest = max((at for _, at in found), default=None)
    general = [(addresses.absolute(path), newest) for path in OF_THE_SITE]
    return [*general, *((addresses.absolute(path), None) for path in ABOUT), *found]
