"""Asking somebody with an account for a review: who can be asked, what they are told, and when a request ends."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from medications.actions import drafts as draft_actions
from medications.actions import review_requests, reviewed_again, reviews
from medications.actions.review_requests import CannotAsk, RequestIsOver, open_requests, waiting_for, who_can_be_asked
from medications.errors import NotAllowed
from tests.factories import accounts, drafts, publications, records
from tests.factories.emergencies import published_in_emergency
from tests.factories.review_requests import IN_A_WEEK, asked

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOW = publications.NOW
LATER = NOW + timedelta(days=1)


@pytest.fixture
def revision(db):
    return drafts.draft(records.small_record())


@pytest.fixture
def mails(monkeypatch):
    """What was handed to the worker."""
    found = []
    monkeypatch.setattr(review_requests, "send_mail", lambda **mail: found.append(mail))
    return found


def reviewer(name: str = "", email: str = "rita@example.org"):
    account = accounts.reviewer(name)
    get_user_model().objects.filter(pk=account.pk).update(email=email)
    return accounts.reviewer(name)


# Asking


def test_a_request_says_whom_until_when_and_by_whom(revision):
    request = asked(revision, message=" Mind the dose. ")

    assert (request.asked_name, request.until, request.message, request.by_name) == (
        "Reviewer",
        IN_A_WEEK,
        "Mind the dose.",
        "Writer",
    )
    assert list(open_requests()) == [request]


def test_whoever_is_asked_gets_one_mail_with_the_title_and_the_link_and_no_more_of_the_draft(revision, mails, settings):
    settings.SITE_URL = "https://desk.example.org"

    asked(revision, reviewer(), message="Mind the 500 mg.")

    (mail,) = mails
    assert (mail["to"], mail["subject"]) == ("rita@example.org", "Please review: orbelazine")
    assert "Writer asks you to review “orbelazine” by March 9, 2026." in mail["body"]
    assert f"https://desk.example.org/admin/medications/medication/{revision.document.medication.pk}/approve/" in mail["body"]
    assert "500 mg" not in mail["body"]


def test_the_mail_about_a_public_page_leads_to_where_it_is_confirmed(mails):
    live = publications.published(records.small_record())

    asked(live.revision, reviewer())

    assert f"/{live.document.medication.pk}/reviewed/" in mails[0]["body"]


def test_any_clinical_reviewer_is_every_one_whose_approval_counts(revision, mails):
    reviewer("first", "first@example.org")
    reviewer("second", "second@example.org")
    accounts.publisher("third")

    request = asked(revision, None)

    assert sorted(mail["to"] for mail in mails) == ["first@example.org", "second@example.org"]
    assert (request.asked_id, request.asked_name) == (None, "Any clinical reviewer")


def test_nothing_is_mailed_before_the_commit(revision, django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks() as callbacks:
        asked(revision, reviewer())

    assert len(callbacks) == 1
    assert mailoutbox == []


def test_who_can_be_asked_follows_from_what_is_needed_and_who_wrote_it(revision):
    accounts.reviewer("clinician")
    accounts.publisher("second")
    accounts.account("writer", "reviewer", name="own")
    left = accounts.reviewer("left")
    get_user_model().objects.filter(pk=left.pk).update(is_active=False)
    own = drafts.edited(revision.document, by=accounts.account("writer", "reviewer", name="own"), pronunciation="new")

    assert [account.username for account in who_can_be_asked(own, accounts.writer())] == ["clinician"]


def test_a_second_person_can_be_asked_where_that_is_enough():
    live = publications.published(records.small_record())
    accounts.publisher("second")
    revision = drafts.edited(live.document, pronunciation="or-BEL")

    found = {account.username for account in who_can_be_asked(revision, accounts.writer())}

    assert found == {"reviewer", "publisher", "second"}


def test_whoever_wrote_it_is_not_asked(revision):
    with pytest.raises(CannotAsk, match="would not count"):
        asked(revision, accounts.account("writer", "reviewer", name="writer"), by=accounts.publisher())


def test_who_may_not_decide_is_not_asked(revision):
    with pytest.raises(CannotAsk, match="would not count"):
        asked(revision, accounts.publisher())


def test_any_clinical_reviewer_is_not_asked_where_there_is_none(revision):
    with pytest.raises(CannotAsk, match="no clinical reviewer"):
        asked(revision, None)


def test_nobody_is_asked_twice_for_one_version(revision):
    asked(revision)

    with pytest.raises(CannotAsk, match="already"):
        asked(revision)


@pytest.mark.parametrize("days", [-1, 181])
def test_a_day_that_is_over_or_far_away_is_refused(revision, days):
    with pytest.raises(CannotAsk, match="at most 180 days"):
        asked(revision, until=NOW.date() + timedelta(days=days))


def test_an_older_version_is_not_asked_about(revision):
    drafts.edited(revision.document, pronunciation="new")

    with pytest.raises(CannotAsk, match="has changed"):
        asked(revision)


def test_an_archived_draft_is_not_asked_about(revision):
    draft_actions.archive(document=revision.document, by=accounts.writer(), now=NOW)

    with pytest.raises(CannotAsk):
        asked(revision)


def test_who_may_not_edit_may_not_ask_nor_take_back(revision):
    request = asked(revision)

    with pytest.raises(NotAllowed):
        asked(revision, None, by=accounts.reviewer("other"))
    with pytest.raises(NotAllowed):
        review_requests.withdraw_request(request=request, by=accounts.reviewer(), now=NOW)


# When a request ends


def is_open(request) -> bool:
    return open_requests().filter(pk=request.pk).exists()


@pytest.mark.parametrize("decide", [reviews.approve, reviews.want_changes])
def test_the_decision_of_whoever_was_asked_ends_it(revision, decide):
    request = asked(revision)

    values = {"comment": "No."} if decide is reviews.want_changes else {}
    decide(revision=revision, by=accounts.reviewer(), now=LATER, **values)

    assert not is_open(request)


def test_the_approval_of_another_leaves_it_open(revision):
    request = asked(revision)

    reviews.approve(revision=revision, by=accounts.reviewer("other"), now=LATER)

    assert is_open(request)


def test_changes_that_another_clinician_wants_end_it(revision):
    request = asked(revision)

    reviews.want_changes(revision=revision, by=accounts.reviewer("other"), now=LATER, comment="No.")

    assert not is_open(request)


def test_any_clinical_reviewers_decision_ends_what_any_was_asked(revision):
    accounts.reviewer()
    request = asked(revision, None)

    reviews.approve(revision=revision, by=accounts.reviewer("other"), now=LATER)

    assert not is_open(request)


def test_a_second_persons_approval_does_not_end_what_a_clinical_reviewer_was_asked():
    live = publications.published(records.small_record())
    revision = drafts.edited(live.document, pronunciation="or-BEL")
    request = asked(revision, None)

    reviews.approve(revision=revision, by=accounts.publisher("second"), now=LATER)

    assert is_open(request)


def test_a_decision_before_it_does_not_end_it(revision):
    reviews.approve(revision=revision, by=accounts.reviewer(), now=NOW - timedelta(days=1))

    assert is_open(asked(revision))


def test_a_newer_draft_ends_it(revision):
    request = asked(revision)

    drafts.edited(revision.document, pronunciation="new")

    assert not is_open(request)


def test_archiving_ends_it(revision):
    request = asked(revision)

    draft_actions.archive(document=revision.document, by=accounts.writer(), now=NOW)

    assert not is_open(request)


def test_its_publication_as_reviewed_ends_it(revision):
    request = asked(revision)

    publications.publish(drafts_approved_by_another(revision), now=LATER)

    assert not is_open(request)


def drafts_approved_by_another(revision):
    reviews.approve(revision=revision, by=accounts.reviewer("other"), now=LATER)
    return revision


def test_its_publication_in_an_emergency_leaves_it_open(revision):
    request = asked(revision)

    published_in_emergency(revision, now=LATER)

    assert is_open(request)


def test_the_live_page_reviewed_again_leaves_the_request_for_the_newer_draft_open():
    live = publications.published(records.small_record())
    request = asked(drafts.edited(live.document, pronunciation="or-BEL"))

    reviewed_again.confirm(revision=live.revision, by=accounts.reviewer("other"), now=LATER)

    assert is_open(request)


def test_taking_it_back_ends_it_once(revision):
    request = asked(revision)

    review_requests.withdraw_request(request=request, by=accounts.publisher(), now=LATER)

    assert not is_open(request)
    with pytest.raises(RequestIsOver):
        review_requests.withdraw_request(request=request, by=accounts.publisher(), now=LATER)


def test_what_was_answered_is_not_taken_back(revision):
    request = asked(revision)
    publications.approve(revision, now=LATER)

    with pytest.raises(RequestIsOver):
        review_requests.withdraw_request(request=request, by=accounts.writer(), now=LATER)

    request.refresh_from_db()
    assert request.withdrawn_at is None


# Whom it waits for


def test_a_request_waits_for_whoever_was_asked_and_nobody_else(revision):
    request = asked(revision)

    assert list(waiting_for(accounts.reviewer())) == [request]
    assert list(waiting_for(accounts.reviewer("other"))) == []


def test_what_any_was_asked_waits_for_every_clinical_reviewer_but_whoever_wrote_it(revision):
    accounts.reviewer()
    both = accounts.account("writer", "reviewer", name="both")
    newest = drafts.edited(revision.document, by=both, pronunciation="new")

    request = asked(newest, None)

    assert list(waiting_for(accounts.reviewer("other"))) == [request]
    assert list(waiting_for(both)) == list(waiting_for(accounts.publisher())) == []


def test_whoever_wrote_only_what_is_public_has_it_waiting():
    both = accounts.account("writer", "reviewer", name="both")
    live = publications.published(records.small_record(), by=both)
    accounts.reviewer()

    request = asked(drafts.edited(live.document, pronunciation="new"), None)

    assert list(waiting_for(both)) == [request]
