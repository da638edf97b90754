"""ZIP files that are not what they seem: none is unpacked beyond the limits, none keeps the next file from being read."""

import io
import stat
import struct
import zipfile

import pytest

from medications.importing import archive
from medications.importing.archive import MOST_FILES
from medications.importing.decode import MAX_BYTES
from medications.importing.files import read_files
from tests.importing.packing import only, overlapping, zipped
from tests.importing.pages import sample_text

PAGE = sample_text().encode()


def test_zip_in_a_zip_is_refused_and_the_next_page_read():
    inner, page = read_files([("a.zip", zipped(("inner.zip", zipped(("b.txt", PAGE))), ("page.txt", PAGE)))]).files

    assert "inside the ZIP file" in inner.refusal
    assert page.text


@pytest.mark.parametrize("name", ["../a.txt", "b/../../a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_path_that_leads_out_is_refused(name):
    assert "leads out" in only(("a.zip", zipped((name, PAGE)))).refusal


def test_link_to_another_file_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(link, "/etc/passwd")

    assert "link to another file" in only(("a.zip", held.getvalue())).refusal


def test_entry_with_a_password_is_refused():
    packed = bytearray(zipped(("a.txt", PAGE)))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    packed[packed.index(b"PK\x03\x04") + 6] |= 1

    assert "password" in only(("a.zip", bytes(packed))).refusal


def test_entry_whose_bytes_were_damaged_is_refused():
    packed = bytearray(zipped(("a.txt", PAGE)))
    packed[200] ^= 0xFF

    assert "damaged" in only(("a.zip", bytes(packed))).refusal


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_entry_packed_in_a_way_that_knows_no_limit_is_refused(method):
    assert "ordinary ZIP" in only(("a.zip", zipped(("a.txt", PAGE), method=method))).refusal


def test_two_entries_of_one_name_are_not_both_read():
    packed = zipped(("a.txt", PAGE), ("b.txt", b"other")).replace(b"b.txt", b"a.txt")

    files = read_files([("a.zip", packed)]).files

    assert [bool(file.refusal) for file in files] == [False, True]


def test_more_files_than_the_limit_are_refused_as_a_whole():
    file = only(("a.zip", zipped(*((f"{number}.txt", PAGE) for number in range(MOST_FILES + 1)))))

    assert (file.name, "500" in file.refusal) == ("a.zip", True)


def test_pictures_do_not_count_towards_the_limit():
    pictures = ((f"{number}.gif", b"GIF89a") for number in range(MOST_FILES + 1))

    assert only(("a.zip", zipped(*pictures, ("a.txt", PAGE)))).name == "a.txt"


def test_entry_larger_than_it_says_is_read_no_further_than_the_limit():
    packed = zipped(("a.txt", b"a" * (MAX_BYTES * 3)))
    told = packed.replace(struct.pack("<L", MAX_BYTES * 3), struct.pack("<L", 100))

    file = only(("a.zip", told))

    assert file.refusal
    assert not file.text


def test_bomb_is_refused_as_a_whole_and_the_next_file_read():
    bomb = zipped(*((f"{number}.txt", b"\0" * MAX_BYTES) for number in range(30)))

    refused, page = read_files([("bomb.zip", bomb), ("a.txt", PAGE)]).files

    assert len(bomb) < 200_000
    assert (refused.name, "100 MB" in refused.refusal) == ("bomb.zip", True)
    assert page.text


def test_limit_is_for_all_zip_files_together(monkeypatch):
    monkeypatch.setattr(archive.Budget.__init__, "__defaults__", (len(PAGE) + 10,))

    files = read_files([("a.zip", zipped(("a.txt", PAGE))), ("b.zip", zipped(("b.txt", PAGE)))]).files

    assert [(file.name, bool(file.text)) for file in files] == [("a.txt", True), ("b.zip", False)]


def test_entries_that_share_their_bytes_are_not_read_over_and_over():
    bomb = overlapping(450, 250_000)

    files = read_files([("a.zip", bomb)]).files

    assert len(bomb) < 100_000
    assert {file.refusal.split(".")[0] for file in files} <= {  # later versions of Python see through it themselves
        "Unpacked, the ZIP files are larger than 100 MB in all",
        "The file is damaged in the ZIP file",
    }
