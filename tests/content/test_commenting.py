"""Places of a record to comment on: which there are, what they are called, and where they are in a later version."""

import pytest
from hypothesis import given

from medications.content.commenting import WHOLE, followed, place_of, places_of
from medications.content.schema import Section
from tests.factories import records, strategies

RECORD = records.medication_record()


def key_of(record, label: str) -> str:
    (place,) = [place for place in places_of(record) if place.label == label]
    return place.key


def test_sections_statements_uses_rows_lead_sentences_and_fields_are_places():
    labels = {place.label for place in places_of(RECORD)}

    assert {
        "The whole page",
        "Section “Proper usage”",
        "At a glance “Stopping”",
        "Use “tremor (at night)”",
        "Side effect “ringing ears”",
        "Lead sentence “Usually settles”",
        "Source “Steady days”",
        "Side effects, all of them",
        "Pronunciation",
        "Chemical name",
        "Generic available",
    } <= labels


def test_a_place_quotes_what_stands_there():
    assert place_of(RECORD, key_of(RECORD, "Section “Proper usage”")).quote == "Swallow it whole. [@ashgrove-2003, p. 12]"
    assert place_of(RECORD, key_of(RECORD, "Side effect “sleepiness or tiredness”")).quote == "sleepiness or tiredness (mild)"
    assert place_of(RECORD, "pronunciation").quote == "or-BEL-a-zeen"


def test_a_long_text_is_quoted_by_its_beginning():
    long = records.changed(RECORD, sections=[Section(kind="about", heading="About", body="word " * 200)])

    assert len(place_of(long, "sections.0").quote) == 300


@pytest.mark.parametrize(
    "key", ["sections.9", "sections.-1", "nothing", "kind", "schema_version", "sections.x", "sections.0.body"]
)
def test_what_is_no_place_is_none(key):
    assert place_of(RECORD, key) is None
    assert followed(key, RECORD, RECORD) is None


@pytest.mark.parametrize(
    "record",
    [RECORD, records.symptom_record(), records.side_effect_record(), records.drug_class_record(), records.source_record()],
    ids=lambda record: record.kind,
)
def test_every_kind_of_record_has_places_each_with_a_key_of_its_own(record):
    keys = [place.key for place in places_of(record)]

    assert len(keys) == len(set(keys)) > 3
    assert keys[0] == WHOLE


# From one version to another


def test_a_row_that_moved_is_followed():
    moved = records.changed(RECORD, side_effects=RECORD.side_effects[::-1])

    assert followed("side_effects.0", RECORD, moved) == "side_effects.2"


def test_a_section_that_was_rewritten_is_followed():
    about, *others = RECORD.sections
    new = records.changed(
        RECORD, sections=[*others, about.model_copy(update={"heading": "What it is", "body": "It is **made up** well. [@x]"})]
    )

    assert followed("sections.0", RECORD, new) == "sections.2"


def test_a_row_that_is_gone_is_no_longer_there():
    new = records.changed(RECORD, side_effects=[RECORD.side_effects[0], RECORD.side_effects[2]])

    assert followed("side_effects.1", RECORD, new) is None
    assert followed("side_effects.1", RECORD, records.changed(RECORD, side_effects=[])) is None


@pytest.mark.parametrize("key", [WHOLE, "pronunciation", "side_effects"])
def test_the_page_a_field_and_a_list_are_always_there(key):
    assert followed(key, RECORD, records.changed(RECORD, pronunciation="", side_effects=[])) == key


@pytest.mark.slow
@given(old=strategies.medication_records(), new=strategies.medication_records())
def test_every_place_leads_to_a_place_of_the_other_version_or_nowhere_and_no_two_rows_to_one(old, new):
    led_to = [followed(place.key, old, new) for place in places_of(old)]

    there = [key for key in led_to if key is not None]
    assert set(there) <= {place.key for place in places_of(new)}
    assert len(there) == len(set(there))


@pytest.mark.slow
@given(record=strategies.medication_records())
def test_every_place_is_where_it_was_in_the_same_version(record):
    assert all(followed(place.key, record, record) == place.key for place in places_of(record))
