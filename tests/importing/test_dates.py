import pytest

from medications.importing.dates import in_words, read_date


@pytest.mark.parametrize(
    "printed", ["January 13, 2005", "January 13 2005", "Jan. 13, 2005", "13 January 2005", "january 13th, 2005", "2005-01-13"]
)
def test_full_date_is_read(printed):
    assert read_date(printed) == "2005-01-13"


@pytest.mark.parametrize(
    "printed", ["", "January 2005", "1/2/2005", "13/13/2005", "February 31, 2005", "Smarch 1, 2005", "13", "May", "0000-01-01"]
)
def test_anything_else_is_no_date(printed):
    assert read_date(printed) == ""


@pytest.mark.parametrize("printed", ["1/13/2005", "13/1/2005", "13.01.2005", "01-13-2005"])
def test_date_in_numbers_is_read_where_only_one_of_them_can_be_the_month(printed):
    assert read_date(printed) == "2005-01-13"


@pytest.mark.parametrize(("printed", "iso"), [("May 1, 2005", "2005-05-01"), ("Sept. 9, 2005", "2005-09-09")])
def test_short_month_names_are_read(printed, iso):
    assert read_date(printed) == iso


def test_date_in_words_needs_no_knowledge_of_the_iso_form():
    assert in_words("2005-01-13") == "13 January 2005"
