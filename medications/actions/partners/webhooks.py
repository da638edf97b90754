"""Webhooks as the holder of a key manages them, or an administrator: registered, changed, stopped, tried, removed.

`by` is the key that came with the request, or an account. A key manages its own webhooks, and only with the scope for it.
"""

import base64
import ipaddress
import secrets
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference
from medications.actions.partners import webhook_outbox
from medications.actions.partners.webhook_stops import stop as stop_row
from medications.actions.partners.webhook_stops import subject
from medications.content.choices import ChangeKind, DocumentKind, KeyScope, WebhookStop
from medications.delivery import outgoing_address, webhook_sending
from medications.delivery.outgoing_errors import OutgoingError
from medications.errors import NotAllowed, PortalError
from medications.models import ApiKey, Change, ChangeStream, EventKind, Webhook, WebhookDelivery
from medications.models.frozen import Actor
from medications.permissions import Act, may

SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64
BOTH_COUNT_FOR = timedelta(days=3)  # after a new secret was made, in which the receiver can be given it
MOST_OF_A_KEY = 10
MOST_AT_ONCE = 1_000  # changes sent again by one request
MOST_WAITING_TESTS = 5


class CannotManage(PortalError):
    """The webhook is not made, changed or tried, and why. `field` is the value that is wrong, if one is."""

    def __init__(self, message: str, field: str = ""):
        self.field = field
        super().__init__(message)


def register(
    *, key: ApiKey, url: str, kinds: Iterable[str] = (), document_kinds: Iterable[str] = (), by, now: datetime
) -> tuple[Webhook, str]:
    """A webhook, and its secret, to be shown once. Raises NotAllowed, CannotManage."""
    _ask(by, key)
    values = {"url": checked_url(url), **_checked_kinds(kinds, document_kinds)}
    plain = _new_secret()
    with transaction.atomic():
        ApiKey.objects.select_for_update().get(pk=key.pk)  # so that two at once do not both count one too few
        if Webhook.objects.filter(key=key, removed_at=None).count() >= MOST_OF_A_KEY:
            raise CannotManage(f"A key has {MOST_OF_A_KEY} webhooks at most. Remove one first.")
        webhook = Webhook.objects.create(
            key=key, **values, secret=webhook_sending.closed_secret(plain), registered_at=now, **_actor_values(by)
        )
        given = [Difference("site", "", webhook.host), *_told(webhook)]
        audit.record(kind=EventKind.WEBHOOK_REGISTERED, by=_actor(by), now=now, subject=subject(webhook), differences=given)
    return webhook, plain


def change(
    *,
    webhook: Webhook,
    url: str | None = None,
    kinds: Iterable[str] | None = None,
    document_kinds: Iterable[str] | None = None,
    active: bool | None = None,
    by,
    now: datetime,
) -> Webhook:
    """Leaves as it is what is None. `active` starts or stops it, too: all is done or nothing. Raises NotAllowed, CannotManage."""
    with transaction.atomic():
        webhook = _locked(webhook, by)
        before = {"site": webhook.host, **{each.field: each.new for each in _told(webhook)}}
        url_before, webhook.url = webhook.url, webhook.url if url is None else checked_url(url)
        wanted = (webhook.kinds if kinds is None else kinds, webhook.document_kinds if document_kinds is None else document_kinds)
        for name, values in _checked_kinds(*wanted).items():
            setattr(webhook, name, values)
        after = {"site": webhook.host, **{each.field: each.new for each in _told(webhook)}}
        differences = [Difference(name, before[name], value) for name, value in after.items() if before[name] != value]
        if webhook.url != url_before and not differences:
            differences = [Difference("address on the site", "", "changed")]
        if differences:
            webhook.save(update_fields=["url", "kinds", "document_kinds"])
            audit.record(
                kind=EventKind.WEBHOOK_CHANGED, by=_actor(by), now=now, subject=subject(webhook), differences=differences
            )
        if active is not None:
            (start if active else stop)(webhook=webhook, by=by, now=now)
    return webhook


def make_secret(*, webhook: Webhook, by, now: datetime) -> str:
    """A new secret, to be shown once. For some days messages are signed with both. Raises NotAllowed."""
    plain = _new_secret()
    with transaction.atomic():
        webhook = _locked(webhook, by)
        webhook.former_secret, webhook.former_until = webhook.secret, now + BOTH_COUNT_FOR
        if webhook.stopped_because == WebhookStop.SECRET_LOST:  # nobody can sign with that any more
            webhook.former_secret, webhook.former_until = "", None
        webhook.secret = webhook_sending.closed_secret(plain)
        webhook.save(update_fields=["secret", "former_secret", "former_until"])
        told = [Difference("secret", "", "changed")]
        audit.record(kind=EventKind.WEBHOOK_SECRET_MADE, by=_actor(by), now=now, subject=subject(webhook), differences=told)
    return plain


def stop(*, webhook: Webhook, by, now: datetime) -> None:
    """Nothing more is sent. Stopping it again changes nothing. Raises NotAllowed."""
    with transaction.atomic():
        webhook = _locked(webhook, by)
        if not webhook.stopped_at:
            because = WebhookStop.HOLDER if isinstance(by, ApiKey) else WebhookStop.STAFF
            stop_row(webhook, because, by=_actor(by), now=now)


def start(*, webhook: Webhook, by, now: datetime) -> None:
    """It is told of what happens from now on; what it missed is sent by `replay`. Raises NotAllowed, CannotManage."""
    with transaction.atomic():
        webhook = _locked(webhook, by)
        if not webhook.stopped_at:
            return
        if isinstance(by, ApiKey) and webhook.stopped_because == WebhookStop.STAFF:
            raise CannotManage("It was stopped by the staff of this site: ask them.")
        if webhook.stopped_because == WebhookStop.SECRET_LOST and not _readable(webhook, now):
            raise CannotManage("Its secret cannot be read any more. Make a new one first.")
        was = [Difference("stopped", webhook.get_stopped_because_display(), "")]
        webhook.stopped_at, webhook.stopped_because, webhook.failing_since, webhook.wait_until = None, "", None, None
        webhook.save(update_fields=["stopped_at", "stopped_because", "failing_since", "wait_until"])
        audit.record(kind=EventKind.WEBHOOK_STARTED, by=_actor(by), now=now, subject=subject(webhook), differences=was)


def remove(*, webhook: Webhook, by, now: datetime) -> None:
    """For good: its secrets are deleted, and what waits is given up. Raises NotAllowed."""
    with transaction.atomic():
        webhook = _locked(webhook, by)
        webhook.removed_at = now
        webhook.secret, webhook.former_secret, webhook.former_until = "", "", None
        webhook.save(update_fields=["removed_at", "secret", "former_secret", "former_until"])
        WebhookDelivery.objects.waiting().filter(webhook=webhook).update(given_up_at=now, claimed_until=None)
        told = [Difference("removed", "", audit.moment(now))]
        audit.record(kind=EventKind.WEBHOOK_REMOVED, by=_actor(by), now=now, subject=subject(webhook), differences=told)


def send_test(*, webhook: Webhook, by, now: datetime) -> WebhookDelivery:
    """Puts a message into the outbox that says only that it is a test. Raises NotAllowed, CannotManage."""
    with transaction.atomic():
        webhook = _locked(webhook, by, listening=True)
        if WebhookDelivery.objects.waiting().filter(webhook=webhook, change=None).count() >= MOST_WAITING_TESTS:
            raise CannotManage("Several tests wait to be sent already.")
        delivery = webhook_outbox.message(webhook, None, now, message_id=f"test_{uuid.uuid4().hex}")
        delivery.save()
        _forget_the_pause(webhook)
        told = [Difference("message", "", delivery.message_id)]
        audit.record(kind=EventKind.WEBHOOK_TESTED, by=_actor(by), now=now, subject=subject(webhook), differences=told)
    return delivery


def replay(*, webhook: Webhook, after: int | None = None, sequence: int | None = None, by, now: datetime) -> tuple[int, int]:
    """Sends the Changes after a number again, or the one with a number, under the names they had.

    Returns how many are sent, and the last number that was looked at: go on from there. Raises NotAllowed, CannotManage.
    """
    if (after is None) == (sequence is None):
        raise CannotManage("Say either `after` or `sequence`.", "after")
    with transaction.atomic():
        webhook = _locked(webhook, by, listening=True)
        stream = ChangeStream.objects.latest()
        wanted = Change.objects.filter(stream=stream).select_related("document").order_by("sequence")
        wanted = wanted.filter(sequence=sequence) if after is None else wanted.filter(sequence__gt=after)
        changes = list(wanted.defer("note")[:MOST_AT_ONCE])
        if sequence is not None and not changes:
            raise CannotManage(f"There is no change {sequence} in the present stream.", "sequence")
        sending = [each for each in changes if sequence is not None or webhook_outbox.wants(webhook, each)]
        _put_again(webhook, sending, now)
        _forget_the_pause(webhook)
        last = changes[-1].sequence if changes else stream.last_sequence
        if sending:
            numbers = f"{sending[0].sequence} to {sending[-1].sequence}" if len(sending) > 1 else str(sending[0].sequence)
            told = [Difference("changes", "", numbers)]
            audit.record(kind=EventKind.WEBHOOK_REPLAYED, by=_actor(by), now=now, subject=subject(webhook), differences=told)
    return len(sending), last


def _put_again(webhook: Webhook, changes: list[Change], now: datetime) -> None:
    """A message that is in the outbox, sent or not, is due once more; the others are put there."""
    known = WebhookDelivery.objects.filter(webhook=webhook, change__in=changes)
    there = set(known.values_list("change", flat=True))
    known.update(queued_at=now, due_at=now, attempts=0, claimed_until=None, delivered_at=None, given_up_at=None)
    new = [webhook_outbox.message(webhook, each, now) for each in changes if each.pk not in there]
    WebhookDelivery.objects.bulk_create(new)


def _forget_the_pause(webhook: Webhook) -> None:
    """Whoever asks for messages expects them now."""
    if webhook.wait_until:
        webhook.wait_until = None
        webhook.save(update_fields=["wait_until"])


def checked_url(url: str) -> str:
    """https, and nothing that can be seen to be no site on the public internet; the rest is looked at on each sending."""
    try:
        target = outgoing_address.target(url.strip())
    except OutgoingError as error:
        raise CannotManage(str(error), "url") from error
    if target.scheme != "https":
        raise CannotManage("The address must begin with https://.", "url")
    if target.port != outgoing_address.PORTS["https"]:
        raise CannotManage("The address may name no port but 443.", "url")
    if _is_an_ip(target.host) and not outgoing_address.is_public(target.host):
        raise CannotManage(f"{target.host} is not on the public internet.", "url")
    return target.url


def _is_an_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _checked_kinds(kinds: Iterable[str], document_kinds: Iterable[str]) -> dict[str, list[str]]:
    given = {"kinds": (set(kinds), ChangeKind.values), "document_kinds": (set(document_kinds), DocumentKind.values)}
    for name, (values, known) in given.items():
        if unknown := values - set(known):
            raise CannotManage(f"There is no “{min(map(str, unknown))[:40]}”. There are: {', '.join(known)}.", name)
    return {name: [each for each in known if each in values] for name, (values, known) in given.items()}


def _told(webhook: Webhook) -> list[Difference]:
    return [
        Difference("kinds of change", "", ", ".join(webhook.kinds) or "all"),
        Difference("kinds of page", "", ", ".join(webhook.document_kinds) or "all"),
    ]


def _readable(webhook: Webhook, now: datetime) -> bool:
    try:
        return bool(webhook_outbox.secrets_of(webhook, now))
    except webhook_outbox.Unreadable:
        return False


def _new_secret() -> str:
    return webhook_sending.BEGINNING + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _locked(webhook: Webhook, by, *, listening: bool = False) -> Webhook:
    """Asks before it looks."""
    _ask(by, webhook.key)
    found = Webhook.objects.select_for_update(of=("self",)).select_related("key").get(pk=webhook.pk)
    if found.removed_at:
        raise CannotManage("This webhook was removed.")
    if listening and found.stopped_at:
        raise CannotManage("This webhook is stopped: start it first.")
    return found


def _ask(by, key: ApiKey) -> None:
    if isinstance(by, ApiKey):
        if by.pk != key.pk or KeyScope.WEBHOOKS not in by.scopes:
            raise NotAllowed("This key is not for webhooks. Ask for one that is.")
    elif not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can do this.")


def _actor_values(by) -> dict:
    return {"by_id": None, "by_name": str(by)[:200]} if isinstance(by, ApiKey) else Actor.of(by)


def _actor(by):
    """Whom an event names: of a key its holder, not the administrator who issued it."""
    return Webhook(**_actor_values(by)) if isinstance(by, ApiKey) else by
