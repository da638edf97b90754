"""The list of where pages stood on the old site."""

import pytest

from medications.importing.files import read_files
from tests.importing.packing import only, zipped
from tests.importing.pages import SAMPLES, sample_text

PAGE = sample_text().encode()
HTML = (SAMPLES / "velmadrine.html").read_bytes()
SAVED_FROM = "http://main.tarnholm.example/site/PageServer?pagename=LIVE_meds_velmadrine"
LISTED = "http://old.tarnholm.example/listed"


def listed(rows: str) -> bytes:
    return f"file,address,state\r\n{rows}\r\n".encode()


def address(*chosen: tuple[str, bytes]) -> str:
    return only(*chosen).address


def test_list_of_addresses_is_no_page_and_gives_each_file_its_own():
    assert address(("sources.csv", listed(f"a.txt,{LISTED},whole")), ("a.txt", PAGE)) == LISTED


def test_list_of_addresses_may_come_after_the_page_and_counts_more_than_the_page():
    assert address(("a.html", HTML), ("Sources.CSV", listed(f"a.html,{LISTED},"))) == LISTED


@pytest.mark.parametrize("row", ["a.txt", "old/a.txt", "site/old/a.txt", "old\\a.txt"])
def test_list_of_addresses_in_a_zip_names_files_by_path_or_name(row):
    packed = zipped(("site/sources.csv", listed(f"{row},{LISTED},")), ("site/old/a.txt", PAGE))

    assert address(("a.zip", packed)) == LISTED


@pytest.mark.parametrize(
    "row",
    ["b.txt,http://x.example/a,", "a.txt,the model page,", "a.txt,javascript:x(),", "a.txt,http://x.example/,", "a.txt", ""],
)
def test_row_without_an_address_of_this_file_says_nothing(row):
    assert address(("sources.csv", listed(row)), ("a.html", HTML)) == SAVED_FROM


@pytest.mark.parametrize("table", ["address;file\nhttp://old.tarnholm.example/listed;a.txt", "FILE\tAddress\na.txt\t" + LISTED])
def test_list_of_addresses_may_be_parted_as_spreadsheets_do(table):
    assert address(("sources.csv", table.encode()), ("a.txt", PAGE)) == LISTED


@pytest.mark.parametrize("table", [b"name,where\na,b", b"\x81\x8d", b"file,address\n" + b'"' + b"x" * 200_000])
def test_list_that_cannot_be_read_is_refused_and_the_pages_are_read(table):
    refused, page = read_files([("sources.csv", table), ("a.txt", PAGE)]).files

    assert refused.refusal
    assert page.text
