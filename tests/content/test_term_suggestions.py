import pytest

from medications.content.term_suggestions import suggest

NAMES = {
    "drowsiness": "drowsiness",
    "sleepiness": "drowsiness",
    "fatigue": "fatigue",
    "tiredness": "fatigue",
    "nausea": "nausea",
    "vomiting": "vomiting",
    "skin rash": "rash",
    "rash": "rash",
    "constipation": "constipation",
    "trouble urinating": "urinary-retention",
}


def codes(wording: str, *, sure: bool | None = None) -> list[str]:
    return [each.code for each in suggest(wording, NAMES) if sure is None or each.sure == sure]


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("drowsiness or tiredness", ["drowsiness", "fatigue"]),
        ("Sleepiness*", ["drowsiness"]),
        ("nausea, vomiting", ["nausea", "vomiting"]),
    ],
)
def test_a_wording_that_is_nothing_but_names_of_terms_is_sure(wording, expected):
    assert codes(wording, sure=True) == expected


@pytest.mark.parametrize(
    "wording", ["severe drowsiness", "decreased vomiting", "nausea and no rash", "changes, including constipation* or diarrhea"]
)
def test_a_wording_that_says_more_than_names_is_only_suggested(wording):
    assert codes(wording, sure=True) == []
    assert codes(wording) != []


def test_a_name_that_is_only_like_it_is_suggested_but_not_sure():
    assert codes("trouble with urination", sure=False)[0] == "urinary-retention"


def test_nothing_is_suggested_for_what_is_not_like_any_term():
    assert codes("low blood pressure") == []


def test_no_more_than_six_are_suggested():
    names = {f"pain number {number}": str(number) for number in range(20)}

    assert len(suggest("pain number", names)) == 6
