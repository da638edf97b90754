"""Chosen files, pages or ZIP files of pages -> the text of each, or one line on why it was not read.

    (name, bytes) --archive, if it is a ZIP file--> bytes --decode--> text --html_text, if it is a web page--> plain text

One file that cannot be read never keeps the next from being read. Nothing is written anywhere.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from medications.importing.archive import Budget, Entry, entries, is_zip, plain_name
from medications.importing.decode import MAX_BYTES, ImportRefused, decode, is_html
from medications.importing.html_text import html_text
from medications.importing.html_tokens import refuse_too_many_signs
from medications.importing.manifest import Manifest, is_manifest

MOST_CHARACTERS = 300_000  # of text in a page: a book of a hundred pages; one about a medicine has some thousand
MOST_MARKUP = 30_000_000  # characters of web pages in one go: a thousand of them, or as many as are read in half a minute
_LONGEST_NAME = 300

_WEB_PAGES = frozenset("htm html xhtml shtml xht asp aspx php php3 jsp cfm".split())
# Beside the pages in a folder of a saved site. Chosen alone, such a file is refused like any other that is no page.
_NO_PAGES = frozenset(
    "gif jpg jpeg jpe png bmp ico svg webp avif tif tiff css js mjs map json xml rss woff woff2 ttf otf eot swf class jar mp3 mp4"
    " wav mov avi mid ram wmz emz wmf emf mso thmx htc url lnk ini db".split()
)
_LEFT_BY_SYSTEMS = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_FOLDER_OF_A_PAGE = re.compile(r"[^/](?:[._-]files|_archivos|-Dateien|_fichiers)/", re.IGNORECASE)
_FRAMESET = re.compile(r"<frameset\b", re.IGNORECASE)


@dataclass(frozen=True)
class ReadFile:
    """One page: plain text, never markup; or the reason why it was not read, and then no text.

    `name` is its path in the ZIP file or folder, `sha256` that of its bytes, `address` where it stood on the old site, if known.
    """

    name: str
    sha256: str = ""
    text: str = ""
    address: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class ReadFiles:
    """`left_aside` counts the pictures, style sheets and the like that came with the pages."""

    files: tuple[ReadFile, ...]
    left_aside: int = 0


def read_files(chosen: Iterable[tuple[str, bytes]]) -> ReadFiles:
    """Reads each (name, bytes) in the order chosen, ZIP files opened and read by name. No content makes it raise."""
    reading = _Reading()
    for name, data in chosen:
        reading.take(plain_name(name), data)
    return reading.result()


@dataclass
class _Reading:
    files: list[ReadFile] = field(default_factory=list)
    left_aside: int = 0
    manifest: Manifest = field(default_factory=Manifest)
    budget: Budget = field(default_factory=Budget)
    chosen: set[str] = field(default_factory=set)
    markup: int = 0

    def take(self, name: str, data: bytes) -> None:
        if name in self.chosen:
            self._refuse(name, "Another chosen file has the same name; that one was read.")
        elif is_zip(data):
            self._take_zip(name, data)
        elif name.lower().endswith(".zip"):
            self._refuse(name, "This is no ZIP file, or a damaged one.")
        elif _is_of_system(name) or ("/" in name and _is_no_page(name)):
            self.left_aside += 1
        elif _is_no_page(name):
            self._refuse(name, "By its name this is a picture, a script or the like, not a page.")
        else:
            self._take_file(Entry(name, data))
        self.chosen.add(name)

    def result(self) -> ReadFiles:
        files = (replace(file, name=file.name[-_LONGEST_NAME:], address=self._address(file)) for file in self.files)
        return ReadFiles(tuple(files), self.left_aside)

    def _address(self, file: ReadFile) -> str:
        return "" if file.refusal else self.manifest.address_of(file.name) or file.address

    def _take_zip(self, name: str, data: bytes) -> None:
        before, left_before = len(self.files), self.left_aside
        try:
            for entry in entries(data, budget=self.budget, is_left_aside=lambda name: _is_of_system(name) or _is_no_page(name)):
                if entry is None:
                    self.left_aside += 1
                else:
                    self._take_file(entry, in_zip=True)
        except ImportRefused as refusal:
            del self.files[before:]
            self.left_aside = left_before
            self._refuse(name, str(refusal))
        else:
            if len(self.files) == before:
                self._refuse(name, "There is no page in the ZIP file.")

    def _take_file(self, entry: Entry, in_zip: bool = False) -> None:
        try:
            if entry.refusal:
                raise ImportRefused(entry.refusal)
            if in_zip and is_zip(entry.data):
                raise ImportRefused(
                    "This is a ZIP file or a Word file inside the ZIP file. Please unpack it, or save it as text."
                )
            if is_manifest(entry.name):
                self.manifest.take(entry.name, entry.data)
                return
            self.files.append(self._page(entry))
        except ImportRefused as refusal:
            if _FOLDER_OF_A_PAGE.search(entry.name):
                self.left_aside += 1  # a frame without text, an advertisement
            else:
                self._refuse(entry.name, str(refusal), entry.data)

    def _page(self, entry: Entry) -> ReadFile:
        text, address = decode(entry.data), ""
        refuse_too_many_signs(text)
        if is_html(text, called_so=_suffix(entry.name) in _WEB_PAGES):
            self.markup += len(text)
            if self.markup > MOST_MARKUP:
                raise ImportRefused("The web pages before this one are as many as can be read at once. Please choose it again.")
            text, address = _shown_by(text)
        if len(text) > MOST_CHARACTERS:
            most = f"{MOST_CHARACTERS:,}"
            raise ImportRefused(f"The page has more than {most} characters of text, and one about a medicine far fewer.")
        return ReadFile(entry.name, sha256=_sha256(entry.data), text=text, address=address)

    def _refuse(self, name: str, why: str, data: bytes = b"") -> None:
        whole = data if len(data) <= MAX_BYTES else b""  # of a larger one only the beginning may have been read
        self.files.append(ReadFile(name, sha256=_sha256(whole) if whole else "", refusal=why))


def _shown_by(html: str) -> tuple[str, str]:
    page = html_text(html)
    if "\n" not in page.text and _FRAMESET.search(html):  # no more than the title
        raise ImportRefused("This page is only a frame around other pages. Please choose the pages that it shows.")
    if not page.text:
        raise ImportRefused("The page shows no text, only pictures or what a script puts there.")
    return page.text, page.address


def _is_of_system(name: str) -> bool:
    path = PurePosixPath(name)
    return path.name.lower() in _LEFT_BY_SYSTEMS or path.name.startswith("._") or "__MACOSX" in path.parts


def _is_no_page(name: str) -> bool:
    return _suffix(name) in _NO_PAGES


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
