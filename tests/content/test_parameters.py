"""Who mistypes a parameter is told which one there is."""

import pytest

from medications.content.parameters import nearest, unknown

KNOWN = ["symptom", "drug_class", "side_effect", "updated_since", "q"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("symptoms", "symptom"), ("drugclass", "drug_class"), ("Side-Effect", "side_effect"), ("updated", "updated_since")],
)
def test_the_nearest_name_is_offered(typed, meant):
    assert f"Did you mean “{meant}”?" in unknown(typed, KNOWN)


def test_a_name_like_no_other_offers_none_and_tells_all():
    said = unknown("xyzzy", KNOWN)

    assert nearest("xyzzy", KNOWN) == ""
    assert said == f"There is no parameter “xyzzy”. There are: {', '.join(KNOWN)}."


def test_where_none_is_known_it_says_so():
    assert unknown("xyzzy", []) == "There is no parameter “xyzzy”. None is known here."


def test_a_long_name_is_not_said_again_in_full():
    assert "a" * 41 not in unknown("a" * 5_000, KNOWN)
