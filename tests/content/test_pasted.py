import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.pasted import clean


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("Not with:\n•\talcohol\n•\tgrapefruit", "Not with:\n\n- alcohol\n- grapefruit"),
        ("·         alcohol\n·         grapefruit", "- alcohol\n- grapefruit"),
        ("\uf0b7\talcohol", "- alcohol"),
        ("• 5 mg", "- 5 mg"),
        ("·\u00a05 mg", "- 5 mg"),
        ("•alcohol", "- alcohol"),
        ("1.\twash\n2.\tdry", "1. wash\n2. dry"),
        ("•\tone\n\to\ttwo", "- one\n  - two"),
        ("100\u00a0mg daily", "100 mg daily"),
        ("inter\u00adaction\u200b", "interaction"),
        ("one\vtwo", "one\ntwo"),
        ("dose\tmg", "dose mg"),
    ],
)
def test_what_a_word_processor_pastes_becomes_markdown(pasted, expected):
    assert clean(pasted) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "- one\n- two",
        "**bold** and [@label, p. 12]",
        "line  \nbreak",
        "Over 1.5 mg – or less",
        "a\n\n\n\nb",
        "o my",
        "·5 mg twice a day",
        "  ·5 mg",
        "•5 mg",
        "◦C",
    ],
)
def test_markdown_that_was_typed_stays_as_it_is(typed):
    assert clean(typed) == typed


@given(st.text(max_size=80))
def test_cleaning_twice_is_the_same_as_once(text):
    assert clean(clean(text)) == clean(text)
