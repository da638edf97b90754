"""Where a Document stands between its working copy and the public. The one place where that is worked out; reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, TextChoices

from medications.actions import blockers
from medications.actions.reviews import approvals_of
from medications.models import Document, Publication, Review, Revision


class State(TextChoices):
    DRAFT = "draft", "Draft, never public"
    APPROVED = "approved", "Approved, waiting to be published"
    LIVE = "live", "Public"
    CHANGED = "changed", "Public, with a newer draft"
    ARCHIVED = "archived", "Archived"


@dataclass(frozen=True)
class Standing:
    """A Document's state and what it follows from. `approval` is the weightiest that is valid for the newest version, if any.

    Whether it is weighty enough, the blockers say: that takes the texts, which lists do not read.
    """

    state: State
    newest: Revision | None
    publication: Publication | None
    approval: Review | None


def state_of(document: Document) -> State:
    return standing_of(document).state


def standing_of(document: Document) -> Standing:
    return standings([document])[document.pk]


def standings(documents: Iterable[Document]) -> dict[UUID, Standing]:
    """The standing of each, in three queries however many there are. The texts of the Revisions are not read."""
    documents = list(documents)
    ids = [document.pk for document in documents]
    live = Publication.objects.live().filter(document__in=ids).select_related("revision").defer("revision__content")
    publications = {publication.document_id: publication for publication in live}
    newest = {revision.document_id: revision for revision in _newest(ids)}
    approvals = approvals_of(newest.values())
    return {
        document.pk: _standing(
            document,
            newest.get(document.pk),
            publications.get(document.pk),
            approvals[newest[document.pk].pk].strongest if document.pk in newest else None,
        )
        for document in documents
    }


def _newest(ids: list[UUID]):
    later = Revision.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    return Revision.objects.filter(~Exists(later), document__in=ids).defer("content")


def _standing(document, newest: Revision | None, publication: Publication | None, approval: Review | None) -> Standing:
    return Standing(_state(document, newest, publication, approval), newest, publication, approval)


def _state(document, newest: Revision | None, publication: Publication | None, approval: Review | None) -> State:
    if document.archived_at:
        return State.ARCHIVED
    if publication is None:
        return State.APPROVED if approval else State.DRAFT
    if publication.revision.digest == newest.digest:
        return State.APPROVED if blockers.reviewed_since(publication, approval) else State.LIVE
    return State.APPROVED if approval else State.CHANGED
