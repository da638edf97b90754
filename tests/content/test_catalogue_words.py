"""How words of pages and facts are compared."""

import pytest

from medications.content.catalogue_words import figures, has_words, names_market, numbers, plain


def test_marks_citations_case_and_blanks_do_not_count():
    assert plain("**Don\u2019t**  take\n2\\* [@label, p. 3].") == "don't take 2."


@pytest.mark.parametrize(("piece", "there"), [("calms nerves", True), ("calms nerve", False), ("alms", False), ("nerves.", True)])
def test_words_are_found_whole(piece, there):
    assert has_words("it calms nerves.", piece) is there


@pytest.mark.parametrize(
    ("text", "market", "named"),
    [
        ("UK advice: skip it.", "GB", True),
        ("in the United Kingdom", "GB", True),
        ("in Canada", "CA", True),
        ("Ask us.", "US", True),  # a small price for "US", which no page writes otherwise
        ("trust it", "US", False),
        ("in Canada", "GB", False),
    ],
)
def test_market_is_named(text, market, named):
    assert names_market(text, market) is named


def test_figures_are_those_in_digits():
    assert figures("Take 2 tablets of 0.5 mg, 1,000 times. CYP2C9, covid-19, three") == {"2", "0.5", "1,000"}


def test_numbers_are_those_in_words_too():
    assert numbers("Twelve of 13, one by one") == {"12", "13", "1"}
