"""What an attached file is, told by its bytes and never by its name: a PDF, an image, a mail or plain text. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

MOST_BYTES = 10 * 1024 * 1024
LONGEST_NAME = 100
_IMAGES = [
    (b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
    (b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
    (b"II*\x00", "image/tiff", (".tif", ".tiff")),
    (b"MM\x00*", "image/tiff", (".tif", ".tiff")),
]
_HEIC = {b"heic", b"heix", b"mif1", b"hevc", b"msf1"}
_FIRST_LINE = re.compile(r"(?:From |[A-Za-z][\w-]*[ \t]*:)")
_FROM, _ABOUT = re.compile(r"^from[ \t]*:", re.I | re.M), re.compile(r"^(?:subject|date|to)[ \t]*:", re.I | re.M)
_WEB_PAGE = re.compile(r"<(?:!doctype|html|head|body|script|svg|iframe|meta|style|table|div|img|a)(?:[\s>]|/>)", re.I)
_BEGINNING = 4096
# Characters of control that texts have: tab, line ends, form feed.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class FileKind:
    content_type: str
    endings: tuple[str, ...]


@dataclass(frozen=True)
class AttachedFile:
    """A file as it was sent."""

    name: str
    content: bytes


def kind_of(content: bytes) -> FileKind | None:
    """None for everything that is not on the list, web pages and programs among it."""
    if content.startswith(b"%PDF-"):
        return FileKind("application/pdf", (".pdf",))
    for start, content_type, endings in _IMAGES:
        if content.startswith(start):
            return FileKind(content_type, endings)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind("image/webp", (".webp",))
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        return FileKind("image/heic", (".heic", ".heif"))
    return _kind_of_text(content)


def safe_name(name: str, kind: FileKind) -> str:
    """The name without folders or characters that hide something, not too long, and with an ending that says what it is.

    >>> safe_name("C:\\\\mail\\\\Re: approved.html", FileKind("text/plain", (".txt",)))
    'Re_ approved.html.txt'
    """
    plain = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    shown = "".join(char for char in plain if char == " " or unicodedata.category(char)[0] not in "CZ")
    clean = re.sub(r'[<>:"|?*%;]', "_", shown).strip(" .") or "file"
    ending = PurePosixPath(clean).suffix.casefold()
    if ending in kind.endings:
        return clean[: LONGEST_NAME - len(ending)].removesuffix(clean[-len(ending) :]) + ending
    return clean[: LONGEST_NAME - len(kind.endings[0])] + kind.endings[0]


def _kind_of_text(content: bytes) -> FileKind | None:
    """Text in UTF-8, or in the old Western encoding of mails, without characters that no text has."""
    if not content.strip():
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
        if any("\x80" <= char <= "\x9f" for char in text):
            text = content.decode("cp1252", errors="replace")
    if _CONTROL.search(text):
        return None
    if _is_mail(text.replace("\r\n", "\n").lstrip()):
        return FileKind("message/rfc822", (".eml",))
    return None if _WEB_PAGE.search(text[:_BEGINNING]) else FileKind("text/plain", (".txt",))


def _is_mail(text: str) -> bool:
    """Headers up to an empty line, and then the text."""
    headers = text.split("\n\n", 1)[0]
    return bool(_FIRST_LINE.match(text) and _FROM.search(headers) and _ABOUT.search(headers))
