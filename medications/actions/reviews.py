"""Reviews: a decision by a clinical reviewer on exactly one content, by its digest."""

from collections.abc import Iterable

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
    """The approval that stands behind this content, if there is one."""
    return valid_approvals([revision]).get(revision.pk)


def valid_approvals(revisions: Iterable[Revision]) -> dict[int, Review]:
    """For each Revision (one a Document) that is approved, by its id: the last decision on its digest, where that is an approval.

    An approval that was given before another content became public is spent: old words come back only by a new one. Terms that
    would become public along with the Revision must be those that were approved with it.
    """
    wanted = {revision.document_id: revision for revision in revisions}
    live = {each.document_id: each.revision for each in _publications(wanted)}
    last: dict[int, Review] = {}
    for review in _decisions(wanted):  # the order of their numbers is that of the decisions: each was made under the lock
        revision, public = wanted[review.revision.document_id], live.get(review.revision.document_id)
        spent = public is not None and public.digest != revision.digest and review.revision.number <= public.number
        if review.digest == revision.digest and not spent:
            last[revision.pk] = review
    approved = {pk: review for pk, review in last.items() if review.decision == ReviewDecision.APPROVED}
    return {pk: review for pk, review in approved.items() if _same_terms(wanted[review.revision.document_id], review.revision)}


def _publications(document_ids: Iterable):
    return Publication.objects.filter(document__in=document_ids).select_related("revision").defer("revision__content")


def _decisions(document_ids: Iterable):
    reviews = Review.objects.filter(revision__document__in=document_ids).order_by("pk")
    return reviews.select_related("revision").defer("revision__content")


def _same_terms(revision: Revision, approved: Revision) -> bool:
    return revision.pk == approved.pk or set(unpublished_terms(revision)) <= set(unpublished_terms(approved))


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
