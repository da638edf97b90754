"""Whoever follows cursors meets every row that was there all along, once, whatever comes and goes meanwhile."""

import random

import pytest

from medications.models import IndexRow
from medications.projections import cursors
from medications.projections.cursors import BadCursor, Cursor, decoded, encoded, window, window_of
from tests.factories import publications, records

ORDERS = [("sort_key", "document"), ("-last_updated", "sort_key", "document")]


def followed(order, size, *, between=lambda: None):
    """The titles met from the first page to the last, and then back from there."""
    seen, pages, cursor = [], 0, None
    while True:
        page = window(IndexRow.objects.filter(kind="medication"), order, cursor, size, "title")
        seen += [title for (title,) in page.rows]
        pages += 1
        between()
        if page.following is None:
            return seen, page.preceding
        cursor = decoded(encoded(page.following, "x"), "x")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("order", ORDERS)
def test_pages_follow_each_other_without_gap_or_repeat_forward_and_back(order):
    for number in range(7):
        publications.published(records.small_record(f"medicine {number}"))
    whole = list(IndexRow.objects.filter(kind="medication").order_by(*order).values_list("title", flat=True))

    seen, back = followed(order, 3)

    assert seen == whole
    came = []
    while back:
        page = window(IndexRow.objects.filter(kind="medication"), order, decoded(encoded(back, "x"), "x"), 3, "title")
        came = [title for (title,) in page.rows] + came
        back = page.preceding
    assert came == whole[:6]


@pytest.mark.django_db
def test_a_row_that_comes_or_goes_between_two_pages_moves_no_other():
    for number in range(6):
        publications.published(records.small_record(f"medicine {number}"))
    first = IndexRow.objects.get(title="Medicine 0")

    def between():
        if IndexRow.objects.filter(pk=first.pk).exists():
            first.delete()
            publications.published(records.small_record("a medicine"))

    seen, _ = followed(ORDERS[0], 2, between=between)

    assert seen == [f"Medicine {number}" for number in range(6)]


def test_a_ranked_list_goes_on_after_a_row_wherever_it_stands_by_now():
    found = list("abcdefg")
    page = window_of(found, None, 3)

    moved = window_of(["x", *found], page.following, 3)
    gone = window_of(list("abdefg"), page.following, 3)

    assert [pk for (pk,) in page.rows] == ["a", "b", "c"]
    assert [pk for (pk,) in moved.rows] == ["d", "e", "f"]
    assert [pk for (pk,) in gone.rows] == ["e", "f", "g"]
    assert [pk for (pk,) in window_of(found, moved.preceding, 3).rows] == ["a", "b", "c"]


def test_a_cursor_of_another_list_is_refused():
    with pytest.raises(BadCursor):
        decoded(encoded(Cursor(("a", "b")), "one question"), "another")


@pytest.mark.django_db
@pytest.mark.parametrize("values", [(), ("a",), ("a", "no uuid"), ("a", "b", "c"), ("a\0", "b")])
def test_a_cursor_with_other_values_is_refused(values):
    with pytest.raises(BadCursor):
        window(IndexRow.objects.all(), ORDERS[0], decoded(encoded(Cursor(values), "x"), "x"), 3, "title")


@pytest.mark.django_db
def test_a_cursor_with_a_number_for_a_day_is_refused():
    with pytest.raises(BadCursor):
        window(IndexRow.objects.all(), ORDERS[1], Cursor((5, "a", "b")), 3, "title")


@pytest.mark.parametrize("seed", range(3))
def test_noise_is_refused(seed):
    chance = random.Random(seed)
    whole = encoded(Cursor(("a", "b")), "x")
    for text in ["", "é", "a" * 5_000, whole[:-3], "".join(chance.choices(whole, k=20))]:
        with pytest.raises(BadCursor):
            cursors.decoded(text, "x")
