"""Stopping a webhook that cannot be reached or signed for, and telling its holder by mail."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.content.choices import WebhookStop
from medications.delivery.tasks import send_mail_later
from medications.models import EventKind, Webhook, WebhookDelivery

WEBHOOK = "webhook"  # the kind of thing in events
WHY = {
    WebhookStop.GONE: "Your receiver answered 410 (gone), which says that it wants no more messages.",
    WebhookStop.FAILING: "No message has got through for days, however often we tried.",
    WebhookStop.SECRET_LOST: "We cannot read the secret any more that messages were signed with. Make a new one.",
}


def subject(webhook: Webhook) -> Subject:
    return Subject(WEBHOOK, str(webhook.pk), str(webhook))


def stop_by_itself(webhook: Webhook, because: WebhookStop, now: datetime) -> None:
    """Nothing more is sent; its holder gets a mail. Stopping it again changes nothing."""
    with transaction.atomic():
        webhook = Webhook.objects.select_for_update(of=("self",)).select_related("key").get(pk=webhook.pk)
        if webhook.stopped_at or webhook.removed_at:
            return
        stop(webhook, because, by=None, now=now)
        transaction.on_commit(lambda: _mail(webhook, because), robust=True)


def stop(webhook: Webhook, because: WebhookStop, *, by, now: datetime) -> None:
    """Of a row that is locked. What waits is given up: it can be sent again, since the Changes stay."""
    webhook.stopped_at, webhook.stopped_because = now, because
    webhook.save(update_fields=["stopped_at", "stopped_because"])
    WebhookDelivery.objects.waiting().filter(webhook=webhook).update(given_up_at=now, claimed_until=None)
    differences = [Difference("stopped", "", WebhookStop(because).label)]
    audit.record(kind=EventKind.WEBHOOK_STOPPED, by=by, now=now, subject=subject(webhook), differences=differences)


def _mail(webhook: Webhook, because: WebhookStop) -> None:
    body = (
        f"{WHY[because]}\n\nSo nothing is sent any more to your webhook at {webhook.host}\n"
        f"({webhook.pk}, of the key that begins with {webhook.key.prefix}).\n\n"
        "Your copy of our pages learns of no change until you start it again, or ask for changes yourself. After starting\n"
        f"it, have what you missed sent again (replay). How to: {settings.SITE_URL}/api/v1/docs/\n"
    )
    send_mail_later.enqueue(subject="Your webhook was stopped", body=body, to=webhook.key.contact)
