"""Which changes are changes of the text: they move the date last updated."""

import pytest

from medications.content.moving import Move, move
from medications.content.text_of import text_digest, wording_digest
from tests.factories import records

RECORD = records.medication_record()


@pytest.mark.parametrize("change", [{"slug": "moved"}, {"codes": []}, {"sources": [records.source(permission="Corrected.")]}])
def test_address_codes_and_details_of_sources_are_not_the_text(change):
    assert text_digest(records.changed(RECORD, **change)) == text_digest(RECORD)


@pytest.mark.parametrize(
    "change",
    [
        {"generic_name": "other"},
        {"side_effects": RECORD.side_effects[1:]},
        {"sections": RECORD.sections[1:]},
        {"uses": RECORD.uses[:1]},
        {"whole_page_sources": []},
        {"availability": "both"},
    ],
)
def test_what_a_reader_reads_is_the_text(change):
    assert text_digest(records.changed(RECORD, **change)) != text_digest(RECORD)


def test_the_terms_by_which_a_side_effect_is_found_are_not_the_text():
    rows = [row.model_copy(update={"terms": ()}) for row in RECORD.side_effects]

    assert any(row.terms for row in RECORD.side_effects)
    assert text_digest(records.changed(RECORD, side_effects=rows)) == text_digest(RECORD)


def test_a_moved_paragraph_is_the_same_wording():
    assert wording_digest(move(RECORD, [Move(0, 0, "other")])) == wording_digest(RECORD)


@pytest.mark.parametrize("change", [{"availability": "both"}, {"brand_names": []}, {"routes": []}])
def test_a_fact_that_is_filled_in_is_the_same_wording(change):
    assert wording_digest(records.changed(RECORD, **change)) == wording_digest(RECORD)


@pytest.mark.parametrize("change", [{"sections": RECORD.sections[1:]}, {"side_effects": RECORD.side_effects[1:]}])
def test_a_sentence_or_side_effect_less_is_another_wording(change):
    assert wording_digest(records.changed(RECORD, **change)) != wording_digest(RECORD)
