"""Hard line wraps: which lines are one text, and which stand alone."""

import pytest

from medications.importing.lines import Paper
from medications.importing.wraps import passages_of


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
