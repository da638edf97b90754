"""Wherever a page takes the address to go on to, it leads to no other site."""

import pytest
from django.test import Client

from tests.accounts.test_sign_in import PASSWORD
from tests.factories import accounts, second_factors

pytestmark = pytest.mark.django_db

ELSEWHERE = ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "\t//evil.example"]


@pytest.fixture
def client():
    account = second_factors.with_app(accounts.writer())
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    accounts.sign_in(client, account)
    return client


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("path", ["/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/", "/accounts/logout/"])
def test_nobody_is_led_to_another_site(client, path, elsewhere):
    response = client.post(path, {"password": PASSWORD, "code": second_factors.code(), "next": elsewhere})

    assert response.status_code == 302
    assert response["Location"] in ("/admin/", "/accounts/login/")


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/logout/", "/accounts/reauthenticate/"])
def test_no_page_links_to_another_site_it_was_told_of(client, path, elsewhere):
    for visitor in (client, Client()):
        response = visitor.get(path, {"next": elsewhere})

        assert f'href="{elsewhere}' not in response.content.decode()
        assert "evil.example" not in response.get("Location", "").split("?")[0]


@pytest.mark.parametrize("path", ["/accounts/reauthenticate/", "/accounts/2fa/reauthenticate/"])
def test_whoever_showed_it_again_goes_on_where_they_wanted_to(client, path):
    wanted = "/admin/medications/medication/"

    response = client.post(path, {"password": PASSWORD, "code": second_factors.code(), "next": wanted})

    assert response["Location"] == wanted


@pytest.mark.parametrize("word", ["[@a, 1]", "abc", "account_logout"])
def test_a_word_that_is_no_address_leads_nowhere_and_breaks_nothing(client, word):
    response = client.get("/admin/login/", {"next": word})

    assert response.status_code == 302
    assert response["Location"] == word.replace(" ", "%20")
