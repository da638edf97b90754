"""The slug and the title of a record of any kind, worked out in one place."""

from medications.content.schema import AnyRecord, MedicationRecord, SourceRecord


def slug(record: AnyRecord) -> str:
    """The last part of its address; a source, which has no page, goes by its code."""
    return record.code if isinstance(record, SourceRecord) else record.slug


def title(record: AnyRecord) -> str:
    """Its name as staff wrote it, at most 300 characters."""
    if isinstance(record, MedicationRecord):
        return record.generic_name[:300]
    return (record.title if isinstance(record, SourceRecord) else record.name)[:300]
