"""What an outside reviewer reads: one version as readers would see it, what is new in it, what was said by this link."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from medications.actions.comment_threads import sent_by_link
from medications.actions.published_along import unpublished_terms
from medications.content.choices import DocumentKind
from medications.content.shown_changes import ShownChange
from medications.content.weighing import weigh
from medications.models import Publication, ReviewInvitation
from medications.projections import identity, places
from medications.projections.comment_boxes import CommentBox, with_boxes
from medications.projections.memory import Memory
from medications.projections.page_parts import page_pieces
from medications.projections.preview import as_fields, preview
from medications.projections.suppressed import suppression_of


@dataclass(frozen=True)
class Along:
    """A term that becomes public under the same approval."""

    title: str
    kind: str
    html: str


def to_read(invitation: ReviewInvitation, boxes: Sequence[CommentBox] = ()) -> dict:
    """`boxes` are those in which something typed waits to be sent."""
    revision = invitation.revision
    live = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    # Of a withdrawn page whose text was removed, no difference is shown: it would show that text.
    before = live.revision if live and not suppression_of(live.revision) else None
    page = places.filled(preview(revision, live), Memory(), timezone.localdate())
    said: dict[str, list] = {}
    for comment in sent_by_link(invitation):
        said.setdefault(comment.place, []).append(comment)
    return {
        "title": identity.heading(revision.record),
        "pieces": with_boxes(page_pieces(revision.record, page), boxes, said),
        "said_count": sum(map(len, said.values())),
        "is_public": live is not None,
        "changes": [ShownChange.of(each) for each in weigh(before.record, revision.record).reasons] if before else [],
        "along": [
            Along(identity.title(term.record), DocumentKind(term.record.kind).label, as_fields(term.record))
            for term in unpublished_terms(revision)
        ],
    }
