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


@pytest.mark.parametrize(
    ("printed", "stored"),
    [
        ("Disease-Modifying Agent", ("disease-modifying agent", "")),
        ("MS-Related Fatigue", ("MS-related fatigue", "")),
        ("TREMOR", ("tremor", "")),
        ("Bladder Dysfunction (Urinary Frequency)", ("bladder dysfunction", "urinary frequency")),
        ("Pain (e.g., burning)", ("pain", "e.g., burning")),
    ],
)
def test_use_in_title_case_is_stored_in_lower_case(printed, stored):
    assert uses(parsed(small_page(usage=f"{printed} No"))) == [stored]


@pytest.mark.parametrize(
    "usage", ["Fatigue; Pain;\nVertigo No", "Fatigue; Pain (burning,\nsharp); Vertigo No", "• Fatigue\n• Pain\n• Vertigo\n\nNo"]
)
def test_uses_on_several_lines_are_read_together(usage):
    page = parsed(small_page(usage=usage))

    assert [use.symptom for use in page.uses] == ["fatigue", "pain", "vertigo"]
    assert page.generic_available.value == "no"
    assert page.unmapped == ()


def test_use_with_commas_may_be_several():
    (finding,) = [one for one in parsed(small_page(usage="Fatigue, Pain No")).findings if one.code == "use_perhaps_several"]

    assert (finding.field, finding.subject) == ("uses", "fatigue, pain")
