"""The index: one disposable row for each live Document, with facets and stored fragments, made from its live Revision alone."""

import uuid
from dataclasses import dataclass

from medications.content import schema
from medications.content.choices import Availability, DocumentKind, GenericAvailable, Route
from medications.content.external_codes import external_code
from medications.content.folding import folded
from medications.models import Facet, IndexFacet, IndexRow, IndexState, Publication
from medications.projections import addresses, identity, record_json, structured_data, wording
from medications.projections.facts import Facts
from medications.projections.fragments import fragment
from medications.projections.medication_page import medication_page
from medications.projections.reviewers import with_reviewer
from medications.projections.search_text import search_text
from medications.projections.side_effect_page import side_effect_page
from medications.projections.symptom_page import symptom_page


@dataclass(frozen=True)
class Built:
    """A row and its facets, not yet written. Facets are (facet, code, label)."""

    row: IndexRow
    facets: frozenset[tuple[str, str, str]]


def build(publication: Publication) -> Built:
    """Pure: the same Publication always gives the same row."""
    record, facts = publication.revision.record, with_reviewer(Facts.of(publication), publication)
    title = identity.heading(record)
    row = IndexRow(
        document_id=publication.document_id,
        kind=record.kind,
        slug=identity.slug(record),
        code=getattr(record, "code", ""),
        title=title,
        sort_key=folded(title)[:300],
        revision=publication.revision,
        publication_number=publication.number,
        digest=facts.digest,
        role=publication.role,
        basis=publication.basis,
        last_updated=publication.last_updated,
        last_reviewed=publication.last_reviewed,
        review_due=publication.review_due,
        search_text=search_text(record),
        record_json=record_json.full(record, facts).decode(),
        row_json=record_json.summary(record, facts).decode(),
        structured_json=structured_data.stored(record, facts),
        **_fragments(record, facts),
    )
    return Built(row=row, facets=frozenset(_facets(record)))


def rebuild(publication: Publication) -> None:
    """Writes the index row of one Document anew. The caller's transaction makes it visible together with the Publication.

    A page that is withdrawn gets none, whoever asks: only putting it back brings it back.
    """
    if publication.withdrawal_id is not None:
        remove(publication.document_id)
        return
    built = build(publication)
    touch()
    IndexRow.objects.filter(document=publication.document_id).delete()
    built.row.save(force_insert=True)
    IndexFacet.objects.bulk_create(
        IndexFacet(row=built.row, facet=facet, code=code, label=label) for facet, code, label in sorted(built.facets)
    )


def remove(document_id) -> None:
    """Takes one Document out: lists, search, filters and the pages that named it lose it in the caller's transaction."""
    touch()
    IndexRow.objects.filter(document=document_id).delete()


def drop() -> None:
    touch()
    IndexRow.objects.all().delete()


def touch() -> None:
    """Tells every process that what it remembers of the index is old.

    Comes before the rows are written: its lock, held until the commit, lets one transaction at a time write to the index.
    """
    IndexState.objects.update(generation=uuid.uuid4())


def _fragments(record: schema.AnyRecord, facts: Facts) -> dict[str, str]:
    if isinstance(record, schema.MedicationRecord):
        return {
            "page_html": fragment("medication", page=medication_page(record, facts)),
            "row_html": fragment("medication_row", row=_list_row(record, facts)),
        }
    if isinstance(record, schema.SymptomRecord):
        return {
            "page_html": fragment("symptom", page=symptom_page(record, facts)),
            "related_html": fragment("symptom_related", resources=record.resources) if record.resources else "",
        }
    if isinstance(record, schema.SideEffectRecord):
        return {"page_html": fragment("side_effect", page=side_effect_page(record, facts))}
    return {}


def _list_row(record: schema.MedicationRecord, facts: Facts) -> dict:
    uses = sorted(record.uses, key=lambda use: not use.primary)
    return {
        "url": addresses.path(record.kind, record.slug),
        "title": identity.heading(record),
        "pronunciation": record.pronunciation,
        "brands": [f"{b.name} ({wording.markets([b.market])})" if b.market else b.name for b in record.brand_names],
        "uses": [use.symptom.label for use in uses],
        "drug_class": record.drug_class.label if record.drug_class else "",
        "last_updated": facts.last_updated,
        "last_reviewed": facts.last_reviewed,
        "is_starter": facts.is_starter,
        "source_count": len(record.sources),
        "main_source": record_json.main_source_title(record),
    }


def _facets(record: schema.AnyRecord):
    if record.kind != DocumentKind.MEDICATION:
        return
    yield Facet.LETTER, folded(record.generic_name)[:1].upper(), record.generic_name[:1].upper()
    yield Facet.GENERIC, record.generic_available.value, GenericAvailable(record.generic_available.value).label
    if record.availability:
        yield Facet.AVAILABILITY, record.availability, Availability(record.availability).label
    if record.drug_class:
        yield Facet.DRUG_CLASS, record.drug_class.code, record.drug_class.label
    for route in record.routes:
        yield Facet.ROUTE, route, Route(route).label
    yield from _named_terms(record)
    for source in record.sources:
        yield Facet.SOURCE, source.code, source.title[:300]
    for code in record.codes:
        yield Facet.CODE, external_code(code.system, code.code), code.code[:300]


def _named_terms(record: schema.MedicationRecord):
    for use in record.uses:
        yield Facet.SYMPTOM, use.symptom.code, use.symptom.label
        if use.primary:
            yield Facet.PRIMARY_SYMPTOM, use.symptom.code, use.symptom.label
    for effect in record.side_effects:
        for term in effect.terms:
            yield Facet.SIDE_EFFECT, term.code, term.label
