"""Links of outside reviewers."""

from datetime import timedelta

from medications.actions import invitations
from medications.models import ReviewInvitation, Revision
from tests.factories.accounts import writer
from tests.factories.publications import NOW

IN_TWO_WEEKS = NOW + timedelta(days=14)


def invited(
    revision: Revision, *, by=None, name: str = "Dr. Ada Example", expires=IN_TWO_WEEKS, now=NOW
) -> tuple[ReviewInvitation, str]:
    """An invitation by the writer, and its token."""
    return invitations.invite(
        revision=revision, reviewer_name=name, credentials="MD, neurologist", expires=expires, by=by or writer(), now=now
    )


def link(revision: Revision, **kwargs) -> str:
    """The path of a fresh link."""
    return path(invited(revision, **kwargs)[1])


def path(token: str) -> str:
    return f"/review/{token}/"
