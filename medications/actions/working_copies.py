"""Record -> working copy: writes the rows of one Document from a record. Used by imports and the catalogue.

Terms are found by code and must have a working copy already. The caller holds the lock and takes the snapshot afterwards.
"""

from collections.abc import Callable

from medications.content import schema
from medications.content.choices import DocumentKind
from medications.errors import PortalError
from medications.models import (
    BrandName,
    Document,
    DrugClass,
    ExternalCode,
    LeadSentence,
    Medication,
    MedicationUse,
    Section,
    SideEffect,
    SideEffectRow,
    Source,
    Statement,
    Symptom,
    SymptomResource,
)


def write_record(document: Document, record: schema.AnyRecord) -> None:
    """Makes the working copy say what the record says; rows that the record does not have go."""
    WRITERS[record.kind](document, record)


def take_rows_out(document: Document) -> None:
    """Leaves the working copy without any rows under it. The caller holds the lock, and writes others or undoes it."""
    for rows in ROWS.get(document.kind, ()):
        rows.objects.filter(**{f"{document.kind}__document": document}).delete()


def _found(model, codes) -> dict:
    rows = {row.code: row for row in model.objects.filter(code__in=set(codes))}
    unknown = sorted(set(codes) - set(rows))
    if unknown:
        raise PortalError(f"There is no {model._meta.verbose_name} with the code {', '.join(unknown)}.")
    return rows


def _medication(document: Document, record: schema.MedicationRecord) -> None:
    citing = [record.generic_available, *record.uses, *record.side_effects]
    codes = [source.code for source in record.sources] + [code for part in citing for code in part.sources]
    sources = _found(Source, [*codes, *record.whole_page_sources])
    symptoms = _found(Symptom, [use.symptom.code for use in record.uses])
    effects = _found(SideEffect, [term.code for row in record.side_effects for term in row.terms])
    drug_class = _found(DrugClass, [record.drug_class.code])[record.drug_class.code] if record.drug_class else None
    medication, _ = Medication.objects.update_or_create(
        document=document,
        defaults={
            "slug": record.slug,
            "generic_name": record.generic_name,
            "pronunciation": record.pronunciation,
            "drug_class": drug_class,
            "dosage_forms": list(record.dosage_forms),
            "routes": list(record.routes),
            "availability": record.availability,
            "controlled_schedule": record.controlled_schedule,
            "generic_available": record.generic_available.value,
            "generic_markets": list(record.generic_available.markets),
            "generic_as_of": record.generic_available.as_of,
            "look_alike_footnote": record.look_alike_footnote,
        },
    )
    medication.generic_sources.set(sources[code] for code in record.generic_available.sources)
    medication.whole_page_sources.set(sources[code] for code in record.whole_page_sources)
    take_rows_out(document)
    BrandName.objects.bulk_create(BrandName(medication=medication, **brand.model_dump()) for brand in record.brand_names)
    Statement.objects.bulk_create(
        Statement(medication=medication, position=i, **part.model_dump()) for i, part in enumerate(record.at_a_glance, 1)
    )
    Section.objects.bulk_create(
        Section(medication=medication, position=i, **s.model_dump()) for i, s in enumerate(record.sections, 1)
    )
    LeadSentence.objects.bulk_create(LeadSentence(medication=medication, **lead.model_dump()) for lead in record.lead_sentences)
    ExternalCode.objects.bulk_create(ExternalCode(medication=medication, **code.model_dump()) for code in record.codes)
    for position, use in enumerate(record.uses, 1):
        row = MedicationUse.objects.create(
            medication=medication,
            symptom=symptoms[use.symptom.code],
            position=position,
            **use.model_dump(include={"primary", "status", "qualifier", "note"}),
        )
        row.sources.set(sources[code] for code in use.sources)
    for position, effect in enumerate(record.side_effects, 1):
        _side_effect_row(medication, position, effect, effects, sources)


def _side_effect_row(medication, position: int, effect: schema.SideEffectEntry, effects: dict, sources: dict) -> None:
    row = SideEffectRow.objects.create(
        medication=medication,
        position=position,
        **effect.model_dump(include={"group", "when", "wording", "qualifier", "look_alike"}),
        **(effect.frequency.model_dump() if effect.frequency else {}),
    )
    row.terms.set(effects[term.code] for term in effect.terms)
    row.sources.set(sources[code] for code in effect.sources)


def _symptom(document: Document, record: schema.SymptomRecord) -> None:
    values = record.model_dump(include={"code", "slug", "name", "link_phrase", "group", "summary"})
    symptom, _ = Symptom.objects.update_or_create(document=document, defaults={**values, "aliases": "\n".join(record.aliases)})
    take_rows_out(document)
    SymptomResource.objects.bulk_create(
        SymptomResource(symptom=symptom, position=i, **resource.model_dump()) for i, resource in enumerate(record.resources, 1)
    )


def _side_effect_term(document: Document, record: schema.SideEffectRecord) -> None:
    symptoms = _found(Symptom, [term.code for term in record.resembles + record.may_worsen])
    values = record.model_dump(include={"code", "slug", "name", "explanation"})
    row, _ = SideEffect.objects.update_or_create(document=document, defaults={**values, "aliases": "\n".join(record.aliases)})
    row.resembles.set(symptoms[term.code] for term in record.resembles)
    row.may_worsen.set(symptoms[term.code] for term in record.may_worsen)


def _drug_class(document: Document, record: schema.DrugClassRecord) -> None:
    DrugClass.objects.update_or_create(
        document=document, defaults=record.model_dump(include={"code", "slug", "name", "explanation"})
    )


def _source(document: Document, record: schema.SourceRecord) -> None:
    values = record.model_dump(exclude={"kind", "schema_version", "reuse"})
    reuse = {f"reuse_{name}": value for name, value in record.reuse.model_dump().items()}
    Source.objects.update_or_create(document=document, defaults={**values, **reuse})


ROWS = {
    DocumentKind.MEDICATION: (BrandName, MedicationUse, Statement, Section, LeadSentence, SideEffectRow, ExternalCode),
    DocumentKind.SYMPTOM: (SymptomResource,),
}
WRITERS: dict[str, Callable] = {
    DocumentKind.MEDICATION: _medication,
    DocumentKind.SYMPTOM: _symptom,
    DocumentKind.SIDE_EFFECT: _side_effect_term,
    DocumentKind.DRUG_CLASS: _drug_class,
    DocumentKind.SOURCE: _source,
}
