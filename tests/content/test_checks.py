"""Rule 12, as a pure function: what stops a publication. What only warns is in tests/content/warned."""

import pytest

from medications.content import checks
from medications.content.schema import Reuse, Section, Statement
from tests.factories import records

LIVE = records.medication_record()
BOXED = next(part for part in LIVE.sections if part.boxed)
STOPPING = next(part for part in LIVE.at_a_glance if part.kind == "stopping")

FAULTS = {
    "no_name": {"generic_name": ""},
    "no_use": {"uses": []},
    "no_source": {"sources": []},
    "reuse_site": {"sources": [records.source(records.LABEL, reuse=Reuse(site=False)), records.source(records.BOOK)]},
    "boxed_warning_gone": {"sections": [part for part in LIVE.sections if not part.boxed]},
    "stopping_gone": {"at_a_glance": [part for part in LIVE.at_a_glance if part.kind != "stopping"]},
}


def codes(reasons) -> list[str]:
    return [reason.code for reason in reasons]


def test_complete_record_has_no_blocker():
    assert checks.blockers(LIVE, LIVE) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_blocks(fault):
    record = records.changed(LIVE, **FAULTS[fault])

    assert codes(checks.blockers(record, LIVE)) == [fault]


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_that_is_live_already_does_not_block(fault):
    faulty = records.changed(LIVE, **FAULTS[fault])

    assert checks.blockers(records.changed(faulty, pronunciation="corrected"), faulty) == []


@pytest.mark.parametrize("fault", ["no_name", "no_use", "no_source", "reuse_site"])
def test_fault_of_a_page_that_was_never_public_blocks(fault):
    assert codes(checks.blockers(records.changed(LIVE, **FAULTS[fault]))) == [fault]


def test_first_publication_needs_neither_boxed_warning_nor_stopping_statement():
    record = records.changed(LIVE, **FAULTS["boxed_warning_gone"], **FAULTS["stopping_gone"])

    assert checks.blockers(record) == []


def test_one_of_two_boxed_warnings_gone_blocks():
    two = records.changed(
        LIVE, sections=[*LIVE.sections, Section(kind="precautions", heading="Two", body="Another danger.", boxed=True)]
    )

    assert codes(checks.blockers(LIVE, two)) == ["boxed_warning_gone"]


def test_boxed_warning_in_other_words_does_not_block():
    reworded = records.changed(LIVE, sections=[part.model_copy(update={"body": "Other words."}) for part in LIVE.sections])

    assert checks.blockers(reworded, LIVE) == []


def test_boxed_warning_that_lost_its_box_blocks():
    unboxed = records.changed(LIVE, sections=[part.model_copy(update={"boxed": False}) for part in LIVE.sections])

    assert codes(checks.blockers(unboxed, LIVE)) == ["boxed_warning_gone"]


def test_stopping_statement_in_other_words_does_not_block():
    reworded = records.changed(LIVE, at_a_glance=[Statement(kind="stopping", text="Stop slowly.")])

    assert checks.blockers(reworded, LIVE) == []


def test_every_blocker_names_its_field_and_says_why():
    bare = records.changed(LIVE, generic_name="", uses=[], sources=[], sections=[], at_a_glance=[])
    reasons = [*checks.blockers(bare, LIVE), *checks.blockers(records.changed(LIVE, **FAULTS["reuse_site"]))]

    assert {reason.code for reason in reasons} == set(FAULTS)
    assert all(reason.field and reason.message for reason in reasons)


@pytest.mark.parametrize("record", [records.symptom_record(summary=""), records.drug_class_record(), records.source_record()])
def test_terms_have_no_blockers(record):
    assert checks.blockers(record) == []
