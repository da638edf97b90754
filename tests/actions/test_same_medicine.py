"""What two names of one substance share."""

import pytest

from medications.actions.same_medicine import substance


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Desmopressin acetate", "desmopressin"),
        ("betamine, hydrochloride", "betamine"),
        ("Dantrolene sodium", "dantrolene"),
        ("betamine sodium phosphate", "betamine"),
        ("baclofen", "baclofen"),
        # A salt of which nothing else is named
        ("sodium phosphate", "sodium phosphate"),
        ("Sodium chloride", "sodium chloride"),
        ("potassium citrate", "potassium citrate"),
        ("magnesium sulfate", "magnesium sulfate"),
        ("ferrous fumarate", "ferrous fumarate"),
        ("acetate sodium", "acetate sodium"),
        ("abc chloride", "abc chloride"),
        ("", ""),
    ],
)
def test_a_salt_is_left_aside_only_where_a_substance_is_left(name, expected):
    assert substance(name) == expected
