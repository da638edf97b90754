"""How much a key may ask, what it is told of that, and how far its holder has read."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from medications.actions.partners import following
from medications.api import throttling
from medications.models import ApiKey, ChangeStream
from tests.assertions import assert_problem, recorded_sql
from tests.factories import publications, records
from tests.factories.keys import issued
from tests.factories.site import kept

pytestmark = pytest.mark.django_db
DETAIL, CHANGES = "/api/v1/medications/orbelazine/", "/api/v1/changes/"


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield publications.published(records.small_record())


@pytest.fixture(autouse=True)
def _mid_minute():
    with time_machine.travel(timezone.now().replace(second=20), tick=False):
        yield


@pytest.fixture
def key():
    now = timezone.now()
    return issued(now=now, expires=now + timedelta(days=9))


@pytest.fixture
def ask(client, key):
    return lambda path=DETAIL, **headers: client.get(path, headers={"Authorization": f"Bearer {key[1]}", **headers})


def left(response) -> int:
    return int(re.fullmatch(r'"key";r=(\d+);t=40', response["RateLimit"])[1])


def test_a_keyed_answer_says_what_is_left(ask):
    first, second = ask(), ask()

    assert first["RateLimit-Policy"] == '"key";q=600;w=60'
    assert (left(first), left(second)) == (599, 598)


def test_an_answer_without_a_key_says_nothing_and_is_not_counted(client, monkeypatch):
    monkeypatch.setattr(throttling, "QUOTA", 0)

    response = client.get(DETAIL)

    assert response.status_code == 200
    assert "RateLimit" not in response


def test_a_copy_that_is_still_good_is_free(ask):
    path = "/api/v1/symptoms/"
    first = ask(path)
    for _ in range(3):
        again = ask(path, **{"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert left(again) == left(first)


def test_who_asks_too_much_is_told_how_long_to_wait(ask, monkeypatch):
    monkeypatch.setattr(throttling, "QUOTA", 2)
    ask(), ask()

    refused = ask()

    problem = assert_problem(refused, 429)
    assert problem["violated-policies"] == ["key"]
    assert refused["Retry-After"] == "40"
    assert refused["RateLimit"] == '"key";r=0;t=40'
    with time_machine.travel(timezone.now() + timedelta(seconds=40), tick=False):
        assert ask().status_code == 200


def test_one_key_does_not_use_up_what_another_has(ask, client, monkeypatch):
    monkeypatch.setattr(throttling, "QUOTA", 1)
    now = timezone.now()
    other = issued(now=now, expires=now + timedelta(days=9))[1]
    ask()

    assert ask().status_code == 429
    assert client.get(DETAIL, headers={"Authorization": f"Bearer {other}"}).status_code == 200


def test_it_is_counted_in_the_cache_that_all_processes_have(ask):
    ask()

    cache.clear()

    assert left(ask()) == throttling.QUOTA - 1


def test_errors_are_counted_too(ask):
    before = left(ask())

    assert left(ask("/api/v1/medications/nowhere/")) == before - 1


def test_a_cache_that_is_away_keeps_nobody_from_reading(ask, monkeypatch, caplog):
    def away(*args, **kwargs):
        raise ConnectionError

    for name in ("get", "add", "incr"):
        monkeypatch.setattr(cache, name, away)

    assert ask().status_code == 200
    assert "cannot be counted" in caplog.text


# How far it has read


def asked_after(ask, number: int):
    return ask(f"{CHANGES}?stream={ChangeStream.objects.latest().pk}&after={number}")


def test_how_far_a_holder_has_read_is_what_it_asks_after(ask, key, site):
    asked_after(ask, 2)

    found = ApiKey.objects.get(pk=key[0].pk)
    assert (found.followed_stream, found.followed_sequence) == (site.stream_id, 2)


def test_it_is_not_written_down_each_time(ask, key):
    asked_after(ask, 1)
    with recorded_sql() as statements:
        asked_after(ask, 2)
        asked_after(ask, 3)
    assert not [sql for sql in statements if sql.startswith("UPDATE")]

    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        asked_after(ask, 3)
    assert ApiKey.objects.get(pk=key[0].pk).followed_sequence == 3


def test_a_cursor_that_is_refused_is_not_taken_for_how_far_it_has_read(ask, key):
    asked_after(ask, 999)
    ask(f"{CHANGES}?after=x")

    assert ApiKey.objects.get(pk=key[0].pk).followed_at is None


def test_a_database_that_cannot_be_written_keeps_nobody_from_reading(ask, monkeypatch):
    def busy(*args, **kwargs):
        raise following.DatabaseError("locked")

    monkeypatch.setattr(following.ApiKey.objects, "filter", busy)

    with pytest.raises(following.DatabaseError):
        ApiKey.objects.filter()
    following.note_cursor(key=ApiKey(prefix="x"), stream=str(ChangeStream.objects.latest().pk), sequence=1, now=timezone.now())
