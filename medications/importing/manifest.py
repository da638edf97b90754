"""A list of where pages stood on the old site: a file sources.csv with the columns file and address."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from medications.content.old_addresses import old_address
from medications.importing.decode import ImportRefused, decode
from medications.importing.html_addresses import LONGEST, absolute

NAME = "sources.csv"


@dataclass
class Manifest:
    """Addresses by the path of the file. The path may be given in full, from the folder of the list, or as a mere name."""

    _addresses: dict[str, str] = field(default_factory=dict)

    def take(self, name: str, data: bytes) -> None:
        """Adds the list that stands at `name`. Raises ImportRefused if it cannot be read."""
        folder = PurePosixPath(name).parent
        for file, address in _rows(data):
            self._addresses.setdefault(str(folder / file), address)
            self._addresses.setdefault(file, address)

    def address_of(self, name: str) -> str:
        """The address listed for the file, or ""."""
        return self._addresses.get(name) or self._addresses.get(PurePosixPath(name).name, "")


def is_manifest(name: str) -> bool:
    return PurePosixPath(name).name.lower() == NAME


def _rows(data: bytes) -> list[tuple[str, str]]:
    """The files and their addresses; a row without an address, or with words in its place, says nothing."""
    text = decode(data).lstrip("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)  # spreadsheets write the second where the comma is the decimal sign
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ImportRefused(f"{NAME} is no table. Please save it as CSV.") from error
    heads = [head.strip().lower() for head in rows[0]] if rows else []
    if "file" not in heads or "address" not in heads:
        raise ImportRefused(f"{NAME} needs the columns file and address, named so in its first line.")
    return list(_listed(rows[1:], heads.index("file"), heads.index("address")))


def _listed(rows: list[list[str]], file: int, address: int) -> Iterable[tuple[str, str]]:
    for row in rows:
        if len(row) > max(file, address):
            name, given = row[file].strip().replace("\\", "/"), row[address].strip()
            where = absolute(given) or (given if given.startswith("/") and len(given) <= LONGEST else "")
            if name and old_address(where):
                yield name, where
