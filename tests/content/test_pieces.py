import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.pieces import is_item, joined, pieces, without_mark


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\nwrapped.", ["One\nwrapped."]),
        ("Not with:\n\n- alcohol\n- grapefruit", ["Not with:", "- alcohol", "- grapefruit"]),
        ("1. wash\n2. dry", ["1. wash", "2. dry"]),
        ("Not with:\n- alcohol", ["Not with:\n- alcohol"]),  # no list to Markdown's reader alone: it stays one piece
        ("", []),
    ],
)
def test_a_body_falls_into_paragraphs_and_items(body, expected):
    assert pieces(body) == expected


@given(st.lists(st.sampled_from(["One.", "Two\nlines.", "- item", "1. first", "2. second", "Note: three."]), max_size=8))
def test_a_body_put_together_falls_into_the_same_pieces(parts):
    assert pieces(joined(parts)) == parts


@given(st.text(alphabet="ab -1.\n", max_size=60))
def test_no_word_is_lost_on_the_way(body):
    assert re.findall(r"\w+", joined(pieces(body))) == re.findall(r"\w+", body)


def test_an_item_reads_as_a_sentence_without_its_mark():
    assert (is_item("- Do not drink."), without_mark("- Do not drink."), without_mark("12. Wash\nit")) == (
        True,
        "Do not drink.",
        "12. Wash it",
    )
