import pytest

from tests.factories import records
from tests.factories.warned import codes, only

FAULTS = {
    "no_summary": {"summary": ""},
    "no_link_phrase": {"link_phrase": ""},
    "no_group": {"group": ""},
    "alias_is_name": {"aliases": ["Tremor", "shaking"]},
}


@pytest.mark.parametrize("code", FAULTS)
def test_symptom_with_a_fault_warns(code):
    assert codes(records.symptom_record(**FAULTS[code])) == [code]


def test_symptom_without_link_phrase_is_told_how_it_would_read():
    assert "“Other medications used to treat tremor”" in only("no_link_phrase", records.symptom_record(link_phrase="")).message


def test_side_effect_whose_other_name_is_its_name_warns():
    assert codes(records.side_effect_record(aliases=["DROWSINESS"])) == ["alias_is_name"]


def test_side_effect_needs_no_explanation():
    assert codes(records.side_effect_record(explanation="", aliases=[])) == []
