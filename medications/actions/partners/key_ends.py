"""Telling partners, and those who issue keys, that a key is about to end: 30 days before, and 7."""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from medications.content import phrases
from medications.delivery.tasks import send_mail_later
from medications.models import ApiKey, SocietyProfile
from medications.permissions import Act, may
from medications.projections import addresses

BEFORE = (timedelta(days=30), timedelta(days=7))


def tell(*, now: datetime) -> int:
    """Has mails sent about the keys whose time it is, once for each of BEFORE. Returns how many keys.

    A key that was never told of in time (mails were off, say) is told of once, not twice. Who was given a key for less than a
    month knows when it ends.
    """
    soon = ApiKey.objects.filter(revoked_at=None, expires_at__gt=now, expires_at__lte=now + max(BEFORE))
    soon = soon.order_by("expires_at", "pk")
    if not any(_is_due(key, now) for key in soon):  # so that most of the time nothing is locked
        return 0
    with transaction.atomic():
        keys = [key for key in soon.select_for_update() if _is_due(key, now)]
        for key in keys:
            key.told_of_end_at = now
            key.save(update_fields=["told_of_end_at"])
            _tell_holder(key)
        if keys:
            _tell_staff(keys)
    return len(keys)


def is_soon(key: ApiKey, now: datetime) -> bool:
    """Whether it is valid, and its last day is within the longest of BEFORE."""
    return key.is_valid(now) and key.last_day - timezone.localdate(now) <= max(BEFORE)


def _is_due(key: ApiKey, now: datetime) -> bool:
    known = max(key.issued_at, key.told_of_end_at or key.issued_at)
    return any(known < key.expires_at - before <= now for before in BEFORE)


def _tell_holder(key: ApiKey) -> None:
    profile = SocietyProfile.objects.latest()
    asked = f" from {profile.reader_contact}" if profile.reader_contact else ""
    body = (
        f"The key of {key.holder} that begins with {key.prefix} works until the end of {phrases.day(key.last_day)}.\n"
        "Then whoever uses it gets an error (401), and its webhooks are told of nothing any more.\n\n"
        f"Ask for a new one before that{asked}. Webhooks belong to a key: register yours with the new one, and remove those\n"
        "of the old one. If you have changed to a new key already, you need do nothing.\n\n"
        f"Whoever reads without a key can go on as before. How to: {addresses.absolute('/api/v1/docs/')}\n"
    )
    send_mail_later.enqueue(subject=f"Your key for {profile.site_title} ends soon", body=body, to=key.contact)


def _tell_staff(keys: list[ApiKey]) -> None:
    """One mail to each who can issue a new one."""
    body = "These keys of partner sites end soon. Their holders may ask for a new one.\n\n" + "\n".join(map(_line, keys))
    for account in get_user_model().objects.filter(is_active=True).exclude(email="").prefetch_related("groups"):
        if may(account, Act.ADMINISTER):
            send_mail_later.enqueue(subject="Keys of partner sites end soon", body=body, to=account.email)


def _line(key: ApiKey) -> str:
    used = f"last used {phrases.day(key.last_used_on)}" if key.last_used_on else "never used"
    told = f"{key.contact} was told" if key.contact else "it has no contact, so nobody was told"
    screen = addresses.absolute(reverse("admin:medications_apikey_change", args=[key.pk]))
    return f"* {key}: until the end of {phrases.day(key.last_day)}; {used}; {told}.\n  {screen}\n"
