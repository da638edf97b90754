"""Approvals by mail or letter: recorded by somebody here, kept with the file, bound to exactly one version."""

import hashlib
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from medications.actions import reviews
from medications.actions.decision_words import how_it_came
from medications.actions.publishing import publish_blockers
from medications.actions.written_approvals import NotRecorded
from medications.content.attached_files import MOST_BYTES, AttachedFile
from medications.errors import CannotApprove, Immutable, NotAllowed
from medications.models import Event, EventKind, Review, WrittenApproval
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.letters import LETTER, PDF, recorded

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def codes(revision) -> list[str]:
    return [reason.code for reason in publish_blockers(revision)]


def nothing_kept() -> bool:
    return not Review.objects.exists() and not WrittenApproval.objects.exists()


def test_it_counts_as_the_approval_of_a_clinical_reviewer(revision):
    assert "no_approval" in codes(revision)

    review = recorded(revision)

    assert codes(revision) == []
    assert (review.role, review.whole_record, review.decision) == (Role.REVIEWER, True, "approved")
    assert (review.by_id, review.by_name, review.credentials) == (None, "Dr. Ada Example", "MD, neurologist")
    assert (review.digest, reviews.valid_approval(revision)) == (revision.digest, review)


def test_the_file_is_kept_as_it_is_and_cannot_be_changed(revision):
    written = recorded(revision).written

    kept = WrittenApproval.objects.get()
    assert (bytes(kept.content), kept.sha256, kept.size) == (PDF, hashlib.sha256(PDF).hexdigest(), len(PDF))
    assert (kept.file_name, kept.content_type, kept.by_name) == ("letter.pdf", "application/pdf", "Writer")
    with pytest.raises(Immutable):
        written.save()


def test_an_edit_afterwards_voids_it(revision):
    recorded(revision)

    assert reviews.valid_approval(drafts.edited(revision.document, pronunciation="new")) is None


def test_what_is_no_longer_the_draft_is_not_approved_and_the_file_not_kept(revision):
    drafts.edited(revision.document, pronunciation="new")

    with pytest.raises(CannotApprove, match="changed since"):
        recorded(revision)

    assert nothing_kept()


@pytest.mark.parametrize("role", Role)
def test_who_edits_may_record(revision, role):
    by = accounts.account(role, name="somebody")

    if role == Role.REVIEWER:
        with pytest.raises(NotAllowed):
            recorded(revision, by=by)
        assert nothing_kept()
    else:
        assert recorded(revision, by=by).written.by_name == "Somebody"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reviewer_name": " "}, "reviewer_name"),
        ({"credentials": ""}, "credentials"),
        ({"consent": False}, "consent"),
        ({"file": AttachedFile("empty.pdf", b"")}, "file"),
        ({"file": AttachedFile("page.pdf", b"<html><script>alert(1)</script>")}, "file"),
        ({"file": AttachedFile("big.pdf", b"%PDF-" + b"x" * MOST_BYTES)}, "file"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_at_its_field(revision, changes, field):
    with pytest.raises(NotRecorded) as refused:
        recorded(revision, **changes)

    assert refused.value.field == field
    assert nothing_kept()


def test_the_largest_file_that_is_taken(revision):
    recorded(revision, file=AttachedFile("big.pdf", b"%PDF-".ljust(MOST_BYTES, b"x")))

    assert WrittenApproval.objects.get().size == MOST_BYTES


def test_nobody_wrote_tomorrow_nor_before_the_version_was_there(revision):
    saved_on = timezone.localdate(revision.created_at)

    for day in (saved_on + timedelta(days=1), saved_on - timedelta(days=1)):
        with pytest.raises(NotRecorded) as refused:
            recorded(revision, written_on=day)
        assert refused.value.field == "written_on"
    recorded(revision, written_on=saved_on)

    assert WrittenApproval.objects.count() == 1


# Nobody's own


def named(first: str, last: str, *roles: Role):
    account = accounts.account(*roles, name=f"{first}-{last}".lower())
    account.first_name, account.last_name = first, last
    account.save()
    return account


@pytest.mark.parametrize("name", ["Rita Vale", "Dr. RITA VALE, MD", "Vale, Rita", "Rita M. Vålé"])
def test_nobody_records_an_approval_in_an_own_name(revision, name):
    with pytest.raises(NotRecorded, match="your own name"):
        recorded(revision, by=named("Rita", "Vale", Role.PUBLISHER), reviewer_name=name)

    assert nothing_kept()


def test_nobody_records_an_approval_in_the_name_of_an_author():
    revision = drafts.draft(records.small_record(), by=named("Rita", "Vale", Role.WRITER))

    with pytest.raises(NotRecorded, match="wrote part of this version"):
        recorded(revision, by=accounts.publisher(), reviewer_name="Dr. Rita Vale")

    assert nothing_kept()


def test_an_author_is_known_by_the_name_of_then_and_by_that_of_now():
    author = named("Rita", "Vale", Role.WRITER)
    revision = drafts.draft(records.small_record(), by=author)
    author.last_name = "Hill"
    author.save()

    for name in ("Rita Vale", "Rita Hill"):
        with pytest.raises(NotRecorded):
            recorded(revision, by=accounts.publisher(), reviewer_name=name)


def test_an_author_whose_account_is_gone_is_still_known_by_name():
    author = named("Rita", "Vale", Role.WRITER)
    revision = drafts.draft(records.small_record(), by=author)
    get_user_model().objects.filter(pk=author.pk).delete()

    with pytest.raises(NotRecorded):
        recorded(revision, by=accounts.publisher(), reviewer_name="Rita Vale")


def test_the_author_of_what_is_public_already_is_no_author_of_the_change():
    live = publications.published(records.small_record(), by=named("Rita", "Vale", Role.WRITER))
    revision = drafts.edited(live.document, pronunciation="new")

    assert recorded(revision, by=accounts.publisher(), reviewer_name="Rita Vale").by_name == "Rita Vale"


# Said everywhere, written down


def test_it_says_how_it_came_and_who_recorded_it(revision):
    review = recorded(revision)

    day = f"{review.written.written_on:%B} {review.written.written_on.day}, {review.written.written_on.year}"
    assert how_it_came(review) == f"in writing (letter of {day}), recorded by Writer"


def test_it_is_written_down_as_what_the_recorder_did(revision):
    review = recorded(revision)

    event = Event.objects.get(kind=EventKind.APPROVAL_RECORDED)
    assert event.by_name == "Writer"
    values = {each["field"]: each["new"] for each in event.differences}
    assert values["reviewer"] == "Dr. Ada Example, MD, neurologist"
    assert review.written.sha256 in values["file"]
    assert not Event.objects.filter(kind=EventKind.APPROVED).exists()


def test_looking_at_decisions_does_not_read_the_file(revision):
    recorded(revision)

    with CaptureQueriesContext(connection) as asked:
        how_it_came(reviews.valid_approval(revision))

    assert any("writtenapproval" in query["sql"] for query in asked)
    assert not any('"medications_writtenapproval"."content"' in query["sql"] for query in asked)


def test_a_letter_is_recorded_once_for_each_decision(revision):
    recorded(revision)
    recorded(revision, reviewer_name="Dr. Bo Example", file=LETTER)

    assert [review.by_name for review in reviews.approvals_of([revision])[revision.pk].given] == [
        "Dr. Ada Example",
        "Dr. Bo Example",
    ]
