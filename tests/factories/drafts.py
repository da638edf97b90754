"""Drafts: records saved as working copies, with the terms they name."""

from collections.abc import Iterator

from medications.actions import drafts as actions
from medications.actions.catalogue_saves import find_document
from medications.content.choices import DocumentKind
from medications.content.schema import AnyRecord, SourceRecord
from medications.models import Document, Origin, Revision
from tests.factories import records
from tests.factories.accounts import writer


def draft(record: AnyRecord | None = None, *, by=None, document: Document | None = None, origin: str = Origin.FORM) -> Revision:
    """Saves the record (a complete medicine, if None) as a draft; of `document`, or of the one that has its slug or code.

    Terms it names that are not here yet become drafts too.
    """
    record = record or records.medication_record()
    by = by or writer()
    for term in terms_of(record):
        if find_document(term.kind, term.code) is None:
            draft(term, by=by, origin=origin)
    document = document or find_document(record.kind, getattr(record, "code", None) or record.slug)
    return actions.save_record(record=record, by=by, origin=origin, document=document)


def edited(document: Document, *, by=None, **changes) -> Revision:
    """The newest version of a Document with these fields of its record replaced."""
    newest = document.revisions.order_by("-number").first()
    return draft(records.changed(newest.record, **changes), document=document, by=by)


def terms_of(record: AnyRecord) -> Iterator[AnyRecord]:
    """A record for each term that the record names."""
    for source in getattr(record, "sources", ()):
        yield SourceRecord(**source.model_dump())
    for named in [*getattr(record, "resembles", ()), *getattr(record, "may_worsen", ())]:
        yield records.symptom_record(named.code, name=named.label)
    if record.kind != DocumentKind.MEDICATION:
        return
    for each in record.uses:
        named = each.symptom
        yield records.symptom_record(named.code, name=named.label, slug=named.slug, link_phrase=named.link_phrase)
    if record.drug_class:
        yield records.drug_class_record(record.drug_class.code, name=record.drug_class.label)
    for row in record.side_effects:
        for named in row.terms:
            yield records.side_effect_record(named.code, name=named.label)
