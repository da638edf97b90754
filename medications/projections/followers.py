"""Which partners are behind, and by how much: for staff."""

from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.timesince import timesince

from medications.models import ApiKey, Change, ChangeStream


def with_what_they_missed(keys: QuerySet[ApiKey]) -> QuerySet[ApiKey]:
    """Each with the number that the changes have come to, and with when the first happened that it does not have."""
    streams = ChangeStream.objects.order_by("-started_at")
    first = Change.objects.filter(stream=OuterRef("followed_stream"), sequence=OuterRef("followed_sequence") + 1)
    return keys.annotate(
        newest_stream=Subquery(streams.values("pk")[:1]),
        newest_sequence=Subquery(streams.values("last_sequence")[:1]),
        missed_since=Subquery(first.values("at")[:1]),
    )


def standing(key: ApiKey, now: datetime) -> str:
    """In words. `key` comes from `with_what_they_missed`."""
    if key.followed_at is None:
        return "Never asked for changes"
    if key.followed_stream != key.newest_stream:
        return "Has not started again since the stream of changes is a new one"
    behind = key.newest_sequence - key.followed_sequence
    if behind <= 0:
        return "Up to date"
    return f"{behind} change{'' if behind == 1 else 's'} behind, for {timesince(key.missed_since, now, depth=1)}"
