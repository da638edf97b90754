"""Two medicines in one text: the first is read, the second pointed out."""

import pytest

from medications.importing.lines import Paper
from medications.importing.second_page import second_page
from tests.importing.pages import codes, parsed, small_page

FACTS = (
    "About this Medication\n• Brand Name: Owlex (U.S.)\n• Chemical Name: owlamide (ow-la-mide)\n• Usage in MS: Waking\n"
    "• Generic Available: No"
)


def first_line_of_second(text: str) -> str:
    line = second_page(Paper.of(text).lines)
    return line.text if line else ""


@pytest.mark.parametrize(
    ("second", "begins_with"),
    [
        (small_page(), "Brand Name Chemical Name"),
        (FACTS, "About this Medication"),
        (f"Home - Tarnholm MS Society\n\nSkip to content\n\n{FACTS}", "Home - Tarnholm MS Society"),
        (f"Owlex - Tarnholm MS Society\n\nOwlex\n\nShare\n\n{FACTS}", "Owlex - Tarnholm MS Society"),
        (f"Owlex\n\n{FACTS}", "Owlex"),
        ("Brand Name\n\nOwlex (U.S.)\n\nChemical Name\n\nowlamide", "Brand Name"),
        (FACTS.split("\n", 1)[1], "• Brand Name: Owlex (U.S.)"),
    ],
)
@pytest.mark.parametrize("first", [small_page(), f"{FACTS}\n\nProper Usage\n\nTake it."])
def test_second_page_begins_with_its_names_or_what_stands_above_them(first, second, begins_with):
    assert first_line_of_second(f"{first}\n\n{second}") == begins_with


@pytest.mark.parametrize(
    "text",
    [
        small_page(),
        FACTS,
        "About this Medication\n\nBrand Name:\nOwlex (U.S.)\n\nChemical Name:\nowlamide\n\nUsage in MS:\nWaking",
        "About this Medication\n• Brand Name: Owlex (U.S.)\n• Brand Name: Hoot (Canada)\n• Chemical Name: owlamide",
        "Brand Name\n\nChemical Name\n\nOwlex (U.S.)\n\nowlamide\n\nPrimary Usage in MS\n\nWaking",
    ],
)
def test_one_page_has_no_second(text):
    assert first_line_of_second(text) == ""


def test_title_of_the_second_page_is_no_text_of_the_first():
    page = parsed(f"{small_page(tail='Support' + chr(10) + 'Call us.')}\n\nOwlex\n\n{FACTS}")

    assert page.sections[-1].body == "Call us."
    assert page.unmapped[0] == "Owlex"
    assert "several_medicines" in codes(page)


def test_heading_of_the_other_layout_over_text_begins_no_second_page():
    page = parsed(small_page(opening="Orbelazine is an agent.\n\nAbout this Medication\n\nIt was made up."))

    assert page.sections[0].body == "Orbelazine is an agent.\n\nIt was made up."
    assert "several_medicines" not in codes(page)
