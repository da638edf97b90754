import pytest

from medications.content.choices import MARKETS
from medications.importing import markets


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("U.S.", ("US",)),
        ("Canada", ("CA",)),
        ("U.K.", ("GB",)),
        ("U.S. and Canada", ("US", "CA")),
        ("the U.S., Canada, and U.K.", ("US", "CA", "GB")),
        ("USA/Canada", ("US", "CA")),
        ("Canada & US", ("CA", "US")),
        ("U.S. and US", ("US",)),
    ],
)
def test_printed_markets_become_codes_in_order(printed, codes):
    assert markets.read_markets(printed) == codes


@pytest.mark.parametrize("printed", ["", "tablets", "U.S. and elsewhere", "previously available in Canada"])
def test_text_with_anything_but_markets_gives_none(printed):
    assert markets.read_markets(printed) == ()


def test_every_code_is_a_market_of_the_records():
    assert set(markets._CODES.values()) <= set(MARKETS)
