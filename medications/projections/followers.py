"""Which partners are behind, by how much, and which cannot be told: for staff."""

from datetime import datetime

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Lower
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


def with_webhooks(keys: QuerySet[ApiKey]) -> QuerySet[ApiKey]:
    """Each with how many of its webhooks are told, cannot be reached just now, or were stopped."""
    told = Q(webhooks__removed_at=None, webhooks__stopped_at=None)
    failing = Q(webhooks__failing_since__isnull=False)
    return keys.annotate(
        active_webhooks=Count("webhooks", told & ~failing),
        failing_webhooks=Count("webhooks", told & failing),
        stopped_webhooks=Count("webhooks", Q(webhooks__removed_at=None, webhooks__stopped_at__isnull=False)),
    )


def most_behind_first(now: datetime) -> tuple:
    """An order of keys of `with_what_they_missed`: who must start again, is behind, never asked, is up to date, has ended."""
    ended = Q(revoked_at__isnull=False) | Q(expires_at__lte=now)
    other_stream = Q(followed_stream__isnull=False) & ~Q(followed_stream=F("newest_stream"))
    states = (ended, 4), (other_stream, 0), (Q(missed_since__isnull=False), 1), (Q(followed_at=None), 2)
    place = Case(*(When(state, then=number) for state, number in states), default=3)
    return place, F("missed_since").asc(nulls_last=True), Lower("holder")


def is_behind(key: ApiKey) -> bool:
    """By at least one change. `key` comes from `with_what_they_missed`."""
    if key.followed_at is None:
        return False
    return key.followed_stream != key.newest_stream or key.followed_sequence < key.newest_sequence


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
