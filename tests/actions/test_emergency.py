"""Publishing before an approval: what it takes, what still stops it, and that it is reviewed afterwards."""

import pytest
from django.utils import timezone

from medications.actions import publishing, reviews
from medications.actions.needed_approval import needed_approval
from medications.content.choices import ReviewNeed
from medications.errors import CannotApprove, CannotPublish, NotAllowed
from medications.models import Change, EmergencyPublication, Event, IndexRow, Publication
from tests.factories import accounts, drafts, publications, records
from tests.factories.emergencies import ALERT, published_in_emergency

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = publications.NOW
LATER = NOW.replace(month=6)


def codes(error) -> list[str]:
    return [reason.code for reason in error.value.reasons]


def refused(revision, **values) -> list[str]:
    with pytest.raises(CannotPublish) as error:
        published_in_emergency(revision, **values)
    return codes(error)


@pytest.fixture
def live(db):
    return publications.published(records.small_record(), whole_record=True)


def test_a_version_that_nobody_approved_becomes_public_with_the_reason_kept_for_staff(live):
    revision = drafts.edited(live.document, look_alike_footnote="Take less.")

    change = published_in_emergency(revision, now=LATER, note="The dose is lower.")

    publication = Publication.objects.get(document=live.document)
    assert (publication.revision, publication.basis, publication.role, publication.number) == (
        revision,
        "emergency",
        "publisher",
        2,
    )
    assert (change.kind, change.basis, change.note) == ("safety", "emergency", "The dose is lower.")
    assert (change.emergency.reason, change.by_name) == (ALERT, "Publisher")
    assert IndexRow.objects.get(document=live.document).basis == "emergency"


def test_the_date_last_reviewed_and_when_that_is_due_stay(live):
    before = Publication.objects.get(document=live.document)

    published_in_emergency(drafts.edited(live.document, look_alike_footnote="Take less."), now=LATER)

    after = Publication.objects.get(document=live.document)
    assert (after.last_reviewed, after.review_due) == (before.last_reviewed, before.review_due)
    assert after.last_updated == timezone.localdate(LATER)


def test_terms_that_come_along_are_public_on_the_same_ground_and_wait_too():
    revision = drafts.draft()

    published_in_emergency(revision)

    along = Change.objects.exclude(document=revision.document)
    assert len(along) > 3
    assert {change.basis for change in along} == {"emergency"}
    assert EmergencyPublication.objects.count() == len(along) + 1


def test_only_a_publisher_may(live):
    revision = drafts.edited(live.document, pronunciation="new")

    with pytest.raises(NotAllowed):
        published_in_emergency(revision, by=accounts.reviewer())


@pytest.mark.parametrize(("values", "code"), [({"reason": " "}, "no_reason"), ({"note": " "}, "no_note")])
def test_a_reason_and_a_note_are_asked_for(live, values, code):
    assert refused(drafts.edited(live.document, pronunciation="new"), **values) == [code]


def test_what_is_missing_in_the_text_still_stops_it():
    assert "no_use" in refused(drafts.draft(records.medication_record(uses=[])))


def test_a_use_that_is_public_and_gone_stops_it(live):
    assert "no_use" in refused(drafts.edited(live.document, uses=[]))


def test_what_is_approved_goes_the_ordinary_way(live):
    revision = publications.approve(drafts.edited(live.document, availability="prescription"))

    assert refused(revision) == ["no_emergency"]


def test_a_typo_goes_the_ordinary_way():
    live = publications.published(records.small_record(look_alike_footnote="Some look like symptms."))
    revision = drafts.edited(live.document, look_alike_footnote="Some look like symptoms.")

    assert refused(revision) == ["no_emergency"]


def test_what_is_public_already_is_not_published_again(live):
    assert refused(live.revision) == ["already_public"]


def test_a_wish_for_changes_is_not_passed_over_unseen(live):
    revision = drafts.edited(live.document, availability="prescription")
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Wrong.")

    assert refused(revision) == ["objection"]


def test_a_wish_for_changes_that_was_read_is_answered_and_written_down(live):
    revision = drafts.edited(live.document, availability="prescription")
    objection = reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Wrong.")

    published_in_emergency(revision, despite=objection)

    event = Event.objects.get(kind="published_in_emergency")
    assert {"field": "changes wanted", "old": "Reviewer: Wrong.", "new": "published all the same"} in event.differences
    assert ALERT in event.note


def test_a_decision_that_does_not_stand_against_it_is_not_named_as_passed_over(live):
    other = drafts.draft(records.small_record("another"))
    foreign = reviews.want_changes(revision=other, by=accounts.reviewer(), now=NOW, comment="Wrong.")

    assert refused(drafts.edited(live.document, availability="prescription"), despite=foreign) == ["objection"]


def test_a_later_wish_for_changes_is_another_one(live):
    revision = drafts.edited(live.document, availability="prescription")
    first = reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Wrong.")
    reviews.want_changes(revision=revision, by=accounts.reviewer("second"), now=LATER, comment="Dangerous.")

    assert refused(revision, despite=first) == ["objection"]


def test_everything_counts_as_new_until_it_is_reviewed(live):
    published_in_emergency(drafts.edited(live.document, availability="prescription"))

    next_draft = drafts.edited(live.document, pronunciation="or-BEL")

    assert needed_approval(next_draft).need == ReviewNeed.CLINICAL_REVIEWER


def test_who_wrote_it_does_not_approve_it_afterwards(live):
    both = accounts.account("writer", "reviewer", name="both")
    revision = drafts.edited(live.document, by=both, availability="prescription")
    published_in_emergency(revision)

    with pytest.raises(CannotApprove, match="You wrote part"):
        reviews.approve(revision=revision, by=both, now=LATER)


def test_who_wrote_it_does_not_approve_the_next_version_either(live):
    both = accounts.account("writer", "reviewer", name="both")
    published_in_emergency(drafts.edited(live.document, by=both, availability="prescription"))
    next_draft = drafts.edited(live.document, pronunciation="or-BEL")

    with pytest.raises(CannotApprove, match="You wrote part"):
        reviews.approve(revision=next_draft, by=both, now=LATER)


def test_a_later_approval_gives_it_the_ordinary_basis(live):
    revision = drafts.edited(live.document, availability="prescription")
    published_in_emergency(revision, now=NOW)

    publications.publish(publications.approve(revision, now=LATER), now=LATER)

    publication = Publication.objects.get(document=live.document)
    assert (publication.basis, publication.number) == ("reviewed", 3)


def test_a_kind_that_does_not_exist_is_refused(live):
    revision = drafts.edited(live.document, availability="prescription")

    with pytest.raises(ValueError, match="withdrawn"):
        publishing.publish_in_emergency(
            revision=revision, by=accounts.publisher(), now=NOW, note="New.", reason=ALERT, kind="withdrawn"
        )
