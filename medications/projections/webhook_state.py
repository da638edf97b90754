"""Webhooks and what came of their messages, as the holder of the key reads them. Never a secret."""

import uuid

from django.db.models import Case, Count, Prefetch, Q, QuerySet, When
from django.db.models.functions import Lower

from medications.content.choices import WebhookStop
from medications.models import ApiKey, Webhook, WebhookAttempt, WebhookDelivery
from medications.projections.history import moment

MOST_TOLD = 100  # messages
ON_PURPOSE = (WebhookStop.HOLDER, WebhookStop.STAFF)


def of_key(key: ApiKey) -> QuerySet[Webhook]:
    """Those that were not removed, each with how many messages wait."""
    return counted(Webhook.objects.filter(key=key, removed_at=None))


def counted(webhooks: QuerySet[Webhook]) -> QuerySet[Webhook]:
    """Each with how many messages wait."""
    waits = Q(deliveries__delivered_at=None, deliveries__given_up_at=None)
    return webhooks.select_related("key").annotate(waiting=Count("deliveries", waits))


def is_broken(webhook: Webhook) -> bool:
    """Whether its receiver is not told although nobody wanted that."""
    if webhook.removed_at:
        return False
    return webhook.stopped_because not in ON_PURPOSE if webhook.stopped_at else webhook.failing_since is not None


def broken_first() -> tuple:
    """An order: what fails, what broke, what works, what was stopped on purpose; what was removed last."""
    told, broken = Q(removed_at=None, stopped_at=None), Q(removed_at=None) & ~Q(stopped_because__in=["", *ON_PURPOSE])
    places = (told & Q(failing_since__isnull=False), 0), (broken, 1), (told, 2), (Q(removed_at=None), 3)
    return Case(*(When(state, then=place) for state, place in places), default=4), Lower("key__holder"), "-registered_at"


def find(key: ApiKey, webhook_id: uuid.UUID) -> Webhook | None:
    return of_key(key).filter(pk=webhook_id).first()


def as_json(webhook: Webhook) -> dict:
    """`webhook` comes from `of_key`."""
    return {
        "id": str(webhook.pk),
        "url": webhook.url,
        "kinds": webhook.kinds,
        "document_kinds": webhook.document_kinds,
        "active": webhook.stopped_at is None,
        "stopped_at": _moment(webhook.stopped_at),
        "stopped_because": WebhookStop(webhook.stopped_because).label if webhook.stopped_because else None,
        "registered_at": moment(webhook.registered_at),
        "last_delivered_at": _moment(webhook.delivered_at),
        "failing_since": _moment(webhook.failing_since),
        "waiting": webhook.waiting,
        "former_secret_until": _moment(webhook.former_until),
    }


def newest_deliveries(webhook: Webhook) -> QuerySet[WebhookDelivery]:
    tries = Prefetch("tries", WebhookAttempt.objects.order_by("at", "pk"))
    return webhook.deliveries.select_related("change").defer("change__note").prefetch_related(tries)[:MOST_TOLD]


def delivery_json(delivery: WebhookDelivery, tries=()) -> dict:
    ended = delivery.delivered_at or delivery.given_up_at
    return {
        "message": delivery.message_id,
        "sequence": delivery.change.sequence if delivery.change else None,
        "kind": delivery.change.kind if delivery.change else None,
        "queued_at": moment(delivery.queued_at),
        "next_attempt_at": None if ended else moment(delivery.due_at),
        "delivered_at": _moment(delivery.delivered_at),
        "given_up_at": _moment(delivery.given_up_at),
        "attempts": [
            {"at": moment(each.at), "status": each.status, "problem": each.problem, "milliseconds": each.milliseconds}
            for each in tries
        ],
    }


def _moment(at) -> str | None:
    return moment(at) if at else None
