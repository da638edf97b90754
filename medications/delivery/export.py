"""The files of the whole catalogue: made once for each state of the site, kept on disk, sent as they are.

They are made beside their place and moved there as one, so nobody meets half of one. What is asked for must be of the state that
the site is in: a text that was withdrawn is sent to nobody, whoever has an address of an older state.
"""

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

import orjson
from django.conf import settings

from medications.projections import export
from medications.projections.export import State
from medications.projections.memory import Memory

NDJSON, CSV = "medications.ndjson", "medications.csv"
MEDIA_TYPES = {NDJSON: "application/x-ndjson", CSV: "text/csv; charset=utf-8; header=present"}
TRIES = 5
KEPT = 3  # states: a file that is just being opened must not go from under its reader
LEFT_SECONDS = 3_600  # after which whoever was making files there was killed
BLOCK = 64 * 1024
LIST, MAKING = "files.json", "making-"

_making = threading.Lock()


class AlwaysMoving(RuntimeError):
    """Something was published during each attempt."""


@dataclass(frozen=True)
class File:
    name: str
    media_type: str
    records: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Export:
    state: State
    folder: Path
    files: tuple[File, ...]

    def file(self, name: str) -> File:
        return next(each for each in self.files if each.name == name)

    def blocks(self, name: str) -> Iterator[bytes]:
        with (self.folder / name).open("rb") as opened:
            while block := opened.read(BLOCK):
                yield block


def current() -> Export:
    """That of the state the site is in now. Raises AlwaysMoving."""
    for _ in range(TRIES):
        memory = Memory()
        state = export.state(memory)
        found = _kept(state)
        if found:
            return found
        with _making:
            found = _kept(state) or _made(state, memory)
        if found:
            return found
    raise AlwaysMoving


def _home() -> Path:
    return settings.VAR_DIR / "export"


def _kept(state: State) -> Export | None:
    folder = _home() / state.mark
    try:
        files = orjson.loads((folder / LIST).read_bytes())
    except FileNotFoundError:
        return None
    return Export(state, folder, tuple(File(**each) for each in files))


def _made(state: State, memory: Memory) -> Export | None:
    """None if the site changed meanwhile: then nothing says which state the lines were of."""
    _home().mkdir(parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(prefix=MAKING, dir=_home()))
    try:
        files = _written(making, memory)
        (making / LIST).write_bytes(orjson.dumps([asdict(each) for each in files]))
        if export.state(Memory()) != state:
            return None
        _put(making, _home() / state.mark)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    _sweep(state)
    return _kept(state)


def _put(making: Path, place: Path) -> None:
    try:
        os.rename(making, place)
    except OSError:  # another process was quicker: its files have the same bytes
        if not place.exists():
            raise


def _written(folder: Path, memory: Memory) -> list[File]:
    with _Writing(folder / NDJSON) as lines, _Writing(folder / CSV) as table:
        table.write(export.csv_heading().encode())
        for whole, record in export.records(memory):
            lines.write(whole + b"\n", records=1)
            table.write(export.csv_line(record).encode(), records=1)
    return [lines.told(), table.told()]


class _Writing:
    """A file that counts and hashes what is written to it."""

    def __init__(self, path: Path):
        self.path, self.digest, self.bytes, self.records = path, sha256(), 0, 0

    def __enter__(self):
        self.opened = self.path.open("wb")
        return self

    def __exit__(self, *exception):
        self.opened.close()

    def write(self, part: bytes, records: int = 0) -> None:
        self.opened.write(part)
        self.digest.update(part)
        self.bytes += len(part)
        self.records += records

    def told(self) -> File:
        return File(self.path.name, MEDIA_TYPES[self.path.name], self.records, self.bytes, self.digest.hexdigest())


def _sweep(state: State) -> None:
    """Older states go, and what was left half made."""
    with contextlib.suppress(FileNotFoundError):  # another process sweeps, too
        made = {folder: folder.stat().st_mtime for folder in _home().iterdir() if folder.name != state.mark}
        left = [folder for folder in made if folder.name.startswith(MAKING)]
        states = sorted(made.keys() - set(left), key=made.__getitem__)
        for folder in [*states[: -(KEPT - 1)], *(each for each in left if made[each] < time.time() - LEFT_SECONDS)]:
            shutil.rmtree(folder, ignore_errors=True)
