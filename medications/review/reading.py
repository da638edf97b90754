"""What an outside reviewer reads: one version as readers would see it, and what is new in it."""

from dataclasses import dataclass

from django.utils import timezone

from medications.actions.published_along import unpublished_terms
from medications.content.choices import DocumentKind
from medications.content.shown_changes import ShownChange
from medications.content.weighing import weigh
from medications.models import Publication, Revision
from medications.projections import identity, places, wording
from medications.projections.memory import Memory
from medications.projections.preview import as_fields, preview


@dataclass(frozen=True)
class Along:
    """A term that becomes public under the same approval."""

    title: str
    kind: str
    html: str


def to_read(revision: Revision) -> dict:
    live = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    return {
        "title": wording.sentence_case(identity.title(revision.record)),
        "page": places.filled(preview(revision, live), Memory(), timezone.localdate()),
        "is_public": live is not None,
        "changes": [ShownChange.of(each) for each in weigh(live.revision.record, revision.record).reasons] if live else [],
        "along": [
            Along(identity.title(term.record), DocumentKind(term.record.kind).label, as_fields(term))
            for term in unpublished_terms(revision)
        ],
    }
