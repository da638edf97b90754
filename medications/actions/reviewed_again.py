"""Reviewed, nothing to change: a clinical reviewer has read the whole public page and confirms it, in one act.

The text stays as it is. The basis becomes `reviewed`, whatever it was; last reviewed and review due move; readers and partners
learn it by a Change. A newer draft, what was decided on it and who was asked about it stay as they are.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from medications.actions import audit
from medications.actions.audit import Difference
from medications.actions.numbering import number_and_write
from medications.actions.publication_moves import PublishingAct, lock, move
from medications.actions.reviews import ONLY_A_REVIEWER, authors_since_live
from medications.content.choices import Basis, ChangeKind
from medications.delivery import after_commit
from medications.errors import CannotApprove, NotAllowed
from medications.models import Change, EventKind, Publication, Review, ReviewDecision, Revision, SocietyProfile
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may
from medications.projections.suppressed import suppression_of

FOR_READERS = "Reviewed again. Nothing has changed."
ANOTHER_TEXT = "Another text has become public since you opened this screen. Read that one first."


def confirm(*, revision: Revision, by, now: datetime, comment: str = "") -> Change:
    """`revision` is what was read, and must be what is public. `comment` is for staff. Raises NotAllowed, CannotApprove."""
    if not may(by, Act.REVIEW):
        raise NotAllowed(ONLY_A_REVIEWER)
    with transaction.atomic():
        lock({revision.document_id})
        live = Publication.objects.select_related("revision").filter(document=revision.document_id).first()
        reason = why_not(revision, live, by)
        if reason:
            raise CannotApprove(reason)
        review = Review.objects.create(
            revision=live.revision,
            digest=live.revision.digest,
            decision=ReviewDecision.APPROVED,
            role=Role.REVIEWER,
            whole_record=True,
            comment=comment.strip(),
            decided_at=now,
            **Actor.of(by),
        )
        act = PublishingAct(
            basis=Basis.REVIEWED,
            by=by,
            role=Role.REVIEWER,
            now=now,
            today=timezone.localdate(now),
            approval=review,
            profile=SocietyProfile.objects.latest(),
        )
        change = move(live.revision, act, note=FOR_READERS, kind=ChangeKind.REVIEWED)
        _record(live, change, review)
        number_and_write([change])
        after_commit.published([change.document_id])
    return change


def why_not(revision: Revision, live: Publication | None, by) -> str:
    """Why this account cannot confirm this version as what is public; nothing if it can. For the screen and the act."""
    if live is None:
        return "This has never been public."
    if live.withdrawal_id is not None:
        return "The page is withdrawn. Put it back first."
    if live.revision.digest != revision.digest:
        return ANOTHER_TEXT
    if suppression_of(live.revision):
        return "The text of the public version was removed, so nobody can confirm it."
    if by.pk in authors_since_live(live.revision):
        return "You wrote part of this text yourself. Another clinical reviewer must confirm it."
    return ""


def _record(before: Publication, change: Change, review: Review) -> None:
    pairs = [
        ("publication", before.number, change.publication_number),
        ("basis", before.get_basis_display(), change.get_basis_display()),
        ("last reviewed", before.last_reviewed, change.last_reviewed),
        ("review due", before.review_due, change.review_due),
    ]
    audit.record(
        kind=EventKind.REVIEWED_AGAIN,
        by=review,
        now=review.decided_at,
        subject=audit.of_revision(review.revision),
        differences=[Difference(name, str(old or ""), str(new)) for name, old, new in pairs if old != new],
        note=f"Version {review.revision.number}, whole page read. {review.comment}".strip(),
    )
