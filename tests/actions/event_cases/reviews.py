"""Approving a text, and asking somebody to."""

from collections.abc import Callable

from medications.actions import invitations, review_requests, reviewed_again, reviews
from medications.models import EventKind
from tests.actions.event_cases.done import Done
from tests.factories import accounts, drafts, letters, publications, records
from tests.factories.invitations import invited
from tests.factories.publications import NOW
from tests.factories.review_requests import asked


def approving() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: reviews.approve(revision=revision, by=accounts.reviewer(), now=NOW, whole_record=True, comment="Well done."),
        EventKind.APPROVED,
        "orbelazine",
        ("version 1", "", "approved, whole page read"),
        by="Reviewer",
    )


def wanting_changes() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: reviews.want_changes(revision=revision, by=accounts.reviewer(), now=NOW, comment="Say how often."),
        EventKind.CHANGES_WANTED,
        "orbelazine",
        ("version 1", "", "changes wanted"),
        by="Reviewer",
    )


def inviting() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: invited(revision),
        EventKind.REVIEWER_INVITED,
        "orbelazine",
        ("Reviewer", "", "Dr. Ada Example"),
    )


def taking_an_invitation_back() -> Done:
    invitation, _ = invited(drafts.draft(records.small_record()))
    return Done(
        lambda: invitations.revoke(invitation=invitation, by=accounts.writer(), now=NOW),
        EventKind.INVITATION_REVOKED,
        "orbelazine",
        ("Reviewer", "Dr. Ada Example", ""),
    )


def deciding_by_link() -> Done:
    """By somebody without an account, who is named all the same."""
    _, token = invited(drafts.draft(records.small_record()))
    return Done(
        lambda: invitations.decide(token=token, decision="approved", comment="", consent=True, whole_record=True, now=NOW),
        EventKind.APPROVED,
        "orbelazine",
        ("credentials", "", "MD, neurologist"),
        by="Dr. Ada Example",
    )


def reviewing_again() -> Done:
    live = publications.published(records.small_record())
    return Done(
        lambda: reviewed_again.confirm(revision=live.revision, by=accounts.reviewer(), now=NOW),
        EventKind.REVIEWED_AGAIN,
        "orbelazine",
        ("last reviewed", "", "2026-03-02"),
        by="Reviewer",
    )


def asking_for_a_review() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(lambda: asked(revision), EventKind.REVIEW_ASKED, "orbelazine", ("asked", "", "Reviewer"))


def taking_a_request_back() -> Done:
    request = asked(drafts.draft(records.small_record()))
    return Done(
        lambda: review_requests.withdraw_request(request=request, by=accounts.writer(), now=NOW),
        EventKind.REVIEW_REQUEST_WITHDRAWN,
        "orbelazine",
        ("asked", "Reviewer", ""),
    )


def recording_a_letter() -> Done:
    revision = drafts.draft(records.small_record())
    return Done(
        lambda: letters.recorded(revision),
        EventKind.APPROVAL_RECORDED,
        "orbelazine",
        ("reviewer", "", "Dr. Ada Example, MD, neurologist"),
    )


# Action -> cases that do it.
ACTIONS: dict[str, list[Callable[[], Done]]] = {
    "invitations.decide": [deciding_by_link],
    "invitations.invite": [inviting],
    "invitations.revoke": [taking_an_invitation_back],
    "review_requests.ask": [asking_for_a_review],
    "review_requests.withdraw_request": [taking_a_request_back],
    "reviewed_again.confirm": [reviewing_again],
    "reviews.approve": [approving],
    "reviews.want_changes": [wanting_changes],
    "written_approvals.record": [recording_a_letter],
}
