"""What FHIR resources are made of: one publication of a medicine, the one that is public now or one before it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from medications.content.choices import DocumentKind
from medications.content.schema import MedicationRecord
from medications.models import Change, IndexRow, SafetyNotice, SocietyProfile
from medications.projections.facts import Facts
from medications.projections.memory import Memory
from medications.projections.rows import LONG_TEXTS
from medications.projections.safety_notices import notices_until_over
from medications.projections.withheld import withheld, withheld_version


@dataclass(frozen=True)
class Published:
    """`at` is since when it is public; `withheld` says why its text may not be passed on, if so. `notices` stand over the page
    now or later; an old version has none.
    """

    record: MedicationRecord
    facts: Facts
    at: datetime
    profile: SocietyProfile
    notices: tuple[SafetyNotice, ...]
    withheld: str

    @property
    def id(self) -> str:
        return self.facts.document_id

    @property
    def version(self) -> str:
        return str(self.facts.publication_number)


def live() -> QuerySet[IndexRow]:
    """Rows of public medicines with their Revisions, and `since`: when their present number became public."""
    told = Change.objects.filter(document=OuterRef("document"), publication_number=OuterRef("publication_number"))
    since = Subquery(told.exclude(revision=None).values("at")[:1])
    rows = IndexRow.objects.filter(kind=DocumentKind.MEDICATION).order_by("pk")
    return rows.select_related("revision").defer(*LONG_TEXTS - {"row_json"}).annotate(since=since)


def of_row(row: IndexRow, memory: Memory, today: date) -> Published:
    """`row` as `live` gives it."""
    record = row.revision.record
    reason = withheld(record)
    notices = tuple(notices_until_over(row.document_id, memory, today))
    return Published(record, Facts.of(row), row.since, memory.profile, notices, reason["reason"] if reason else "")


def of_change(change: Change, row: IndexRow, memory: Memory) -> Published:
    """An old version, of a page whose row this is."""
    record = change.revision.record
    reason = withheld_version(record, row)
    return Published(record, Facts.of(change), change.at, memory.profile, (), reason["reason"] if reason else "")


def as_uuid(value: str) -> UUID | None:
    """FHIR ids are compared to the letter: only the one form that we give counts."""
    try:
        found = UUID(value)
    except ValueError:
        return None
    return found if str(found) == value else None
