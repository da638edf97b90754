"""Reviews: a decision on exactly one content, by its digest, of a clinical reviewer or of a second person."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from medications.actions import audited
from medications.actions.needed_approval import needed_approval
from medications.actions.published_along import unpublished_terms
from medications.content.choices import Basis, ReviewNeed
from medications.errors import CannotApprove, NotAllowed
from medications.models import (
    Change,
    Document,
    ParkedDraft,
    Publication,
    Review,
    ReviewDecision,
    ReviewInvitation,
    Revision,
    WrittenApproval,
)
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may, roles

ONLY_A_REVIEWER = "Only a clinical reviewer can approve this."


@dataclass(frozen=True)
class Decider:
    """Who decides, and as what: an account, or an outside reviewer through an invitation or in writing."""

    role: Role
    by_id: int | None
    by_name: str
    invitation: ReviewInvitation | None = None
    written: WrittenApproval | None = None
    credentials: str = ""

    @classmethod
    def account(cls, by) -> "Decider":
        """In the weightiest role the account has here. Raises NotAllowed for an account that may neither review nor edit."""
        role = role_to_decide(by)
        if role is None:
            raise NotAllowed("Your role does not allow you to approve.")
        return cls(role=role, **Actor.of(by))

    @property
    def is_clinical(self) -> bool:
        return self.role == Role.REVIEWER


@dataclass(frozen=True)
class Approvals:
    """What stands behind one content: the approvals since somebody last wanted changes, in order. `objection` is such a wish."""

    given: tuple[Review, ...] = ()
    objection: Review | None = None

    @property
    def strongest(self) -> Review | None:
        """A clinical review of the whole page, else a clinical one, else the last."""
        clinical = [review for review in self.given if review.role == Role.REVIEWER]
        whole = [review for review in clinical if review.whole_record]
        return next((reviews[-1] for reviews in (whole, clinical, self.given) if reviews), None)

    def meet(self, need: ReviewNeed) -> bool:
        if need == ReviewNeed.PUBLISHER:
            return True
        if need == ReviewNeed.SECOND_PERSON:
            return bool(self.given)
        return any(review.role == Role.REVIEWER for review in self.given)


def approve(*, revision: Revision, by, now, whole_record: bool = False, comment: str = "") -> Review:
    """Records an approval: of a clinical reviewer, or of a second person where that is enough.

    Raises NotAllowed without the role, CannotApprove for own work or for what is no longer the draft.
    """
    decider = Decider.account(by)
    return decide(
        decider=decider, decision=ReviewDecision.APPROVED, revision=revision, now=now, whole_record=whole_record, comment=comment
    )


def want_changes(*, revision: Revision, by, now, comment: str) -> Review:
    """Records that changes are wanted; the comment says which."""
    return decide(
        decider=Decider.account(by), decision=ReviewDecision.CHANGES_WANTED, revision=revision, now=now, comment=comment
    )


def role_to_decide(by) -> Role | None:
    """The role in which an account decides on a version. Anybody who may edit or publish can be a second person."""
    if may(by, Act.REVIEW):
        return Role.REVIEWER
    if may(by, Act.EDIT) or may(by, Act.PUBLISH):
        return next(role for role in (Role.PUBLISHER, Role.WRITER, Role.ADMINISTRATOR) if role in roles(by))
    return None


def may_decide(by, need: ReviewNeed) -> bool:
    """Whether this account's decision counts where so much is needed; its own hand in the text aside."""
    role = role_to_decide(by)
    return role == Role.REVIEWER or (role is not None and need != ReviewNeed.CLINICAL_REVIEWER)


def valid_approval(revision: Revision) -> Review | None:
    """The weightiest approval that stands behind this content, if there is one."""
    return approvals_of([revision])[revision.pk].strongest


def approvals_of(revisions: Iterable[Revision]) -> dict[int, Approvals]:
    """For each Revision (one a Document), by its id, what has been decided on its digest and still counts.

    An approval that was given before another content became public is spent: old words come back only by a new one. Terms that
    would become public along with the Revision must be those that were approved with it. A clinical reviewer's wish for changes
    is taken back by a clinical reviewer only.
    """
    wanted = {revision.document_id: revision for revision in revisions}
    live = {each.document_id: each for each in _publications(wanted)}
    found = {revision.pk: Approvals() for revision in wanted.values()}
    for review in _decisions(wanted):  # the order of their numbers is that of the decisions: each was made under the lock
        revision = wanted[review.revision.document_id]
        if review.digest == revision.digest and not _is_spent(review, live.get(revision.document_id), revision):
            found[revision.pk] = _after(found[revision.pk], review, revision)
    return found


def _after(before: Approvals, review: Review, revision: Revision) -> Approvals:
    objection = before.objection
    if review.decision == ReviewDecision.CHANGES_WANTED:
        stronger = objection is not None and objection.role == Role.REVIEWER and review.role != Role.REVIEWER
        return Approvals(objection=objection if stronger else review)
    if objection is not None and objection.role == Role.REVIEWER != review.role:
        return before
    return Approvals((*before.given, review)) if _same_terms(revision, review.revision) else before


def _is_spent(review: Review, live: Publication | None, revision: Revision) -> bool:
    """A second person approves a difference: once another text is public, it is another difference. One that was only reviewed
    again is none. What became public again without a review is not reviewed by what was said of it before another text.
    """
    if live is None:
        return False
    if live.revision.digest == revision.digest:
        return review.revision.number <= (live.other_text or 0)
    return review.revision.number <= live.revision.number or (
        review.role != Role.REVIEWER and review.decided_at < live.text_since
    )


def _publications(document_ids: Iterable):
    """Each with `text_since`: when its text became public; and `other_text`: the newest version with another text that was."""
    changes = Change.objects.filter(document=OuterRef("document"), revision__isnull=False)
    first = changes.filter(revision=OuterRef("revision")).order_by("at").values("at")[:1]
    other = changes.exclude(revision__digest=OuterRef("revision__digest")).order_by("-revision__number")
    found = Publication.objects.filter(document__in=document_ids).select_related("revision").defer("revision__content")
    return found.annotate(
        text_since=Coalesce(Subquery(first), "published_at"), other_text=Subquery(other.values("revision__number")[:1])
    )


def _decisions(document_ids: Iterable):
    """Whether by a link or in writing comes with them; the file of a letter does not."""
    reviews = Review.objects.filter(revision__document__in=document_ids).order_by("pk")
    return reviews.select_related("revision", "invitation", "written").defer("revision__content", "written__content")


def _same_terms(revision: Revision, approved: Revision) -> bool:
    return revision.pk == approved.pk or set(unpublished_terms(revision)) <= set(unpublished_terms(approved))


def authors_since_live(revision: Revision) -> set[int]:
    """Accounts that had a hand in what would become public, as `hands_since_live` says."""
    return set(hands_since_live(revision).exclude(by_id=None).values_list("by_id", flat=True))


def hands_since_live(revision: Revision):
    """Revisions whose authors had a hand in what would become public: all after the last one that was public as reviewed.

    This one included, be it public itself: whoever wrote what went out before an approval does not approve it afterwards.

    So have the authors of versions whose words were brought in, by restoring one or by merging a parked draft, and those of terms
    that become public along with it.
    """
    versions = Q(pk__in=_with_what_was_brought_in(revision))
    for term in unpublished_terms(revision):
        versions |= Q(document=term.document_id, number__lte=term.number)
    return Revision.objects.filter(versions)


def _with_what_was_brought_in(revision: Revision) -> set[int]:
    """Ids of the versions up to this one, and of those brought in, each back to what was public as reviewed before it.

    Not of drafts that were parked on the way: what followed began with the text that was public, and has no word of theirs. A
    text that comes back to the letter is brought in, whoever typed it.
    """
    versions = list(revision.document.revisions.values_list("number", "pk", "digest", "merged_from__number"))
    ids = {number: pk for number, pk, _, _ in versions}
    digests = {number: digest for number, _, digest, _ in versions}
    brought_in = {number: merged for number, _, _, merged in versions if merged}
    changes = Change.objects.filter(document=revision.document_id, basis=Basis.REVIEWED, revision__isnull=False)
    reviewed = {0, *changes.values_list("revision__number", flat=True)}
    parked = list(ParkedDraft.objects.filter(document=revision.document_id).values_list("base__number", "revision__number"))

    def said_before(number: int, public: int) -> list[int]:
        same = (old for old in ids if old < number and digests[old] == digests[number])
        return [old for old in same if digests[old] != digests.get(public)]

    found, waiting = set(), [revision.number]
    while waiting:
        last = waiting.pop()
        after = max(each for each in reviewed if each < last)
        put_aside = {number for base, draft in parked if draft < last for number in range(base + 1, draft + 1)}
        new = {number for number in ids if after < number <= last} - found - put_aside
        found |= new
        waiting += [brought_in[number] for number in new if number in brought_in]
        waiting += [old for number in new for old in said_before(number, after) if old not in found]
    return {ids[number] for number in found}


def decide(*, decider: Decider, decision: str, revision: Revision, now, whole_record: bool = False, comment: str = "") -> Review:
    """Writes one decision, whoever made it, under the lock on the Document. Raises NotAllowed, CannotApprove."""
    if decision == ReviewDecision.CHANGES_WANTED and not comment.strip():
        raise CannotApprove("Say what should change.")
    if whole_record and not decider.is_clinical:
        raise NotAllowed("Only a clinical reviewer can review the whole page.")
    with transaction.atomic():
        Document.objects.locked().get(pk=revision.document_id)
        newest = revision.document.revisions.order_by("-number").first()
        if newest.digest != revision.digest:
            raise CannotApprove("The draft has changed since you opened it. Read the new version first.")
        if not decider.is_clinical and needed_approval(newest).need == ReviewNeed.CLINICAL_REVIEWER:
            raise NotAllowed(ONLY_A_REVIEWER)
        if decision == ReviewDecision.APPROVED and decider.by_id in authors_since_live(newest):
            raise CannotApprove("You wrote part of this version yourself. A second person must approve it.")
        review = Review.objects.create(
            revision=revision,
            digest=revision.digest,
            decision=decision,
            role=decider.role,
            whole_record=whole_record,
            comment=comment.strip(),
            decided_at=now,
            by_id=decider.by_id,
            by_name=decider.by_name,
            invitation=decider.invitation,
            written=decider.written,
            credentials=decider.credentials,
        )
        audited.decided(review)
        return review
