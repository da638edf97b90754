"""Addresses of the old site: kept, so that links to an old page lead on to the new one."""

from datetime import datetime

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference
from medications.content.old_addresses import old_address
from medications.errors import NotAllowed
from medications.models import Document, EventKind, FormerAddress
from medications.permissions import Act, may


def keep_address(*, document: Document, address: str, by, now: datetime) -> bool:
    """Keeps where a page stood. False if that address leads to another Document already, which stays so; no address is fine.

    Raises NotAllowed.
    """
    if by is not None and not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    normal = old_address(address) if address else None
    if normal is None:
        return True
    path, query = normal
    with transaction.atomic():
        kept, is_new = FormerAddress.objects.get_or_create(
            path=path, query=query, defaults={"document": document, "printed": address[:2000], "added_at": now}
        )
        if is_new:
            leads_here = [Difference("old address", "", kept.printed)]
            subject = audit.of_document(document)
            audit.record(kind=EventKind.ADDRESS_KEPT, by=by, now=now, subject=subject, differences=leads_here)
    return kept.document_id == document.pk
