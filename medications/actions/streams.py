"""The stream of Changes. After a restore from a copy a new one starts, so that no partner takes an old cursor for a valid one."""

from datetime import datetime

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference
from medications.models import ChangeStream, EventKind
from medications.projections import index


def start_new(*, now: datetime) -> ChangeStream:
    """Begins an empty stream. Partners that come with a cursor of the old one are told to start again (410)."""
    with transaction.atomic():
        index.touch()  # what was said of the changes is old, also by its date
        list(ChangeStream.objects.select_for_update())  # a publish that is under way ends in the old stream
        before = ChangeStream.objects.latest()
        started = ChangeStream.objects.create(started_at=now)
        differences = [Difference("stream", str(before.pk), str(started.pk))]
        audit.record(kind=EventKind.STREAM_STARTED, by=None, now=now, differences=differences)
        return started
