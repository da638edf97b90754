"""Who mistypes a parameter is told which one there is."""

import pytest

from medications.content.parameters import nearest, unknown

KNOWN = ["symptom", "drug_class", "side_effect", "updated_since", "q", "page"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("symptoms", "symptom"),
        ("drugclass", "drug_class"),
        ("Side-Effect", "side_effect"),
        ("updated", "updated_since"),
        ("Since", "updated_since"),
    ],
)
def test_the_nearest_name_is_offered(typed, meant):
    assert f"Did you mean “{meant}”?" in unknown(typed, KNOWN)


@pytest.mark.parametrize(("typed", "meant"), [("_lastupdated", "_lastUpdated"), ("id", "_id"), ("Text", "code:text")])
def test_names_of_fhir_are_offered_as_they_are_written(typed, meant):
    assert nearest(typed, ["_id", "code", "code:text", "_lastUpdated"]) == meant


def test_an_end_of_several_names_offers_none():
    assert nearest("effect", ["side_effect", "without_side_effect"]) == ""


@pytest.mark.parametrize("typed", ["page_size", "per_page", "limit", "name", "x", "", "date"])
def test_what_is_not_near_is_not_offered(typed):
    assert nearest(typed, KNOWN) == ""


def test_a_name_like_no_other_offers_none_and_tells_all():
    said = unknown("xyzzy", KNOWN)

    assert nearest("xyzzy", KNOWN) == ""
    assert said == f"There is no parameter “xyzzy”. There are: {', '.join(KNOWN)}."


def test_where_none_is_known_it_says_so():
    assert unknown("xyzzy", []) == "There is no parameter “xyzzy”. None is known here."


def test_a_long_name_is_not_said_again_in_full():
    assert "a" * 41 not in unknown("a" * 5_000, KNOWN)
