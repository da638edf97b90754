"""Where a Document stands: every state by itself, and those that hold together."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medications.actions import drafts as actions
from medications.actions import invitations, reviews
from medications.actions.states import ORDER, State, standing_of, standings, state_of
from medications.models import Document, Publication, ReviewDecision, ReviewRequest, WithdrawalKind
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import invited

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = publications.NOW.replace(month=6)


def states(document) -> list[State]:
    return list(standing_of(document).states)


def current(name: str = "live"):
    """A public page whose review is not due yet."""
    return publications.published(records.small_record(name), now=timezone.now(), whole_record=True)


def asked(revision, **values) -> ReviewRequest:
    standard = {"asked_id": accounts.reviewer().pk, "asked_name": "Reviewer", "until": timezone.localdate()}
    return ReviewRequest.objects.create(revision=revision, **{**standard, **values})


def withdrawn(document) -> None:
    withdrawal = document.withdrawals.create(kind=WithdrawalKind.GONE, explanation="No longer sold.")
    Publication.objects.filter(document=document).update(withdrawal=withdrawal)


def test_state_follows_a_document_from_draft_to_public_and_on():
    document = drafts.draft(records.small_record()).document
    assert states(document) == [State.DRAFT]
    publications.approve(document.revisions.get(), now=timezone.now())
    assert states(document) == [State.APPROVED]
    publications.publish(document.revisions.get(), now=timezone.now())
    assert states(document) == [State.LIVE]
    edited = drafts.edited(document, pronunciation="new")
    assert states(document) == [State.LIVE_WITH_DRAFT]
    publications.approve(edited, now=timezone.now())
    assert states(document) == [State.APPROVED, State.LIVE_WITH_DRAFT]


def test_a_draft_that_somebody_was_asked_to_review_is_in_review():
    revision = drafts.draft(records.small_record())

    asked(revision)

    assert states(revision.document) == [State.IN_REVIEW]


def test_a_draft_that_an_outside_reviewer_was_asked_about_is_in_review_until_they_decide():
    now = timezone.now()
    revision = drafts.draft(records.small_record())
    _, token = invited(revision, now=now, expires=now + timedelta(days=1))
    assert states(revision.document) == [State.IN_REVIEW]

    invitations.decide(
        token=token, decision=ReviewDecision.APPROVED, comment="", consent=True, whole_record=False, now=timezone.now()
    )

    assert states(revision.document) == [State.APPROVED]


def test_a_link_that_has_expired_or_was_taken_back_leaves_a_plain_draft():
    now = timezone.now()
    expired, taken_back = drafts.draft(records.small_record("expired")), drafts.draft(records.small_record("taken back"))
    invited(expired, now=now - timedelta(days=2), expires=now - timedelta(days=1))
    invitation, _ = invited(taken_back, now=now, expires=now + timedelta(days=1))
    invitations.revoke(invitation=invitation, by=accounts.writer(), now=now)

    assert states(expired.document) == states(taken_back.document) == [State.DRAFT]


def test_wanted_changes_after_an_approval_take_it_back():
    revision = publications.approved(records.small_record())

    reviews.want_changes(revision=revision, by=accounts.reviewer("second"), now=LATER, comment="Not yet.")

    standing = standing_of(revision.document)
    assert (list(standing.states), standing.objection.comment) == ([State.CHANGES_WANTED], "Not yet.")


def test_a_newer_draft_leaves_wanted_changes_behind():
    revision = drafts.draft(records.small_record())
    reviews.want_changes(revision=revision, by=accounts.reviewer(), now=LATER, comment="Not yet.")

    drafts.edited(revision.document, pronunciation="new")

    assert states(revision.document) == [State.DRAFT]


def test_a_later_review_of_the_whole_live_page_waits_to_be_published():
    live = current()

    publications.approve(live.revision, now=timezone.now() + timedelta(days=1), whole_record=True)

    assert states(live.document) == [State.APPROVED, State.LIVE]


def test_an_overdue_page_in_review_with_a_newer_draft_is_all_three():
    live = publications.published(records.small_record(), now=publications.NOW.replace(year=2020), whole_record=True)
    asked(drafts.edited(live.document, pronunciation="new"))

    assert states(live.document) == [State.IN_REVIEW, State.OVERDUE, State.LIVE_WITH_DRAFT]
    assert state_of(live.document) == State.IN_REVIEW


@pytest.mark.parametrize(("days", "expected"), [(0, [State.LIVE]), (1, [State.OVERDUE, State.LIVE])])
def test_a_review_is_overdue_from_the_day_after_it_was_due(days, expected):
    live = current()
    Publication.objects.update(review_due=timezone.localdate() - timedelta(days=days))

    assert states(live.document) == expected


def test_a_withdrawn_page_is_not_public_nor_overdue():
    live = publications.published(records.small_record(), now=publications.NOW.replace(year=2020), whole_record=True)
    withdrawn(live.document)

    standing = standing_of(live.document)

    assert list(standing.states) == [State.WITHDRAWN]
    assert (standing.is_live, standing.waits, standing.publication.number) == (False, False, 1)


def test_a_newer_draft_of_a_withdrawn_page_is_a_draft():
    live = current()
    withdrawn(live.document)
    drafts.edited(live.document, pronunciation="new")

    assert states(live.document) == [State.DRAFT, State.WITHDRAWN]


def test_an_archived_draft_is_nothing_else():
    revision = publications.approved(records.small_record())
    asked(revision)
    actions.archive(document=revision.document, by=accounts.writer(), now=LATER)

    assert states(Document.objects.get(pk=revision.document_id)) == [State.ARCHIVED]


def test_every_state_has_its_place_in_the_order():
    assert sorted(ORDER) == sorted(State)


def test_more_documents_cost_no_more_queries():
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            standings(Document.objects.all())
        return len(captured)

    asked(drafts.draft(records.small_record("first")))
    with_one = queries()
    for number in range(4):
        asked(drafts.draft(records.small_record(f"asked {number}")))
        reviews.want_changes(
            revision=drafts.draft(records.small_record(f"wanted {number}")), by=accounts.reviewer(), now=LATER, comment="No."
        )
        invited(drafts.edited(current(f"live {number}").document, pronunciation="new"))

    assert queries() == with_one
