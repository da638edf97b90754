"""What is kept of those who work on the site."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from medications.models import Event, EventKind, ReviewInvitation, Revision
from tests.browser.signing_in import PASSWORD
from tests.factories import accounts, drafts, invitations, records
from tests.public.privacy.page import says

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def signed_in(client, password: str = PASSWORD):
    account = accounts.writer()
    if not account.password:
        account.set_password(PASSWORD)
        account.save()
    sender = {"REMOTE_ADDR": "203.0.113.77", "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
    client.get("/accounts/login/", **sender)
    client.post("/accounts/login/", {"login": account.username, "password": password}, **sender)
    return account


@says(
    "Staff sign in, and this needs two cookies.",
    "One keeps you signed in, and the other protects forms.",
    "Scripts cannot read them.",
)
def test_staff_get_two_cookies(client):
    signed_in(client)

    assert {name: bool(cookie["httponly"]) for name, cookie in client.cookies.items()} == {"sessionid": True, "csrftoken": True}


@says("Your account holds your name and your e-mail address.")
def test_an_account_is_about_name_and_address():
    told = {
        field.name for field in get_user_model()._meta.concrete_fields if field.get_internal_type() in {"CharField", "EmailField"}
    }

    assert told == {"username", "password", "first_name", "last_name", "email"}


@says("We note when you sign in, and when someone fails to sign in with your user name.")
def test_sign_ins_are_noted(client):
    signed_in(Client(), password="wrong")
    signed_in(client)

    assert {EventKind.SIGNED_IN, EventKind.SIGN_IN_FAILED} <= set(Event.objects.values_list("kind", flat=True))


@says("To slow down those who guess passwords, we count tries to sign in for a short time.")
def test_tries_are_counted_under_no_address_and_forgotten(client):
    signed_in(client, password="wrong")

    assert cache._expire_info
    assert [key for key in cache._expire_info if "203.0" in key or "allauth" in key] == []
    assert max(cache._expire_info.values()) <= time.time() + 60 * 60


@says("For each device where you are signed in, we keep the name of its browser, the time and a shortened internet address.")
def test_of_a_device_this_is_kept(client):
    account = signed_in(client)

    session = UserSession.objects.get(user=account)
    assert session.ip == "203.0.113.0"
    assert session.user_agent == "Firefox on Linux"
    assert session.created_at


@says("You can see these devices and sign them out.")
def test_devices_are_listed_and_can_be_signed_out(client):
    signed_in(client)
    signed_in(elsewhere := Client())
    page = client.get("/accounts/sessions/").content.decode()
    client.post("/accounts/sessions/")

    assert "Firefox on Linux" in page
    assert elsewhere.get("/accounts/sessions/").status_code == 302


@says("What you write, approve or publish is kept with your name, even after your account is deleted.")
def test_the_name_stays_with_what_was_done():
    author = accounts.writer(name="leaving")
    revision = drafts.draft(records.small_record("something new"), by=author)
    author.delete()

    assert Revision.objects.get(pk=revision.pk).by_name == "Leaving"


@says("If you review a text through a link we sent you, we keep your name and your credentials.")
def test_an_outside_reviewer_is_kept_by_name_and_credentials():
    own = {"reviewer_name", "credentials"}
    others = {"id", "revision", "by_id", "by_name", "token_digest", "invited_at", "expires_at", "used_at", "revoked_at"}

    assert {field.name for field in ReviewInvitation._meta.concrete_fields} == own | others


@says("For that we set one cookie, which protects the form.")
def test_an_outside_reviewer_gets_one_cookie():
    now = timezone.now()
    address = invitations.link(drafts.draft(records.small_record("to review")), now=now, expires=now + timedelta(days=9))

    assert set(Client().get(address).cookies) == {"csrftoken"}


@says("To slow down those who guess such links, we count wrong ones for a short time.")
def test_wrong_links_are_counted_and_forgotten():
    """By the part of an internet address that many share, under a name that nobody can read."""
    Client().get("/review/guessed/", REMOTE_ADDR="203.0.113.77")
    Client().get("/review/guessed/", REMOTE_ADDR="203.0.113.78")

    assert cache.get("review-links:203.0.113.0") == 2
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert cache.get("review-links:203.0.113.0") is None
