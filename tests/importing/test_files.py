"""Chosen files, ZIP files among them: what is read, what is refused and in which words."""

import hashlib
from datetime import date

import pytest

from medications.importing.decode import MAX_BYTES
from medications.importing.files import MOST_CHARACTERS, ReadFile, read_files
from medications.importing.page import parse_page
from tests.importing.packing import only, zipped
from tests.importing.pages import SAMPLES, sample_text

PAGE = sample_text().encode()
HTML = (SAMPLES / "velmadrine.html").read_bytes()
SAVED_FROM = "http://main.tarnholm.example/site/PageServer?pagename=LIVE_meds_velmadrine"


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
        ("a.html", b"<div>" * 30_000, "tags"),
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


def test_more_markup_than_can_be_read_in_one_go_is_left_for_the_next(monkeypatch):
    monkeypatch.setattr("medications.importing.files.MOST_MARKUP", len(HTML) + 10)

    first, second, third = read_files([("a.html", HTML), ("b.html", HTML), ("c.txt", PAGE)]).files

    assert (first.refusal, third.refusal) == ("", "")
    assert "as many as can be read at once" in second.refusal
