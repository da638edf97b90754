"""The lists: what they say of each Document, what they find, and archiving."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medications.actions import drafts as actions
from medications.actions import reviews
from medications.models import Publication, ReviewRequest
from tests.admin.desk import said, working_copy
from tests.factories import accounts, drafts, publications, records

pytestmark = pytest.mark.slow

LIST = "/admin/medications/medication/"


def names(response) -> list[str]:
    return sorted(row.generic_name for row in response.context["cl"].result_list)


@pytest.fixture
def in_every_state(db):
    """One medicine in each state, named after it; "corrected" is one whose next text is approved."""
    now = timezone.now()
    drafts.draft(records.small_record("draft"))
    asked = drafts.draft(records.small_record("in review"))
    ReviewRequest.objects.create(revision=asked, asked_name="Any clinical reviewer", until=now.date())
    unwanted = drafts.draft(records.small_record("changes wanted"))
    reviews.want_changes(revision=unwanted, by=accounts.reviewer(), now=now, comment="No.")
    publications.approved(records.small_record("approved"))
    publications.published(records.small_record("live"), now=now)
    corrected = publications.published(records.small_record("corrected"), now=now)
    publications.approve(drafts.edited(corrected.document, pronunciation="new"), now=now)
    changed = publications.published(records.small_record("overdue"), now=now.replace(year=2020))
    drafts.edited(changed.document, pronunciation="new")
    withdrawn = publications.published(records.small_record("withdrawn"), now=now).document
    withdrawal = withdrawn.withdrawals.create(kind="gone", explanation="No longer sold.")
    Publication.objects.filter(document=withdrawn).update(withdrawal=withdrawal)
    archived = drafts.draft(records.small_record("archived"))
    actions.archive(document=archived.document, by=accounts.writer(), now=publications.NOW)


@pytest.mark.usefixtures("in_every_state")
def test_archived_drafts_are_out_of_sight(desk):
    found = names(desk().client.get(LIST))

    assert (len(found), "archived" in found) == (8, False)


@pytest.mark.usefixtures("in_every_state")
@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("draft", ["draft"]),
        ("in_review", ["in review"]),
        ("changes_wanted", ["changes wanted"]),
        ("approved", ["approved", "corrected"]),
        ("live", ["live"]),
        ("live_with_draft", ["corrected", "overdue"]),
        ("overdue", ["overdue"]),
        ("withdrawn", ["withdrawn"]),
        ("archived", ["archived"]),
    ],
)
def test_the_filter_finds_a_page_under_each_state_that_holds(desk, state, found):
    assert names(desk().client.get(LIST, {"state": state})) == found


def test_a_page_says_state_dates_and_basis(desk):
    publications.published(records.small_record("live"), whole_record=True)
    Publication.objects.update(review_due="2099-03-02")

    page = desk().client.get(LIST).content.decode()

    for cell in (
        '<li class="state-tag state-tag--live">Public</li>',
        '<td class="field-last_updated nowrap">March 2, 2026</td>',
        '<td class="field-last_reviewed nowrap">March 2, 2026</td>',
        '<td class="field-review_due nowrap">March 2, 2099</td>',
        '<td class="field-basis">reviewed</td>',
    ):
        assert cell in page


def test_search_finds_a_medicine_by_its_brand_name_once(desk):
    drafts.draft()
    drafts.draft(records.small_record("another"))

    assert names(desk().client.get(LIST, {"q": "quietrane"})) == ["orbelazine"]


def test_more_rows_cost_no_more_queries(desk):
    reader = desk()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert reader.client.get(LIST).status_code == 200
        return len(captured)

    publications.published(records.small_record("first"))
    with_one = queries()
    for number in range(8):
        publications.published(records.small_record(f"number {number}"))

    assert queries() == with_one <= 12


def archive(desk, *documents):
    chosen = [working_copy(document).pk for document in documents]
    return desk().client.post(LIST, {"action": "archive", "_selected_action": chosen})


def test_archiving_puts_a_draft_away(desk):
    document = drafts.draft(records.small_record()).document

    response = archive(desk, document)

    document.refresh_from_db()
    assert document.archived_at is not None
    assert said(response) == ["1 archived. The state filter still finds what is archived."]


def test_what_was_public_is_not_archived_and_the_reason_is_given(desk):
    live = publications.published(records.small_record("live")).document
    draft = drafts.draft(records.small_record("draft")).document

    response = archive(desk, live, draft)

    live.refresh_from_db()
    assert live.archived_at is None
    assert any(message.startswith("live: This was public once.") for message in said(response))
    assert any(message.startswith("1 archived.") for message in said(response))


def test_nothing_can_be_deleted(desk):
    document = drafts.draft(records.small_record()).document
    row = working_copy(document)

    administrator = desk(accounts.account("administrator")).client

    assert administrator.post(f"{LIST}{row.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "delete_selected" not in administrator.get(LIST).content.decode()


def test_an_archived_term_is_not_offered_any_more(desk):
    drafts.draft(records.drug_class_record("calming-agent"))
    away = drafts.draft(records.drug_class_record("calming-relic")).document
    actions.archive(document=away, by=accounts.writer(), now=datetime(2026, 3, 2, tzinfo=UTC))
    asked = {"term": "calming", "app_label": "medications", "model_name": "medication", "field_name": "drug_class"}

    found = desk().client.get("/admin/autocomplete/", asked).json()["results"]

    assert [each["text"] for each in found] == ["calming agent"]
