"""The public history: Changes, as lines for pages and as objects for the API."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from medications.content.choices import ChangeKind, DocumentKind
from medications.models import Change
from medications.permissions import Role
from medications.projections import addresses
from medications.projections.facts import Facts

PAGE_SIZE = 50
WITH_A_PAGE = [DocumentKind.MEDICATION, DocumentKind.SYMPTOM]


@dataclass(frozen=True)
class ChangeLine:
    id: int
    sequence: int
    kind: str
    kind_label: str
    title: str
    url: str
    version_url: str
    number: int
    note: str
    at: datetime
    role_label: str
    facts: Facts
    is_current: bool = False


def line(change: Change, current_number: int | None = None) -> ChangeLine:
    kind = change.document.kind
    url = addresses.path(kind, change.slug)
    with_history = kind == DocumentKind.MEDICATION and change.revision_id
    return ChangeLine(
        id=change.pk,
        sequence=change.sequence,
        kind=change.kind,
        kind_label=ChangeKind(change.kind).label,
        title=change.title[:1].upper() + change.title[1:],
        url=url,
        version_url=f"{url}history/{change.publication_number}/" if with_history else "",
        number=change.publication_number,
        note=change.note,
        at=change.at,
        role_label=Role(change.role).label if change.role else "",
        facts=Facts.of(change),
        is_current=change.publication_number == current_number,
    )


def events() -> QuerySet[Change]:
    """Changes with what their lines need; the long content of the Revisions stays in the database."""
    return Change.objects.select_related("document", "revision").defer("revision__content")


def versions(document_id, current_number: int) -> list[ChangeLine]:
    """What was public of one Document, newest first."""
    changes = events().filter(document=document_id).exclude(revision=None)
    return [line(change, current_number) for change in changes.order_by("-publication_number")]


def version(document_id, number: int) -> Change | None:
    """The Change that made publication `number` of a Document public."""
    changes = Change.objects.filter(document=document_id, publication_number=number).exclude(revision=None)
    return changes.select_related("revision", "document").first()


def recent(limit: int, before: int | None = None) -> list[ChangeLine]:
    """The newest changes of pages that readers can open; older than the one with the id `before`, if given.

    Rows are inserted under the counter's lock, so ids grow with time, across streams too.
    """
    changes = events().filter(document__kind__in=WITH_A_PAGE).order_by("-pk")
    if before:
        changes = changes.filter(pk__lt=before)
    return [line(change) for change in changes[:limit]]


def as_json(change: Change) -> dict:
    """A Change as partners read it."""
    return {
        "stream": str(change.stream_id),
        "sequence": change.sequence,
        "kind": change.kind,
        "document": {"uuid": str(change.document_id), "kind": change.document.kind, "slug": change.slug},
        "publication_number": change.publication_number,
        "digest": change.revision.digest if change.revision_id else None,
        "basis": change.basis,
        "note": change.note,
        "at": change.at.isoformat().replace("+00:00", "Z"),
    }
