"""Accounts by role. The same role gives the same account within a test, unless a name asks for another."""

import time

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from medications.permissions import Role


def account(*roles: Role, name: str = "", superuser: bool = False):
    """A staff account with these roles, made if there is none of its name."""
    username = name or "-".join(roles) or "nobody"
    user, made = get_user_model().objects.get_or_create(
        username=username, defaults={"is_staff": True, "is_superuser": superuser, "last_name": username.title()}
    )
    if made:
        user.groups.set(Group.objects.get(name=role) for role in roles)
    return user


def sign_in(client, user, *, fresh: bool = True) -> None:
    """Signs an account in on Django's test client as if it had shown password and second factor; just now, if `fresh`."""
    client.force_login(user)
    session = client.session
    at = time.time() - (0 if fresh else 24 * 60 * 60)
    session["account_authentication_methods"] = [{"method": "mfa", "at": at, "type": "totp", "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def writer(name: str = ""):
    return account(Role.WRITER, name=name)


def reviewer(name: str = ""):
    return account(Role.REVIEWER, name=name)


def publisher(name: str = ""):
    return account(Role.PUBLISHER, name=name)
