"""Bytes of an uploaded file -> text, or a refusal a person can act on."""

import codecs
import re
from itertools import islice

MAX_BYTES = 5 * 1024 * 1024

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_KNOWN_BEGINNINGS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a Word, OpenDocument or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "a rich text (RTF) file",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"bplist00": "a web archive of the Safari browser",
}
_STRANGE = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f]")  # not tabs and line ends, nor \x1a, which old DOS files end with
_ADVICE = "Please save the page as plain text or as a web page (.html) and choose that file."

# "Web page, single file": the page is one of several parts, each in a code of its own.
_SINGLE_FILE = re.compile(r"\s{0,9}(From|MIME-Version|Subject|Date): .{0,4000}?Content-Type: multipart/related", re.DOTALL)
_BEGINNING = 65_536  # in which a page says what it is
_PAGE = re.compile(
    r"<(?:!doctype\s+html|!--|(?:html|head|body|title|frameset)(?:\s[^<>]{0,2000})?>"
    r"|/?(?:script|style|iframe|object|embed|svg|img)\b|[a-z]\w*(?:[\s/]+[a-z][a-z:-]*){1,20}\s{0,9}=)",
    re.IGNORECASE,
)
_SHAPING_TAG = re.compile(
    r"</?(?:p|div|table|tr|td|br|hr|h[1-6]|ul|ol|li|a|b|i|font|center|span)(?:\s[^<>]{0,500})?/?>", re.IGNORECASE
)
_FEW = 3  # a text about web pages may print one or two tags

_DECLARED = (
    re.compile(r"<meta\b[^>]{0,300}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}(?P<name>[\w.:-]{1,40})", re.IGNORECASE),
    re.compile(r"<\?xml\b[^>]{0,100}?\bencoding\s{0,9}=\s{0,9}[\"'](?P<name>[\w.:-]{1,40})", re.IGNORECASE),
)
# The codecs of Python that a page may be written in. Its others are no character sets, or do not hold ASCII as it is.
_PAGE_CODEC = re.compile(
    r"utf-8|cp(?:125\d|437|7\d\d|8\d\d|9\d\d)|iso8859-\d+|koi8-\w|mac-\w+|tis-620|gb18030|big5\w*|euc_\w+|shift_jis\w*|iso2022_\w+"
)
_MEANINGLESS = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")  # in Windows-1252
# As browsers read them, for pages said the one and held the other.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


class ImportRefused(ValueError):
    """The file cannot be read as text. The message is one line for the person who chose it."""


def decode(data: bytes) -> str:
    """The text of `data`: by its mark; as a web page declares; else UTF-8, else Windows-1252. Raises ImportRefused for what is
    no text.
    """
    _refuse_by_size(data)
    for beginning, what in _KNOWN_BEGINNINGS.items():
        if data.startswith(beginning):
            raise ImportRefused(f"This is {what}, not plain text. {_ADVICE}")
    text = _utf16(data) if data.startswith(_UTF16_MARKS) else _by_content(data)
    if _SINGLE_FILE.match(text[:_BEGINNING]):
        raise ImportRefused(
            'This is a web page in a single file (MHT). Open it in a browser and save it as "Web page, HTML only".'
        )
    _refuse_binary(text)
    if not text.strip("\ufeff\x1a \t\r\n\v\f"):
        raise ImportRefused("The file has no text in it.")
    return text


def is_html(text: str, *, called_so: bool = False) -> bool:
    """Whether this is a web page: by what it holds, and for one that is called so (.html) a single tag is enough."""
    tags = sum(1 for _ in islice(_SHAPING_TAG.finditer(text), _FEW))
    return tags >= (1 if called_so else _FEW) or bool(_PAGE.search(text))


def _refuse_by_size(data: bytes) -> None:
    if not data:
        raise ImportRefused("The file is empty.")
    if len(data) > MAX_BYTES:
        raise ImportRefused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB. A page about a medicine is far smaller.")


def _utf16(data: bytes, encoding: str = "utf-16") -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(f"The file says it is UTF-16 text, but is damaged. {_ADVICE}") from error


def _by_content(data: bytes) -> str:
    beginning = data[:_BEGINNING].decode("latin-1")
    if beginning[:1] == "<" and beginning[1:2] == "\0":
        return _utf16(data, "utf-16-le")  # a page without the mark
    if beginning[:2] == "\0<":
        return _utf16(data, "utf-16-be")
    is_page = is_html(beginning)
    for encoding in _encodings(data, _declared(beginning) if is_page else ""):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding == "utf-8-sig" and _is_cut_character(error):
                return data.decode(encoding, errors="replace")
    if is_page and sum(map(data.count, _MEANINGLESS)) * 100 <= len(data):
        return data.decode("cp1252", errors="replace")  # a browser shows such a page too, with a sign for each such byte
    raise ImportRefused(f"The file is not text in UTF-8 or Windows-1252. {_ADVICE}")


def _encodings(data: bytes, declared: str) -> list[str]:
    """What to try in turn. UTF-8 before Windows-1252 even if a page declares that: many a page did and was later saved as UTF-8,
    which nothing else passes for by chance.
    """
    if not declared or declared == "cp1252" or data.startswith(codecs.BOM_UTF8):
        return ["utf-8-sig", "cp1252"]
    return [declared, "utf-8-sig", "cp1252"]


def _declared(beginning: str) -> str:
    """The codec a web page says it is written in; "" if it says none, or one we do not know."""
    found = (pattern.search(beginning) for pattern in _DECLARED)
    name = next((match["name"].lower().removeprefix("x-") for match in found if match), "")
    try:
        codec = codecs.lookup(name.replace("windows-", "cp")).name
    except LookupError:
        return ""
    codec = _MEANT.get(codec, codec)
    return codec if _PAGE_CODEC.fullmatch(codec) else ""


def _is_cut_character(error: UnicodeDecodeError) -> bool:
    """Whether a UTF-8 text was cut short in the middle of its last character, as some pages were."""
    has_others = any(byte > 127 for byte in error.object[: error.start])
    return has_others and error.reason == "unexpected end of data" and error.end == len(error.object)


def _refuse_binary(text: str) -> None:
    if "\0" in text:
        raise ImportRefused(f"The file has NUL characters in it, so it is not plain text. {_ADVICE}")
    strange = sum(1 for _ in _STRANGE.finditer(text))
    if strange * 100 > len(text):
        raise ImportRefused(f"The file is full of control characters, so it is not plain text. {_ADVICE}")
