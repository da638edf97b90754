"""Reviews: a decision by a clinical reviewer on exactly one content, by its digest."""

from django.db import transaction
from django.db.models import Q

from medications.actions.published_along import unpublished_terms
from medications.errors import CannotApprove, NotAllowed
from medications.models import Document, Publication, Review, ReviewDecision, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may


def approve(*, revision: Revision, by, now, whole_record: bool = False, comment: str = "") -> Review:
    """Records an approval. Raises NotAllowed without the role, CannotApprove for own work or for what is no longer the draft."""
    return _decide(ReviewDecision.APPROVED, revision=revision, by=by, now=now, whole_record=whole_record, comment=comment)


def want_changes(*, revision: Revision, by, now, comment: str) -> Review:
    """Records that changes are wanted; the comment says which."""
    if not comment.strip():
        raise CannotApprove("Say what should change.")
    return _decide(ReviewDecision.CHANGES_WANTED, revision=revision, by=by, now=now, whole_record=False, comment=comment)


def valid_approval(revision: Revision) -> Review | None:
    """The approval that stands behind this content: the last decision on its digest, if that was an approval.

    Terms that would become public along with it must be those that were approved with it.
    """
    last = (
        Review.objects.filter(revision__document=revision.document_id, digest=revision.digest)
        .select_related("revision")
        .order_by("-decided_at", "-pk")
        .first()
    )
    if last is None or last.decision != ReviewDecision.APPROVED:
        return None
    same = last.revision_id == revision.pk or set(unpublished_terms(revision)) <= set(unpublished_terms(last.revision))
    return last if same else None


def authors_since_live(revision: Revision) -> set[int]:
    """Accounts that had a hand in what would become public: every version after the live one, this one included.

    So have the authors of terms that become public along with it.
    """
    live = Publication.objects.filter(document=revision.document_id).values_list("revision__number", flat=True).first() or 0
    versions = Q(document=revision.document_id, number__gt=live, number__lte=revision.number)
    for term in unpublished_terms(revision):
        versions |= Q(document=term.document_id, number__lte=term.number)
    return set(Revision.objects.filter(versions).exclude(by_id=None).values_list("by_id", flat=True))


def _decide(decision: str, *, revision: Revision, by, now, whole_record: bool, comment: str) -> Review:
    if not may(by, Act.REVIEW):
        raise NotAllowed("Only a clinical reviewer can approve.")
    with transaction.atomic():
        Document.objects.select_for_update().get(pk=revision.document_id)
        newest = revision.document.revisions.order_by("-number").first()
        if newest.digest != revision.digest:
            raise CannotApprove("The draft has changed since you opened it. Read the new version first.")
        if decision == ReviewDecision.APPROVED and by.pk in authors_since_live(newest):
            raise CannotApprove("You wrote part of this version yourself. A second person must approve it.")
        return Review.objects.create(
            revision=revision,
            digest=revision.digest,
            decision=decision,
            role=Role.REVIEWER,
            whole_record=whole_record,
            comment=comment.strip(),
            decided_at=now,
            **Actor.of(by),
        )
