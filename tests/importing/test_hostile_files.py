"""Damaged and malicious files: none stops the intake, none gets markup into the text."""

import pytest

from medications.importing.files import read_files
from tests.importing import hostile
from tests.importing.hostile_input import MARK, SNIPPETS, bases, made

pytestmark = pytest.mark.slow

COUNT = 300
SEED = 20_240_601


@pytest.fixture(scope="module")
def report() -> hostile.Report:
    return hostile.run(COUNT, SEED)


def test_no_input_stops_the_intake(report):
    assert report.outcomes["crashed"] == 0, report


def test_no_markup_is_left_in_the_text(report):
    assert report.outcomes["leaked"] == 0, report


def test_inputs_are_of_both_kinds(report):
    assert report.outcomes["read"] > COUNT / 4
    assert report.outcomes["refused"] > COUNT / 20


def test_an_input_can_be_had_again():
    assert made(SEED, 7) == made(SEED, 7)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_nothing_that_would_be_run_is_left(snippet):
    page = bases()[1].decode().replace("<P>", f"<P>{snippet}", 1)

    (file,) = read_files([("a.html", page.encode())]).files

    assert MARK not in file.text
    assert "Last updated March 4, 2006" in file.text


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_a_plain_text_with_something_that_would_be_run_is_read_as_a_web_page(snippet):
    (file,) = read_files([("a.txt", f"Proper Usage\n{snippet}\nTake it.".encode())]).files

    assert MARK not in file.text
