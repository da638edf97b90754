"""Accounts, sign-ins, keys of partners, the profile of the society."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore

from medications.actions import accounts as account_actions
from medications.actions import partners, profile, sign_ins
from medications.models import EventKind, SocietyProfile
from medications.permissions import Role
from tests.actions.event_cases.done import Done, administrator
from tests.factories import accounts, second_factors
from tests.factories.keys import NEXT_YEAR, issued
from tests.factories.publications import NOW


def saving_the_profile() -> Done:
    newest = SocietyProfile.objects.latest()
    values = {name: getattr(newest, name) for name in profile.WORDS} | {"emergency_number": "112"}
    return Done(
        lambda: profile.save_profile(values=values, by=administrator(), now=NOW, base_version=newest.version),
        EventKind.PROFILE_SAVED,
        newest.name,
        ("emergency number", newest.emergency_number, "112"),
        by="Administrator",
    )


def making_an_account() -> Done:
    account = User(username="nora", first_name="Nora")
    account.set_password("a long enough pass phrase")
    return Done(
        lambda: account_actions.make(account=account, roles=[Role.WRITER], by=administrator(), now=NOW),
        EventKind.ACCOUNT_MADE,
        "Nora (nora)",
        ("roles", "", "Writer"),
        by="Administrator",
    )


def changing_an_account() -> Done:
    account = accounts.writer("wilma")
    return Done(
        lambda: account_actions.change(account=account, roles=[Role.REVIEWER], by=administrator(), now=NOW),
        EventKind.ACCOUNT_CHANGED,
        "Wilma (wilma)",
        ("roles", "Writer", "Clinical reviewer"),
        by="Administrator",
    )


def setting_a_password() -> Done:
    account = accounts.writer("wilma")
    return Done(
        lambda: account_actions.set_password(account=account, password="a new pass phrase", by=administrator(), now=NOW),
        EventKind.PASSWORD_CHANGED,
        "Wilma (wilma)",
        ("password", "", "changed"),
        by="Administrator",
    )


def deleting_an_account() -> Done:
    account = accounts.writer("wilma")
    return Done(
        lambda: account_actions.delete(account=account, by=administrator(), now=NOW),
        EventKind.ACCOUNT_DELETED,
        "Wilma (wilma)",
        ("roles", "Writer", ""),
        by="Administrator",
    )


def issuing_a_key() -> Done:
    prefix = partners.new_prefix()
    return Done(
        lambda: issued(prefix=prefix),
        EventKind.KEY_ISSUED,
        f"Example partner ({prefix}…)",
        ("Valid until", "", NEXT_YEAR.strftime("%Y-%m-%d %H:%M UTC")),
        by="Administrator",
    )


def revoking_a_key() -> Done:
    key, _ = issued()
    return Done(
        lambda: partners.revoke_key(key=key, by=administrator(), now=NOW),
        EventKind.KEY_REVOKED,
        str(key),
        ("Revoked", "", NOW.strftime("%Y-%m-%d %H:%M UTC")),
        by="Administrator",
    )


def signing_out_elsewhere() -> Done:
    account, session = accounts.writer("wilma"), SessionStore()
    session.create()
    there = UserSession.objects.create(user=account, session_key=session.session_key, ip="192.0.2.0", user_agent="")
    return Done(
        lambda: sign_ins.end_sessions(sessions=[there], of=account, by=account, now=NOW),
        EventKind.SESSIONS_ENDED,
        "Wilma (wilma)",
        None,
        by="Wilma",
    )


def taking_second_factors_away() -> Done:
    account = second_factors.with_app(accounts.writer("wilma"))
    return Done(
        lambda: sign_ins.reset_second_factors(account=account, by=administrator(), now=NOW, reason="Lost the phone."),
        EventKind.SECOND_FACTOR_RESET,
        "Wilma (wilma)",
        ("second factors", "TOTP Authenticator", ""),
        by="Administrator",
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "accounts.change": [changing_an_account],
    "accounts.delete": [deleting_an_account],
    "accounts.make": [making_an_account],
    "accounts.set_password": [setting_a_password],
    "partners.issue_key": [issuing_a_key],
    "partners.revoke_key": [revoking_a_key],
    "profile.save_profile": [saving_the_profile],
    "sign_ins.end_sessions": [signing_out_elsewhere],
    "sign_ins.reset_second_factors": [taking_second_factors_away],
}
