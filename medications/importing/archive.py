"""A ZIP file -> its entries, in memory, within limits. An entry's word on its own size is not taken: it is read to the limit."""

import io
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from medications.importing.decode import MAX_BYTES, ImportRefused

MOST_FILES = 500  # that may be pages, in one ZIP file
MOST_BYTES = 100 * 1024 * 1024  # of all that is unpacked in one go
_MOST_ENTRIES = 20_000  # pictures and the like included

_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")  # the second: without any entry
_ENTRY_IN_DIRECTORY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# Python unpacks the others as well, but without a limit on what a few bytes become.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Names that tell a document from a ZIP file of pages.
_DOCUMENTS = {"[Content_Types].xml": "a Word or Excel file", "mimetype": "an OpenDocument file or a book"}
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Entry:
    """`data`, or why there is none."""

    name: str
    data: bytes = b""
    refusal: str = ""


class Budget:
    """How many bytes may still be unpacked. One for all the ZIP files that are read together."""

    def __init__(self, most: int = MOST_BYTES):
        self.left = most

    def spend(self, number: int) -> None:
        self.left -= number
        if self.left < 0:
            raise ImportRefused(
                f"Unpacked, the ZIP files are larger than {MOST_BYTES // 1024 // 1024} MB in all. None of this one was read;"
                " please choose it alone, or pack fewer pages."
            )


def is_zip(data: bytes) -> bool:
    return data.startswith(_BEGINNINGS)


def entries(data: bytes, *, budget: Budget, is_left_aside: Callable[[str], bool]) -> Iterator[Entry | None]:
    """The files in the ZIP file `data`, by name; None for one that is left aside unread.

    Raises ImportRefused if it cannot be read as a whole; what was yielded before should then be dropped.
    """
    archive = _opened(data)
    infos = sorted((info for info in archive.infolist() if not info.filename.endswith("/")), key=lambda info: info.filename)
    _refuse_documents(infos)
    chosen = [info for info in infos if not is_left_aside(plain_name(info.filename))]
    if len(chosen) > MOST_FILES:
        raise ImportRefused(f"There are more than {MOST_FILES} files in it. Please choose them in several ZIP files.")
    seen: set[str] = set()
    for info in infos:
        name = plain_name(info.filename)
        if is_left_aside(name):
            yield None
        elif name in seen:
            yield Entry(name, refusal="Another file in the ZIP file has the same name; that one was read.")
        else:
            seen.add(name)
            yield _entry(archive, info, name, budget)


def plain_name(name: str) -> str:
    """A file's path with forward slashes, and a sign in place of each character that cannot be shown."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name.replace("\\", "/"))


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.count(_ENTRY_IN_DIRECTORY) > _MOST_ENTRIES:
        raise ImportRefused(f"There are more than {_MOST_ENTRIES:,} files in it. Please choose them in several ZIP files.")
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception as error:  # on bytes made up to mislead it, zipfile raises whatever it stumbles over
        raise ImportRefused("The ZIP file is damaged.") from error


def _refuse_documents(infos: list[zipfile.ZipInfo]) -> None:
    names = {info.filename for info in infos}
    for name, what in _DOCUMENTS.items():
        if name in names:
            raise ImportRefused(f"This is {what}, not a page or a ZIP file of pages. Please save it as plain text.")


def _entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> Entry:
    refusal = _unfit(info, name)
    if refusal:
        return Entry(name, refusal=refusal)
    try:
        with archive.open(info) as opened:
            data = opened.read(MAX_BYTES + 1)
    except Exception:  # as above
        return Entry(name, refusal="The file is damaged in the ZIP file.")
    budget.spend(len(data))
    return Entry(name, data=data)


def _unfit(info: zipfile.ZipInfo, name: str) -> str:
    """Why the entry is not even opened, or ""."""
    if ".." in name.split("/") or name.startswith("/") or _DRIVE.match(name):
        return "Its path leads out of the ZIP file."
    if stat.S_ISLNK(info.external_attr >> 16):
        return "This is a link to another file, not a file."
    if info.flag_bits & _ENCRYPTED:
        return "The file is protected with a password. Please pack it without one."
    if info.compress_type not in _METHODS:
        return "The file is packed in a way that is not read here. Please pack it as an ordinary ZIP file."
    return ""
