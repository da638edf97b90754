"""Where a page is now whose address on the old site is asked for. For addresses that nothing here answers; one query."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from medications.content.old_addresses import old_address
from medications.models import Change, FormerAddress
from medications.projections import addresses


def leads_to(full_path: str) -> str | None:
    """Path and query as asked for in, the path of the page out that is public, or was until it was withdrawn; None without one.

    An address kept with a query is found by this query alone. One kept without any is found whatever the query says.
    """
    normal = old_address(addresses.absolute(full_path))
    if normal is None:
        return None
    path, query = normal
    kept = FormerAddress.objects.filter(path=path, query__in=[query, ""]).order_by("-query")  # the closer one first
    found = kept.annotate(slug=Coalesce("document__index_row__slug", Subquery(_slug_of_withdrawn())))
    kind, slug = found.values_list("document__kind", "slug").first() or (None, None)
    return (slug and addresses.path(kind, slug)) or None


def _slug_of_withdrawn():
    """The address that a page had last which is withdrawn now: there it says so."""
    told = Change.objects.filter(document=OuterRef("document"), document__publication__withdrawal__isnull=False)
    return told.exclude(revision=None).order_by("-pk").values("slug")[:1]
