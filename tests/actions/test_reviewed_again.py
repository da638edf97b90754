"""Reviewed, nothing to change: one act of a clinical reviewer who has read the whole public page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from medications.actions import publishing, reviewed_again, reviews
from medications.actions.publication_dates import months_after
from medications.actions.states import State, standing_of
from medications.errors import CannotApprove, NotAllowed
from medications.models import Change, Document, Event, IndexRow, Publication, SocietyProfile, Suppression
from tests.factories import accounts, drafts, publications, records
from tests.factories.emergencies import published_in_emergency

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = publications.NOW
LATER = NOW.replace(year=NOW.year + 1)


@pytest.fixture
def live(db):
    return publications.published(records.small_record(), whole_record=True)


def confirm(revision, *, by=None, now=LATER, **values):
    return reviewed_again.confirm(revision=revision, by=by or accounts.reviewer(), now=now, **values)


def publication(document) -> Publication:
    return Publication.objects.get(document=document)


def test_last_reviewed_and_review_due_move_and_the_text_does_not(live):
    before = publication(live.document)

    change = confirm(live.revision, comment="Read against the label.")

    after = publication(live.document)
    today = timezone.localdate(LATER)
    assert (after.last_reviewed, after.review_due) == (today, months_after(today, SocietyProfile.objects.latest().review_months))
    assert (after.revision, after.last_updated, after.number) == (before.revision, before.last_updated, 2)
    assert (change.kind, change.basis, change.role, change.note) == (
        "reviewed",
        "reviewed",
        "reviewer",
        "Reviewed again. Nothing has changed.",
    )
    assert IndexRow.objects.get(document=live.document).last_reviewed == today


def test_it_is_a_review_of_the_whole_page_and_one_event(live):
    events = Event.objects.count()

    confirm(live.revision, comment="Read against the label.")

    review = live.revision.reviews.first()
    assert (review.whole_record, review.decision, review.role, review.comment) == (
        True,
        "approved",
        "reviewer",
        "Read against the label.",
    )
    assert Event.objects.count() == events + 1
    assert Event.objects.latest("pk").kind == "reviewed_again"


def test_nothing_waits_to_be_published_afterwards(live):
    confirm(live.revision, now=timezone.now())

    assert list(standing_of(live.document).states) == [State.LIVE]


def test_starter_text_becomes_reviewed(db):
    revision = drafts.draft(records.drug_class_record(), origin="catalogue")
    publishing.publish_starter(revision=revision, now=NOW)

    confirm(revision)

    assert publication(revision.document).basis == "reviewed"


def test_an_emergency_becomes_reviewed(live):
    revision = drafts.edited(live.document, availability="prescription")
    published_in_emergency(revision)

    confirm(revision)

    assert (publication(live.document).basis, publication(live.document).number) == ("reviewed", 3)


def test_a_newer_draft_and_its_approval_stay_as_they_are(live):
    draft = drafts.edited(live.document, pronunciation="or-BEL")
    reviews.approve(revision=draft, by=accounts.writer("second"), now=NOW + timedelta(days=1))
    lock_version = Document.objects.get(pk=live.document_id).lock_version

    confirm(live.revision)

    standing = standing_of(Document.objects.get(pk=live.document_id))
    assert (standing.newest, standing.publication.revision) == (draft, live.revision)
    assert standing.approval.by_name == "Second"
    assert Document.objects.get(pk=live.document_id).lock_version == lock_version
    publications.publish(draft, now=LATER)


def test_an_edit_never_moves_the_dates(live):
    before = publication(live.document)

    draft = drafts.edited(live.document, pronunciation="or-BEL")
    publications.publish(publications.approve(draft, now=LATER), now=LATER)

    after = publication(live.document)
    assert after.number == 2
    assert (after.last_reviewed, after.review_due) == (before.last_reviewed, before.review_due)


@pytest.mark.parametrize("role", ["writer", "publisher", "administrator"])
def test_only_a_clinical_reviewer_may(live, role):
    with pytest.raises(NotAllowed):
        confirm(live.revision, by=accounts.account(role))


def test_who_wrote_the_public_text_may_not(live):
    both = accounts.account("writer", "reviewer", name="both")
    second = drafts.edited(live.document, by=both, pronunciation="or-BEL")
    publications.publish(publications.approve(second, now=NOW), now=NOW)

    with pytest.raises(CannotApprove, match="You wrote part"):
        confirm(second, by=both)


def test_who_wrote_what_was_public_before_may(live):
    both = accounts.account("writer", "reviewer", name="both")
    publications.publish(publications.approve(drafts.edited(live.document, by=both, pronunciation="one"), now=NOW), now=NOW)
    third = drafts.edited(live.document, pronunciation="two")
    publications.publish(publications.approve(third, now=NOW), now=NOW)

    assert confirm(third, by=both).publication_number == 4


def test_who_wrote_the_newer_draft_only_may(live):
    both = accounts.account("writer", "reviewer", name="both")
    drafts.edited(live.document, by=both, pronunciation="or-BEL")

    assert confirm(live.revision, by=both).publication_number == 2


def test_what_was_never_public_is_refused():
    with pytest.raises(CannotApprove, match="never been public"):
        confirm(drafts.draft(records.small_record()))


def test_a_draft_is_not_confirmed_in_place_of_what_is_public(live):
    with pytest.raises(CannotApprove, match="Another text"):
        confirm(drafts.edited(live.document, pronunciation="or-BEL"))


def test_a_withdrawn_page_is_refused(live):
    withdrawal = live.document.withdrawals.create(kind="gone", explanation="No longer sold.")
    Publication.objects.filter(document=live.document).update(withdrawal=withdrawal)

    with pytest.raises(CannotApprove, match="withdrawn"):
        confirm(live.revision)


def test_a_text_that_was_removed_is_refused(live):
    Suppression.objects.create(document=live.document, revision=live.revision, digest=live.revision.digest, reason="Harm.")

    with pytest.raises(CannotApprove, match="removed"):
        confirm(live.revision)


def test_numbers_of_changes_have_no_gap(live):
    confirm(live.revision)

    numbers = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
