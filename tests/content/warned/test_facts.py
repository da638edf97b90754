import pytest

from tests.factories import records
from tests.factories.warned import codes, page

MISSING = {
    "no_drug_class": {"drug_class": None},
    "no_route": {"routes": []},
    "no_availability": {"availability": ""},
    "no_brand_name": {"brand_names": []},
    "no_sections": {"sections": []},
    "no_side_effects": {"side_effects": []},
    "generic_undated": {"generic_available": {"value": "yes", "markets": ["US"], "sources": [records.LABEL]}},
    "generic_nowhere": {"generic_available": {"value": "yes", "as_of": "2024", "sources": [records.LABEL]}},
}


@pytest.mark.parametrize("code", MISSING)
def test_fact_that_is_missing_warns(code):
    assert code in codes(page(**MISSING[code]))


def test_generic_that_is_not_known_needs_neither_date_nor_market():
    assert {"generic_undated", "generic_nowhere"}.isdisjoint(codes(page(generic_available={"value": "unknown"})))
