"""Writing down sign-ins and second factors, ending sessions, and taking second factors away from somebody who lost theirs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from medications.actions import audit
from medications.actions.audit import Difference
from medications.delivery.tasks import send_mail_later
from medications.errors import NotAllowed
from medications.models import EventKind
from medications.permissions import Act, may

KEPT = timedelta(days=1)  # of finished tasks: a mail among them may hold a link for a new password


def write(*, kind: str, account, by, now: datetime, note: str = "") -> None:
    audit.record(kind=kind, by=by, now=now, subject=audit.of_account(account), note=note)


def end_sessions(*, sessions: Iterable[UserSession], of, by, now: datetime) -> int:
    """Signs `of` out in these places. Returns in how many. Raises NotAllowed: others are signed out by administrators only."""
    if by is not None and by.pk != of.pk and not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can sign somebody else out.")
    sessions = [session for session in sessions if session.user_id == of.pk]
    with transaction.atomic():
        for session in sessions:
            session.end()
        if sessions:
            note = f"{len(sessions)} place{'' if len(sessions) == 1 else 's'}"
            write(kind=EventKind.SESSIONS_ENDED, account=of, by=by, now=now, note=note)
    return len(sessions)


def second_factors_of(account) -> list[str]:
    """In words: the names of passkeys, the app, recovery codes."""
    return [str(factor) for factor in Authenticator.objects.filter(user=account).order_by("pk")]


def reset_second_factors(*, account, by, now: datetime, reason: str) -> int:
    """Takes all second factors of an account away and signs it out everywhere; the next sign-in sets up new ones.

    `by` is an administrator, not the account itself, or None for a command. Returns how many there were. Raises NotAllowed.
    """
    if by is not None and not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can take away a second factor.")
    if by is not None and by.pk == account.pk:
        raise NotAllowed("Another administrator must do this for your own account.")
    if not reason.strip():
        raise NotAllowed("Say why, and how you made sure that it is really this person who asks.")
    with transaction.atomic():
        factors = second_factors_of(account)
        Authenticator.objects.filter(user=account).delete()
        end_sessions(sessions=UserSession.objects.filter(user=account), of=account, by=by, now=now)
        audit.record(
            kind=EventKind.SECOND_FACTOR_RESET,
            by=by,
            now=now,
            subject=audit.of_account(account),
            differences=[Difference("second factors", ", ".join(factors), "")],
            note=reason.strip(),
        )
    return len(factors)


def send_mail(*, subject: str, body: str, to: str) -> None:
    """Hands a mail to the worker, once this transaction is committed, and forgets what the worker did before yesterday.

    `to` is empty for a mail that only takes the time that one takes.
    """
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT).delete()
    transaction.on_commit(lambda: send_mail_later.enqueue(subject=subject, body=body, to=to))
