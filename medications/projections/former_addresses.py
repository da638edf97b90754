"""Where a page is now whose address on the old site is asked for. For addresses that nothing here answers; one query."""

from medications.content.old_addresses import old_address
from medications.models import FormerAddress
from medications.projections import addresses


def leads_to(full_path: str) -> str | None:
    """Path and query as asked for in, the path of the page that is public now out; None if there is none.

    An address kept with a query is found by this query alone. One kept without any is found whatever the query says.
    """
    normal = old_address(addresses.absolute(full_path))
    if normal is None:
        return None
    path, query = normal
    kept = FormerAddress.objects.filter(path=path, query__in=[query, ""]).order_by("-query")  # the closer one first
    kind, slug = kept.values_list("document__index_row__kind", "document__index_row__slug").first() or (None, None)
    return addresses.path(kind, slug) or None
