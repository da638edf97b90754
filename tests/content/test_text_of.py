"""Which changes are changes of the text: they move the date last updated."""

import pytest

from medications.content.moving import Move, move
from medications.content.schema import GenericInfo, Section
from medications.content.text_of import sentences, text_digest, wording
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


def body(text: str) -> list[Section]:
    return [Section(kind="about", heading="About it", body=text), *RECORD.sections[1:]]


@pytest.mark.parametrize("to", ["about", "other", "stopping"])
def test_a_moved_paragraph_is_the_same_wording(to):
    assert wording(move(RECORD, [Move(2, 0, to)])) == wording(RECORD)


@pytest.mark.parametrize(
    "change",
    [
        {"slug": "moved"},
        {"availability": "both"},
        {"controlled_schedule": ""},
        {"brand_names": []},
        {"routes": []},
        {"dosage_forms": []},
        {"drug_class": None},
        {"generic_available": GenericInfo()},
        {"codes": []},
        {"whole_page_sources": []},
        {"sources": [records.source(records.LABEL, permission="Corrected."), records.source(records.BOOK)]},
        {"uses": [use.model_copy(update={"symptom": records.symptom_term("fatigue"), "sources": ()}) for use in RECORD.uses]},
        {"side_effects": [row.model_copy(update={"terms": (), "sources": ()}) for row in RECORD.side_effects]},
        {"sections": body("It is *made up*.")},
    ],
)
def test_a_fact_a_link_or_a_citation_is_the_same_wording(change):
    assert wording(records.changed(RECORD, **change)) == wording(RECORD)


@pytest.mark.parametrize("change", [{"sections": RECORD.sections[1:]}, {"side_effects": RECORD.side_effects[1:]}])
def test_a_sentence_or_side_effect_less_is_part_of_the_wording(change):
    assert wording(records.changed(RECORD, **change)) < wording(RECORD)


@pytest.mark.parametrize(("kind", "is_text"), [("other", False), ("about", True)])
def test_a_heading_is_text_unless_it_is_the_name_of_its_own_kind_of_section(kind, is_text):
    sections = [*RECORD.sections, Section(kind=kind, heading="Other", body="It is **made up**.")]

    assert ("Other" in wording(records.changed(RECORD, sections=sections))) == is_text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Take it.\nDo not   chew. (Ask us!)", ["Take it.", "Do not chew.", "(Ask us!)"]),
        ("Not for:\n\n- cats\n- dogs [@label, p. 3]", ["Not for:", "cats", "dogs"]),
        ("Take approx. 5 mg. Wait.", ["Take approx. 5 mg.", "Wait."]),
        ("", []),
    ],
)
def test_sentences(text, found):
    assert sentences(text) == found
