"""Safety notices: who may write, approve, post and end one, and that the pages beneath stay as they were."""

from datetime import date, timedelta

import pytest

from medications.actions import safety_notices
from medications.actions.reviews import valid_approval
from medications.actions.safety_notices import CannotNotify
from medications.errors import NotAllowed
from medications.models import Change, Publication, SafetyNotice
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.publications import NOW
from tests.factories.safety_notices import TEXT, approved, notice, posted

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def two():
    """Two public medicines."""
    names = ("orbelazine", "sample drug")
    return [publications.published(records.small_record(name), whole_record=True).document for name in names]


def numbers(documents) -> list[int]:
    return [Publication.objects.get(document=each).number for each in documents]


def test_posting_gives_every_page_a_change_that_says_what_and_from_whom(two):
    posted(*two)

    changes = Change.objects.filter(kind="safety")
    assert {change.document_id for change in changes} == {document.pk for document in two}
    assert all(TEXT in change.note and "Example agency" in change.note for change in changes)
    assert numbers(two) == [2, 2]


def test_posting_leaves_text_dates_and_basis_of_the_pages_as_they_were(two):
    kept = ("revision", "basis", "last_updated", "last_reviewed", "review_due", "published_at")
    before = list(Publication.objects.order_by("pk").values(*kept))

    posted(*two)

    assert list(Publication.objects.order_by("pk").values(*kept)) == before


def test_posting_voids_no_approval_of_an_open_draft(two):
    draft = publications.approve(drafts.edited(two[0], pronunciation="new way"))

    posted(*two)

    assert valid_approval(draft) is not None


def test_notice_is_not_posted_unapproved_without_a_reason(two):
    with pytest.raises(CannotNotify, match="Nobody has approved it"):
        safety_notices.post(notice=notice(*two), by=accounts.publisher(), now=NOW)

    assert numbers(two) == [1, 1]


def test_unapproved_notice_is_posted_with_a_reason_and_says_so(two):
    found = notice(*two)

    safety_notices.post(notice=found, by=accounts.publisher(), now=NOW, reason="The recall is from an hour ago.")

    found.refresh_from_db()
    assert (found.basis, found.reason) == ("emergency", "The recall is from an hour ago.")


def test_approving_it_afterwards_makes_its_basis_reviewed_and_tells_partners(two):
    found = notice(*two)
    safety_notices.post(notice=found, by=accounts.publisher(), now=NOW, reason="It cannot wait.")

    safety_notices.approve(notice=found, by=accounts.reviewer(), now=NOW)

    found.refresh_from_db()
    assert found.basis == "reviewed"
    assert numbers(two) == [3, 3]


def test_nobody_approves_their_own_notice(two):
    both = accounts.account(Role.WRITER, Role.REVIEWER, name="both")

    with pytest.raises(CannotNotify, match="wrote this notice yourself"):
        safety_notices.approve(notice=notice(*two, by=both), by=both, now=NOW)


def test_a_superuser_does_not_approve_their_own_either(two):
    root = accounts.account(Role.REVIEWER, name="root", superuser=True)

    with pytest.raises(CannotNotify):
        safety_notices.approve(notice=notice(*two, by=root), by=root, now=NOW)


def test_writer_cannot_approve_what_needs_a_clinical_reviewer(two):
    with pytest.raises(NotAllowed):
        safety_notices.approve(notice=notice(*two), by=accounts.writer("other"), now=NOW)


def test_notice_cannot_go_on_a_page_that_is_not_public(two):
    with pytest.raises(CannotNotify, match="secretol"):
        notice(*two, drafts.draft(records.small_record("secretol")).document)


def test_notice_cannot_be_approved_twice(two):
    with pytest.raises(CannotNotify, match="already"):
        safety_notices.approve(notice=approved(*two), by=accounts.reviewer("second"), now=NOW)


def test_notice_cannot_be_posted_twice(two):
    with pytest.raises(CannotNotify, match="already"):
        safety_notices.post(notice=posted(*two), by=accounts.publisher(), now=NOW)


def test_notice_whose_last_day_is_over_cannot_be_posted(two):
    with pytest.raises(CannotNotify, match="last day"):
        safety_notices.post(notice=approved(*two), by=accounts.publisher(), now=NOW + timedelta(days=400))


def test_ending_it_tells_every_page_and_says_why(two):
    safety_notices.end(notice=posted(*two), by=accounts.publisher(), now=NOW, reason="The recall is over.")

    assert numbers(two) == [3, 3]
    assert Change.objects.latest("sequence").note.endswith("has ended. The recall is over.")


def test_ending_it_needs_a_reason(two):
    with pytest.raises(CannotNotify, match="why it ends"):
        safety_notices.end(notice=posted(*two), by=accounts.publisher(), now=NOW, reason=" ")


def test_it_does_not_end_twice(two):
    found = posted(*two)
    safety_notices.end(notice=found, by=accounts.publisher(), now=NOW, reason="Over.")

    with pytest.raises(CannotNotify, match="not shown"):
        safety_notices.end(notice=found, by=accounts.publisher(), now=NOW, reason="Over.")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1001}, "text"),
        ({"source_title": " "}, "source_title"),
        ({"source_date": NOW.date() + timedelta(days=1)}, "source_date"),
        ({"ends_on": NOW.date() - timedelta(days=1)}, "ends_on"),
        ({"ends_on": NOW.date() + timedelta(days=800)}, "ends_on"),
        ({"begins_on": date.max, "ends_on": date.max}, "ends_on"),
    ],
)
def test_words_and_days_that_make_no_notice_are_refused_at_their_box(two, values, field):
    with pytest.raises(CannotNotify) as refusal:
        notice(*two, **values)

    assert refusal.value.field == field
    assert not SafetyNotice.objects.exists()


def test_notice_without_a_medicine_is_refused():
    with pytest.raises(CannotNotify, match="Choose the medicines"):
        notice()
