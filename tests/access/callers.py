"""Everybody who may come to the site, each with a client of their own; and what an answer amounts to."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone

from medications.access_matrix.rules import Answer, Caller
from medications.actions.preview_links import token_of
from medications.content.choices import KeyScope
from medications.models import Revision
from medications.permissions import Role
from tests.assertions import recorded_sql
from tests.factories import accounts, invitations, keys, preview_links, second_factors, webhooks

PASSWORD = "a long enough pass phrase"
WRITE = re.compile(r'^(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# What every visit of somebody signed in may touch, whatever comes of it.
SESSIONS = {"django_session", "usersessions_usersession"}
# Addresses that lead to the sign-in when all went well.
ENDS_AT_SIGN_IN = ("/accounts/logout/", "/accounts/2fa/webauthn/login/", "/accounts/2fa/webauthn/reauth", "/admin/logout/")
# Marks the caller's own codes as shown before it looks at the method.
SPENDS = "/accounts/2fa/recovery-codes/download/"
# Whether these did something is shown elsewhere (freshness and searches only ask); here only that they were not refused.
NOT_SHOWN = ("/accounts/", "/admin/logout/", "/about/display/", "/api/v1/freshness/", "/fhir/")


@contextmanager
def undone() -> Iterator[list[str]]:
    """Whatever is written inside is undone; gives the statements."""
    with transaction.atomic(), recorded_sql() as statements:
        yield statements
        transaction.set_rollback(True)


def written(statements: list[str]) -> set[str]:
    """The tables that the statements write to."""
    return {match[1] for sql in statements if (match := WRITE.match(sql))}


@dataclass
class Visitor:
    """One caller: the account, cookies and headers to come with, and what is this caller's own."""

    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    account: object = None
    passkey: int = 0
    token: str = "a-made-up-token"
    preview: str = "1-made.up"
    webhook: str = ""

    def client(self, **kwargs) -> Client:
        """A new one each time: nothing of one visit is left at the next."""
        client = Client(headers=self.headers, raise_request_exception=False, **kwargs)
        for name, value in self.cookies.items():
            client.cookies[name] = value
        return client

    def gets(self, address: str) -> str:
        return self._answer("GET", address, None)

    def posts(self, address: str, data: dict) -> str:
        return self._answer("POST", address, data)

    def _answer(self, method: str, address: str, data: dict | None) -> str:
        """What came of it. Whatever was written is undone."""
        cache.clear()  # attempts are counted there
        with undone() as statements:
            client = self.client()
            response = client.get(address) if method == "GET" else client.post(address, **data)
            found = self._meaning(client, address, response)
            for close in response._resource_closers:  # not response.close(), which would end the transaction
                close()
        tables = written(statements) - SESSIONS
        if tables and found != Answer.OPEN and address != SPENDS:
            return f"{found}, but wrote {', '.join(sorted(tables))}"
        if found == Answer.OPEN and method == "POST" and not tables and not address.startswith(NOT_SHOWN):
            return Answer.NOTHING
        return found

    def _meaning(self, client: Client, address: str, response) -> str:
        if response.status_code not in (301, 302):
            said = {401: Answer.NEEDS_KEY, 403: Answer.REFUSED, 404: Answer.NOT_FOUND, 405: Answer.NO_METHOD}
            said |= dict.fromkeys([200, 201, 202, 204], Answer.OPEN)
            return said.get(response.status_code, str(response.status_code))
        led_to = urlsplit(response["Location"])
        assert led_to.netloc == "", response["Location"]
        if led_to.path == "/accounts/login/":
            by_itself = address.startswith(ENDS_AT_SIGN_IN) and "next=" not in led_to.query
            return Answer.OPEN if by_itself else Answer.SIGN_IN
        if led_to.path == "/accounts/reauthenticate/":
            return Answer.AGAIN
        if address.startswith("/admin/login/") and led_to.path == "/accounts/2fa/":
            return Answer.FACTOR
        if led_to.path in ("/admin/", "/admin/login/") and led_to.path != address:
            return self._meaning(client, led_to.path, client.get(response["Location"]))
        return Answer.OPEN


def visitors(to_review: Revision) -> dict[str, Visitor]:
    """Whoever comes by a link, has been asked about `to_review`."""
    signed_in = {Caller.NO_ROLE: [], **{Caller(role): [role] for role in Role}, Caller.NOT_FRESH: list(Role)}
    found = {caller: _signed_in(caller, roles) for caller, roles in signed_in.items()}
    return {
        Caller.ANYBODY: Visitor(),
        **found,
        Caller.NO_FACTOR: _signed_in(Caller.NO_FACTOR, list(Role)),
        Caller.LINK: _by_link(to_review),
        Caller.KEY: _with_key(),
    }


def superuser() -> Visitor:
    return _signed_in("root", [], superuser=True)


def _signed_in(caller: str, roles: list[Role], *, superuser: bool = False) -> Visitor:
    account = accounts.account(*roles, name=caller.replace(" ", "-"), superuser=superuser)
    account.set_password(PASSWORD)
    account.save()
    passkey = 0
    if caller != Caller.NO_FACTOR:
        second_factors.with_app(account)
        second_factors.recovery_codes(account)
        passkey = second_factors.passkey(account).pk
    client = Client()
    accounts.sign_in(client, account, fresh=caller != Caller.NOT_FRESH)
    if caller == Caller.NO_FACTOR:
        session = client.session
        methods = session["account_authentication_methods"]
        session["account_authentication_methods"] = [{**methods[0], "method": "password"}]
        session.save()
    return Visitor({name: morsel.value for name, morsel in client.cookies.items()}, account=account, passkey=passkey)


def _by_link(revision: Revision) -> Visitor:
    """Has opened the link, and goes on from there."""
    now, client = timezone.now(), Client()
    token = invitations.invited(revision, name="Dr. Cy Example", now=now, expires=now + timedelta(days=9))[1]
    assert client.get(f"/review/{token}/").status_code == 200
    preview = token_of(preview_links.given(revision, now=now, expires=now + timedelta(days=9)))
    return Visitor({name: morsel.value for name, morsel in client.cookies.items()}, token=token, preview=preview)


def _with_key() -> Visitor:
    now = timezone.now()
    key, plain = keys.issued(now=now, expires=now + timedelta(days=9), scopes=[KeyScope.WEBHOOKS])
    visitor = Visitor(headers={"Authorization": f"Bearer {plain}"}, webhook=str(webhooks.registered(key=key, now=now)[0].pk))
    visitor.client().get("/api/v1/symptoms/")  # the first use a day is written down
    return visitor
