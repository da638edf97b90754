"""Counts what browsers say our Content-Security-Policy stopped. Anybody can send such reports, so there is an end to how many."""

from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from medications.content.policy_reports import StoppedLoad
from medications.models import PolicyViolation

MOST_KINDS = 500  # rows; beyond that those not seen for longest go
MOST_A_MINUTE = 60


def count(*, loads: Iterable[StoppedLoad], now: datetime) -> None:
    """One row a kind, counted up each time; a flood costs one look into the cache a request."""
    minute = f"policy-violations:{now:%H%M}"
    for load in loads:
        taken = cache.get(minute, 0)
        if taken >= MOST_A_MINUTE:
            return
        cache.set(minute, taken + 1, timeout=120)  # two at once may count as one, which does no harm
        _count_one(load, now)


@transaction.atomic
def _count_one(load: StoppedLoad, now: datetime) -> None:
    _, is_new = PolicyViolation.objects.update_or_create(
        directive=load.directive,
        blocked=load.blocked,
        path=load.path,
        defaults={"count": F("count") + 1, "last_seen": now},
        create_defaults={"first_seen": now, "last_seen": now},
    )
    if is_new:
        kept = PolicyViolation.objects.order_by("-last_seen", "-pk").values("pk")[:MOST_KINDS]
        PolicyViolation.objects.exclude(pk__in=kept).delete()
