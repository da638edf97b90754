"""The original beside the result: which line went where."""

import pytest

from medications.importing.page import PlacedLine, placed_lines
from tests.importing.pages import parsed, sample_text, small_page


def placed(text: str) -> dict[str, tuple[tuple[str, ...], bool]]:
    return {line.text: (line.fields, line.whole) for line in placed_lines(text)}


def test_line_has_its_number_in_the_file_and_its_text():
    assert placed_lines("\n\n  Brand   Name \n")[0] == PlacedLine(3, "Brand Name", ("furniture",), whole=True)


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Brand Name Chemical Name", ("furniture",)),
        ("Quietrane (U.S.)", ("brand_names",)),
        ("Vertigo No", ("uses", "generic_available")),
        ("Orbelazine is an invented agent.", ("sections",)),
        ("Proper Usage", ("sections",)),
        ("Effects that go away: yawning.", ("lead_sentences", "side_effects")),
        ("Last updated March 4, 2006", ("last_updated",)),
    ],
)
def test_line_names_the_fields_it_went_into(line, fields):
    assert placed(small_page())[line] == (fields, True)


def test_line_that_went_nowhere_names_no_field():
    assert placed(small_page(tail="Last updated March 4, 2006\n\nCall us"))["Call us"] == ((), False)


def test_line_that_went_somewhere_in_part_is_not_whole():
    assert placed(small_page(names="Quietrane - lollipops (U.S.)"))["Quietrane - lollipops (U.S.)"] == (("brand_names",), False)


@pytest.mark.parametrize(
    "name", ["orbelazine", "velmoprine", "cindrofen", "later-site-ostaril", "table-quillamide", "two-medicines"]
)
def test_lines_are_all_there_and_those_not_whole_are_the_unmapped(name):
    text = sample_text(name)

    lines = placed_lines(text)

    assert [line.text for line in lines] == [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    assert tuple(line.text for line in lines if not line.whole) == parsed(text).unmapped
