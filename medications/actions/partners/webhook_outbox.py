"""The outbox of webhooks: filled in the transaction of each Change, emptied by the worker, at least once a message.

A message is claimed in one short transaction, sent outside of any, and settled in another. A worker that dies in between leaves
a claim that ends, and the message is sent again.
"""

import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet

from medications.actions.partners import webhook_stops
from medications.content.choices import ChangeKind, WebhookStop
from medications.delivery import webhook_sending
from medications.delivery.outgoing import Outgoing
from medications.delivery.secret_box import Unreadable
from medications.delivery.webhook_sending import Outcome
from medications.models import Change, Webhook, WebhookAttempt, WebhookDelivery
from medications.projections import webhook_event

log = logging.getLogger(__name__)

# What may not wait behind a hundred small corrections: somebody may be harmed meanwhile.
URGENT = {ChangeKind.SAFETY, ChangeKind.WITHDRAWN, ChangeKind.SUPPRESSED}
# After each attempt that fails, how long until the next (Standard Webhooks' own example): three days in all.
DELAYS = [
    *(timedelta(seconds=5), timedelta(minutes=5), timedelta(minutes=30)),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
]
JITTER = 0.1
CLAIM = timedelta(minutes=1)  # longer than an attempt can take
# A receiver that fails is asked about something else after this time at the latest, so that it costs little while it is down.
LONGEST_PAUSE = timedelta(minutes=5)
LONGEST_ASKED_FOR = timedelta(hours=1)  # of what a receiver wishes by Retry-After
STOPPED_AFTER = timedelta(hours=60)  # less than all attempts take, whatever the jitter
KEPT = timedelta(days=30)


def put(changes: list[Change]) -> None:
    """Called where Changes are written, in their transaction: a message stands or falls with its Change."""
    webhooks = Webhook.objects.listening(changes[0].at) if changes else []
    WebhookDelivery.objects.bulk_create(
        message(webhook, change, change.at) for webhook in webhooks for change in changes if wants(webhook, change)
    )


def wants(webhook: Webhook, change: Change) -> bool:
    kinds, documents = webhook.kinds, webhook.document_kinds
    return (not kinds or change.kind in kinds) and (not documents or change.document.kind in documents)


def message(webhook: Webhook, change: Change | None, now: datetime, message_id: str = "") -> WebhookDelivery:
    """Not yet written. A Change has one name for ever, so that a receiver knows it again however often it comes."""
    return WebhookDelivery(
        webhook=webhook,
        change=change,
        message_id=message_id or f"chg_{change.stream_id.hex}_{change.sequence}",
        is_urgent=bool(change) and change.kind in URGENT,
        queued_at=now,
        due_at=now,
    )


def deliver_due(clock: Callable[[], datetime], outgoing: Outgoing, go_on: Callable[[], bool] = lambda: True) -> int:
    """Sends what is due, one after the other, and looks each time anew what is most urgent. Returns how many were tried."""
    tried = 0
    while go_on() and (delivery := claim(clock())):
        _deliver(delivery, clock, outgoing)
        tried += 1
    return tried


def claim(now: datetime) -> WebhookDelivery | None:
    """The most urgent message that is due, for this worker. One that is healthy is served before one that fails."""
    if not _due(now).exists():  # nearly always: no transaction is begun for that
        return None
    with transaction.atomic():
        first = _due(now).order_by("-is_urgent", F("webhook__failing_since").asc(nulls_first=True), "pk")
        delivery = first.select_related("webhook", "change__document").select_for_update(of=("self",), skip_locked=True).first()
        if delivery:
            delivery.claimed_until = now + CLAIM
            delivery.save(update_fields=["claimed_until"])
        return delivery


def _due(now: datetime) -> QuerySet[WebhookDelivery]:
    free = Q(claimed_until=None) | Q(claimed_until__lte=now)
    not_paused = Q(webhook__wait_until=None) | Q(webhook__wait_until__lte=now)
    listening = Q(webhook__in=Webhook.objects.listening(now))
    return WebhookDelivery.objects.waiting().filter(free, not_paused, listening, due_at__lte=now)


def _deliver(delivery: WebhookDelivery, clock: Callable[[], datetime], outgoing: Outgoing) -> None:
    webhook, now = delivery.webhook, clock()
    try:
        secrets = secrets_of(webhook, now)
    except Unreadable:
        log.error("the secret of webhook %s cannot be read: SECRET_KEY has changed", webhook.pk)
        webhook_stops.stop_by_itself(webhook, WebhookStop.SECRET_LOST, now)
        return
    body = webhook_event.of_change(delivery.change) if delivery.change else webhook_event.of_test(webhook, delivery.queued_at)
    outcome = webhook_sending.sent(outgoing, webhook.url, delivery.message_id, body, now, secrets)
    settle(delivery, outcome, clock())


def secrets_of(webhook: Webhook, now: datetime) -> list[str]:
    """The present one, and the former as long as it counts. Raises Unreadable."""
    former = [webhook.former_secret] if webhook.former_until and webhook.former_until > now else []
    return [webhook_sending.opened_secret(each) for each in (webhook.secret, *former)]


def settle(delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> None:
    """Writes down what came of one attempt, and what follows."""
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(of=("self",)).select_related("key").get(pk=delivery.webhook_id)
        delivery = WebhookDelivery.objects.select_for_update().get(pk=delivery.pk)
        WebhookAttempt.objects.create(
            delivery=delivery,
            at=now,
            status=outcome.status,
            problem=outcome.problem[:300],
            milliseconds=outcome.milliseconds,
        )
        if delivery.delivered_at or delivery.given_up_at:  # another worker was quicker, or the webhook was stopped meanwhile
            return
        delivery.attempts += 1
        delivery.claimed_until = None
        if outcome.got_through:
            _got_through(webhook, delivery, now)
        else:
            _failed(webhook, delivery, outcome, now)


def _got_through(webhook: Webhook, delivery: WebhookDelivery, now: datetime) -> None:
    delivery.delivered_at = now
    delivery.save()
    if webhook.failing_since:  # it is back: what waits for hours yet is due now
        WebhookDelivery.objects.waiting().filter(webhook=webhook, due_at__gt=now).update(due_at=now)
    webhook.delivered_at, webhook.failing_since, webhook.wait_until = now, None, None
    webhook.save(update_fields=["delivered_at", "failing_since", "wait_until"])


def _failed(webhook: Webhook, delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> None:
    webhook.failing_since = webhook.failing_since or now
    asked_for = min(timedelta(seconds=outcome.retry_after), LONGEST_ASKED_FOR)
    if delivery.attempts > len(DELAYS):
        delivery.given_up_at = now
        webhook.wait_until = now + max(LONGEST_PAUSE, asked_for)
    else:
        delay = max(DELAYS[delivery.attempts - 1] * random.uniform(1 - JITTER, 1 + JITTER), asked_for)  # noqa: S311 - no secret
        delivery.due_at = now + delay
        webhook.wait_until = now + max(min(delay, LONGEST_PAUSE), asked_for)
    delivery.save()
    webhook.save(update_fields=["failing_since", "wait_until"])
    if outcome.status == webhook_sending.GONE:
        webhook_stops.stop_by_itself(webhook, WebhookStop.GONE, now)
    elif delivery.given_up_at and webhook.failing_since <= now - STOPPED_AFTER:
        webhook_stops.stop_by_itself(webhook, WebhookStop.FAILING, now)


def prune(*, now: datetime) -> int:
    """Deletes what was queued long ago, attempts included. Returns how many messages."""
    old = WebhookDelivery.objects.filter(queued_at__lt=now - KEPT)
    return old.delete()[1].get(WebhookDelivery._meta.label, 0)
