"""One resource, as it is now or as it was: found by its id, made, or told why it is not there any more."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from medications.content.choices import DocumentKind
from medications.projections import history, withdrawn
from medications.projections.fhir import clinical_use, medication_knowledge
from medications.projections.fhir.published import Published, as_uuid, live, of_change, of_row
from medications.projections.memory import Memory
from medications.projections.suppressed import suppression_of

TYPES = (medication_knowledge.TYPE, clinical_use.TYPE)


@dataclass(frozen=True)
class Read:
    resource: dict
    published: Published


class NotThere(Exception):
    """There is no such resource, and nothing says that there was one."""


class Gone(Exception):
    """It was withdrawn, or the text of this version was removed; the message says why, and what to read instead."""


def read(kind: str, id: str, memory: Memory, today: date) -> Read:
    """Raises NotThere, Gone."""
    document = _document(kind, id)
    row = live().filter(pk=document).first()
    if row is None:
        raise _missing(document)
    return _made(kind, id, of_row(row, memory, today))


def read_version(kind: str, id: str, number: int, memory: Memory, today: date) -> Read:
    """Raises NotThere, Gone."""
    document = _document(kind, id)
    row = live().filter(pk=document).first()
    if row is None:
        raise _missing(document)
    if number == row.publication_number:
        return _made(kind, id, of_row(row, memory, today))
    change = history.version(document, number)
    if change is None:
        raise NotThere
    if change.is_removed:
        raise Gone(f"The text of this version was removed. {suppression_of(change.revision).reason}")
    return _made(kind, id, of_change(change, row, memory))


def _document(kind: str, id: str) -> UUID:
    """The medicine that a resource is made of."""
    document = as_uuid(id[: clinical_use.ID_LENGTH] if kind == clinical_use.TYPE else id)
    if document is None:
        raise NotThere
    return document


def _made(kind: str, id: str, published: Published) -> Read:
    if kind == medication_knowledge.TYPE:
        return Read(medication_knowledge.resource(published), published)
    for issue in clinical_use.issues(published):
        if issue.id == id:
            return Read(clinical_use.resource(issue, published), published)
    raise NotThere


def _missing(document: UUID) -> Exception:
    found = withdrawn.find_by_slug_or_uuid(DocumentKind.MEDICATION, str(document))
    if found is None:
        return NotThere()
    instead = found.read_instead
    named = f" Read instead: {instead.as_json()['url'] or instead.title}" if instead else ""
    return Gone(f"{found.title} was withdrawn. {found.explanation}{named}")
