"""The slug, the address and the title of a record of any kind, worked out in one place."""

from medications.content.phrases import sentence_case
from medications.content.schema import AnyRecord, MedicationRecord, SourceRecord
from medications.projections import addresses


def slug(record: AnyRecord) -> str:
    """The last part of its address; a source, which has no page, goes by its code."""
    return record.code if isinstance(record, SourceRecord) else record.slug


def path(record: AnyRecord) -> str:
    """Of its page; nothing for kinds that have no page."""
    return addresses.path(record.kind, slug(record))


def title(record: AnyRecord) -> str:
    """Its name as staff wrote it, at most 300 characters."""
    if isinstance(record, MedicationRecord):
        return record.generic_name[:300]
    return (record.title if isinstance(record, SourceRecord) else record.name)[:300]


def heading(record: AnyRecord) -> str:
    """Its title as a heading; that of a source stays as it was printed."""
    return title(record) if isinstance(record, SourceRecord) else sentence_case(title(record))
