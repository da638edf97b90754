"""Second factors: kept unreadable, taken away with a trace; and where somebody is signed in."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from medications.actions import sign_ins
from medications.errors import NotAllowed
from medications.models import Event, EventKind
from tests.accounts.test_sign_in import PASSWORD, desk_opens, send, signed_in
from tests.factories import accounts, second_factors

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    account = second_factors.with_app(accounts.writer())
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def administrator():
    return accounts.account("administrator")


def reset(account, by, reason="Lost her phone; I called her."):
    return sign_ins.reset_second_factors(account=account, by=by, now=timezone.now(), reason=reason)


def test_secrets_cannot_be_read_from_the_database(account):
    codes = second_factors.recovery_codes(account)

    stored = " ".join(str(data) for data in Authenticator.objects.values_list("data", flat=True))

    assert second_factors.SECRET not in stored
    assert not any(code in stored for code in codes)


def test_with_another_secret_key_no_code_is_right_and_nothing_breaks(account, settings):
    settings.SECRET_KEY = "another " * 10
    client = Client()
    send(client, account.username, PASSWORD)

    response = client.post("/accounts/2fa/authenticate/", {"code": second_factors.code()})

    assert "That code is not right" in response.content.decode()


def test_after_the_secret_key_was_changed_the_old_one_still_reads(account, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another " * 10

    assert desk_opens(signed_in(account))


def test_an_administrator_takes_them_away_and_it_is_written_down(account, administrator):
    client = signed_in(account)

    assert reset(account, administrator) == 1

    assert not Authenticator.objects.filter(user=account).exists()
    assert not desk_opens(client)
    event = Event.objects.get(kind=EventKind.SECOND_FACTOR_RESET)
    assert (event.by_id, event.subject_id, event.note) == (administrator.pk, str(account.pk), "Lost her phone; I called her.")


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_nobody_else_takes_them_away(account, role):
    with pytest.raises(NotAllowed):
        reset(account, accounts.account(role, name="somebody"))

    assert Authenticator.objects.filter(user=account).exists()


def test_nobody_takes_away_their_own(administrator):
    second_factors.with_app(administrator)

    with pytest.raises(NotAllowed):
        reset(administrator, administrator)


def test_a_reason_is_needed(account, administrator):
    with pytest.raises(NotAllowed):
        reset(account, administrator, reason="  ")


def test_the_screen_takes_them_away(account, administrator):
    client = Client()
    accounts.sign_in(client, administrator)

    response = client.post(f"/admin/auth/user/{account.pk}/second-factor/", {"reason": "Lost her phone; I called her."})

    assert response["Location"] == f"/admin/auth/user/{account.pk}/change/"
    assert not Authenticator.objects.filter(user=account).exists()


def test_the_command_helps_the_last_administrator(administrator, capsys):
    second_factors.with_app(administrator)

    call_command("reset_second_factor", administrator.username, reason="At the keyboard herself.")

    assert not Authenticator.objects.filter(user=administrator).exists()
    assert Event.objects.get(kind=EventKind.SECOND_FACTOR_RESET).by_name == ""


@pytest.mark.parametrize("arguments", [["nobody-here"], ["administrator"]])
def test_the_command_wants_an_account_and_a_reason(administrator, arguments):
    with pytest.raises(CommandError):
        call_command("reset_second_factor", *arguments)


def test_only_the_neighborhood_of_an_address_is_kept(account):
    client = Client(REMOTE_ADDR="203.0.113.77")
    send(client, account.username, PASSWORD)
    client.post("/accounts/2fa/authenticate/", {"code": second_factors.code()})

    assert UserSession.objects.get().ip == "203.0.113.0"


def test_one_session_is_ended_and_the_others_stay(account):
    here, there = signed_in(account), Client()
    send(there, account.username, PASSWORD)
    there.post("/accounts/2fa/authenticate/", {"code": second_factors.code(later=1)})
    other = UserSession.objects.order_by("-pk").first()

    here.post("/accounts/sessions/", {"session": other.pk})

    assert desk_opens(here)
    assert not desk_opens(there)


def test_nobody_ends_the_sessions_of_others(account):
    theirs = signed_in(account)
    mine = Client()
    accounts.sign_in(mine, accounts.publisher())

    mine.post("/accounts/sessions/", {"session": UserSession.objects.get().pk})

    assert desk_opens(theirs)
