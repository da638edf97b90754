"""Bytes of an uploaded file -> text, or a refusal a person can act on."""

import codecs

MAX_BYTES = 5 * 1024 * 1024

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KNOWN_BEGINNINGS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich text (RTF) file",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
}
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a")  # \x1a: old DOS files end with it
_ADVICE = "Please save the page as plain text and choose that file."


class ImportRefused(ValueError):
    """The file cannot be read as text. The message is one line for the person who chose it."""


def decode(data: bytes) -> str:
    """The text of `data`: UTF-8, UTF-16 with its mark, else Windows-1252. Raises ImportRefused for anything else."""
    _refuse_by_size(data)
    for beginning, what in _KNOWN_BEGINNINGS.items():
        if data.startswith(beginning):
            raise ImportRefused(f"This is {what}, not plain text. {_ADVICE}")
    text = _utf16(data) if data.startswith(_UTF16_MARKS) else _utf8_or_windows(data)
    _refuse_binary(text)
    if not text.strip("\ufeff\x1a \t\r\n\v\f"):
        raise ImportRefused("The file has no text in it.")
    return text


def _refuse_by_size(data: bytes) -> None:
    if not data:
        raise ImportRefused("The file is empty.")
    if len(data) > MAX_BYTES:
        raise ImportRefused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB. A page about a medicine is far smaller.")


def _utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ImportRefused(f"The file says it is UTF-16 text, but is damaged. {_ADVICE}") from error


def _utf8_or_windows(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ImportRefused(f"The file is not text in UTF-8 or Windows-1252. {_ADVICE}")


def _refuse_binary(text: str) -> None:
    if "\0" in text:
        raise ImportRefused(f"The file has NUL characters in it, so it is not plain text. {_ADVICE}")
    strange = sum(sign < " " and sign not in _TEXT_CONTROLS for sign in text)
    if strange * 100 > len(text):
        raise ImportRefused(f"The file is full of control characters, so it is not plain text. {_ADVICE}")
