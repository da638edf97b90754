"""Chosen files, ZIP files among them: what is read, what is refused and in which words."""

import hashlib
import io
import stat
import struct
import zipfile
import zlib
from datetime import date

import pytest

from medications.importing import archive
from medications.importing.archive import MOST_FILES
from medications.importing.decode import MAX_BYTES
from medications.importing.files import MOST_CHARACTERS, ReadFile, read_files
from medications.importing.page import parse_page
from tests.importing.pages import SAMPLES, sample_text

PAGE = sample_text().encode()
HTML = (SAMPLES / "velmadrine.html").read_bytes()
SAVED_FROM = "http://main.tarnholm.example/site/PageServer?pagename=LIVE_meds_velmadrine"


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as packed:
        for name, data in files:
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return held.getvalue()


def only(*chosen: tuple[str, bytes]) -> ReadFile:
    (file,) = read_files(chosen).files
    return file


def names(*chosen: tuple[str, bytes]) -> list[str]:
    return [file.name for file in read_files(chosen).files]


# Pages


def test_text_is_read_as_it_is():
    assert only(("orbelazine.txt", PAGE)) == ReadFile(
        "orbelazine.txt", sha256=hashlib.sha256(PAGE).hexdigest(), text=sample_text()
    )


def test_web_page_is_read_as_its_text_with_the_address_it_was_saved_from():
    file = only(("velmadrine.html", HTML))

    assert (file.address, file.refusal) == (SAVED_FROM, "")
    assert file.text.startswith("Velmadrine - Tarnholm Multiple Sclerosis Society\n\n")
    assert "stylemark" not in file.text
    assert "scriptmark" not in file.text


def test_old_web_page_is_parsed_to_the_last_line():
    page = parse_page(only(("velmadrine.html", HTML)).text, file="velmadrine.html", today=date(2024, 6, 1))

    assert page.unmapped == ()
    assert page.generic_name.value == "velmadrine"
    assert [use.symptom for use in page.uses] == ["vertigo", "itching"]
    assert [row.wording for row in page.side_effects] == ["yawning", "dry lips", "fainting", "cold fingers"]
    assert page.last_updated == "2006-03-04"


def test_web_page_is_known_whatever_it_is_called():
    assert only(("velmadrine.txt", HTML)).text == only(("velmadrine.html", HTML)).text


def test_plain_text_that_is_called_a_web_page_keeps_its_lines():
    assert only(("orbelazine.html", PAGE)).text == sample_text()


def test_same_bytes_have_the_same_digest_in_a_zip_and_alone():
    assert only(("a.zip", zipped(("b.html", HTML)))).sha256 == only(("c.html", HTML)).sha256


def test_files_come_in_the_order_chosen_and_those_of_a_zip_by_name():
    assert names(("z.txt", PAGE), ("a.zip", zipped(("d/y.txt", PAGE), ("d/b.txt", PAGE))), ("m.txt", PAGE)) == [
        "z.txt",
        "d/b.txt",
        "d/y.txt",
        "m.txt",
    ]


def test_long_name_keeps_its_end():
    assert only(("folder/" * 100 + "page.txt", PAGE)).name.endswith("folder/page.txt")
    assert len(only(("folder/" * 100 + "page.txt", PAGE)).name) == 300


def test_name_is_fit_to_be_shown():
    assert only(("a\\b\x00\x1b\n.txt", PAGE)).name == "a/b\ufffd\ufffd\ufffd.txt"


# Refusals of one file


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.4", "PDF"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "Word"),
        ("a.gif", b"GIF89a", "picture"),
        ("a.js", b"alert(1)", "script"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x81\x8d not text", "not text"),
        ("a.txt", b"a" * (MAX_BYTES + 1), "5 MB"),
        ("a.txt", b"a " * MOST_CHARACTERS, "characters of text"),
        (
            "a.html",
            b"<html><title>T</title><frameset cols=1,2><frame src=x><noframes>No frames</noframes></frameset>",
            "frame around",
        ),
        ("a.html", b"<html><body><script>write('x')</script><img src=x></body>", "no text"),
        ("a.html", b"<div>" * 20_000, "tags"),
        ("a.zip", b"not a zip", "no ZIP file"),
        ("a.zip", zipped(), "no page"),
        ("a.zip", zipped(("a.gif", b"GIF89a")), "no page"),
        ("a.zip", zipped(("a.txt", PAGE))[:-30], "damaged"),
        ("a.docx", zipped(("[Content_Types].xml", b"x"), ("word/document.xml", b"x")), "Word"),
        ("a.odt", zipped(("mimetype", b"x"), ("content.xml", b"x")), "OpenDocument"),
    ],
    ids=range(17),
)
def test_what_is_no_page_is_refused_in_one_line(name, data, says):
    file = only((name, data))

    assert says in file.refusal
    assert "\n" not in file.refusal
    assert (file.name, file.text, file.address) == (name, "", "")


def test_refused_file_does_not_keep_the_next_from_being_read():
    files = read_files([("a.pdf", b"%PDF"), ("b.zip", b"PK\x03\x04 broken"), ("c.txt", PAGE)]).files

    assert [bool(file.text) for file in files] == [False, False, True]


def test_second_file_of_a_name_is_refused():
    files = read_files([("a.txt", PAGE), ("a.txt", b"other")]).files

    assert [bool(file.refusal) for file in files] == [False, True]
    assert "same name" in files[1].refusal


# What comes with the pages


def test_pictures_and_the_like_are_counted_not_refused():
    read = read_files(
        [
            (
                "a.zip",
                zipped(
                    ("a.html", HTML),
                    ("a_files/logo.gif", b"GIF89a"),
                    ("a_files/menu.js", b"alert(1)"),
                    ("a_files/style.css", b"p {}"),
                    ("a_files/ad.html", b"<html><body><img src=x></body></html>"),
                    ("a_files/unknown", b"\x00\x01"),
                    ("__MACOSX/._a.html", b"\x00\x05"),
                    ("._b.html", b"\x00\x05"),
                    (".DS_Store", b"\x00"),
                    ("Thumbs.db", b"\x00"),
                ),
            )
        ]
    )

    assert [file.name for file in read.files] == ["a.html"]
    assert read.left_aside == 9


def test_pictures_chosen_with_their_folder_are_counted():
    assert read_files([("site/a.txt", PAGE), ("site/a_files/logo.gif", b"GIF89a"), (".DS_Store", b"\0")]).left_aside == 2


def test_frame_that_was_saved_beside_its_page_is_read_if_it_has_text():
    assert names(("a.zip", zipped(("a_files/main.html", HTML)))) == ["a_files/main.html"]


# Old addresses

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


# ZIP files that are not what they seem


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

    assert names(("a.zip", zipped(*pictures, ("a.txt", PAGE)))) == ["a.txt"]


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


def overlapping(number: int, size: int) -> bytes:
    """A ZIP file of `number` entries, about `size` bytes each when unpacked, which share their packed bytes: each one's stream
    is the head of the next entry, quoted, and then the next one's stream (David Fifield's "quoted overlap").
    """
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = b"a " * (size // 2)
    packed = deflate.compress(plain) + deflate.flush()
    directory: list[tuple[bytes, bytes, int]] = []
    for entry in reversed(range(number)):
        name = b"%05d.txt" % entry
        numbers = struct.pack("<3L", zlib.crc32(plain), len(packed), len(plain))
        head = struct.pack("<4s5H", b"PK\x03\x04", 20, 0, 8, 0, 33) + numbers + struct.pack("<2H", len(name), 0) + name
        directory.append((name, numbers, len(packed)))
        plain = head + plain
        packed = struct.pack("<BHH", 0, len(head), len(head) ^ 0xFFFF) + head + packed
    data = packed[5:]  # nothing quotes the first head
    listed = b"".join(
        struct.pack("<4s6H", b"PK\x01\x02", 20, 20, 0, 8, 0, 33)
        + numbers
        + struct.pack("<5H2L", len(name), 0, 0, 0, 0, 0, len(data) - length - 30 - len(name))
        + name
        for name, numbers, length in directory
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, number, number, len(listed), len(data), 0)
    return data + listed + end


def test_entries_that_share_their_bytes_are_not_read_over_and_over():
    bomb = overlapping(450, 250_000)

    files = read_files([("a.zip", bomb)]).files

    assert len(bomb) < 100_000
    assert {file.refusal.split(".")[0] for file in files} <= {  # later versions of Python see through it themselves
        "Unpacked, the ZIP files are larger than 100 MB in all",
        "The file is damaged in the ZIP file",
    }
