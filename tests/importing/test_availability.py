"""Whether a prescription is needed, and how the medicine is taken, from sentences of the text."""

import pytest

from medications.importing.availability import availability_in
from tests.importing.pages import codes, message, parsed, small_page


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Orbelazine is available without a prescription.", "over_the_counter"),
        ("You can buy it over the counter.", "over_the_counter"),
        ("It is available in the U.S. without a prescription.", "over_the_counter"),
        ("Orbelazine is a nonprescription balm.", "over_the_counter"),
        ("It does not require a prescription.", "over_the_counter"),
        ("It is available by prescription only.", "prescription"),
        ("It is not available without a prescription.", "prescription"),
        ("It requires a prescription.", "prescription"),
        ("It is available with or without a prescription.", "both"),
        ("The balm is sold without a prescription; the syrup requires a prescription.", "both"),
    ],
)
def test_sentence_says_whether_a_prescription_is_needed(sentence, value):
    assert availability_in(sentence) == value


@pytest.mark.parametrize(
    "sentence",
    [
        "Do not increase the dose without a prescription to do so.",
        "Tell your doctor about prescription pain medications.",
        "Take no other medicines that are available without a prescription.",
        "Ask before you take any over-the-counter products.",
        "Keep the counter clean.",
    ],
)
def test_sentence_about_other_things_says_nothing(sentence):
    assert availability_in(sentence) == ""


def test_sentence_stays_in_the_text_and_is_to_be_confirmed():
    page = parsed(small_page(opening="Orbelazine is an agent. It is available without a prescription."))

    assert page.availability == "over_the_counter"
    assert page.sections[0].body.endswith("It is available without a prescription.")
    assert "“It is available without a prescription.”" in message(page, "availability_inferred")


def test_two_sentences_that_say_both_give_both():
    page = parsed(small_page(proper_usage="The balm is available without a prescription.\n\nThe syrup requires a prescription."))

    assert page.availability == "both"


def test_page_that_does_not_say_leaves_it_open():
    page = parsed(small_page())

    assert page.availability == ""
    assert "availability_inferred" not in codes(page)


@pytest.mark.parametrize(
    "sentence",
    [
        "This medication is taken by injection.",
        "It is given intravenously.",
        "It is injected once a week.",
        "It is taken by mouth.",
    ],
)
def test_route_is_to_be_chosen_and_its_sentence_stays(sentence):
    page = parsed(small_page(opening=sentence))

    (finding,) = [finding for finding in page.findings if finding.code == "route_to_choose"]
    assert finding.field == "routes"
    assert sentence.rstrip(".") in finding.message
    assert page.sections[0].body == sentence


def test_page_that_does_not_say_how_it_is_taken_asks_for_nothing():
    assert "route_to_choose" not in codes(parsed(small_page(opening="Even if taken at bedtime it helps.")))
