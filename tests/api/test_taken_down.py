"""Partners learn at once that a record was withdrawn or a text removed: 410 with the reason, and a Change in the feed."""

import hashlib
from datetime import timedelta

import pytest

from tests.assertions import assert_problem, recorded_sql
from tests.factories import publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import AFTERWARDS, WHY, reinstated, suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

API = "/api/v1/"


@pytest.fixture
def live():
    first = publications.published(records.small_record(slug="first"), note="Says: take nine.")
    return publications.republished(first.document, now=NOW + timedelta(days=1), slug="orbelazine", pronunciation="new")


@pytest.fixture
def other():
    return publications.published(records.small_record("otherazine")).document


def newest(client) -> dict:
    return client.get(f"{API}changes/").json()["results"][-1]


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
@pytest.mark.parametrize("key", ["orbelazine", "first", "uuid"])
def test_withdrawn_record_is_gone_whatever_its_page_says(client, live, other, kind, key):
    withdrawn(live.document, kind, replacement=other)

    problem = assert_problem(client.get(f"{API}medications/{live.document_id if key == 'uuid' else key}/"), 410)

    assert problem["reason"] == WHY
    assert problem["withdrawn_at"] == AFTERWARDS.isoformat().replace("+00:00", "Z")
    assert (problem["withdrawal"], problem["uuid"], problem["publication_number"]) == (kind, str(live.document_id), 2)
    assert problem["replacement"] == {
        "uuid": str(other.pk),
        "kind": "medication",
        "slug": "otherazine",
        "url": "http://testserver/medications/otherazine/",
    }


def test_withdrawn_symptom_is_gone_without_a_replacement(client):
    withdrawn(publications.published(records.symptom_record("numbness")).document, "gone")

    assert assert_problem(client.get(f"{API}symptoms/numbness/"), 410)["replacement"] is None
    assert client.get(f"{API}symptoms/").json()["results"] == []


def test_lists_leave_it_out(client, live, other):
    withdrawn(live.document)

    assert [each["slug"] for each in client.get(f"{API}medications/").json()["results"]] == ["otherazine"]


def test_canonical_bytes_of_a_withdrawn_record_are_gone(client, live):
    withdrawn(live.document, "banner")

    assert_problem(client.get(f"{API}medications/orbelazine/revisions/1/canonical"), 410)


def test_feed_says_why_and_what_instead(client, live, other):
    change = withdrawn(live.document, "moved", replacement=other)
    publications.republished(other, now=AFTERWARDS, slug="otherazine-new")

    told = client.get(f"{API}changes/").json()["results"][change.sequence - 1]

    assert (told["kind"], told["reason"], told["note"], told["publication_number"]) == ("withdrawn", WHY, WHY, 2)
    assert told["digest"] is None
    assert told["replacement"]["slug"] == "otherazine-new"


def test_feed_has_no_reason_where_nothing_was_taken_down(client, live):
    assert (newest(client)["reason"], newest(client)["replacement"]) == (None, None)


def test_feed_says_that_it_is_back_under_a_new_number_with_the_same_digest(client, live):
    withdrawn(live.document)
    reinstated(live.document)

    told = newest(client)

    assert (told["kind"], told["publication_number"], told["digest"]) == ("reinstated", 3, live.revision.digest)
    assert client.get(f"{API}medications/orbelazine/").json()["publication_number"] == 3


def test_feed_names_the_digest_of_a_removed_text_and_hides_the_note_it_came_with(client, live):
    first = live.document.revisions.get(number=1)
    suppressed(first)

    told = client.get(f"{API}changes/").json()["results"]

    assert (told[-1]["kind"], told[-1]["publication_number"], told[-1]["digest"]) == ("suppressed", 1, first.digest)
    assert told[-1]["reason"] == "The dose was wrong."
    assert [each["note"] for each in told if each["digest"] == first.digest] == ["", "The dose was wrong."]
    assert "take nine" not in str(told)


def test_canonical_bytes_of_a_removed_text_are_gone(client, live):
    first = live.document.revisions.get(number=1)
    suppressed(first)

    problem = assert_problem(client.get(f"{API}medications/orbelazine/revisions/1/canonical"), 410)
    other = client.get(f"{API}medications/orbelazine/revisions/2/canonical")

    assert (problem["digest"], problem["reason"]) == (first.digest, "The dose was wrong.")
    assert hashlib.sha256(other.content).hexdigest() == live.revision.digest


def test_feed_takes_a_bounded_number_of_statements_however_many_were_withdrawn(client, other):
    for number in range(6):
        withdrawn(publications.published(records.small_record(f"medicine {number}")).document, replacement=other)

    with recorded_sql() as statements:
        client.get(f"{API}changes/")

    assert len(statements) == 4
