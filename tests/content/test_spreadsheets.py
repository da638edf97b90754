"""A list opened in a spreadsheet runs nothing, and loses nothing."""

import csv
import io

import pytest

from medications.content.spreadsheets import csv_line, defused


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", " =1+1", '=HYPERLINK("http://x.example")']
)
def test_a_cell_that_would_be_a_formula_is_text(cell):
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["baclofen", "5-HT", "", "a=b", "3+4"])
def test_other_text_stays_as_it_is(cell):
    assert defused(cell) == cell


def test_numbers_stay_numbers():
    assert csv_line([-5, 3]) == "-5,3\r\n"


def test_commas_quotes_and_line_ends_come_back():
    cells = ['say "no", twice', "two\nlines", "é"]

    assert next(csv.reader(io.StringIO(csv_line(cells), newline=""))) == cells
