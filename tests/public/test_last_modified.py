"""Last-Modified: who knows only a date gets 304 while nothing has changed, and never an old page once something has."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone

from medications.actions import streams
from medications.models import SocietyProfile
from medications.projections import index
from medications.projections.memory import Memory
from tests.assertions import recorded_sql
from tests.factories import publications, records
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

API = ["/api/v1/medications/orbelazine/", "/api/v1/medications/", "/api/v1/symptoms/tremor/", "/api/v1/symptoms/"]
API += ["/api/v1/medications/?format=csv", "/api/v1/changes/", "/api/v1/medications/orbelazine/revisions/1/canonical"]
PAGES = ["/medications/orbelazine/", "/medications/orbelazine/history/", "/medications/orbelazine/history/1/", "/medications/"]
PAGES += ["/symptoms/tremor/", "/symptoms/", "/changes/", "/"]
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
HEADER = "Fri, 01 May 2026 09:00:00 GMT"
each_address = pytest.mark.parametrize("address", API + PAGES)


@pytest.fixture(autouse=True)
def medicine():
    return publications.published(records.small_record()).document


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


def known_for(clock, seconds: float) -> None:
    """Has this process know the present index for a while."""
    Memory()
    clock.shift(seconds)


def asked_again(client, address: str, date: str) -> int:
    return client.get(address, headers={"if-modified-since": date}).status_code


@each_address
def test_what_has_not_changed_is_answered_304(client, clock, address):
    known_for(clock, 60)
    first = client.get(address)
    clock.shift(3600)

    again = client.get(address, headers={"if-modified-since": first["Last-Modified"]})

    assert first["Last-Modified"] == HEADER
    assert (again.status_code, again.content) == (304, b"")


@each_address
def test_first_answer_of_a_process_is_dated_too(client, clock, address):
    assert client.get(address)["Last-Modified"] == "Fri, 01 May 2026 08:59:59 GMT"


def change_of_the_page(document):
    publications.republished(document, now=NOW + timedelta(days=1), pronunciation="new")


def change_of_another_page(document):
    publications.published(records.small_record("another"))


def change_of_the_profile(document):
    SocietyProfile.objects.create(version=2, name="Another society")
    index.touch()  # as actions.profile does


def rebuilding_of_the_index(document):
    index.touch()


CHANGES = [change_of_the_page, change_of_another_page, change_of_the_profile, rebuilding_of_the_index]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@each_address
def test_after_any_change_of_the_site_the_answer_is_new(client, clock, medicine, address, change):
    known_for(clock, 60)
    before = client.get(address)["Last-Modified"]
    clock.shift(0.4)

    change(medicine)
    clock.shift(2)

    assert asked_again(client, address, before) == 200


@each_address
def test_two_changes_within_a_second_are_told_apart(client, clock, medicine, address):
    change_of_another_page(medicine)
    between = client.get(address)["Last-Modified"]
    clock.shift(0.4)

    change_of_the_page(medicine)
    Memory()
    clock.shift(2)

    assert asked_again(client, address, between) == 200


@each_address
def test_what_depends_on_the_day_is_new_on_the_next_day(client, clock, address):
    known_for(clock, 60)
    before = client.get(address)["Last-Modified"]

    clock.move_to(datetime(2026, 5, 2, 0, 0, 2, tzinfo=UTC))

    assert asked_again(client, address, before) == 200


@override_settings(TIME_ZONE="America/Toronto")
@pytest.mark.parametrize("hour", [0, 4])
def test_days_begin_in_utc_and_where_the_society_is(client, clock, hour):
    known_for(clock, 60)
    clock.move_to(datetime(2026, 5, 1, 23, 59, 50, tzinfo=UTC) + timedelta(hours=hour))
    before = client.get(API[0])["Last-Modified"]

    clock.shift(12)

    assert asked_again(client, API[0], before) == 200


@each_address
def test_nothing_is_read_before_the_moment_is_noted(client, address):
    """A row read before a publish, with a date from after it, would be taken for the new one."""
    with recorded_sql() as sql:
        client.get(address)

    assert "medications_indexstate" in sql[0]


def test_the_start_of_a_new_stream_is_new_to_who_knows_a_date(client, clock):
    known_for(clock, 60)
    before = client.get("/api/v1/changes/")["Last-Modified"]
    clock.shift(60)

    streams.start_new(now=timezone.now())
    clock.shift(2)

    assert asked_again(client, "/api/v1/changes/", before) == 200


def test_an_etag_is_believed_before_a_date(client, clock):
    known_for(clock, 60)
    first = client.get(API[0])

    answer = client.get(API[0], headers={"if-none-match": '"other"', "if-modified-since": first["Last-Modified"]})

    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/medications/never/", "/medications/?letter=Q", "/api/v1/medications/never/"])
def test_an_error_has_no_date(client, address):
    assert "Last-Modified" not in client.get(address)
