"""Requests for a review."""

from datetime import timedelta

from medications.actions import review_requests
from medications.models import ReviewRequest, Revision
from tests.factories.accounts import reviewer, writer
from tests.factories.publications import NOW

IN_A_WEEK = NOW.date() + timedelta(days=7)
THE_REVIEWER = object()


def asked(revision: Revision, whom=THE_REVIEWER, *, by=None, until=IN_A_WEEK, message: str = "", now=NOW) -> ReviewRequest:
    """The writer asks the reviewer, or whom else; None for any clinical reviewer."""
    return review_requests.ask(
        revision=revision,
        asked=reviewer() if whom is THE_REVIEWER else whom,
        until=until,
        message=message,
        by=by or writer(),
        now=now,
    )
