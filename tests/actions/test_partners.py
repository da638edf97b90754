"""Keys of partner sites: what is kept of them, which are recognized, and what is noted of their use."""

import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from medications.actions import partners
from medications.errors import NotAllowed
from medications.models import ApiKey, Event
from tests.assertions import recorded_sql
from tests.factories import accounts
from tests.factories.keys import NEXT_YEAR, issued
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db


def test_a_key_is_recognized_by_its_text():
    key, plain = issued()

    assert partners.key_of(plain, NOW) == key


def test_the_text_of_a_key_is_not_kept():
    key, plain = issued()

    kept = str(ApiKey.objects.filter(pk=key.pk).values().get())
    assert plain not in kept
    assert plain[partners.SHOWN :] not in kept


def test_two_keys_differ_in_more_than_their_beginning():
    plain = {issued(prefix=partners.new_prefix())[1][partners.SHOWN :] for _ in range(3)}

    assert len(plain) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda plain: "",
        lambda plain: plain[:-1],
        lambda plain: plain + "0",
        lambda plain: plain.upper(),
        lambda plain: plain + "\n",
        lambda plain: plain[: partners.SHOWN] + partners._checked("A" * 28),
        lambda plain: partners._checked(plain[: partners.SHOWN] + "A" * 28),
        lambda plain: partners._checked("msp_" + "A" * 36),
    ],
    ids=["empty", "short", "long", "upper case", "line end", "of another shape", "guessed", "unknown"],
)
def test_another_text_is_not_recognized(change):
    assert partners.key_of(change(issued()[1]), NOW) is None


def test_a_mistyped_key_is_refused_without_asking_the_database():
    plain = issued()[1]
    mistyped = plain[:20] + ("a" if plain[20] != "a" else "b") + plain[21:]

    with recorded_sql() as statements:
        assert partners.key_of(mistyped, NOW) is None

    assert statements == []


def test_a_revoked_key_opens_nothing():
    key, plain = issued()

    partners.revoke_key(key=key, by=accounts.account("administrator"), now=NOW)

    assert partners.key_of(plain, NOW) is None
    assert ApiKey.objects.get(pk=key.pk).revoked_at == NOW


def test_revoking_again_keeps_the_first_time():
    key, _ = issued()
    administrator = accounts.account("administrator")
    partners.revoke_key(key=key, by=administrator, now=NOW)
    events = Event.objects.count()

    partners.revoke_key(key=key, by=administrator, now=NOW + timedelta(days=1))

    assert ApiKey.objects.get(pk=key.pk).revoked_at == NOW
    assert Event.objects.count() == events


def test_an_expired_key_opens_nothing():
    plain = issued()[1]

    assert partners.key_of(plain, NEXT_YEAR - timedelta(seconds=1)) is not None
    assert partners.key_of(plain, NEXT_YEAR) is None


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_only_an_administrator_issues_and_revokes(role):
    key, _ = issued()

    with pytest.raises(NotAllowed):
        issued(by=accounts.account(role))
    with pytest.raises(NotAllowed):
        partners.revoke_key(key=key, by=accounts.account(role), now=NOW)


def test_a_key_that_has_expired_already_is_not_issued():
    with pytest.raises(partners.CannotIssue, match="later day"):
        issued(expires=NOW)


def test_a_key_ends_after_two_years_at_most():
    two_years = NOW + partners.LONGEST

    assert issued(expires=two_years)[0].expires_at == two_years
    with pytest.raises(partners.CannotIssue, match="two years"):
        issued(expires=two_years + timedelta(days=2))


def test_a_form_sent_twice_issues_one_key():
    prefix = partners.new_prefix()
    issued(prefix=prefix)

    with pytest.raises(partners.CannotIssue, match="sent before"):
        issued(prefix=prefix)

    assert ApiKey.objects.count() == 1


@pytest.mark.parametrize("prefix", ["msp_", "msp_1234567", "msp_123456789", "abc_12345678", "msp_1234567é"])
def test_a_beginning_of_another_shape_is_refused(prefix):
    with pytest.raises(partners.CannotIssue):
        issued(prefix=prefix)


def writes(statements: list[str]) -> list[str]:
    return [sql for sql in statements if sql.startswith(("UPDATE", "INSERT"))]


def test_use_is_noted_once_a_day():
    key, plain = issued()

    with recorded_sql() as statements:
        for hours in (0, 1, 11):
            partners.key_of(plain, NOW + timedelta(hours=hours))
    assert len(writes(statements)) == 1
    partners.key_of(plain, NOW + timedelta(days=1))

    assert ApiKey.objects.get(pk=key.pk).last_used_on == (NOW + timedelta(days=1)).date()


def test_a_refused_key_counts_as_not_used():
    key, plain = issued()
    partners.revoke_key(key=key, by=accounts.account("administrator"), now=NOW)

    partners.key_of(plain, NOW)

    assert ApiKey.objects.get(pk=key.pk).last_used_on is None


def test_a_database_that_cannot_be_written_keeps_nobody_from_reading(caplog):
    key, plain = issued()

    def locked(execute, sql, params, many, context):
        if sql.startswith("UPDATE"):
            raise DatabaseError("database is locked")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(locked), caplog.at_level(logging.WARNING):
        assert partners.key_of(plain, NOW) == key

    assert key.prefix in caplog.text
    assert plain not in caplog.text
