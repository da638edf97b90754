"""Before a key ends, its holder and those who issue keys are told: 30 days before and 7, once each."""

from datetime import timedelta

import pytest
from django.core import mail

from medications.actions import partners
from medications.actions.partners import key_ends
from medications.models import ApiKey, SocietyProfile
from tests.factories import accounts
from tests.factories.keys import NEXT_YEAR, issued
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

HOLDER, STAFF = "web@partner.example", "chief@example.org"


def days_before(number: int):
    return NEXT_YEAR - timedelta(days=number)


@pytest.fixture(autouse=True)
def administrator():
    account = accounts.account("administrator")
    account.email = STAFF
    account.save()
    return account


@pytest.fixture
def key() -> ApiKey:
    return issued()[0]


def told_to(address: str) -> list[str]:
    return [message.body for message in mail.outbox if message.to == [address]]


@pytest.mark.parametrize(("number", "times"), [(31, 0), (30, 1), (8, 1), (7, 1), (1, 1)])
def test_the_holder_and_staff_are_told_when_it_is_time(key, number, times):
    assert key_ends.tell(now=days_before(number)) == times
    assert (len(told_to(HOLDER)), len(told_to(STAFF))) == (times, times)


def test_each_time_is_told_of_once(key):
    for number in (30, 30, 29, 8, 7, 7, 6, 1):
        key_ends.tell(now=days_before(number))

    assert (len(told_to(HOLDER)), len(told_to(STAFF))) == (2, 2)


def test_the_holder_learns_which_key_it_is_until_when_and_what_to_do(key, settings):
    settings.TIME_ZONE = "America/Toronto"
    profile = SocietyProfile.objects.latest()
    SocietyProfile.objects.create(version=profile.version + 1, reader_contact="desk@example.org")
    ApiKey.objects.filter(pk=key.pk).update(expires_at="2027-04-02T04:00:00Z")  # when the first of April is over there

    key_ends.tell(now=days_before(7) + timedelta(days=31))

    (body,) = told_to(HOLDER)
    for words in (key.prefix, "until the end of April 1, 2027", "from desk@example.org", "register yours with the new one"):
        assert words in body


def test_staff_get_one_mail_with_all_keys_and_where_they_are(key):
    other = issued(holder="Another partner")[0]
    ApiKey.objects.filter(pk=other.pk).update(contact="", last_used_on=NOW)

    key_ends.tell(now=days_before(30))

    (body,) = told_to(STAFF)
    assert "Example partner" in body
    assert "Another partner" in body
    assert f"/admin/medications/apikey/{other.pk}/change/" in body
    assert "nobody was told" in body
    assert "never used" in body


def test_only_those_who_issue_keys_are_told():
    writer = accounts.writer()
    writer.email = "writer@example.org"
    writer.save()
    issued()

    key_ends.tell(now=days_before(30))

    assert told_to("writer@example.org") == []


@pytest.mark.parametrize("number", [0, -1])
def test_a_key_that_has_ended_is_not_told_of(key, number):
    assert key_ends.tell(now=days_before(number)) == 0


def test_a_revoked_key_is_not_told_of(key, administrator):
    partners.revoke_key(key=key, by=administrator, now=NOW)

    assert key_ends.tell(now=days_before(30)) == 0


def test_who_was_given_a_key_for_a_few_days_is_not_told_at_once():
    issued(now=days_before(20))

    assert key_ends.tell(now=days_before(20)) == 0
    assert key_ends.tell(now=days_before(7)) == 1


def test_a_mail_that_cannot_be_handed_over_is_tried_again(key, monkeypatch):
    class Unavailable:
        def enqueue(self, **kwargs):
            raise OSError

    with monkeypatch.context() as patched, pytest.raises(OSError):
        patched.setattr(key_ends, "send_mail_later", Unavailable())
        key_ends.tell(now=days_before(30))

    assert key_ends.tell(now=days_before(30)) == 1
