"""Addresses of the old site: kept, so that links to an old page lead on to the new one."""

from datetime import datetime

from medications.content.old_addresses import old_address
from medications.models import Document, FormerAddress


def keep_address(*, document: Document, address: str, now: datetime) -> bool:
    """Keeps where a page stood. False if that address leads to another Document already, which stays so; no address is fine."""
    normal = old_address(address) if address else None
    if normal is None:
        return True
    path, query = normal
    kept, _ = FormerAddress.objects.get_or_create(
        path=path, query=query, defaults={"document": document, "printed": address[:2000], "added_at": now}
    )
    return kept.document_id == document.pk
