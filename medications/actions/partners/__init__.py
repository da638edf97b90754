"""Keys of partner sites: issued, taken back, recognized.

A key is `msp_`, 36 random letters and digits (214 bits), and a checksum of six: whoever finds one in a file knows what it is,
and a mistyped one is refused without asking the database. Its first twelve signs are kept and shown, to tell keys apart. The rest
leaves 166 bits to guess, so that a plain SHA-256 is digest enough, and no slow hash makes every read slow.
"""

import hashlib
import hmac
import logging
import re
import secrets
import string
import zlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.content.choices import KeyScope
from medications.errors import NotAllowed, PortalError
from medications.models import ApiKey, EventKind
from medications.models.frozen import Actor
from medications.permissions import Act, may

log = logging.getLogger(__name__)

KEY = "API key"  # the kind of thing in events
SIGNS = string.digits + string.ascii_uppercase + string.ascii_lowercase
BEGINNING = "msp_"
SHOWN = len(BEGINNING) + 8  # signs of the prefix
RANDOM, CHECKED = 36, 6
SHAPE = re.compile(rf"{BEGINNING}[0-9A-Za-z]{{{RANDOM + CHECKED}}}")
PREFIX = re.compile(rf"{BEGINNING}[0-9A-Za-z]{{{SHOWN - len(BEGINNING)}}}")
LONGEST = timedelta(days=2 * 365)  # so that keys nobody remembers end by themselves
TOO_LONG = "A key is valid for two years at most."
NOBODYS = "0" * 64  # compared with when there is no such key, so that both take as long


class CannotIssue(PortalError):
    """The key was not made, and why."""


def new_prefix() -> str:
    """The beginning of a key that is to be issued. A form that carries it issues one key, however often it is sent."""
    return BEGINNING + _random(SHOWN - len(BEGINNING))


def issue_key(
    *, holder: str, contact: str, expires: datetime, by, now: datetime, prefix: str | None = None, scopes: Iterable[str] = ()
) -> tuple[ApiKey, str]:
    """A key for a partner site, and its text, to be shown once: it is not kept. Raises NotAllowed, CannotIssue."""
    if not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can issue keys.")
    if expires <= now:
        raise CannotIssue("The key would have expired already. Choose a later day.")
    if expires > now + LONGEST + timedelta(days=1):  # until the end of a day
        raise CannotIssue(TOO_LONG)
    prefix = prefix or new_prefix()
    if not PREFIX.fullmatch(prefix):
        raise CannotIssue("Open the form again.")
    plain = _checked(prefix + _random(len(BEGINNING) + RANDOM - len(prefix)))
    try:
        with transaction.atomic():
            key = ApiKey.objects.create(
                holder=holder,
                contact=contact,
                prefix=prefix,
                digest=_digest(plain),
                issued_at=now,
                expires_at=expires,
                scopes=[scope for scope in KeyScope.values if scope in scopes],
                **Actor.of(by),
            )
            given = [Difference("Contact", "", contact), Difference("Valid until", "", audit.moment(expires))]
            given += [Difference("For", "", KeyScope(scope).label) for scope in key.scopes]
            audit.record(kind=EventKind.KEY_ISSUED, by=by, now=now, subject=_subject(key), differences=given)
    except IntegrityError:
        raise CannotIssue("This form was sent before, and its key was shown then. Open a new form to issue another.") from None
    return key, plain


def revoke_key(*, key: ApiKey, by, now: datetime) -> None:
    """From now on the key opens nothing. Revoking it again changes nothing. Raises NotAllowed."""
    if not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can revoke keys.")
    with transaction.atomic():
        key = ApiKey.objects.select_for_update().get(pk=key.pk)
        if key.revoked_at:
            return
        key.revoked_at = now
        key.save(update_fields=["revoked_at"])
        was = [Difference("Revoked", "", audit.moment(now))]
        audit.record(kind=EventKind.KEY_REVOKED, by=by, now=now, subject=_subject(key), differences=was)


def key_of(plain: str, now: datetime) -> ApiKey | None:
    """The key with this text, if it is valid now. None if it is unknown, mistyped, expired or revoked, without saying which."""
    if not SHAPE.fullmatch(plain) or plain != _checked(plain[:-CHECKED]):
        return None
    key = ApiKey.objects.filter(prefix=plain[:SHOWN]).first()
    known = hmac.compare_digest(key.digest if key else NOBODYS, _digest(plain))
    if key is None or not known or not key.is_valid(now):
        return None
    _note_use(key, timezone.localdate(now))
    return key


def _note_use(key: ApiKey, today: date) -> None:
    """Once a day. A database that is busy or cannot be written keeps nobody from reading."""
    if key.last_used_on == today:
        return
    try:
        with transaction.atomic():
            ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)
    except DatabaseError:
        log.warning("the use of key %s could not be noted", key.prefix)


def _random(length: int) -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(length))


def _checked(text: str) -> str:
    """The text with its checksum behind it."""
    number, signs = zlib.crc32(text.encode()), ""
    for _ in range(CHECKED):
        number, rest = divmod(number, len(SIGNS))
        signs = SIGNS[rest] + signs
    return text + signs


def _digest(plain: str) -> str:
    return hashlib.sha256(plain.encode()).hexdigest()


def _subject(key: ApiKey) -> Subject:
    return Subject(KEY, str(key.pk), str(key))
