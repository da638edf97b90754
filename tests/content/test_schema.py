"""Rule 3: which lists are sets and which are in order, and what is no content."""

from typing import get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, ValidationError

from medications.content import schema
from medications.content.canonical import canonical, digest_of
from tests.factories import records, strategies

EFFECT = records.effect("tired", "fatigue", "drowsiness", sources=["book", "label"])
USE = records.use("tremor", sources=["book", "label"])
GENERIC = schema.GenericInfo(markets=["US", "CA"], sources=["book", "label"])
SIDE_EFFECT = records.side_effect_record(
    aliases=["b", "a"],
    resembles=[records.term("tremor"), records.term("pain")],
    may_worsen=[records.term("tremor"), records.term("pain")],
)
SYMPTOM = records.symptom_record(aliases=["b", "a"], sources=[records.source("book"), records.source("label")])
MEDICATION = records.medication_record(
    routes=["oral", "nasal"], whole_page_sources=[records.LABEL, records.BOOK], dosage_forms=["tablet", "capsule"]
)

SETS = [
    *((MEDICATION, name) for name in ("brand_names", "dosage_forms", "routes", "lead_sentences", "codes", "sources")),
    (MEDICATION, "whole_page_sources"),
    *((GENERIC, name) for name in ("markets", "sources")),
    (USE, "sources"),
    *((EFFECT, name) for name in ("terms", "sources")),
    *((SYMPTOM, name) for name in ("aliases", "sources")),
    *((SIDE_EFFECT, name) for name in ("aliases", "resembles", "may_worsen")),
]
ORDERED = [*((MEDICATION, name) for name in ("uses", "at_a_glance", "sections", "side_effects")), (SYMPTOM, "resources")]


def reversed_in(part: BaseModel, name: str) -> BaseModel:
    return type(part)(**{**dict(part), name: tuple(reversed(getattr(part, name)))})


def content(part: BaseModel) -> str:
    return part.model_dump_json()


@pytest.mark.parametrize(("part", "name"), SETS, ids=lambda value: value if isinstance(value, str) else type(value).__name__)
def test_order_of_a_set_is_no_content(part, name):
    assert len(getattr(part, name)) > 1

    assert content(reversed_in(part, name)) == content(part)


@pytest.mark.parametrize(("part", "name"), ORDERED, ids=lambda value: value if isinstance(value, str) else type(value).__name__)
def test_order_of_a_list_is_content(part, name):
    assert len(getattr(part, name)) > 1

    assert content(reversed_in(part, name)) != content(part)


def test_every_list_of_the_schema_is_one_or_the_other():
    listed = {(type(part).__name__, name) for part, name in [*SETS, *ORDERED]}
    parts = [each for each in vars(schema).values() if isinstance(each, type) and issubclass(each, schema.Part)]
    lists = {
        (part.__name__, name)
        for part in parts
        for name, field in part.model_fields.items()
        if get_origin(field.annotation) is tuple
    }

    assert listed == lists


def test_a_set_is_declared_with_its_key():
    field = schema.MedicationRecord.model_fields["brand_names"]

    assert any(isinstance(each, AfterValidator) for each in field.metadata)
    assert get_args(field.annotation)[0] is schema.BrandName


@pytest.mark.parametrize(("part", "name"), SETS, ids=lambda value: value if isinstance(value, str) else type(value).__name__)
def test_set_refuses_the_same_entry_twice(part, name):
    first = getattr(part, name)[0]

    with pytest.raises(ValidationError, match="given twice"):
        type(part)(**{**dict(part), name: (first, first)})


@pytest.mark.slow
@given(record=strategies.medication_records(), random=st.randoms(use_true_random=False))
def test_shuffled_sets_give_the_same_digest(record, random):
    shuffled = dict(record)
    for part, name in SETS:
        if part is MEDICATION:
            shuffled[name] = tuple(random.sample(shuffled[name], len(shuffled[name])))

    assert digest_of(canonical(schema.MedicationRecord(**shuffled))) == digest_of(canonical(record))


def test_slug_is_content():
    assert digest_of(canonical(records.changed(MEDICATION, slug="another"))) != digest_of(canonical(MEDICATION))


@pytest.mark.parametrize("record", schema.RECORDS.values(), ids=lambda record: record.__name__)
def test_row_ids_users_and_times_are_no_fields(record):
    assert not set(record.model_fields) & {"id", "uuid", "pk", "document", "by", "by_id", "by_name", "created_at", "at", "number"}


def test_record_refuses_a_field_it_does_not_know():
    with pytest.raises(ValidationError):
        records.medication_record(row_id=7)


def test_record_cannot_be_changed():
    with pytest.raises(ValidationError):
        MEDICATION.generic_name = "another"


@pytest.mark.parametrize(
    "figures",
    [
        {"affected": 3, "of": 2},
        {"affected": 0, "of": 0},
        {"affected": 1, "of": 2, "placebo_of": 2},
        {"affected": 1, "of": 2, "placebo_affected": 3, "placebo_of": 2},
    ],
)
def test_frequency_refuses_numbers_that_do_not_fit(figures):
    with pytest.raises(ValidationError):
        schema.Frequency(**figures)


def test_overdose_sign_outside_the_emergency_group_is_refused():
    with pytest.raises(ValidationError, match="emergency group"):
        records.effect("deep sleep", group="tell_clinician", when="overdose")


@pytest.mark.parametrize("date", ["2005-13", "05", "2005-1-3", "yesterday", "2005-01-32", "2005-02-30", "2005-W01"])
def test_date_in_another_form_is_refused(date):
    with pytest.raises(ValidationError, match="not a date"):
        records.source(issued=date)


@pytest.mark.parametrize("date", ["", "2005", "2005-01", "2005-01-13", "2004-02-29"])
def test_date_may_be_partial(date):
    assert records.source(issued=date).issued == date


@pytest.mark.parametrize("address", ["javascript:alert(1)", "example.org", "ftp://example.org/x", "https://"])
def test_address_that_is_not_of_the_web_is_refused(address):
    with pytest.raises(ValidationError, match="not a web address"):
        records.source(url=address)
