"""Accounts of staff: made, changed, deleted, each by an administrator and with a trace.

What stops an act is worked out by `refusals`, which the form asks too. All of it happens under one lock, so that two
administrators who take each other's role away at the same moment do not leave the site without any.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q, QuerySet

from medications.actions import audit, sign_ins
from medications.actions.audit import Difference
from medications.errors import NotAllowed, PortalError
from medications.models import EventKind
from medications.permissions import Act, Role, may

FIELDS = ("username", "first_name", "last_name", "email", "is_active")
OWN_ACCOUNT = "This is your own account. Another administrator must do this, so that the last one cannot lock everybody out."
LAST_ONE = "This is the last administrator. Make somebody else an administrator first."
TAKEN = "Somebody else has this user name. Capital letters make no difference: neither of the two could sign in."


class CannotChangeAccount(PortalError):
    """The change would lock people out; `reasons` says why, by field of the form."""

    def __init__(self, reasons: dict[str, str]):
        self.reasons = reasons
        super().__init__(" ".join(dict.fromkeys(reasons.values())))


def make(*, account: User, roles: Iterable[str], by, now: datetime) -> User:
    """Saves a new account, filled in and with its password set. Raises NotAllowed, CannotChangeAccount."""
    with _changing(by):
        if name_is_taken(account):
            raise CannotChangeAccount({"username": TAKEN})
        account.save(force_insert=True)
        account.groups.set(_groups(roles))
        values = {name: value for name, value in _values(account).items() if value}
        given = [Difference(name, "", value) for name, value in values.items()]
        given.append(Difference("password", "", "set" if account.has_usable_password() else "none"))
        audit.record(kind=EventKind.ACCOUNT_MADE, by=by, now=now, subject=audit.of_account(account), differences=given)
    return account


def change(*, account: User, roles: Iterable[str], by, now: datetime) -> User:
    """Saves the values of FIELDS that `account` now has, and its roles. Who is not active any more is signed out.

    Raises NotAllowed, CannotChangeAccount.
    """
    with _changing(by):
        roles = set(roles)
        reasons = refusals(account=account, is_active=account.is_active, roles=roles, by=by)
        if name_is_taken(account):
            reasons["username"] = TAKEN
        if reasons:
            raise CannotChangeAccount(reasons)
        stored = User.objects.get(pk=account.pk)
        before = _values(stored)
        account.save(update_fields=FIELDS)
        account.groups.set(_groups(roles))
        after = _values(account)
        differences = [Difference(name, before[name], after[name]) for name in before if before[name] != after[name]]
        if differences:
            subject = audit.of_account(stored)
            audit.record(kind=EventKind.ACCOUNT_CHANGED, by=by, now=now, subject=subject, differences=differences)
        if not account.is_active:  # or else a stolen session would go on once the account is active again
            sign_ins.end_sessions(sessions=UserSession.objects.filter(user=account), of=account, by=by, now=now)
    return account


def set_password(*, account: User, password: str | None, by, now: datetime) -> None:
    """Gives an account a password; None takes it away. What it is goes nowhere else. Raises NotAllowed."""
    with _changing(by):
        account.set_password(password)
        account.save(update_fields=["password"])
        changed = [Difference("password", "", "changed" if account.has_usable_password() else "taken away")]
        subject = audit.of_account(account)
        audit.record(kind=EventKind.PASSWORD_CHANGED, by=by, now=now, subject=subject, differences=changed)


def delete(*, account: User, by, now: datetime) -> None:
    """The account goes; what it did stays, with its name. Raises NotAllowed, CannotChangeAccount."""
    with _changing(by):
        reasons = refusals(account=account, is_active=False, roles=set(), by=by)
        if reasons:
            raise CannotChangeAccount(reasons)
        gone = [Difference(name, value, "") for name, value in _values(User.objects.get(pk=account.pk)).items() if value]
        audit.record(kind=EventKind.ACCOUNT_DELETED, by=by, now=now, subject=audit.of_account(account), differences=gone)
        account.delete()


def refusals(*, account: User, is_active: bool, roles: Iterable[str], by) -> dict[str, str]:
    """Why the account may not become so, by field; empty if it may. `by` is None for a command."""
    keeps_role = account.is_superuser or Role.ADMINISTRATOR in roles
    lost = {name for name, kept in (("is_active", is_active), ("groups", keeps_role)) if not kept}
    if not lost or not _administrators().filter(pk=account.pk).exists():
        return {}
    if by is not None and by.pk == account.pk:
        return dict.fromkeys(sorted(lost), OWN_ACCOUNT)
    if not _administrators().exclude(pk=account.pk).exists():
        return dict.fromkeys(sorted(lost), LAST_ONE)
    return {}


def name_is_taken(account: User) -> bool:
    """Whether another account has its user name, capital letters aside, as signing in puts them aside."""
    return User.objects.filter(username__iexact=account.username).exclude(pk=account.pk).exists()


def has_administrator() -> bool:
    """Whether anybody can make accounts."""
    return _administrators().exists()


@contextmanager
def _changing(by) -> Iterator[None]:
    """One change at a time, by somebody who is an administrator still. A command (None) is whoever may run it."""
    with transaction.atomic():
        Group.objects.select_for_update().get(name=Role.ADMINISTRATOR)
        still = User.objects.filter(pk=by.pk).first() if by is not None else None
        if by is not None and (still is None or not may(still, Act.ADMINISTER)):
            raise NotAllowed("Only an administrator can change accounts.")
        yield


def _administrators() -> QuerySet:
    """Accounts that may administer now."""
    return User.objects.filter(Q(is_superuser=True) | Q(groups__name=Role.ADMINISTRATOR), is_active=True).distinct()


def _groups(roles: Iterable[str]) -> list[Group]:
    return list(Group.objects.filter(name__in={Role(role) for role in roles}))


def _values(account: User) -> dict[str, str]:
    """What is written down of an account, in words."""
    roles = sorted(Role(name).label for name in account.groups.values_list("name", flat=True) if name in Role.values)
    return {
        "user name": account.username,
        "first name": account.first_name,
        "last name": account.last_name,
        "e-mail address": account.email,
        "roles": ", ".join(roles),
        "active": "yes" if account.is_active else "no",
    }
