"""Where a Document stands between its working copy and the public. The one place where that is worked out; reads only.

Two things are asked of each: what the public has (never anything, the page, a page whose review is overdue, a withdrawal), and
what waits at the desk (nothing, a draft, a review, wanted changes, an approval). Several states can hold at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, TextChoices
from django.utils import timezone

from medications.actions import blockers
from medications.actions.invitations import unused_links
from medications.actions.review_requests import open_requests
from medications.actions.reviews import Approvals, approvals_of
from medications.models import Document, Publication, Review, Revision
from medications.projections.facts import is_overdue


class State(TextChoices):
    """In the order of a page's life. Several can hold at once; which of them comes first, ORDER says."""

    DRAFT = "draft", "Draft"  # not public: it never was, or is withdrawn
    IN_REVIEW = "in_review", "In review"  # somebody was asked to decide on the newest version, and has not
    CHANGES_WANTED = "changes_wanted", "Changes wanted"  # in exactly the newest version
    APPROVED = "approved", "Approved, waiting to be published"
    LIVE = "live", "Public"  # and no newer draft
    LIVE_WITH_DRAFT = "live_with_draft", "Public, with a newer draft"
    OVERDUE = "overdue", "Review overdue"  # of what is public
    WITHDRAWN = "withdrawn", "Withdrawn"
    ARCHIVED = "archived", "Archived"


# By what has to be done next: what a writer, a publisher, a reviewer must do about the newest version; then what is public and
# too old; then what nobody waits for. An archived draft is nothing else.
ORDER = (
    State.ARCHIVED,
    State.CHANGES_WANTED,
    State.APPROVED,
    State.IN_REVIEW,
    State.OVERDUE,
    State.DRAFT,
    State.LIVE_WITH_DRAFT,
    State.WITHDRAWN,
    State.LIVE,
)


@dataclass(frozen=True)
class Standing:
    """All states that hold for a Document, the most pressing first, and what they follow from.

    `publication` is what is public, or was until it was withdrawn. `approval` is the weightiest that is valid for the newest
    version, if any; whether it is weighty enough, the blockers say: that takes the texts, which lists do not read. `objection` is
    the wish for changes in that version that stands.
    """

    states: tuple[State, ...]
    newest: Revision | None
    publication: Publication | None
    approval: Review | None
    objection: Review | None

    @property
    def state(self) -> State:
        """The one that matters most for work (ORDER)."""
        return self.states[0]

    @property
    def is_archived(self) -> bool:
        return State.ARCHIVED in self.states

    @property
    def is_live(self) -> bool:
        return self.publication is not None and self.publication.withdrawal_id is None

    @property
    def waits(self) -> bool:
        """Whether the newest version brings something that could be published: another text, or a better basis for the same."""
        return not self.is_archived and (State.APPROVED in self.states or not self.is_public_text)

    @property
    def is_public_text(self) -> bool:
        """Whether the newest version says what is public, or was until it was withdrawn."""
        return self.publication is not None and self.publication.revision.digest == self.newest.digest


def state_of(document: Document) -> State:
    return standing_of(document).state


def standing_of(document: Document) -> Standing:
    return standings([document])[document.pk]


def standings(documents: Iterable[Document]) -> dict[UUID, Standing]:
    """The standing of each, in six queries however many there are. The texts of the Revisions are not read."""
    documents = list(documents)
    ids = [document.pk for document in documents]
    public = Publication.objects.filter(document__in=ids).select_related("revision").defer("revision__content")
    publications = {publication.document_id: publication for publication in public}
    newest = {revision.document_id: revision for revision in _newest(ids)}
    approvals = approvals_of(newest.values())
    asked = _in_review(newest.values())
    today = timezone.localdate()
    found = {}
    for document in documents:
        revision = newest.get(document.pk)
        approved = approvals[revision.pk] if revision else Approvals()
        publication = publications.get(document.pk)
        held = _states(document, revision, publication, approved, today, in_review=revision and revision.pk in asked)
        found[document.pk] = Standing(
            tuple(sorted(held, key=ORDER.index)), revision, publication, approved.strongest, approved.objection
        )
    return found


def _newest(ids: list[UUID]):
    later = Revision.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later), document__in=ids).defer("content")


def _in_review(revisions: Iterable[Revision]) -> set[int]:
    """Of these newest versions, the ids of those that somebody was asked to decide on and has not: an account, or by a link."""
    ids = [revision.pk for revision in revisions]
    requests = open_requests().filter(revision__in=ids).values_list("revision", flat=True)
    links = unused_links(timezone.now()).filter(revision__in=ids).values_list("revision", flat=True)
    return {*requests, *links}


def _states(document, newest, publication, approved: Approvals, today: date, *, in_review: bool) -> set[State]:
    if document.archived_at:
        return {State.ARCHIVED}
    same = publication is not None and publication.revision.digest == newest.digest
    held = _public_side(publication, today, same=same)
    if approved.objection:
        held.add(State.CHANGES_WANTED)
    elif approved.strongest and (not same or blockers.reviewed_since(publication, approved.strongest)):
        held.add(State.APPROVED)
    if in_review:
        held.add(State.IN_REVIEW)
    if not held & {State.CHANGES_WANTED, State.APPROVED, State.IN_REVIEW, State.LIVE_WITH_DRAFT} and not same:
        held.add(State.DRAFT)
    return held


def _public_side(publication: Publication | None, today: date, *, same: bool) -> set[State]:
    if publication is None:
        return set()
    if publication.withdrawal_id is not None:
        return {State.WITHDRAWN}
    held = {State.LIVE if same else State.LIVE_WITH_DRAFT}
    if is_overdue(publication, today):
        held.add(State.OVERDUE)
    return held
