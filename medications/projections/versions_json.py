"""The publications of one record as partners read them: a list, and each as it was then. Texts that were removed are not told."""

from datetime import datetime

import orjson
from django.utils import timezone

from medications.models import Change, IndexRow
from medications.projections import addresses, history, record_json
from medications.projections.facts import Facts, is_overdue
from medications.projections.memory import Memory
from medications.projections.reviewers import with_reviewer
from medications.projections.withheld import refused_today


def listed(row: IndexRow, here: str) -> list[bytes]:
    """Newest first. `here` is the address of the list."""
    changes = history.events().filter(document=row.document_id).exclude(revision=None).order_by("-pk")
    return [orjson.dumps(_line(change, row, here)) for change in changes]


def _line(change: Change, row: IndexRow, here: str) -> dict:
    return {
        "publication_number": change.publication_number,
        "digest": change.revision.digest,
        "kind": change.kind,
        "basis": change.basis,
        "last_updated": change.last_updated.isoformat(),
        "last_reviewed": change.last_reviewed.isoformat() if change.last_reviewed else None,
        "note": "" if change.is_removed else change.note,
        "at": history.moment(change.at),
        "is_current": change.publication_number == row.publication_number,
        "is_removed": change.is_removed,
        "url": f"{here}{change.publication_number}/",
    }


def version(change: Change, row: IndexRow, memory: Memory, now: datetime) -> bytes:
    """The record as this Change made it public. `row` is the page of today, with `row_json`: what it withholds, this does too."""
    facts = with_reviewer(Facts.of(change), change)
    stored = record_json.full(change.revision.record, facts, refused_today(row))
    is_current = change.publication_number == row.publication_number
    extra = {
        "url": addresses.url(row.kind, row.slug),
        "published_at": history.moment(change.at),
        "is_current": is_current,
        "review_overdue": is_overdue(facts, timezone.localdate(now)),
        "display_until": record_json.display_until(memory.profile, now),
        "licence": memory.profile.content_licence,
        "attribution": {"text": memory.profile.attribution or memory.profile.name, "url": addresses.url(row.kind, row.slug)},
    }
    return orjson.dumps({**orjson.loads(stored), **extra})
