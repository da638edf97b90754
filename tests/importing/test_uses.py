"""The line of uses and generic."""

import pytest

from tests.importing.pages import codes, message, parsed, small_page


def uses(page) -> list[tuple[str, str]]:
    return [(use.symptom, use.qualifier) for use in page.uses]


def test_generic_with_a_market_is_read_with_it():
    page = parsed(small_page(usage="Fatigue Yes (U.S. and Canada)"))

    assert (page.generic_available.value, page.generic_available.markets) == ("yes", ("US", "CA"))
    assert "generic_market_unknown" not in codes(page)


def test_generic_bracket_that_is_no_market_is_unmapped():
    page = parsed(small_page(usage="Fatigue Yes (tablets)"))

    assert (page.generic_available.value, page.generic_available.markets) == ("yes", ())
    assert page.unmapped == ("Fatigue Yes (tablets)",)


def test_uses_without_a_word_on_generic_leave_it_unknown():
    page = parsed(small_page(usage="MS-related Fatigue; Pain (burning)"))

    assert uses(page) == [("MS-related fatigue", ""), ("pain", "burning")]
    assert page.generic_available.value == "unknown"
    assert "generic_market_unknown" not in codes(page)


def test_generic_on_a_line_of_its_own_is_read():
    page = parsed(small_page(usage="Fatigue\nNo"))

    assert (uses(page), page.generic_available.value) == ([("fatigue", "")], "no")


def test_generic_that_differs_by_market_is_read_where_there_is_one_and_the_rest_is_pointed_out():
    page = parsed(small_page(usage="Fatigue Yes (U.S.); No (Canada)"))

    assert (uses(page), page.generic_available.value, page.generic_available.markets) == ([("fatigue", "")], "yes", ("US",))
    assert "“Yes (U.S.); No (Canada)”" in message(page, "generic_differs_by_market")
    assert page.unmapped == ("Fatigue Yes (U.S.); No (Canada)",)


@pytest.mark.parametrize("before", ["A paragraph that strayed in here.", "another one"])
def test_stray_text_before_the_usage_line_goes_to_the_opening(before):
    page = parsed(small_page(usage=f"{before}\n\nFatigue No"))

    assert uses(page) == [("fatigue", "")]
    assert page.sections[0].body.startswith(before)
