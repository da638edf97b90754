import pytest

from medications.importing.decode import MAX_BYTES, ImportRefused, decode

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


def test_refusal_is_a_value_error():
    assert issubclass(ImportRefused, ValueError)
