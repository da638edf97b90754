"""Safety notices that stand over pages today. Posting and ending one touches the index, so that processes forget what they knew;
its first and last day are looked at on each request.
"""

from collections import defaultdict
from datetime import date
from uuid import UUID

from medications.content.choices import Basis
from medications.models import SafetyNotice
from medications.projections.memory import Memory


def notices_on(document_id: UUID, memory: Memory, today: date) -> list[SafetyNotice]:
    """Newest first."""
    return [notice for notice in _posted(memory).get(document_id, ()) if notice.begins_on <= today <= notice.ends_on]


def notices_until_over(document_id: UUID, memory: Memory, today: date) -> list[SafetyNotice]:
    """For copies elsewhere, which nobody tells when the first day of one has come: those to come, too. Newest first."""
    return [notice for notice in _posted(memory).get(document_id, ()) if today <= notice.ends_on]


def as_json(notice: SafetyNotice) -> dict:
    """A notice as partners get it. They show it from `begins_on` on, and hide it after `ends_on`."""
    return {
        "uuid": str(notice.pk),
        "text": notice.text,
        "source": {"title": notice.source_title, "url": notice.source_url or None, "date": notice.source_date.isoformat()},
        "begins_on": notice.begins_on.isoformat(),
        "ends_on": notice.ends_on.isoformat(),
        "basis": notice.basis,
    }


def is_emergency(notice: SafetyNotice) -> bool:
    return notice.basis == Basis.EMERGENCY


def _posted(memory: Memory) -> dict[UUID, list[SafetyNotice]]:
    """By document: posted, not ended, and not over when this was first asked."""
    return memory.get("safety notices", _read)


def _read() -> dict[UUID, list[SafetyNotice]]:
    through = SafetyNotice.documents.through.objects.filter(
        safetynotice__posted_at__isnull=False, safetynotice__ended_at=None
    ).select_related("safetynotice")
    found = defaultdict(list)
    for each in through.order_by("-safetynotice__begins_on", "-safetynotice__posted_at"):
        found[each.document_id].append(each.safetynotice)
    return dict(found)
