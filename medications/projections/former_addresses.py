"""Where a page is now whose address on the old site is asked for. For addresses that nothing here answers; one query."""

from medications.content.old_addresses import old_address
from medications.models import FormerAddress, Publication
from medications.projections import addresses, identity


def leads_to(full_path: str) -> str | None:
    """Path and query as asked for in, the path of the page out that is public, or was until it was withdrawn; None without one.

    An address kept with a query is found by this query alone. One kept without any is found whatever the query says.
    """
    normal = old_address(addresses.absolute(full_path))
    if normal is None:
        return None
    path, query = normal
    kept = FormerAddress.objects.filter(path=path, query__in=[query, ""]).order_by("-query")  # the closer one first
    found = kept.values_list("document__index_row__kind", "document__index_row__slug", "document").first()
    if found is None:
        return None
    kind, slug, document_id = found
    if kind is None:  # not public now; a page that is withdrawn answers at the address it had last
        withdrawn = Publication.objects.filter(document=document_id, withdrawal__isnull=False).select_related("revision").first()
        return addresses.path(withdrawn.revision.record.kind, identity.slug(withdrawn.revision.record)) if withdrawn else None
    return addresses.path(kind, slug) or None
