"""The statement on generics."""

import pytest

from tests.importing.pages import codes, message, parsed, small_page


def read(statement: str):
    return parsed(small_page(usage=f"Fatigue {statement}"))


def generic(page) -> tuple[str, tuple[str, ...]]:
    return (page.generic_available.value, page.generic_available.markets)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("No", ("no", ())),
        ("Yes.", ("yes", ())),
        ("Unknown", ("unknown", ())),
        ("Not available", ("no", ())),
        ("Available", ("yes", ())),
        ("Yes (U.S. and Canada)", ("yes", ("US", "CA"))),
        ("Yes, in U.S. and Canada", ("yes", ("US", "CA"))),
        ("Yes, U.S. only", ("yes", ("US",))),
        ("Available in Canada", ("yes", ("CA",))),
    ],
)
def test_statement_is_read_whole(statement, expected):
    page = read(statement)

    assert [use.symptom for use in page.uses] == ["fatigue"]
    assert generic(page) == expected
    assert page.unmapped == ()


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Yes (U.S.); No (Canada)", ("yes", ("US",))),
        ("No (U.S.), Yes (Canada)", ("yes", ("CA",))),
        ("Yes in U.S.; no in Canada", ("yes", ("US",))),
        ("Yes (tablets), No (spray)", ("yes", ())),
    ],
)
def test_statement_that_differs_is_yes_and_quoted_and_its_line_unmapped(statement, expected):
    page = read(statement)

    assert generic(page) == expected
    assert f"“{statement}”" in message(page, "generic_differs_by_market")
    assert page.unmapped == (f"Fatigue {statement}",)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [("Yes - tablets only", ("yes", ())), ("Yes (tablets)", ("yes", ())), ("Yes (U.S.); ask us", ("yes", ("US",)))],
)
def test_statement_that_says_more_is_quoted_and_its_line_unmapped(statement, expected):
    page = read(statement)

    assert generic(page) == expected
    assert f"“{statement}”" in message(page, "generic_qualified")
    assert page.unmapped == (f"Fatigue {statement}",)


@pytest.mark.parametrize("usage", ["Fatigue\n\nNo", "Fatigue\nPain\nNo", "• Fatigue\n• Pain\n\nNo", "No\n\nFatigue"])
def test_statement_in_a_cell_of_its_own(usage):
    page = parsed(small_page(usage=usage))

    assert generic(page) == ("no", ())
    assert page.uses[0].symptom == "fatigue"
    assert page.unmapped == ()


def test_text_that_begins_with_available_is_no_statement():
    page = parsed(small_page(usage="Fatigue", opening="Available in tablets and syrup."))

    assert page.generic_available.value == "unknown"
    assert "Available in tablets and syrup." in page.sections[0].body


def test_statement_without_a_market_is_asked_for_one():
    assert "generic_market_unknown" in codes(read("No"))
