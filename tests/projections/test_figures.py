"""Figures of the site as a whole."""

from datetime import date

import pytest

from medications.projections.figures import _Page, counted

TODAY = date(2026, 6, 1)


def page(**changes) -> _Page:
    values = {
        "kind": "medication",
        "basis": "reviewed",
        "last_updated": date(2026, 1, 1),
        "last_reviewed": date(2026, 1, 1),
        "review_due": date(2027, 1, 1),
    }
    return _Page(**{**values, **changes})


def test_pages_are_counted_by_kind():
    found = counted([page(), page(), page(kind="symptom")], TODAY)

    assert (found.pages, found.medicines, found.symptoms) == (3, 2, 1)


def test_page_is_overdue_from_the_day_after():
    due = [page(review_due=TODAY), page(review_due=date(2026, 5, 31)), page(review_due=None)]

    assert counted(due, TODAY).overdue == 1


def test_starter_and_emergency_pages_and_those_never_reviewed_are_counted():
    found = counted([page(basis="starter", last_reviewed=None), page(basis="emergency"), page(last_reviewed=None)], TODAY)

    assert (found.starter, found.emergency, found.never_reviewed) == (1, 1, 2)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([TODAY], "less than a month"),
        ([date(2026, 5, 1)], "1 month"),
        ([date(2005, 1, 13), date(2026, 4, 1), date(2026, 5, 30)], "2 months"),
        ([date(2005, 1, 13)], "21 years"),
        ([], ""),
    ],
)
def test_age_is_the_median(days, words):
    assert counted([page(last_updated=day) for day in days], TODAY).median_age_in_words == words
