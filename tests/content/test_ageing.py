"""How old is old."""

from datetime import date

import pytest

from medications.content import ageing


@pytest.mark.parametrize(
    ("today", "old"), [(date(2026, 3, 1), False), (date(2026, 3, 2), False), (date(2026, 3, 3), True), (date(2030, 1, 1), True)]
)
def test_old_begins_the_day_after_the_anniversary(today, old):
    assert ageing.is_old(date(2021, 3, 2), today, years=5) is old


@pytest.mark.parametrize(("today", "old"), [(date(2025, 2, 28), False), (date(2025, 3, 1), True)])
def test_leap_day_has_its_anniversary_between_the_days(today, old):
    assert ageing.is_old(date(2024, 2, 29), today, years=1) is old


@pytest.mark.parametrize(
    ("partial", "first"), [("2024", date(2024, 1, 1)), ("2024-05", date(2024, 5, 1)), ("2024-05-06", date(2024, 5, 6))]
)
def test_partial_date_is_taken_at_its_earliest(partial, first):
    assert ageing.first_day(partial) == first
