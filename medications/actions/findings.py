"""Findings: what an import or a catalogue left for a person to look at, and its settling."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference
from medications.errors import NotAllowed
from medications.models import Document, EventKind, Finding
from medications.models.frozen import Actor
from medications.permissions import Act, may


def settle(*, finding: Finding, by, now: datetime) -> None:
    """Notes that somebody has looked at it and there is nothing left to do. Settling it again changes nothing."""
    settle_all(findings=[finding], by=by, now=now)


def settle_all(*, findings: Iterable[Finding], by, now: datetime) -> int:
    """Settles several at once. Returns how many were open."""
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to settle findings.")
    with transaction.atomic():
        wanted = Finding.objects.select_for_update().filter(pk__in=[each.pk for each in findings], settled_at=None)
        still_open = list(wanted.order_by("document", "pk"))
        actor = Actor.of(by)
        Finding.objects.filter(pk__in=[each.pk for each in still_open]).update(
            settled_at=now, settled_by_id=actor["by_id"], settled_by_name=actor["by_name"]
        )
        for document_id, settled in groupby(still_open, key=lambda each: each.document_id):
            differences = [Difference(f"finding: {each.message}", "open", "settled") for each in settled]
            subject = audit.of_document(Document.objects.get(pk=document_id))
            audit.record(kind=EventKind.FINDING_SETTLED, by=by, now=now, subject=subject, differences=differences)
        return len(still_open)
