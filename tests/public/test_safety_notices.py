"""Where readers and partners meet a safety notice, and when they no longer do."""

from datetime import timedelta

import pytest
import time_machine

from medications.actions import safety_notices
from tests.factories import accounts, publications, records
from tests.factories.publications import NOW
from tests.factories.safety_notices import TEXT, approved, notice, posted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE, RECORD = "/medications/orbelazine/", "/api/v1/medications/orbelazine/"


@pytest.fixture
def document():
    return publications.published(records.small_record()).document


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client) -> str:
    return client.get(PAGE).content.decode()


def record(client) -> list[dict]:
    return client.get(RECORD).json()["safety_notices"]


def test_notice_comes_before_the_text_of_the_page(client, document):
    posted(document)

    shown = page(client)

    assert shown.index(TEXT) < shown.index("<h1")
    assert 'href="https://agency.example.org/alert"' in shown


def test_partners_get_it_with_its_source_and_its_last_day(client, document):
    found = posted(document)

    (told,) = record(client)

    assert told == {
        "uuid": str(found.pk),
        "text": TEXT,
        "source": {"title": "Example agency", "url": "https://agency.example.org/alert", "date": "2026-03-02"},
        "begins_on": "2026-03-02",
        "ends_on": "2027-03-02",
        "basis": "reviewed",
    }


def test_notice_that_is_not_posted_is_seen_nowhere(client, document):
    approved(document)

    assert TEXT not in page(client)
    assert record(client) == []


def test_page_without_the_notice_stays_without(client, document):
    posted(publications.published(records.small_record("sample drug")).document)

    assert TEXT not in page(client)
    assert record(client) == []


def test_notice_goes_by_itself_after_its_last_day(client, document):
    posted(document, ends_on=NOW.date() + timedelta(days=1))

    with time_machine.travel(NOW + timedelta(days=1)):
        assert TEXT in page(client)
    with time_machine.travel(NOW + timedelta(days=2)):
        assert TEXT not in page(client)
        assert record(client) == []


def test_notice_waits_for_its_first_day(client, document):
    posted(document, begins_on=NOW.date() + timedelta(days=1))

    assert TEXT not in page(client)


def test_partners_get_it_before_its_first_day(client, document):
    """Nobody tells them once that day has come."""
    posted(document, begins_on=NOW.date() + timedelta(days=1))

    assert [each["begins_on"] for each in record(client)] == ["2026-03-03"]


def test_notice_that_was_ended_is_gone_at_once(client, document):
    found = posted(document)
    page(client)

    safety_notices.end(notice=found, by=accounts.publisher(), now=NOW, reason="Over.")

    assert TEXT not in page(client)
    assert record(client) == []


def test_notice_of_an_emergency_says_that_its_review_is_to_come(client, document):
    found = notice(document)
    safety_notices.post(notice=found, by=accounts.publisher(), now=NOW, reason="A secret reason.")

    shown = page(client)

    assert "Posted in an emergency; the review is still to come." in shown
    assert "A secret reason." not in shown


def test_history_and_changes_say_when_it_came(client, document):
    posted(document)

    assert TEXT in client.get(f"{PAGE}history/").content.decode()
    assert TEXT in client.get("/changes/").content.decode()
    assert client.get("/api/v1/changes/").json()["results"][-1]["kind"] == "safety"


@pytest.mark.parametrize("address", ["/changes/", f"{PAGE}history/", "/feeds/changes.atom"])
@pytest.mark.parametrize(
    ("make", "reason", "said"),
    [
        (approved, "", "Approved by a second person before it was posted."),
        (notice, "It cannot wait.", "Posted in an emergency; its review is still to come."),
    ],
)
def test_history_and_changes_say_who_stands_behind_it(client, document, make, reason, said, address):
    safety_notices.post(notice=make(document), by=accounts.publisher(), now=NOW, reason=reason)

    told = client.get(address).content.decode()
    told = told[told.index(TEXT) :].partition("</li>")[0].partition("</entry>")[0]

    assert said in told
    assert "The text of the page stayed the same." in told
    assert "Approved by a clinical reviewer" not in told  # that is the page


def test_text_of_a_notice_is_no_markup(client, document):
    posted(document, text="<script>alert(1)</script> & more")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page(client)
