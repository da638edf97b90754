"""All warnings together: complete records have none, every reason can be followed, and none blocks."""

import cProfile

import pytest

from medications.content import checks
from medications.content.readability import blocks
from medications.content.schema import BrandName, Section, Statement
from medications.content.warnings import warnings
from tests.factories import records
from tests.factories.warned import COMPLETE, codes, page

RECORDS = [
    COMPLETE,
    records.symptom_record(),
    records.side_effect_record(),
    records.drug_class_record(),
    records.source_record(),
]
HARD = "Pharmacological administration notwithstanding, discontinuation necessitates individualized physician supervision."


def bad(rows: int = 5):
    """A page on which nearly everything is wrong."""
    return records.medication_record(
        drug_class=None,
        brand_names=[BrandName(name=f"Brand {number}") for number in range(rows)],
        routes=[],
        availability="",
        generic_available={"value": "yes"},
        uses=[records.use(f"symptom-{number}", note=HARD, sources=[]) for number in range(rows)],
        at_a_glance=[Statement(text=f"{HARD} {number}. [@nobody]") for number in range(rows)],
        sections=[
            Section(kind="other", heading="OTHER THINGS:", body=f"### Skips\n\n{HARD} [@Bad]\n\n- {HARD}") for _ in range(rows)
        ],
        side_effects=[records.effect(f"effect {number}", sources=[], look_alike=True) for number in range(rows)],
        lead_sentences=[],
        look_alike_footnote="",
        sources=[records.source(f"undated-{number}", issued="", accessed="") for number in range(rows)],
        whole_page_sources=[],
    )


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.kind)
def test_complete_record_has_no_warning(record):
    assert warnings(record) == []


def test_every_warning_names_its_field_and_says_what_to_do():
    for reason in warnings(bad()):
        assert reason.field, reason
        assert reason.message.endswith((".", "?")), reason


def test_a_warning_about_a_row_names_a_row_that_is_there():
    record = bad()

    rows = [reason for reason in warnings(record) if reason.row is not None]

    assert len(rows) > 15
    for reason in rows:
        assert 0 <= reason.row < len(getattr(record, reason.field)), reason
        assert reason.box, reason


def test_no_warning_blocks():
    assert checks.blockers(bad()) == []


def test_the_same_fault_two_hundred_times_is_told_once():
    side_effects = [reason for reason in warnings(bad(200)) if reason.field == "side_effects"]

    assert [reason.code for reason in side_effects] == ["uncited_side_effect", "unmapped_side_effects"]


def bad_rows(rows: int):
    """A page on which nothing costs much but its side effects."""
    return records.small_record(side_effects=bad(rows).side_effects)


@pytest.mark.parametrize("made", [bad, bad_rows])
def test_work_grows_with_the_page_and_no_faster(made):
    small, large = calls(made(20)), calls(made(160))

    assert large < 10 * small  # 64 times, if each row looked at all others


def calls(record) -> int:
    """How many functions are called: unlike seconds, the same on a busy machine."""
    blocks.cache_clear()
    profile = cProfile.Profile()
    profile.runcall(warnings, record)
    return sum(entry.callcount for entry in profile.getstats())


def test_the_most_serious_come_first():
    found = codes(page(at_a_glance=[], availability="", sections=[]))

    assert found[:2] == ["no_stopping", "no_missed_dose"]
