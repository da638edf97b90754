"""Findings: what an import or a catalogue left for a person to look at, and its settling."""

from datetime import datetime

from django.db import transaction

from medications.errors import NotAllowed
from medications.models import Finding
from medications.models.frozen import Actor
from medications.permissions import Act, may


def settle(*, finding: Finding, by, now: datetime) -> None:
    """Notes that somebody has looked at it and there is nothing left to do. Settling it again changes nothing."""
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to settle findings.")
    with transaction.atomic():
        finding = Finding.objects.select_for_update().get(pk=finding.pk)
        if finding.settled_at is None:
            actor = Actor.of(by)
            finding.settled_at, finding.settled_by_id, finding.settled_by_name = now, actor["by_id"], actor["by_name"]
            finding.save(update_fields=["settled_at", "settled_by_id", "settled_by_name"])
