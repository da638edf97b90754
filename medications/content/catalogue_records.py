"""Catalogue files -> records. Presupposes files that check clean: an unknown code is a KeyError here."""

from medications.content import schema
from medications.content.catalogue import (
    CatalogueDrugClass,
    CatalogueMedication,
    CatalogueSideEffect,
    CatalogueSideEffectRow,
    CatalogueSymptom,
    Group,
    TermFile,
    Vocabulary,
)

SAME_IN_RECORD = (
    *("slug", "generic_name", "pronunciation", "brand_names", "dosage_forms", "routes", "availability", "generic_available"),
    *("at_a_glance", "sections", "lead_sentences", "look_alike_footnote", "codes", "whole_page_sources", "sources"),
)


def to_record(medication: CatalogueMedication, vocabulary: Vocabulary) -> schema.MedicationRecord:
    """A checked medicine in, its record out, with the terms it names embedded."""
    return schema.MedicationRecord(
        **{name: getattr(medication, name) for name in SAME_IN_RECORD},
        drug_class=_term(vocabulary.drug_classes, medication.drug_class),
        controlled_schedule=medication.controlled_schedule or "",
        uses=[
            schema.Use(**use.model_dump(exclude={"symptom"}), symptom=_symptom_term(vocabulary, use.symptom))
            for use in medication.uses
        ],
        side_effects=[_side_effect_entry(group, row, vocabulary) for group, _, row in medication.side_effects.rows()],
    )


def _side_effect_entry(group: Group, row: CatalogueSideEffectRow, vocabulary: Vocabulary) -> schema.SideEffectEntry:
    terms = [_term(vocabulary.side_effects, code) for code in row.terms]
    return schema.SideEffectEntry(**row.model_dump(exclude={"terms"}), group=group, terms=terms)


def symptom_record(symptom: CatalogueSymptom) -> schema.SymptomRecord:
    return schema.SymptomRecord(**symptom.model_dump())


def drug_class_record(drug_class: CatalogueDrugClass) -> schema.DrugClassRecord:
    return schema.DrugClassRecord(**drug_class.model_dump())


def side_effect_record(side_effect: CatalogueSideEffect, vocabulary: Vocabulary) -> schema.SideEffectRecord:
    return schema.SideEffectRecord(
        **side_effect.model_dump(exclude={"resembles", "may_worsen"}),
        resembles=[_term(vocabulary.symptoms, code) for code in side_effect.resembles],
        may_worsen=[_term(vocabulary.symptoms, code) for code in side_effect.may_worsen],
    )


def source_record(source: schema.SourceDetails) -> schema.SourceRecord:
    return schema.SourceRecord(**source.model_dump())


def _term(terms: TermFile, code: str) -> schema.Term:
    return schema.Term(code=code, label=terms.by_code[code].name)


def _symptom_term(vocabulary: Vocabulary, code: str) -> schema.SymptomTerm:
    symptom = vocabulary.symptoms.by_code[code]
    return schema.SymptomTerm(code=code, label=symptom.name, slug=symptom.slug, link_phrase=symptom.link_phrase)
