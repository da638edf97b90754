"""Internet addresses, shortened to their neighborhood."""

import pytest

from medications.content.addresses import truncated


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("192.0.2.77", "192.0.2.0"),
        ("2001:db8:1:2::3", "2001:db8:1::"),
        ("::ffff:192.0.2.77", "192.0.2.0"),
        ("", "0.0.0.0"),  # noqa: S104 - no address to listen on
        ("somebody", "0.0.0.0"),  # noqa: S104
    ],
)
def test_only_the_neighborhood_is_kept(address, kept):
    assert truncated(address) == kept
