"""Which changes are changes of the text: they move the date last updated."""

import pytest

from medications.content.text_of import text_digest
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
