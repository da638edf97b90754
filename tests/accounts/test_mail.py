"""Mails about an account: a forgotten password, and what was changed."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.accounts.test_sign_in import PASSWORD, desk_opens, send
from tests.factories import accounts, second_factors

pytestmark = pytest.mark.django_db

NEW = "violet harbor spoon"


@pytest.fixture
def account():
    account = second_factors.with_app(accounts.writer())
    account.email = "writer@example.org"
    account.set_password(PASSWORD)
    account.save()
    return account


def ask(address: str, **client):
    return Client(**client).post("/accounts/password/reset/", {"email": address}, follow=True)


def test_known_and_unknown_addresses_get_the_same_answer(account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        known, unknown = ask(account.email), ask("nobody@example.org")

    assert known.content == unknown.content
    assert [message.to for message in mail.outbox] == [[account.email]]


def test_the_link_leads_to_our_own_address_whatever_host_was_asked_for(account, settings, django_capture_on_commit_callbacks):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "old.example"]

    with django_capture_on_commit_callbacks(execute=True):
        ask(account.email, HTTP_HOST="old.example")

    assert re.findall(r"https?://[^/\s]+", mail.outbox[0].body) == [settings.SITE_URL] * 2


def test_a_new_password_still_needs_the_second_factor(account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(account.email)
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    client = Client()
    form = client.get(link, follow=True).redirect_chain[-1][0]

    client.post(form, {"password1": NEW, "password2": NEW})

    assert not desk_opens(client)
    assert send(client, account.username, NEW)["Location"] == "/accounts/2fa/authenticate/"


def test_a_link_works_once(account, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(account.email)
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    client = Client()
    client.post(client.get(link, follow=True).redirect_chain[-1][0], {"password1": NEW, "password2": NEW})

    assert "This link no longer works" in Client().get(link, follow=True).content.decode()


def test_somebody_is_told_that_their_password_was_changed(account, django_capture_on_commit_callbacks):
    client = Client()
    accounts.sign_in(client, account)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    assert "your password was changed" in mail.outbox[0].body


def test_two_accounts_may_share_an_address(account, django_capture_on_commit_callbacks):
    other = accounts.publisher()
    other.email = account.email
    other.set_password(PASSWORD)
    other.save()

    with django_capture_on_commit_callbacks(execute=True):
        ask(account.email)

    assert len(mail.outbox) == 2
