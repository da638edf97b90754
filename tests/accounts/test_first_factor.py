"""Setting up the first second factor: what it ends elsewhere."""

import re

import pytest
from allauth.mfa.signals import authenticator_added
from django.test import Client

from tests.accounts.test_sign_in import PASSWORD, desk_opens, send
from tests.factories import accounts, second_factors

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture
def account():
    account = accounts.writer()
    account.set_password(PASSWORD)
    account.save()
    return account


def with_password(account) -> Client:
    client = Client()
    send(client, account.username, PASSWORD)
    return client


@pytest.fixture
def set_up(django_capture_on_commit_callbacks):
    """A function that sets up an app for codes and returns its secret."""

    def activate(client: Client) -> str:
        shown = re.search(r"form__secret\">([^<]+)<", client.get(ACTIVATE).content.decode())[1]
        secret = re.sub(r"\W|&nbsp;", "", shown)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(ACTIVATE, {"code": second_factors.code(secret)}).status_code == 302
        return secret

    return activate


def test_a_session_opened_elsewhere_by_password_alone_ends(account, set_up):
    elsewhere, here = with_password(account), with_password(account)
    assert elsewhere.get("/accounts/sessions/").status_code == 200

    set_up(here)

    for path in ("/accounts/sessions/", "/accounts/2fa/recovery-codes/generate/", "/accounts/2fa/totp/deactivate/"):
        assert elsewhere.get(path)["Location"].startswith("/accounts/login/"), path


def test_a_second_one_ends_nothing(account, set_up):
    here = with_password(account)
    secret = set_up(here)
    elsewhere = with_password(account)
    elsewhere.post("/accounts/2fa/authenticate/", {"code": second_factors.code(secret, later=1)})
    assert desk_opens(elsewhere)

    passkey = second_factors.passkey(account)
    request = here.get("/accounts/2fa/").wsgi_request
    authenticator_added.send(sender=type(passkey), request=request, user=account, authenticator=passkey)

    assert desk_opens(elsewhere)
