"""Signing in with password and second factor, and what is not told to strangers."""

from urllib.parse import unquote

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.messages import get_messages
from django.core.cache import cache, caches
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from medications.actions import accounts as actions
from medications.models import Event, EventKind
from msportal import environment
from tests.factories import accounts, second_factors

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough pass phrase"
LOGIN = "/accounts/login/"
DATABASE_CACHE = {"default": environment.cache("CACHE_URL")}


@pytest.fixture
def account():
    account = second_factors.with_app(accounts.writer())
    account.set_password(PASSWORD)
    account.save()
    return account


def send(client: Client, name: str, password: str, **extra):
    return client.post(LOGIN, {"login": name, "password": password, **extra})


def signed_in(account, *, next_address: str = "") -> Client:
    client = Client()
    send(client, account.username, PASSWORD, next=next_address)
    client.post("/accounts/2fa/authenticate/", {"code": second_factors.code()})
    return client


def desk_opens(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_password_and_code_open_the_desk(account):
    assert desk_opens(signed_in(account))


def test_a_password_alone_opens_nothing(account):
    client = Client()

    response = send(client, account.username, PASSWORD)

    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert not desk_opens(client)


def test_a_session_from_before_the_second_factor_is_asked_for_it(account):
    client = Client()
    client.force_login(account)  # as a session that was opened by password when there was no second factor yet

    response = client.get("/admin/medications/medication/", follow=True)

    assert response.redirect_chain[-1][0] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Fmedications%2Fmedication%2F"


def test_a_code_works_once(account):
    signed_in(account)

    assert not desk_opens(signed_in(account))


@pytest.mark.parametrize(
    "next_address", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "http:evil.example"]
)
def test_nobody_is_led_to_another_site_after_signing_in(account, next_address):
    client = Client()
    send(client, account.username, PASSWORD, next=next_address)

    response = client.post("/accounts/2fa/authenticate/", {"code": second_factors.code()})

    assert response["Location"] == "/admin/"


@pytest.mark.parametrize("next_address", ["//evil.example", "https://evil.example/", "/admin/login/?next=/admin/login/"])
def test_the_desk_leads_nobody_to_another_site_nor_in_circles(account, next_address):
    client = Client()
    accounts.sign_in(client, account)

    assert client.get("/admin/login/", {"next": next_address})["Location"] == "/admin/"


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(account):
    known = send(Client(), account.username, "something else entirely").content.decode()
    unknown = send(Client(), "nobody-here", "something else entirely").content.decode()

    assert known.replace(account.username, "NAME").split("csrf")[0] == unknown.replace("nobody-here", "NAME").split("csrf")[0]
    assert "User name or password is not right." in unknown


def test_a_wrong_name_takes_as_long_as_a_wrong_password(account, monkeypatch):
    hashed = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, password, salt: hashed.append(password) or "md5$x$y")

    send(Client(), account.username, "first")
    for_known = len(hashed)
    send(Client(), "nobody-here", "second")

    assert for_known == len(hashed) - for_known == 1


def test_after_five_wrong_passwords_the_right_one_does_not_help_for_a_while(account):
    for number in range(5):
        send(Client(REMOTE_ADDR=f"203.0.113.{number}"), account.username, "wrong")

    response = send(Client(REMOTE_ADDR="203.0.113.99"), account.username, PASSWORD)

    assert "That was tried too often." in response.content.decode()


def test_wrong_codes_are_counted_too(account):
    client = Client()
    send(client, account.username, PASSWORD)
    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    response = client.post("/accounts/2fa/authenticate/", {"code": second_factors.code()})

    assert response.status_code == 200
    assert not desk_opens(client)


def test_failed_sign_ins_are_counted_where_every_process_sees_them(account, settings):
    settings.CACHES = DATABASE_CACHE
    call_command("createcachetable", verbosity=0)
    for number in range(5):
        send(Client(REMOTE_ADDR=f"203.0.113.{number}"), account.username, "wrong")
    del caches["default"]  # as another process: nothing remembered

    response = send(Client(REMOTE_ADDR="203.0.113.99"), account.username, PASSWORD)

    assert "That was tried too often." in response.content.decode()


def test_a_flood_of_other_counts_pushes_none_out(settings):
    settings.CACHES = DATABASE_CACHE
    call_command("createcachetable", verbosity=0)
    counted = {f"count-{number}": number for number in range(400)}

    for name, number in counted.items():
        cache.set(name, number, 300)

    assert cache.get_many(counted) == counted


def test_while_one_password_is_checked_another_waits_outside(account, monkeypatch):
    """Each takes half a second of a thread, and readers need threads too."""
    said = []

    def slow(password, encoded):
        said.append(send(Client(), "somebody else", "a pass phrase").content.decode())
        return True

    monkeypatch.setattr(MD5PasswordHasher, "verify", lambda hasher, password, encoded: slow(password, encoded))

    assert send(Client(), account.username, PASSWORD)["Location"] == "/accounts/2fa/authenticate/"
    assert "Others are signing in just now." in said[0]
    assert "Others are signing in just now." not in send(Client(), "somebody else", "a pass phrase").content.decode()


def test_the_address_behind_the_proxy_is_believed_only_where_there_is_one(account):
    for number in range(12):
        response = send(Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}"), f"nobody{number}", "wrong")

    assert "That was tried too often." in response.content.decode()


def test_nobody_signs_up():
    for address in ("/accounts/signup/", "/accounts/email/", "/accounts/2fa/webauthn/signup/", "/accounts/login/code/"):
        assert Client().get(address).status_code == 404, address


def test_signing_out_of_the_desk_needs_a_form(account):
    client = Client()
    accounts.sign_in(client, account)

    assert client.get("/admin/logout/").status_code == 405
    assert desk_opens(client)
    assert client.post("/admin/logout/")["Location"] == LOGIN
    assert not desk_opens(client)


def test_what_is_sent_by_somebody_signed_out_is_not_done_and_leads_back_to_its_page(account):
    """The address it was sent to may be none to look at."""
    client = Client()
    page = "http://testserver/admin/medications/medication/1/change/?x=1"

    response = client.post("/admin/medications/medication/1/correct/", headers={"Referer": page}, follow=True)

    assert unquote(response.redirect_chain[-1][0]) == f"{LOGIN}?next=/admin/medications/medication/1/change/?x=1"
    assert "what you sent was not done" in " ".join(str(each) for each in get_messages(response.wsgi_request))


@pytest.mark.parametrize("page", ["https://evil.example/admin/", "//evil.example", "", "javascript:alert(1)"])
def test_what_is_sent_by_somebody_signed_out_leads_to_no_page_of_others(page):
    response = Client().post("/admin/medications/medication/1/correct/", headers={"Referer": page}, follow=True)

    assert unquote(response.redirect_chain[-1][0]) == f"{LOGIN}?next=/admin/"


def test_an_account_that_left_is_out_at_once(account):
    client = signed_in(account)

    account.is_active = False
    account.save()

    assert not desk_opens(client)


def test_a_session_of_a_closed_account_stays_closed_when_the_account_is_opened_again(account):
    client, by = signed_in(account), accounts.account("administrator")
    account.refresh_from_db()  # as the form of an account has it

    for is_active in (False, True):
        account.is_active = is_active
        actions.change(account=account, roles=["writer"], by=by, now=timezone.now())

    assert not desk_opens(client)


def test_who_signed_in_and_who_did_not_is_written_down(account):
    send(Client(), account.username, "wrong")
    send(Client(), "a password in the wrong box", "wrong")
    signed_in(account)

    found = list(Event.objects.order_by("pk").values_list("kind", "subject_id"))

    assert found == [(EventKind.SIGN_IN_FAILED, str(account.pk)), (EventKind.SIGNED_IN, str(account.pk))]


def test_a_failed_sign_in_is_written_down_however_the_name_was_typed(account):
    send(Client(), account.username.upper(), "wrong")

    assert Event.objects.get().subject_id == str(account.pk)


def test_a_wrong_code_after_the_right_password_is_written_down(account):
    client = Client()
    send(client, account.username, PASSWORD)

    client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    found = Event.objects.get()
    assert (found.kind, found.subject_id, found.note) == (EventKind.SIGN_IN_FAILED, str(account.pk), "Wrong code.")


def test_a_role_taken_away_closes_the_desk_at_the_next_click(account):
    client = signed_in(account)

    account.groups.clear()

    assert not desk_opens(client)


def test_accounts_with_printed_passwords_are_made_on_ones_own_machine_only():
    with pytest.raises(CommandError, match="on one's own machine"):
        call_command("demo_accounts", reset=True)
