"""The index: one disposable row for each live Document, with facets and stored fragments, made from its live Revision alone."""

import unicodedata
import uuid
from dataclasses import dataclass

from django.template.loader import render_to_string

from medications.content import schema
from medications.content.choices import Availability, DocumentKind, GenericAvailable, Route
from medications.models import Facet, IndexFacet, IndexRow, IndexState, Publication
from medications.projections import addresses, identity, record_json, wording
from medications.projections.facts import Facts
from medications.projections.medication_page import medication_page
from medications.projections.symptom_page import symptom_page


@dataclass(frozen=True)
class Built:
    """A row and its facets, not yet written. Facets are (facet, code, label)."""

    row: IndexRow
    facets: frozenset[tuple[str, str, str]]


def build(publication: Publication) -> Built:
    """Pure: the same Publication always gives the same row."""
    record, facts = publication.revision.record, Facts.of(publication)
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
        search_text=_search_text(record),
        record_json=record_json.full(record, facts).decode(),
        row_json=record_json.summary(record, facts).decode(),
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


def folded(text: str) -> str:
    """For sorting and searching: small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _search_text(record: schema.AnyRecord) -> str:
    """Every word a reader may look for, one name on each line."""
    if isinstance(record, schema.MedicationRecord):
        names = [record.generic_name, record.pronunciation, *(brand.name for brand in record.brand_names)]
        names += [use.symptom.label for use in record.uses] + [record.drug_class.label if record.drug_class else ""]
    else:
        names = [getattr(record, "name", "") or record.title, *getattr(record, "aliases", ())]
    return folded("\n".join(dict.fromkeys(name for name in names if name)))


def _fragments(record: schema.AnyRecord, facts: Facts) -> dict[str, str]:
    if isinstance(record, schema.MedicationRecord):
        return {
            "page_html": render_to_string("fragments/medication.html", {"page": medication_page(record, facts)}),
            "row_html": render_to_string("fragments/medication_row.html", {"row": _list_row(record, facts)}),
        }
    if isinstance(record, schema.SymptomRecord):
        return {
            "page_html": render_to_string("fragments/symptom.html", {"page": symptom_page(record, facts)}),
            "related_html": render_to_string("fragments/symptom_related.html", {"resources": record.resources})
            if record.resources
            else "",
        }
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
    for use in record.uses:
        yield Facet.SYMPTOM, use.symptom.code, use.symptom.label
        if use.primary:
            yield Facet.PRIMARY_SYMPTOM, use.symptom.code, use.symptom.label
    for effect in record.side_effects:
        for term in effect.terms:
            yield Facet.SIDE_EFFECT, term.code, term.label
    for source in record.sources:
        yield Facet.SOURCE, source.code, source.title[:300]
