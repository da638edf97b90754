"""Rule 5: an outside reviewer decides by a link that works once, for a time, for one version."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection

from medications.actions import drafts as draft_actions
from medications.actions import invitations, reviews
from medications.actions.invitations import CannotInvite, Incomplete, LinkIsOver, State
from medications.actions.publishing import publish_blockers
from medications.errors import NotAllowed
from medications.models import Event, EventKind, Review, ReviewInvitation
from medications.permissions import Role
from tests.factories import accounts, drafts, publications, records
from tests.factories.invitations import IN_TWO_WEEKS, invited
from tests.factories.publications import NOW

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(days=1)


@pytest.fixture
def revision():
    return drafts.draft(records.small_record())


def decide(token: str, **changes) -> Review:
    values = {"decision": "approved", "comment": "", "consent": True, "whole_record": False, "now": SOON}
    return invitations.decide(token=token, **{**values, **changes})


def state(token: str, now=SOON) -> State:
    return invitations.invitation_of(token, now).state


def codes(revision) -> list[str]:
    return [reason.code for reason in publish_blockers(revision)]


# Inviting


def test_of_a_token_only_its_digest_is_kept(revision):
    invitation, token = invited(revision)

    kept = [*ReviewInvitation.objects.filter(pk=invitation.pk).values_list(), *Event.objects.values_list()]

    assert token not in str(kept)
    assert invitation.token_digest in str(kept)


def test_two_tokens_have_nothing_in_common(revision):
    tokens = [invited(revision, name=name)[1] for name in ("One", "Two")]

    assert len(tokens[0]) == len(tokens[1]) == 43
    assert tokens[0] != tokens[1]


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.WRITER, True), (Role.PUBLISHER, True), (Role.ADMINISTRATOR, True), (Role.REVIEWER, False), (None, False)],
)
def test_who_edits_or_publishes_may_invite_and_take_back(revision, role, may):
    account = accounts.account(*filter(None, [role]), name="somebody")
    invitation, _ = invited(revision, name="Another")

    if may:
        invited(revision, by=account)
        invitations.revoke(invitation=invitation, by=account, now=NOW)
        return
    with pytest.raises(NotAllowed):
        invited(revision, by=account)
    with pytest.raises(NotAllowed):
        invitations.revoke(invitation=invitation, by=account, now=NOW)


@pytest.mark.parametrize("expires", [NOW, NOW - timedelta(days=1), NOW + timedelta(days=60, seconds=1)])
def test_a_link_is_valid_for_sixty_days_at_most(revision, expires):
    invited(revision, name="Another", expires=NOW + timedelta(days=60))

    with pytest.raises(CannotInvite):
        invited(revision, expires=expires)


@pytest.mark.parametrize(("name", "credentials"), [("", "MD"), ("Ada", ""), (" \n", "MD")])
def test_a_reviewer_has_a_name_and_credentials(revision, name, credentials):
    with pytest.raises(CannotInvite):
        invitations.invite(
            revision=revision,
            reviewer_name=name,
            credentials=credentials,
            expires=IN_TWO_WEEKS,
            by=accounts.writer(),
            now=NOW,
        )


def test_nobody_is_asked_about_what_is_no_longer_the_draft(revision):
    drafts.edited(revision.document, pronunciation="new")

    with pytest.raises(CannotInvite, match="changed since"):
        invited(revision)


def test_nobody_is_asked_twice_while_the_first_link_is_open(revision):
    first, _ = invited(revision)
    with pytest.raises(CannotInvite, match="already"):
        invited(revision)

    invitations.revoke(invitation=first, by=accounts.writer(), now=NOW)
    invited(revision)

    assert ReviewInvitation.objects.count() == 2


def test_inviting_and_taking_back_are_written_down_without_the_token(revision):
    invitation, token = invited(revision)
    invitations.revoke(invitation=invitation, by=accounts.publisher(), now=SOON)

    asked, taken_back = Event.objects.filter(kind__in=["reviewer_invited", "invitation_revoked"]).order_by("at")

    assert (asked.kind, asked.by_name, asked.subject_name) == (EventKind.REVIEWER_INVITED, "Writer", "orbelazine")
    assert [each["new"] for each in asked.differences] == ["Dr. Ada Example", "MD, neurologist", "2026-03-16 12:00 UTC"]
    assert (taken_back.kind, taken_back.by_name) == (EventKind.INVITATION_REVOKED, "Publisher")
    assert taken_back.differences[0]["old"] == "Dr. Ada Example"


# What a link is good for


def test_a_fresh_link_is_open(revision):
    invitation, token = invited(revision)

    asked = invitations.invitation_of(token, SOON)

    assert (asked.invitation, asked.state) == (invitation, State.OPEN)


@pytest.mark.parametrize("token", ["", "x", "A" * 43, "é" * 500])
def test_another_text_is_no_link(revision, token):
    invited(revision)

    assert invitations.invitation_of(token, SOON) is None


def test_the_digest_that_is_kept_opens_nothing(revision):
    invitation, _ = invited(revision)

    assert invitations.invitation_of(invitation.token_digest, SOON) is None


def test_a_link_ends_when_it_expires(revision):
    _, token = invited(revision)

    assert state(token, IN_TWO_WEEKS - timedelta(seconds=1)) == State.OPEN
    assert state(token, IN_TWO_WEEKS) == State.EXPIRED


def test_a_link_ends_when_it_is_taken_back(revision):
    invitation, token = invited(revision)

    invitations.revoke(invitation=invitation, by=accounts.writer(), now=NOW)

    assert state(token) == State.REVOKED


def test_taking_back_again_keeps_the_first_time(revision):
    invitation, _ = invited(revision)
    for now in (NOW, SOON):
        invitations.revoke(invitation=invitation, by=accounts.writer(), now=now)

    invitation.refresh_from_db()

    assert invitation.revoked_at == NOW
    assert Event.objects.filter(kind=EventKind.INVITATION_REVOKED).count() == 1


def test_a_link_that_was_used_is_not_taken_back(revision):
    invitation, token = invited(revision)
    decide(token)

    with pytest.raises(LinkIsOver):
        invitations.revoke(invitation=invitation, by=accounts.writer(), now=SOON)

    assert state(token) == State.USED


def test_a_link_ends_with_the_next_edit(revision):
    _, token = invited(revision)

    drafts.edited(revision.document, pronunciation="new")

    assert state(token) == State.CHANGED


def test_a_link_stays_ended_when_the_text_comes_back(revision):
    """The page says the same again, but what it would bring along may be new."""
    _, token = invited(revision)
    drafts.edited(revision.document, pronunciation="new")

    reverted = drafts.edited(revision.document, pronunciation="")

    assert reverted.digest == revision.digest
    assert state(token) == State.CHANGED


def test_a_link_ends_with_its_draft(revision):
    _, token = invited(revision)

    draft_actions.archive(document=revision.document, by=accounts.writer(), now=NOW)

    assert state(token) == State.CHANGED


def test_a_save_that_changes_nothing_leaves_the_link_open(revision):
    _, token = invited(revision)

    drafts.edited(revision.document, pronunciation="")

    assert state(token) == State.OPEN


# Deciding


def test_an_approval_names_the_reviewer_and_no_account(revision):
    invitation, token = invited(revision)

    review = decide(token, whole_record=True, comment=" Fine. ")

    assert (review.revision, review.digest, review.decision) == (revision, revision.digest, "approved")
    assert (review.by_id, review.by_name, review.credentials) == (None, "Dr. Ada Example", "MD, neurologist")
    assert (review.role, review.whole_record, review.comment) == (Role.REVIEWER, True, "Fine.")
    assert review.invitation == invitation
    assert review.decided_at == SOON


def test_an_outside_reviewer_counts_as_clinical_reviewer(revision):
    _, token = invited(revision)
    assert "no_approval" in codes(revision)

    review = decide(token)

    assert codes(revision) == []
    assert reviews.valid_approval(revision) == review


def test_an_edit_after_the_approval_voids_it(revision):
    decide(invited(revision)[1])

    after = drafts.edited(revision.document, pronunciation="new")

    assert reviews.valid_approval(after) is None


def test_a_whole_review_moves_the_date_last_reviewed(revision):
    decide(invited(revision)[1], whole_record=True)

    change = publications.publish(revision, now=SOON)

    assert change.last_reviewed == SOON.date()


def test_nothing_is_approved_by_somebody_who_does_not_want_to_be_named(revision):
    _, token = invited(revision)

    with pytest.raises(Incomplete) as refused:
        decide(token, consent=False)

    assert refused.value.field == "consent"
    assert state(token) == State.OPEN


def test_changes_may_be_asked_for_without_being_named(revision):
    review = decide(invited(revision)[1], decision="changes_wanted", consent=False, comment="The dose.", whole_record=True)

    assert (review.decision, review.comment, review.credentials) == ("changes_wanted", "The dose.", "")
    assert not review.whole_record
    assert "no_approval" in codes(revision)


def test_asking_for_changes_says_which(revision):
    _, token = invited(revision)

    with pytest.raises(Incomplete) as refused:
        decide(token, decision="changes_wanted", comment=" \n")

    assert refused.value.field == "comment"
    assert state(token) == State.OPEN


def test_a_link_decides_once(revision):
    _, token = invited(revision)
    decide(token)

    with pytest.raises(LinkIsOver) as refused:
        decide(token, decision="changes_wanted", comment="On second thoughts.")

    assert refused.value.state == State.USED
    assert Review.objects.count() == 1


def expire(revision, invitation):
    return IN_TWO_WEEKS


def take_back(revision, invitation):
    invitations.revoke(invitation=invitation, by=accounts.writer(), now=NOW)


def edit(revision, invitation):
    drafts.edited(revision.document, pronunciation="new")


@pytest.mark.parametrize(
    ("end", "ended"),
    [(expire, State.EXPIRED), (take_back, State.REVOKED), (edit, State.CHANGED)],
    ids=["expired", "taken back", "changed"],
)
def test_a_link_that_has_ended_decides_nothing(revision, end, ended):
    invitation, token = invited(revision)
    now = end(revision, invitation) or SOON

    with pytest.raises(LinkIsOver) as refused:
        decide(token, now=now)

    assert refused.value.state == ended
    assert not Review.objects.exists()


def test_a_link_that_nobody_made_decides_nothing(revision):
    with pytest.raises(LinkIsOver) as refused:
        decide("A" * 43)

    assert refused.value.state is None


def test_a_decision_that_cannot_be_written_leaves_the_link_open(revision, monkeypatch):
    _, token = invited(revision)
    with monkeypatch.context() as failing:
        failing.setattr(invitations.reviews, "decide", lambda **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            decide(token)

    assert state(token) == State.OPEN


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_counts():
    revision = drafts.draft(records.small_record())
    _, token = invited(revision)
    ready = threading.Barrier(2, timeout=30)

    def together(decision):
        close_old_connections()
        try:
            ready.wait()
            return decide(token, decision=decision, comment="The dose.").decision
        except LinkIsOver as refusal:
            return refusal.state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(together, ["approved", "changes_wanted"]))

    assert State.USED in results
    assert [review.decision for review in Review.objects.all()] == [each for each in results if each != State.USED]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_decision_while_the_draft_is_saved_waits_and_is_refused(monkeypatch):
    """Whoever saves holds the lock on the Document until the end."""
    revision = drafts.draft(records.small_record())
    _, token = invited(revision)
    by, saving, go_on = accounts.writer(), threading.Event(), threading.Event()
    record = draft_actions.audit.record

    def linger(**kwargs):
        record(**kwargs)
        saving.set()
        go_on.wait(30)

    def in_a_thread(work):
        close_old_connections()
        try:
            return work()
        finally:
            connection.close()

    def save():
        return drafts.edited(revision.document, by=by, pronunciation="new")

    def answer():
        try:
            return decide(token)
        except LinkIsOver as refusal:
            return refusal.state

    monkeypatch.setattr(draft_actions.audit, "record", linger)
    with ThreadPoolExecutor(2) as pool:
        save_under_way = pool.submit(in_a_thread, save)
        assert saving.wait(30)
        decision = pool.submit(in_a_thread, answer)
        threading.Timer(0.5, go_on.set).start()
        save_under_way.result(30)
        outcome = decision.result(30)

    assert outcome == State.CHANGED
    assert not Review.objects.exists()


# The list


def test_all_links_of_a_document_are_listed_newest_first(revision):
    used, token = invited(revision, name="One")
    decide(token)
    latest, _ = invited(revision, name="Two", now=SOON)
    other = drafts.draft(records.small_record("another"))
    invited(other)

    listed = invitations.invitations_to(revision.document, SOON)

    assert [(each.invitation, each.state) for each in listed] == [(latest, State.OPEN), (used, State.USED)]
