"""A page whose text or claim is old says so, by the day on which it is read."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from medications.content.readability import grade, sentences
from medications.content.schema import GenericInfo
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE, LIST, SYMPTOM = "/medications/orbelazine/", "/medications/", "/symptoms/tremor/"
FIVE_YEARS_ON, TWO_YEARS_ON = datetime(2031, 3, 2, 12, tzinfo=UTC), datetime(2028, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
OLD_TEXT = "This text is from March 2, 2026."
OLD_IN_A_LIST = "This text is more than 5 years old."
OLD_CLAIM = "This may have changed. Ask your pharmacist."


def text(client, address: str, at: datetime) -> str:
    with time_machine.travel(at, tick=False):
        return client.get(address).content.decode()


def generic(**changes) -> GenericInfo:
    return GenericInfo(**{"value": "yes", "markets": ["US"], "sources": [records.LABEL], **changes})


@pytest.mark.parametrize(("at", "said"), [(FIVE_YEARS_ON, False), (FIVE_YEARS_ON + DAY, True)])
@pytest.mark.parametrize(
    ("address", "words"), [(PAGE, OLD_TEXT), (LIST, OLD_IN_A_LIST), (SYMPTOM, OLD_IN_A_LIST), (f"{PAGE}history/1/", OLD_TEXT)]
)
def test_text_of_more_than_five_years_says_so_wherever_the_page_is_offered(client, address, words, at, said):
    publications.published(records.small_record())

    assert (words in text(client, address, at)) is said


def test_it_is_said_before_the_title(client):
    publications.published(records.small_record())

    page = text(client, PAGE, FIVE_YEARS_ON + DAY)

    assert page.index("<main") < page.index(OLD_TEXT) < page.index("<h1")


def test_new_words_make_the_text_new(client):
    first = publications.published(records.small_record())
    publications.republished(first.document, now=FIVE_YEARS_ON, pronunciation="new")

    assert OLD_TEXT not in text(client, PAGE, FIVE_YEARS_ON + DAY)
    assert OLD_IN_A_LIST not in text(client, LIST, FIVE_YEARS_ON + DAY)


@pytest.mark.parametrize(("at", "said"), [(TWO_YEARS_ON, False), (TWO_YEARS_ON + DAY, True)])
def test_claim_of_more_than_two_years_says_that_it_may_have_changed(client, at, said):
    publications.published(records.small_record(generic_available=generic(as_of="2026-03-02")))

    page = text(client, PAGE, at)

    assert ", as of March 2, 2026" in page
    assert (OLD_CLAIM in page) is said


@pytest.mark.parametrize(("as_of", "said"), [("2025", True), ("2026", False), ("2026-02", False), ("", False)])
def test_claim_whose_date_is_known_in_part_is_taken_at_its_earliest(client, as_of, said):
    publications.published(records.small_record(generic_available=generic(as_of=as_of)))

    assert (OLD_CLAIM in text(client, PAGE, datetime(2027, 6, 1, tzinfo=UTC))) is said


def test_claim_of_a_version_of_its_time_is_marked_too(client):
    first = publications.published(records.small_record(generic_available=generic(as_of="2005-01-13")))
    publications.republished(first.document, now=NOW + DAY, generic_available=generic(as_of="2026-03"))

    assert OLD_CLAIM in text(client, f"{PAGE}history/1/", NOW + DAY)
    assert OLD_CLAIM not in text(client, PAGE, NOW + DAY)


@pytest.mark.parametrize(("whole_record", "said"), [(False, True), (True, False)])
def test_page_that_nobody_has_reviewed_as_a_whole_says_so_under_its_title(client, whole_record, said):
    publications.published(records.small_record(), whole_record=whole_record)

    page = client.get(PAGE).content.decode()

    assert ("Last updated March 2, 2026. Not yet reviewed as a whole." in page) is said
    assert ("The whole page has not been reviewed yet" in page) is said
    assert ("Not yet reviewed as a whole." in client.get(LIST).content.decode()) is said


def test_readers_see_no_empty_places(client):
    publications.published(records.medication_record())

    assert "<!--" not in text(client, PAGE, NOW)
    assert "<!--" not in text(client, LIST, NOW)


@pytest.mark.parametrize("words", [OLD_IN_A_LIST, OLD_CLAIM, "Last updated March 2, 2026. Not yet reviewed as a whole."])
def test_it_is_plain_to_read(words):
    assert grade(sentences(words)) <= 8


def test_marker_in_somebodys_words_is_no_marker(client):
    marker = "<!--claim-of:2005-01-13--><!--age-->"
    section = records.Section(kind="about", heading=marker, body=marker)
    publications.published(records.small_record(pronunciation=marker, sections=[section], drug_class=records.term("x")))
    drafts.draft(records.small_record("other"))

    assert OLD_CLAIM not in text(client, PAGE, FIVE_YEARS_ON + DAY)
    assert text(client, LIST, FIVE_YEARS_ON + DAY).count(OLD_IN_A_LIST) == 1
