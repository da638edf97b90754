"""Time grows with the length of a page, not with its square; and what is too long for a page is not read at all."""

import sys

import pytest

from medications.importing.outline import MOST_CHARACTERS, MOST_LINES
from medications.importing.page import parse_page
from tests.importing.pages import codes, parsed, small_page

pytestmark = pytest.mark.slow

# Each a text that some reader has to look at piece by piece.
LONG = {
    "lines": lambda times: small_page(proper_usage="a\n" * times),
    "wrapped lines": lambda times: small_page(proper_usage=f"{'word ' * 13}\n" * times),
    "paragraphs": lambda times: small_page(proper_usage="Stop it. Take it.\n\n" * times),
    "items": lambda times: small_page(proper_usage="• a\n" * times),
    "numbers": lambda times: small_page(proper_usage="1. a\n" * times),
    "rows": lambda times: small_page(side_effects="Effects that go away: " + "x* (y); " * times),
    "rows one a line": lambda times: small_page(side_effects="Effects that go away:\n" + "x*\n" * times),
    "groups": lambda times: small_page(side_effects="Effects that go away: a; b.\n" * times),
    "leads without rows": lambda times: small_page(side_effects="Effects that go away:\n" * times),
    "brands": lambda times: small_page(names="Quietrane (U.S.); " * times),
    "names": lambda times: small_page(names="Quietrane\n\n" * times),
    "brackets": lambda times: small_page(names="(" * times),
    "uses": lambda times: small_page(usage="a; " * times + "No"),
    "facts": lambda times: "About this Medication\n" + "• Brand Name: A (U.S.)\n" * times + "\nProper Usage\n\na",
    "resources": lambda times: small_page(tail="Medication Index\n" + "\nAbout Vertigo\n\nT\nd.\n" * times),
    "reprints": lambda times: small_page(tail="Reprinted from A (ed.), B, 3rd Edition. C: D, 20.\n\n" * times),
    "pages": lambda times: f"{small_page()}\n" * (times // 20),
}


def work(text: str) -> int:
    """The number of function calls that reading the text takes: unlike time, the same on every machine."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        parse_page(text, file="page.txt")
    finally:
        sys.setprofile(previous)
    return calls


@pytest.mark.parametrize("kind", LONG)
def test_text_of_twice_the_length_takes_at_most_little_more_than_twice_the_work(kind):
    once, twice = work(LONG[kind](300)), work(LONG[kind](600))

    assert twice <= 2.2 * once


@pytest.mark.parametrize("text", [small_page(proper_usage="a\n" * MOST_LINES), small_page(proper_usage="a" * MOST_CHARACTERS)])
def test_text_far_longer_than_a_page_is_not_read_and_not_lost(text):
    page = parsed(text)

    assert codes(page)[0] == "too_long"
    assert (page.sections, page.brand_names, page.furniture) == ((), (), ())
    assert len(page.unmapped) == len([line for line in text.split("\n") if line])


def test_first_page_of_a_long_text_is_read():
    page = parsed(f"{small_page()}\n" * (MOST_LINES // 10))

    assert page.brand_names[0].name == "Quietrane"
    assert "several_medicines" in codes(page)
