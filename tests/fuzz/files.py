"""Files for an upload: old pages damaged in some way, and archives that are not what they say."""

import gzip
import io
import zipfile
from collections.abc import Callable
from functools import cache

from hypothesis import strategies as st

from tests.fuzz.strategies import texts
from tests.importing import hostile_input

NAMES = [
    "a.html",
    "a.txt",
    "a.zip",
    "sources.csv",
    "a",
    "",
    "../../x.html",
    "a.html\0.zip",
    "é" * 120,
    "a" * 3_000 + ".txt",
    'a"; filename="b.txt',
    "<img src=x onerror=zqxmark()>.txt",
    "\u202etxt.exe",
    "a.zip.txt",
]


@st.composite
def files(draw) -> tuple[str, bytes]:
    """A name and what is in the file."""
    name = draw(st.sampled_from(NAMES))
    kind = draw(st.sampled_from(["damaged", "damaged", "damaged", "archive", "noise"]))
    if kind == "noise":
        return name, draw(st.binary(max_size=200) | texts.map(lambda text: text.encode("utf-8", "surrogatepass")))
    if kind == "archive":
        return name, archive(draw(st.sampled_from(sorted(ARCHIVES))))
    _, (made_name, data), _ = hostile_input.made(draw(st.integers(0, 10**6)), draw(st.integers(0, 50)))
    return (made_name if draw(st.booleans()) else name), data


def zipped(entries: dict) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
    return held.getvalue()


PAGE = "Brand Name: x\n" * 40
TWO = {"a.html": PAGE, "b.html": "x" * 4_000}
CLIMBING = ["../../../tmp/x.html", "/etc/x.html", "C:\\x.html", "a/../../b.html", "a//b.html"]


def zeros() -> bytes:
    """120 MB of nothing in 120 KB."""
    return zipped({"a.html": b"\0" * 120_000_000})


def symlink() -> bytes:
    link = zipfile.ZipInfo("link.html")
    link.external_attr = 0o120777 << 16
    return zipped({link: "/etc/passwd"})


def encrypted() -> bytes:
    """Says so in its directory; is not."""
    data = zipped(TWO)
    at = data.find(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : at + 8] + b"\x01" + data[at + 9 :]


ARCHIVES: dict[str, Callable[[], bytes]] = {
    "zeros": zeros,
    "nested": lambda: zipped({"b.zip": zeros()}),
    "many": lambda: zipped({f"{number}.txt": "x" for number in range(5_000)}),
    "same name": lambda: zipped({"a.html": PAGE, "A.HTML": PAGE}),
    "climbing": lambda: zipped(dict.fromkeys(CLIMBING, PAGE)),
    "symlink": symlink,
    "lying size": lambda: zipped(TWO).replace((4_000).to_bytes(4, "little"), (2**32 - 2).to_bytes(4, "little")),
    "encrypted": encrypted,
    "cut short": lambda: zipped(TWO)[:-40],
    "gzip": lambda: gzip.compress(b"\0" * 30_000_000),
    "empty": lambda: zipped({}),
}


@cache
def archive(kind: str) -> bytes:
    return ARCHIVES[kind]()
