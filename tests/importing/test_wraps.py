"""Hard line wraps: which lines are one text, and which stand alone."""

import textwrap

import pytest

from medications.importing.lines import Paper
from medications.importing.wraps import passages_of
from tests.importing.pages import LEGACY, legacy_text, needs_legacy, parsed, sample_text


def texts(text: str) -> list[list[str]]:
    """Paragraph by paragraph the texts in it."""
    return [[passage.text for passage in passages] for passages in passages_of(Paper.of(text).paragraphs)]


WRAPPED = (
    "Keep the imaginary capsules dry and away from pets, toddlers and\ncurious visitors. Swallow one a day with a glass of water."
)


def test_lines_broken_at_a_width_are_one_text():
    assert texts(WRAPPED) == [[WRAPPED.replace("\n", " ")]]


def test_lines_of_an_address_stand_alone():
    assert texts("HELP DESK\n555-0142\nwww.help.example") == [["HELP DESK", "555-0142", "www.help.example"]]


def test_lines_that_end_before_the_width_stand_alone():
    lines = ["Take it with food every morning and every evening.", "Do not drink alcohol while you are taking this medicine."]

    assert texts("\n".join(lines)) == [lines]


def test_whole_paragraphs_on_lines_without_a_blank_one_stand_alone():
    lines = ["word " * 40 + "end.", "Word " * 40 + "end."]

    assert texts("\n".join(lines)) == [lines]


def test_further_line_of_an_item_belongs_to_it():
    assert texts("• Eat\n  well.\n• Drink.") == [["• Eat well.", "• Drink."]]


def test_line_below_a_finished_item_is_a_text_of_its_own():
    assert texts("• Eat.\nThen rest.") == [["• Eat.", "Then rest."]]


@pytest.mark.parametrize("note", ["Note: do not drive.", "Please note: do not drive.", "IMPORTANT: do not drive."])
def test_note_begins_a_text_of_its_own(note):
    assert texts(f"{WRAPPED.split(chr(10))[0]}\n{note}")[0][1] == note


def test_number_within_a_wrapped_text_is_no_item():
    text = "It was approved by the authorities of several countries in the spring of\n20. Since then nobody has asked for it."

    assert texts(text) == [[text.replace("\n", " ")]]


def test_numbers_that_count_up_are_items():
    assert texts("1. Wash.\n2) Dry.\n(3) Rest.") == [["1. Wash.", "2) Dry.", "(3) Rest."]]


def test_lines_of_a_page_without_wraps_are_joined_only_where_words_go_on():
    lines = [
        "Keep the imaginary capsules dry and away from pets, toddlers and visitors.",
        "Swallow one capsule a day with water.",
    ]
    paragraphs = Paper.of("\n".join(lines)).paragraphs

    assert [passage.text for passage in passages_of(paragraphs, wrapped=False)[0]] == lines


def wrapped_at(text: str, width: int) -> str:
    lines = (textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""] for line in text.split("\n"))
    return "\n".join(line for wrapped in lines for line in wrapped)


def fields(text: str) -> dict:
    return {name: value for name, value in parsed(text).as_json().items() if name not in ("unmapped", "findings")}


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("name", ["orbelazine", "cindrofen", "later-site-ostaril", "table-quillamide", "two-medicines"])
def test_page_says_the_same_when_its_lines_are_wrapped(name, width):
    text = sample_text(name)

    assert fields(wrapped_at(text, width)) == fields(text)


@needs_legacy
@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("name", sorted(path.name for path in LEGACY.glob("*.txt")) if LEGACY.is_dir() else [])
def test_legacy_page_says_the_same_when_its_lines_are_wrapped(name, width):
    text = legacy_text(name)

    assert fields(wrapped_at(text, width)) == fields(text)
