"""Catalogue files: what is read, what is refused and where, and the records made of them. Checks: test_catalogue_checks.py."""

import pytest

from medications.content import catalogue, catalogue_records, schema
from medications.content.catalogue_yaml import CatalogueError
from medications.content.choices import DocumentKind

SAMPLE = """\
format: 1
slug: sampledrug
generic_name: sampledrug
brand_names:
  - {name: Samplex, market: US, status: marketed}
  - {name: Altex, market: GB, status: unknown}
drug_class: calming
routes: [oral]
availability: prescription
generic_available: {value: "yes", markets: [US], as_of: "2024", sources: [label-2024]}
uses:
  - {symptom: tremor, primary: true, status: off_label, sources: [label-2024]}
at_a_glance:
  - {text: "Calms nerves. [@label-2024]"}
  - {kind: stopping, text: "Stop slowly. [@label-2024]"}
  - {kind: missed_dose, text: "Skip it. [@label-2024]"}
sections:
  - kind: about
    heading: About sampledrug
    body: |
      It calms. [@label-2024, p. 2]

      - It is a tablet. [@label-2024; @book]
      - It is white. [@book]
lead_sentences:
  - {group: usually_settles, text: "These may fade."}
  - {group: emergency, when: overdose, text: "Signs of too much."}
side_effects:
  usually_settles:
    - {wording: sleepiness, terms: [drowsiness], look_alike: true, sources: [label-2024]}
  emergency:
    - {wording: deep sleep, terms: [coma, drowsiness], when: overdose, frequency: {affected: 1, of: 9}, sources: [book]}
look_alike_footnote: "Ask if unsure."
sources:
  - {code: label-2024, type: label, title: Label, grade: primary, url: "https://example.org/label"}
  - {code: book, type: book, title: Book, grade: secondary}
"""

SYMPTOMS = """\
format: 1
terms:
  - {code: tremor, slug: tremor-in-ms, name: tremor, link_phrase: tremor in MS, summary: Shaking., aliases: [shakes]}
  - {code: fatigue, slug: fatigue, name: fatigue, link_phrase: MS fatigue, summary: Tiredness.}
"""
CLASSES = "format: 1\nterms:\n  - {code: calming, slug: calming, name: calming medicine}\n"
SIDE_EFFECTS = """\
format: 1
terms:
  - {code: drowsiness, slug: drowsiness, name: drowsiness, aliases: [sleepiness], resembles: [fatigue]}
  - {code: coma, slug: coma, name: coma, explanation: A deep sleep.}
"""


def vocabulary(side_effects=SIDE_EFFECTS):
    return catalogue.Vocabulary(
        symptoms=catalogue.read_vocabulary(DocumentKind.SYMPTOM, SYMPTOMS, file="symptoms.yaml"),
        drug_classes=catalogue.read_vocabulary(DocumentKind.DRUG_CLASS, CLASSES, file="drug-classes.yaml"),
        side_effects=catalogue.read_vocabulary(DocumentKind.SIDE_EFFECT, side_effects, file="side-effects.yaml"),
    )


def read(old="", new="", file="sampledrug.yaml"):
    """The sample, with one passage changed."""
    assert old in SAMPLE
    return catalogue.read_medication(SAMPLE.replace(old, new, 1) if old else SAMPLE, file=file)


def refused(old, new):
    with pytest.raises(CatalogueError) as caught:
        read(old, new)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("slug: s", "colour: red\nslug: s", "sampledrug.yaml:2: colour: is not a field of this format"),
        ("slug: sampledrug\n", "", "sampledrug.yaml:1: slug: is missing"),
        ("slug: sampledrug\n", "slug: a\nslug: b\n", "sampledrug.yaml:3: slug: is given twice; the first is on line 2"),
        (
            "  - kind: about",
            "\t- kind: about",
            "sampledrug.yaml:18: a tab is used where only spaces may stand; indent with spaces",
        ),
        ("routes: [oral]", "routes: oral", "sampledrug.yaml:8: routes: must be a list"),
        ('as_of: "2024"', "as_of: 2024", "sampledrug.yaml:10: generic_available.as_of: must be text; put 2024 in quotes"),
        ("primary: true", "primary: perhaps", "sampledrug.yaml:12: uses[0].primary: must be true or false"),
        (
            "heading: About sampledrug",
            "heading:",
            "sampledrug.yaml:19: sections[0].heading: is empty; write the text or leave the field out",
        ),
        (
            "slug: sampledrug",
            "slug: Sample Drug",
            "sampledrug.yaml:2: slug: 'Sample Drug' must be lower-case letters and digits joined by hyphens",
        ),
        ("format: 1", "format: 2", "sampledrug.yaml:1: format: 2 is not known here; use 1"),
    ],
)
def test_reading_refuses(old, new, problem):
    assert refused(old, new) == [problem]


def test_reading_refuses_unknown_market_and_names_those_known():
    (problem,) = refused("market: GB", "market: UK")

    assert problem.startswith("sampledrug.yaml:6: brand_names[1].market: 'UK' is not a known market; use one of US, CA, GB")


def test_reading_refuses_unknown_choice_and_names_those_known():
    (problem,) = refused("status: off_label", "status: off-label")

    known = "'approved', 'off_label', 'unapproved' or 'unknown'"
    assert problem == f"sampledrug.yaml:12: uses[0].status: 'off-label' is not known here; use {known}"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("name: Altex, market: GB", "name: Samplex, market: US", "sampledrug.yaml:4: brand_names: is given twice: Samplex, US"),
        ("code: book", "code: label-2024", "sampledrug.yaml:34: sources: is given twice: label-2024"),
        ("[coma, drowsiness]", "[coma, coma]", "sampledrug.yaml:32: side_effects.emergency[0].terms: is given twice: coma"),
    ],
)
def test_reading_refuses_an_entry_given_twice(old, new, problem):
    assert refused(old, new) == [problem]


def test_reading_refuses_a_medicine_without_uses():
    passage = SAMPLE[SAMPLE.index("uses:") : SAMPLE.index("at_a_glance:")]

    assert refused(passage, "uses: []\n") == ["sampledrug.yaml:11: uses: needs at least one entry"]


def test_vocabulary_refuses_wrong_fields_with_their_lines():
    with pytest.raises(CatalogueError) as caught:
        catalogue.read_vocabulary(DocumentKind.SYMPTOM, SYMPTOMS.replace("name: tremor", "gist: 1", 1), file="symptoms.yaml")

    assert str(caught.value).splitlines() == [
        "symptoms.yaml:3: terms[0].name: is missing",
        "symptoms.yaml:3: terms[0].gist: is not a field of this format",
    ]


@pytest.mark.parametrize("name", ["code", "slug"])
def test_vocabulary_refuses_a_term_given_twice(name):
    text = SIDE_EFFECTS.replace(f"{name}: coma", f"{name}: drowsiness")

    with pytest.raises(CatalogueError, match="side-effects.yaml:2: terms: is given twice: drowsiness"):
        vocabulary(text)


def test_record_embeds_terms_and_sources():
    record = catalogue_records.to_record(read(), vocabulary())

    assert record.drug_class == schema.Term(code="calming", label="calming medicine")
    assert record.uses[0].symptom == schema.SymptomTerm(
        code="tremor", label="tremor", slug="tremor-in-ms", link_phrase="tremor in MS"
    )
    assert record.side_effects[0].terms == (schema.Term(code="drowsiness", label="drowsiness"),)
    assert [source.code for source in record.sources] == ["book", "label-2024"]
    assert [source.title for source in record.sources] == ["Book", "Label"]


def test_record_has_what_the_file_says():
    record = catalogue_records.to_record(read(), vocabulary())

    assert (record.slug, record.availability, record.controlled_schedule) == ("sampledrug", "prescription", "")
    assert [brand.name for brand in record.brand_names] == ["Altex", "Samplex"]
    assert [(row.group, row.when, row.wording) for row in record.side_effects] == [
        ("usually_settles", "any", "sleepiness"),
        ("emergency", "overdose", "deep sleep"),
    ]
    assert record.side_effects[1].frequency == schema.Frequency(affected=1, of=9)
    assert record.sections[0].body.startswith("It calms. [@label-2024, p. 2]")
    assert schema.MedicationRecord.model_validate_json(record.model_dump_json()) == record


def test_every_field_of_the_record_comes_from_the_file():
    made_here = {"schema_version", "kind", "drug_class", "controlled_schedule", "uses", "side_effects"}

    assert {*catalogue_records.SAME_IN_RECORD, *made_here} == set(schema.MedicationRecord.model_fields)


def test_records_of_terms_and_sources():
    terms = vocabulary()

    symptom = catalogue_records.symptom_record(terms.symptoms.by_code["tremor"])
    side_effect = catalogue_records.side_effect_record(terms.side_effects.by_code["drowsiness"], terms)
    drug_class = catalogue_records.drug_class_record(terms.drug_classes.by_code["calming"])
    source = catalogue_records.source_record(read().sources[0])

    assert (symptom.kind, symptom.slug, symptom.aliases) == ("symptom", "tremor-in-ms", ("shakes",))
    assert (side_effect.kind, side_effect.resembles) == ("side_effect", (schema.Term(code="fatigue", label="fatigue"),))
    assert (drug_class.kind, drug_class.name) == ("drug_class", "calming medicine")
    assert (source.kind, source.code, source.title) == ("source", "label-2024", "Label")
