"""Two cookies, for staff only, that no script reads and no other site can set or send along with a form."""

import re

import pytest
from django.contrib.messages.storage import default_storage
from django.contrib.messages.storage.session import SessionStorage
from django.test import Client

from tests.browser.signing_in import PASSWORD
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def signed_in(client):
    """The answer to the form of the sign-in page, rightly filled in."""
    account = accounts.writer()
    account.set_password(PASSWORD)
    account.save()
    page = client.get("/accounts/login/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    headers = {"Referer": "https://testserver/accounts/login/"}
    return client.post(
        "/accounts/login/", {"login": account.username, "password": PASSWORD, "csrfmiddlewaretoken": token}, headers=headers
    )


def test_cookies_on_https_belong_to_this_host_alone(https_client):
    https_client.handler.enforce_csrf_checks = True

    cookies = signed_in(https_client).cookies

    assert set(cookies) == {"__Host-sessionid", "__Host-csrftoken"}
    for cookie in cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_cookies_on_http_have_plain_names_and_are_not_secure():
    """`make run`: a browser would refuse both on http."""
    cookies = signed_in(Client(enforce_csrf_checks=True)).cookies

    assert set(cookies) == {"sessionid", "csrftoken"}
    assert not any(cookie["secure"] for cookie in cookies.values())


def test_messages_need_no_cookie(rf):
    request = rf.get("/")
    request.session = {}

    assert isinstance(default_storage(request), SessionStorage)
