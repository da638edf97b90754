"""Brand names, chemical names and what the first sentence is about."""

import pytest

from medications.importing.names import lower_first, subject_of
from tests.importing.pages import codes, parsed, small_page


def brands(page) -> list[tuple[str, str]]:
    return [(brand.name, brand.market) for brand in page.brand_names]


def test_chemical_name_with_pronunciation_is_not_inferred():
    page = parsed(small_page(names="Quietrane (U.S.)\n\nOrbelazine (or-bel-a-zeen)"))

    assert (page.generic_name.value, page.generic_name.inferred) == ("orbelazine", False)
    assert page.pronunciation == "or-bel-a-zeen"
    assert page.unmapped == ()


def test_market_on_the_next_line_belongs_to_the_brand_above():
    page = parsed(small_page(names="Quietrane Tablets\n(U.S. and Canada)"))

    assert brands(page) == [("Quietrane Tablets", "US"), ("Quietrane Tablets", "CA")]
    assert page.unmapped == ()


def test_brands_on_one_line_are_parted_at_the_semicolon():
    page = parsed(small_page(names="Quietrane (U.S.); Stillwell (Canada; U.K.)"))

    assert brands(page) == [("Quietrane", "US"), ("Stillwell", "CA"), ("Stillwell", "GB")]


def test_bracket_that_is_no_market_makes_no_brand_and_stays_unmapped():
    page = parsed(small_page(names="None (see the leaflet in U.S.)"))

    assert page.brand_names == ()
    assert page.unmapped == ("None (see the leaflet in U.S.)",)
    assert "unmapped_text" in codes(page)


def test_none_is_no_brand():
    page = parsed(small_page(names="None"))

    assert page.brand_names == ()
    assert page.unmapped == ()


def test_bare_name_is_the_chemical_name_when_the_first_sentence_is_about_it():
    page = parsed(small_page(names="Quietrane (U.S.)\n\nOrbelazine"))

    assert (page.generic_name.value, page.generic_name.inferred) == ("orbelazine", False)


def test_bare_name_is_otherwise_a_brand_to_be_checked():
    page = parsed(small_page(names="Quietrane"))

    assert brands(page) == [("Quietrane", "")]
    assert "brand_market_unknown" in codes(page)


def test_brand_in_the_first_sentence_is_not_taken_for_the_generic_name():
    page = parsed(small_page(opening="Quietrane is an invented agent."))

    assert page.generic_name.value == ""
    assert "generic_name_missing" in codes(page)


@pytest.mark.parametrize(
    ("opening", "subject"),
    [
        ("Clonazepam is a benzodiazepine that ...", "Clonazepam"),
        ("Interferon beta-1a is one of several ...", "Interferon beta-1a"),
        ("This is a medicine ...", ""),
        ("It is the best known ...", ""),
        ("Take it with water.", ""),
        ("", ""),
    ],
)
def test_subject_of_a_first_sentence(opening, subject):
    assert subject_of(opening) == subject


@pytest.mark.parametrize(
    ("printed", "stored"), [("Clonazepam", "clonazepam"), ("OnabotulinumtoxinA", "onabotulinumtoxinA"), ("ACTH", "ACTH")]
)
def test_generic_name_begins_in_lower_case_unless_it_is_an_abbreviation(printed, stored):
    assert lower_first(printed) == stored
