import pytest

from medications.importing.decode import MAX_BYTES, ImportRefused, decode, is_html

TEXT = "Proper Usage — don’t stop"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_each_encoding(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16_is_read_by_its_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


def test_plain_ascii_and_its_line_ends_stay_as_they_are():
    assert decode(b"one\r\ntwo\x1a") == "one\r\ntwo\x1a"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"\xff\xfe", "no text"),
        (b"one\0two", "NUL"),
        ("one\0two".encode("utf-16"), "NUL"),
        (b"\xff\xfe\x00\x00o\x00\x00\x00", "NUL"),
        (b"\xff\xfeabc", "damaged"),
        (b"\x81\x8d\x8f text", "not text"),
        (b"\x01\x02\x03\x04 text", "control characters"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04...", "Word"),
        (b"{\\rtf1 ...", "RTF"),
        (b"\x89PNG\r\n", "picture"),
        (b"bplist00...", "Safari"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;", "HTML only"),
        (b"a" * (MAX_BYTES + 1), "5 MB"),
    ],
)
def test_file_that_is_no_text_is_refused_in_one_line(data, says):
    with pytest.raises(ImportRefused) as refusal:
        decode(data)

    assert says in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_file_of_exactly_the_limit_is_read():
    assert len(decode(b"a" * MAX_BYTES)) == MAX_BYTES


def test_utf_8_cut_short_in_its_last_character_is_still_utf_8():
    assert decode("• one\n•".encode()[:-1]) == "• one\n\ufffd"


# Web pages

PAGE = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={0}"></head><body>{1}</body></html>'


@pytest.mark.parametrize(
    ("declared", "codec", "text"),
    [
        ("utf-8", "utf-8", "don’t"),
        ("iso-8859-1", "cp1252", "don’t – stop"),
        ("us-ascii", "cp1252", "don’t"),
        ("windows-1252", "utf-8", "don’t"),
        ("koi8-r", "koi8-r", "лекарство"),
        ("x-mac-roman", "mac-roman", "don’t"),
        ("windows-1251", "cp1251", "лекарство"),
        ("Shift_JIS", "shift_jis", "薬"),
        ("gb2312", "gbk", "藥"),
        ("utf-8", "cp1252", "don’t"),
        ("utf-16", "utf-8", "don’t"),
        ("no-such-thing", "utf-8", "don’t"),
        ("rot13", "cp1252", "don’t"),
        ("unicode_escape", "cp1252", "don’t \\x41"),
        ("idna", "cp1252", "don’t"),
        ("cp037", "cp1252", "don’t"),
    ],
)
def test_page_is_read_as_it_declares_if_that_can_be(declared, codec, text):
    page = PAGE.format(declared, text)

    assert decode(page.encode(codec)) == page


@pytest.mark.parametrize(
    "head", ["<meta charset=koi8-r>", "<META CHARSET='KOI8-R'>", '<?xml version="1.0" encoding="koi8-r"?><html>']
)
def test_declaration_of_any_form_counts(head):
    page = f"{head}<body>лекарство</body>"

    assert decode(page.encode("koi8-r")) == page


def test_declaration_in_a_plain_text_does_not_count():
    text = "Write charset=koi8-r in your page’s head."

    assert decode(text.encode("cp1252")) == text


def test_mark_counts_more_than_what_the_page_declares():
    page = PAGE.format("koi8-r", "don’t")

    assert decode(page.encode("utf-8-sig")) == page


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_page_in_utf_16_is_read_without_the_mark(codec):
    page = PAGE.format("utf-16", "don’t")

    assert decode(page.encode(codec)) == page


def test_page_with_a_byte_that_means_nothing_is_read_with_a_sign_in_its_place():
    assert "one\ufffdtwo" in decode(PAGE.format("iso-8859-1", "one@two" + "." * 100).encode().replace(b"@", b"\x81"))


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html PUBLIC '-//W3C//DTD'>",
        "\ufeff\r\n<HTML>",
        "<p>one<p>two<p>three",
        "one<br>two<BR/>three<br />",
        "text <script src=x>",
        'text <a href="javascript:x()">',
        "text <b onclick = x>",
    ],
)
def test_web_page_is_known_by_what_it_holds(text):
    assert is_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "Brand Name\nQuietrane",
        "less than <5 mg>",
        "Write <info@society.example>",
        "The tag <b> makes bold text, </b> ends it.",
        "a < b",
    ],
)
def test_text_with_a_bracket_or_two_is_no_web_page(text):
    assert not is_html(text)


def test_one_tag_is_enough_in_a_file_that_is_called_a_web_page():
    assert is_html("Proper Usage<br>Take it.", called_so=True)


def test_refusal_is_a_value_error():
    assert issubclass(ImportRefused, ValueError)
