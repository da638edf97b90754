"""Keys, links and accounts are not guessed, nor told from those that never were."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils.http import int_to_base36

from medications.actions import partners
from medications.actions.preview_links import token_of
from medications.models import ApiKey
from tests.access.hidden import say, told_apart
from tests.assertions import recorded_sql
from tests.factories import accounts, keys, preview_links

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("site")]

THEN = datetime(2026, 6, 1, 9, tzinfo=UTC)


def test_a_wrong_key_takes_the_same_steps_whatever_is_wrong_with_it():
    key, plain = keys.issued(now=THEN, expires=datetime(2027, 1, 1, tzinfo=UTC))
    of_known = partners._checked(plain[: partners.SHOWN] + "x" * (len(plain) - partners.SHOWN - partners.CHECKED))
    of_unknown = partners._checked("msp_" + "x" * (len(plain) - 4 - partners.CHECKED))
    revoked = keys.issued(now=THEN, expires=datetime(2027, 1, 1, tzinfo=UTC))
    partners.revoke_key(key=revoked[0], by=accounts.account("administrator"), now=THEN)

    answers = []
    with time_machine.travel(THEN, tick=False):
        for sent in (of_known, of_unknown, revoked[1]):
            with recorded_sql() as statements:
                answers.append((say("/api/v1/symptoms/", Authorization=f"Bearer {sent}"), len(statements)))

    assert answers[0][0][0] == 401
    assert answers[0] == answers[1] == answers[2]
    assert ApiKey.objects.get(pk=key.pk).last_used_on is None


@pytest.mark.parametrize("kind", ["without a password", "that left", "of nobody"])
def test_one_password_is_hashed_at_a_sign_in_with_the_name_of_an_account(kind, monkeypatch):
    account = accounts.account("writer", name="hushwriter")
    account.set_unusable_password() if kind == "without a password" else account.set_password("a long pass phrase")
    account.is_active = kind != "that left"
    account.save()
    hashed = []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda self, password, salt: hashed.append(password) or "md5$x$y")

    name = "nobody" if kind == "of nobody" else account.username
    response = Client().post("/accounts/login/", {"login": name, "password": "wrong"})

    assert len(hashed) == 1
    assert "User name or password is not right." in response.content.decode()


def test_a_link_for_a_new_password_does_not_tell_whether_the_account_exists():
    account, nobody = accounts.account("writer", name="hushwriter").pk, 99_999_999

    one, other = int_to_base36(account).rjust(6, "0"), int_to_base36(nobody).rjust(6, "0")
    assert set(told_apart(one, other, "/accounts/password/reset/key/{}-never-given/")) <= {"statements"}


@pytest.mark.parametrize("method", ["get", "head", "options", "post"])
def test_a_preview_link_is_not_guessed_from_one_that_was_given(site, method):
    """Nor is it told from the answer, nor from what is asked of the database, whether there is one of that number."""
    token = token_of(preview_links.given(site.draft, now=datetime.now(UTC), expires=datetime.now(UTC) + timedelta(days=7)))
    last = "A" if token[-2] != "A" else "B"
    known, unknown = f"{token[:-2]}{last}{token[-1]}", f"9{token[1:-2]}{last}{token[-1]}"

    assert told_apart(known, unknown, "/preview/{}/", method=method) == {}
    assert getattr(Client(), method)(f"/preview/{known}/").status_code in (404, 405)


def test_a_preview_link_opens_its_own_version_and_no_other(site):
    token = token_of(preview_links.given(site.draft, now=datetime.now(UTC), expires=datetime.now(UTC) + timedelta(days=7)))

    assert b"Hushamine" in say(f"/preview/{token}/")[2]
    for place in (f"/review/{token}/", f"/preview/{token}/2/", f"/medications/{token}/", f"/preview/{site.edit.pk}/"):
        assert b"hush" not in say(place)[2].lower(), place
