"""What a catalogue written from this site consists of: the text that is public, or the newest, of every medicine and term."""

from collections.abc import Iterator

from medications.content.choices import DocumentKind
from medications.content.schema import AnyRecord
from medications.models import Document, Finding, Publication, Revision
from medications.projections import identity


def records(kind: DocumentKind, *, drafts: bool) -> Iterator[tuple[Document, AnyRecord]]:
    """Every Document of a kind that is not archived, with its public record, or with its newest if `drafts`; by its name."""
    found = []
    for document in Document.objects.filter(kind=kind, archived_at=None):
        revision = _newest(document) if drafts else _public(document)
        if revision is not None:
            found.append((document, revision.record))
    yield from sorted(found, key=lambda each: identity.slug(each[1]))


def open_findings(document: Document) -> list[str]:
    return list(Finding.objects.filter(document=document, settled_at=None).order_by("pk").values_list("message", flat=True))


def _newest(document: Document) -> Revision | None:
    return document.revisions.order_by("-number").first()


def _public(document: Document) -> Revision | None:
    publication = Publication.objects.live().filter(document=document).select_related("revision").first()
    return publication.revision if publication else None
