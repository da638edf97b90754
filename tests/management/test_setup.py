"""The first administrator of a new site."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from medications.models import Event, EventKind, SocietyProfile
from medications.permissions import Act, may
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def setup(monkeypatch, *, typed="violet harbor spoon", **options):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed + "\n"))
    values = {"username": "jane", "society": "Example MS Society"} | options
    call_command("setup", password_stdin=True, stdout=io.StringIO(), **values)


def test_it_makes_an_administrator_names_the_society_and_leaves_a_trace(monkeypatch):
    setup(monkeypatch)

    account = User.objects.get(username="jane")
    assert may(account, Act.ADMINISTER)
    assert account.check_password("violet harbor spoon")
    assert SocietyProfile.objects.latest().name == "Example MS Society"
    assert Event.objects.filter(kind=EventKind.ACCOUNT_MADE, subject_name__contains="jane").exists()


def test_it_makes_no_second_one(monkeypatch):
    accounts.account("administrator")

    with pytest.raises(CommandError, match="There is an administrator already"):
        setup(monkeypatch)


@pytest.mark.parametrize(
    ("options", "said"),
    [({"typed": "password1234"}, "too common"), ({"username": "a b"}, "username"), ({"email": "nonsense"}, "email")],
)
def test_what_is_wrong_is_said_and_nothing_is_made(monkeypatch, options, said):
    with pytest.raises(CommandError, match=said):
        setup(monkeypatch, **options)

    assert not User.objects.exists()


def test_it_asks_for_what_was_not_given(monkeypatch):
    answers = iter(["jane", "Jane", "Doe", "", ""])
    typed = iter(["too short", "too short", "violet harbor spoon", "violet harbor spoon"])
    monkeypatch.setattr("builtins.input", lambda question: next(answers))
    monkeypatch.setattr("getpass.getpass", lambda question: next(typed))

    call_command("setup", stdout=io.StringIO(), stderr=io.StringIO())

    assert User.objects.get(username="jane").get_full_name() == "Jane Doe"
