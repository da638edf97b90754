"""Mails about an account: a forgotten password, and what was changed."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from medications.actions import sign_ins
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


def test_a_former_address_of_an_account_gets_no_link(account, django_capture_on_commit_callbacks):
    ask(account.email)  # allauth notes it down
    account.email = "new@example.org"
    account.save()

    with django_capture_on_commit_callbacks(execute=True):
        ask("writer@example.org")
        ask("new@example.org")

    assert [message.to for message in mail.outbox] == [["new@example.org"]]


def test_an_unknown_address_makes_as_much_work_as_a_known_one(account, django_capture_on_commit_callbacks, monkeypatch):
    """How long the answer takes would tell them apart otherwise."""
    handed_over = []
    monkeypatch.setattr(sign_ins, "send_mail_later", SimpleNamespace(enqueue=lambda **mail: handed_over.append(mail)))

    with django_capture_on_commit_callbacks(execute=True):
        ask(account.email)
        ask("nobody@example.org")

    assert [mail["to"] for mail in handed_over] == [account.email, ""]
    assert all("/accounts/password/reset/key/" in mail["body"] for mail in handed_over)


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


def test_mails_that_were_sent_are_not_kept():
    """A mail may hold a link for a new password; one that could not be sent is kept no longer."""
    old, new = timezone.now() - sign_ins.KEPT - timedelta(minutes=1), timezone.now()
    done, failed, waiting = TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED, TaskResultStatus.READY
    for status, at in [(done, old), (failed, old), (done, new), (waiting, None)]:
        DBTaskResult.objects.create(
            status=status, finished_at=at, task_path="x", backend_name="default", args_kwargs={"args": [], "kwargs": {}}
        )

    sign_ins.send_mail(subject="Hello", body="A mail.", to="writer@example.org")

    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == sorted([waiting, done])
