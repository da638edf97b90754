"""How records name their terms, and the same records in other words for them."""

import pytest
from hypothesis import given

from medications.content.canonical import canonical
from medications.content.embedding import embedded, in_words, words_in
from medications.content.schema import Term
from tests.factories import records, strategies

RECORD = records.medication_record()
TREMOR = records.symptom_record("tremor", summary=f"Shaking. [@{records.LABEL}]", sources=[records.source()])
EVERY_KIND = [
    RECORD,
    TREMOR,
    records.side_effect_record("drowsiness"),
    records.drug_class_record("calming-agent"),
    records.source_record(),
]


def named_by(record) -> set[tuple]:
    return set(words_in(record))


def test_terms_of_a_medicine_are_those_in_every_place():
    found = named_by(RECORD)

    assert {("symptom", use.symptom.code) for use in RECORD.uses} <= found
    assert {("side_effect", term.code) for row in RECORD.side_effects for term in row.terms} <= found
    assert {("source", source.code) for source in RECORD.sources} <= found
    assert ("drug_class", RECORD.drug_class.code) in found


def test_side_effect_names_symptoms_and_a_symptom_its_sources():
    assert {kind for kind, _ in named_by(records.side_effect_record("drowsiness"))} == {"symptom"}
    assert {kind for kind, _ in named_by(TREMOR)} == {"source"}


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: record.kind)
def test_record_in_its_own_words_is_the_same(record):
    assert in_words(record, words_in(record)) == record


@pytest.mark.parametrize("record", EVERY_KIND, ids=lambda record: record.kind)
def test_record_without_other_words_is_the_same(record):
    assert in_words(record, {}) == record


def test_terms_get_other_words_and_the_text_stays():
    words = {
        **{name: part.model_copy(update={"label": "other"}) for name, part in words_in(RECORD).items() if isinstance(part, Term)},
        **{name: part.model_copy(update={"title": "Other"}) for name, part in words_in(RECORD).items() if name[0] == "source"},
    }

    changed = in_words(RECORD, words)

    assert {getattr(part, "label", "other") for part in words_in(changed).values()} == {"other"}
    assert {source.title for source in changed.sources} == {"Other"}
    assert canonical(in_words(changed, words_in(RECORD))) == canonical(RECORD)


def test_side_effect_embeds_of_a_symptom_its_name_only():
    effect = records.side_effect_record("drowsiness")
    tremor = records.symptom_record(effect.resembles[0].code, name="shakes")

    changed = in_words(effect, {("symptom", tremor.code): embedded(tremor)})

    assert changed.resembles[0] == Term(code=tremor.code, label="shakes")


@pytest.mark.slow
@given(record=strategies.medication_records())
def test_any_record_in_its_own_words_is_the_same(record):
    assert canonical(in_words(record, words_in(record))) == canonical(record)
