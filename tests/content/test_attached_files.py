"""What an attached file is, by its bytes, and what it may be called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.attached_files import LONGEST_NAME, FileKind, kind_of, safe_name

MAIL = b"Delivered-To: us@example.org\r\nFrom: ada@example.org\r\nSubject: Approved\r\n\r\n<html>I approve.</html>"
KNOWN = {
    "PDF": (b"%PDF-1.7 ...", "application/pdf"),
    "PNG": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "JPEG": (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    "TIFF": (b"II*\x00....", "image/tiff"),
    "WebP": (b"RIFF....WEBPVP8 ", "image/webp"),
    "photo of a telephone": (b"\x00\x00\x00\x18ftypheic....", "image/heic"),
    "mail": (MAIL, "message/rfc822"),
    "text": ("I approve version 3 — Ada <ada@example.org>".encode(), "text/plain"),
    "text with a mark before it": ("\ufeffI approve.".encode(), "text/plain"),
    "text of old": ("Je suis d’accord, René".encode("cp1252"), "text/plain"),
}
REFUSED = {
    "nothing": b"",
    "blanks": b" \r\n ",
    "web page": b"<!DOCTYPE html><p>I approve.",
    "web page after a remark": b"  <!-- x --><html><script>alert(1)</script>",
    "a script in text": b"I approve.<script >alert(1)</script>",
    "drawing with scripts": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "web page in the old wide encoding": "<html>".encode("utf-16"),
    "program": b"MZ\x90\x00\x03",
    "archive": b"PK\x03\x04....",
    "Outlook's own": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "PDF further down": b"GIF89a %PDF-1.4\x00",
}


@pytest.mark.parametrize(("content", "content_type"), KNOWN.values(), ids=KNOWN)
def test_what_is_on_the_list_is_known_by_its_bytes(content, content_type):
    assert kind_of(content).content_type == content_type


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_what_is_not_on_the_list_is_refused(content):
    assert kind_of(content) is None


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_it_is_never_a_web_page(content):
    kind = kind_of(content)

    assert kind is None or kind.content_type in {content_type for _, content_type in KNOWN.values()}


TEXT, PDF = FileKind("text/plain", (".txt",)), FileKind("application/pdf", (".pdf",))


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("letter.pdf", PDF, "letter.pdf"),
        ("Letter.PDF", PDF, "Letter.pdf"),
        ("page.html", TEXT, "page.html.txt"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("C:\\Users\\me\\mail.txt", TEXT, "mail.txt"),
        ("", PDF, "file.pdf"),
        (" . ", PDF, "file.pdf"),
        ("letter\r\nX: y.pdf", PDF, "letterX_ y.pdf"),
        ("gnp.\u202efdp.exe", PDF, "gnp.fdp.exe.pdf"),
        ('a"b;c.pdf', PDF, "a_b_c.pdf"),
        ("Brief von Dr. Müller.pdf", PDF, "Brief von Dr. Müller.pdf"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_what_it_is(name, kind, expected):
    assert safe_name(name, kind) == expected


@given(st.text(max_size=300))
def test_any_name_becomes_a_short_one_that_ends_rightly(name):
    safe = safe_name(name, PDF)

    assert safe.endswith(".pdf")
    assert len(safe) <= LONGEST_NAME
    assert not set(safe) & set('/\\\r\n"\0')
