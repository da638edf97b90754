"""Lists as CSV (RFC 4180). They are opened in spreadsheets, which take some cells for formulas: those are made plain text."""

import csv
import io
from collections.abc import Iterable

# What a spreadsheet begins a formula with, also in full width; blanks before it are passed over.
FORMULA = tuple("=+-@＝＋－＠\t\r\n")


def defused(cell: object) -> object:
    """A text that a spreadsheet would run gets an apostrophe before it, which shows that it is text. Numbers stay numbers."""
    if isinstance(cell, str) and cell.lstrip(" \u00a0\u3000\ufeff").startswith(FORMULA):
        return f"'{cell}"
    return cell


def csv_line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([defused(cell) for cell in cells])
    return line.getvalue()
