"""/.well-known/security.txt, as RFC 9116 has it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from medications.models import SocietyProfile

pytestmark = pytest.mark.django_db

ADDRESS = "/.well-known/security.txt"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_nine():
    with time_machine.travel(NOW, tick=False):
        yield


def fields(client) -> dict[str, str]:
    text = client.get(ADDRESS).content.decode()
    return dict(line.split(": ", 1) for line in text.splitlines())


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("security@example.org", "mailto:security@example.org"),
        ("it+hole%x@example.org", "mailto:it+hole%25x@example.org"),
        ("https://example.org/hole", "https://example.org/hole"),
        ("HTTPS://example.org/hole", "HTTPS://example.org/hole"),
    ],
)
def test_contact_is_that_of_the_profile(client, contact, shown):
    SocietyProfile.objects.create(version=2, security_contact=contact)

    assert fields(client)["Contact"] == shown


def test_it_has_the_fields_that_are_asked_for(client):
    SocietyProfile.objects.create(version=2, security_contact="security@example.org")

    answer = client.get(ADDRESS, headers={"Host": "localhost"})

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert list(fields(client)) == ["Contact", "Expires", "Preferred-Languages", "Canonical"]
    assert fields(client)["Canonical"] == f"http://testserver{ADDRESS}"


def test_it_expires_within_a_year_and_changes_once_a_day(client):
    SocietyProfile.objects.create(version=2, security_contact="security@example.org")
    today = fields(client)["Expires"]
    with time_machine.travel(NOW + timedelta(hours=14)):
        this_evening = fields(client)["Expires"]
    with time_machine.travel(NOW + timedelta(days=1)):
        tomorrow = fields(client)["Expires"]

    assert timedelta(days=30) < datetime.fromisoformat(today) - NOW < timedelta(days=365)
    assert today == this_evening
    assert datetime.fromisoformat(tomorrow) - datetime.fromisoformat(today) == timedelta(days=1)


def test_without_a_contact_there_is_none(client):
    answer = client.get(ADDRESS)

    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("contact", ["", "security@example.org", "https://example.org/hole"])
def test_profile_takes_an_address_that_works(contact):
    SocietyProfile(security_contact=contact).clean()


@pytest.mark.parametrize(
    "contact",
    [
        "me",
        "me@",
        "http://example.org/",
        "ftp://example.org/",
        "javascript:alert(1)",
        "mailto:a@b.org",
        "a@b.org\nExpires: 2099",
        "https://a b.org",
    ],
)
def test_profile_refuses_what_is_no_address(contact):
    with pytest.raises(ValidationError) as refused:
        SocietyProfile(security_contact=contact).clean()

    assert list(refused.value.message_dict) == ["security_contact"]
