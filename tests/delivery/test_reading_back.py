"""After a page was taken down or put back, what readers and partners really get is compared with what they should."""

import json
from datetime import timedelta

import pytest

from medications.delivery import reading_back
from medications.delivery.own_answers import ask
from medications.delivery.reading_back import read_back
from medications.models import IndexRow, Publication
from medications.projections.memory import Memory
from tests.assertions import public_rows
from tests.factories import drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.withdrawals import reinstated, suppressed, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGE = "/medications/orbelazine/"


@pytest.fixture
def document():
    """Published twice, under two slugs."""
    first = publications.published(records.small_record(slug="first"))
    publications.republished(first.document, now=NOW + timedelta(days=1), slug="orbelazine", pronunciation="new")
    return first.document


@pytest.fixture
def other():
    return publications.published(records.small_record("otherazine")).document


def found(document, address: str) -> str:
    (line,) = {line for line in read_back(document).lines if line.address == address}
    return line.found


def wrong(document) -> set[str]:
    return {line.surface for line in read_back(document).wrong}


def as_in_another_process() -> None:
    """What the index says was changed behind the process's back; it must not answer from memory."""
    Memory.kept = (None, {})


# All is well


@pytest.mark.parametrize("kind", ["banner", "moved", "gone"])
def test_every_surface_says_what_it_should_of_a_withdrawn_page(document, other, kind):
    withdrawn(document, kind, replacement=other)

    assert read_back(document).wrong == []


def test_every_surface_says_what_it_should_of_a_page_that_is_back(document, other):
    withdrawn(document, "gone")
    reinstated(document)

    assert read_back(document).wrong == []


def test_every_surface_says_what_it_should_after_a_text_was_removed(document):
    suppressed(document.revisions.get(number=1))

    assert read_back(document).wrong == []
    assert found(document, f"{PAGE}history/1/") == "says that its text was removed (410)"


@pytest.mark.parametrize(
    "make",
    [
        lambda: records.symptom_record("numbness"),
        records.drug_class_record,
        lambda: records.side_effect_record(resembles=[], may_worsen=[]),
        records.source_record,
    ],
)
def test_terms_are_read_back_too(make):
    document = publications.published(make()).document
    before = len(read_back(document).lines)
    withdrawn(document, "gone")

    back = read_back(document)

    assert back.wrong == []
    assert len(back.lines) == before > 0


def test_every_address_it_ever_had_is_asked(document):
    withdrawn(document, "gone")

    asked = {line.address for line in read_back(document).lines}

    assert {PAGE, "/medications/first/", f"/api/v1/medications/{document.pk}/", "/api/v1/medications/first/"} <= asked


def test_a_name_with_marks_is_found(other):
    document = publications.published(records.small_record("O’Brien & Sons’ “azine” <5 mg>", slug="obrien")).document
    withdrawn(document, "banner")

    assert read_back(document).wrong == []


def test_a_list_in_several_parts_is_read_to_its_end():
    for number in range(21):
        last = publications.published(records.small_record(f"orbelazine {number:02}")).document

    assert read_back(last).wrong == []


def test_what_was_never_public_is_not_read_back():
    assert read_back(drafts.draft(records.small_record()).document) is None


def test_reading_back_changes_nothing(document):
    withdrawn(document, "gone")
    before = public_rows()

    read_back(document)

    assert public_rows() == before


# What is wrong is found


def test_a_row_left_in_the_index_is_found_wherever_it_shows(document, other):
    row = IndexRow.objects.get(document=document)
    withdrawn(document, "gone")
    row.save(force_insert=True)
    as_in_another_process()

    assert wrong(document) >= {
        "Page of the medicine",
        "List of medicines: search and letter",
        "Partner API: record",
        "Partner API: lists",
    }


def test_a_row_missing_from_the_index_is_found(document):
    IndexRow.objects.filter(document=document).delete()
    as_in_another_process()

    assert wrong(document) >= {"Page of the medicine", "Pages of its symptoms", "Partner API: lists"}


def test_what_is_wrong_says_what_to_do(document):
    IndexRow.objects.filter(document=document).delete()

    assert all("rebuild_index" in line.mend for line in read_back(document).wrong if line.surface == "Page of the medicine")


def test_a_withdrawal_that_no_change_tells_is_found(document):
    withdrawal = document.withdrawals.create(kind="gone", explanation="Quietly.")
    Publication.objects.filter(document=document).update(withdrawal=withdrawal)
    IndexRow.objects.filter(document=document).delete()
    as_in_another_process()

    assert [line for line in read_back(document).lines if line.surface == "Partner API: record" and not line.is_well] == []
    assert "tells “updated”" in next(line.found for line in read_back(document).lines if line.surface.endswith("feed of changes"))


def test_a_view_that_fails_is_reported(document, monkeypatch):
    monkeypatch.setattr("medications.projections.history.versions", lambda *args: 1 / 0)

    assert found(document, f"{PAGE}history/") == "an answer with status 500"


def test_a_surface_that_fails_is_reported_and_hides_no_other(document, monkeypatch):
    monkeypatch.setattr("medications.delivery.surfaces_of_pages._version", lambda answer: 1 / 0)

    back = read_back(document)

    assert {line.found for line in back.wrong} == {"could not be looked at: ZeroDivisionError"}
    assert len(back.lines) > len(back.wrong) > 0


def test_time_is_bounded(document):
    back = read_back(document, seconds=-1)

    assert {line.found for line in back.lines} == {reading_back.TIME_IS_UP}
    assert back.wrong == back.lines


# Asking ourselves


def test_ask_takes_the_way_that_a_reader_takes(document):
    answer = ask(PAGE)

    assert (answer.status, answer.location) == (200, "")
    assert "Orbelazine" in answer.body
    assert json.loads(ask("/api/v1/medications/orbelazine/").body)["slug"] == "orbelazine"


def test_ask_does_not_follow_a_redirect(document):
    assert (ask("/medications/first/").status, ask("/medications/first/").location) == (301, PAGE)


def test_ask_on_https_is_not_led_from_http_to_https(document, settings):
    settings.SITE_URL = "https://testserver"

    assert ask(PAGE).status == 200


def test_how_long_a_shared_cache_may_be_late_is_told(document, settings):
    settings.STALE_LIMIT = 60

    assert read_back(document).shared_cache_seconds == 60
