"""Words for readers."""

from datetime import date

import pytest

from medications.content.schema import Frequency
from medications.projections import wording


def test_day_is_written_out():
    assert wording.day(date(2005, 1, 13)) == "January 13, 2005"
    assert wording.day(None) == ""


@pytest.mark.parametrize(
    ("value", "said"), [("2005-01-13", "January 13, 2005"), ("2005-01", "January 2005"), ("2005", "2005"), ("", "")]
)
def test_partial_day_says_what_is_known(value, said):
    assert wording.partial_day(value) == said


def test_frequency_says_people_and_placebo():
    assert wording.frequency(Frequency(affected=9, of=100)) == "9 in 100 people"
    assert (
        wording.frequency(Frequency(affected=9, of=100, placebo_affected=0, placebo_of=50))
        == "9 in 100 people, 0 in 50 on placebo"
    )
    assert wording.frequency(None) == ""
