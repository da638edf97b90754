"""Pages with every kind of damage and malice, each from a seed and a number."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
_LONGEST = 6_000_000  # bytes, more than is read of a file
MARK = "scriptmark"  # stands in everything that would be run, and in nothing that is shown
SNIPPETS = [
    f"<script>{MARK}()</script>",
    f"<SCRIPT SRC=//x.example/{MARK}.js></SCRIPT>",
    f"<script><!--\nif (a<b && c>d) {MARK}('</b>');\n//--></script\n>",
    f"<img src=x onerror={MARK}()>",
    f"<img/src='x'/onerror='{MARK}()'//>",
    f"<svg onload={MARK}()><script>{MARK}</script></svg>",
    f"<svg><style><img src=x title='</style><img src=x onerror={MARK}()>'></style></svg>",
    f'<math><mi xlink:href="data:x,<script>{MARK}</script>"></mi></math>',
    f"<a href='javascript:{MARK}()'>x</a>",
    f"<a href='&#106;avascript&colon;{MARK}()'>x</a>",
    f"<a href='http://x.example/' onmouseover={MARK}()>x</a>",
    f"<iframe srcdoc='<script>{MARK}</script>'></iframe>",
    f"<style>@import 'javascript:{MARK}'; p {{ background: url({MARK}) }}</style>",
    f"<body onload={MARK}()>",
    f"<input autofocus onfocus={MARK}()>",
    f"<object data='javascript:{MARK}'></object><embed src='javascript:{MARK}'>",
    f"<form action='javascript:{MARK}()'><button formaction='javascript:{MARK}()'>x</button></form>",
    f"<meta http-equiv=refresh content='0;url=javascript:{MARK}()'>",
    f"<base href='javascript:{MARK}//'>",
    f"<!--<img src='--><img src=x onerror={MARK}//'>",
    f"<!-- {MARK} --!><p>",
    f"<noscript><p title='</noscript><img src=x onerror={MARK}()>'></noscript>",
    f"<template><script>{MARK}</script></template>",
    f"<textarea><script>{MARK}</script></textarea>",
    f"<select><option><script>{MARK}</script></select>",
    f"<table background='javascript:{MARK}'><tr><td style='x:expression({MARK})'></table>",
    f"<x onclick={MARK}() x='>'>",
]
TAGS = (
    "a b i font p br div span table tr td th ul ol li dl dt dd h1 h3 pre img form select option svg math title script style"
    " noscript template frameset iframe textarea xmp plaintext object video button center o:p html head body base meta link sup"
).split()
TEXTS = [
    "Proper Usage",
    "Brand Name",
    "Possible Side Effects",
    "x",
    "a < b",
    "&nbsp;",
    "&amp;",
    "•",
    " ",
    "\n",
    "é",
    "<",
    ">",
    "&#0;",
]
CODECS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "cp1252",
    "koi8-r",
    "mac-roman",
    "cp037",
    "utf-7",
    "gb18030",
]
DECLARED = [*CODECS, "iso-8859-1", "hex", "idna", "unicode_escape", "rot13", "nonsense", ""]

Mutation = Callable[[random.Random, bytes], bytes]


def bases() -> list[bytes]:
    """The sample pages, text and web page, with nothing wrong with them."""
    return [(SAMPLES / name).read_bytes() for name in ("orbelazine.txt", "velmadrine.html")]


# One kind of damage each


def flip_bytes(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data or b"x")
    for _ in range(chance.choice([1, 10, 300])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut_short(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def double(chance: random.Random, data: bytes) -> bytes:
    return data * chance.choice([2, 3, 10])


def repeat_a_piece(chance: random.Random, data: bytes) -> bytes:
    start = chance.randint(0, len(data))
    piece = data[start : start + chance.choice([1, 5, 40, 400])]
    return data[:start] + piece * chance.choice([10, 1000, 20_000]) + data[start:]


def swap_pieces(chance: random.Random, data: bytes) -> bytes:
    first, second, third = sorted(chance.randint(0, len(data)) for _ in range(3))
    return data[:first] + data[second:third] + data[first:second] + data[third:]


def insert_bytes(chance: random.Random, data: bytes) -> bytes:
    return _inserted(chance, data, chance.randbytes(chance.choice([1, 20, 2000])))


def insert_nul(chance: random.Random, data: bytes) -> bytes:
    return _inserted(chance, data, b"\0" * chance.choice([1, 1000]))


def insert_entities(chance: random.Random, data: bytes) -> bytes:
    entity = chance.choice(
        ["&", "&amp", "&#", "&#x", "&#99999999999;", "&nosuch;", "&#" + "1" * 9000 + ";", "&#xd800;", "&NotEqualTilde;"]
    )
    return _inserted(chance, data, (entity * chance.choice([1, 100, 20_000])).encode())


def nest(chance: random.Random, data: bytes) -> bytes:
    tags = "".join(f"<{chance.choice(TAGS)}>" for _ in range(chance.randint(1, 3)))
    return _inserted(chance, data, (tags * chance.choice([10, 1000, 4000, 100_000])).encode())


def swell_a_tag(chance: random.Random, data: bytes) -> bytes:
    number = chance.choice([10, 2000, 100_000])
    kind = chance.choice(["a='{}' ", "a{} ", "a{}=", "'{}", '="{}', "{}>", "/"])
    attributes = "".join(kind.format(each) for each in range(number))
    return _inserted(chance, data, f"<{chance.choice(TAGS)} {attributes}>".encode())


def insert_structure(chance: random.Random, data: bytes) -> bytes:
    return _inserted(chance, data, _structure(chance, chance.choice([3, 50, 1000])).encode())


def insert_marks(chance: random.Random, data: bytes) -> bytes:
    mark = chance.choice(
        ["<", "<!", "<!--", "-->", "<![CDATA[", "</", "<?", '"', "'", ">", "<a ", "<script>", "</script", "=", "\r"]
    )
    return _inserted(chance, data, mark.encode() * chance.choice([1, 100, 50_000]))


def write_otherwise(chance: random.Random, data: bytes) -> bytes:
    declared = chance.choice(DECLARED)
    text = f"<meta charset={declared}>" * chance.randint(0, 1) + data.decode("utf-8", errors="replace")
    return text.encode(chance.choice(CODECS), errors="replace")


def nothing_but_structure(chance: random.Random, data: bytes) -> bytes:
    return _structure(chance, chance.choice([1, 30, 3000])).encode()


def nothing_but_noise(chance: random.Random, data: bytes) -> bytes:
    return chance.randbytes(chance.choice([0, 1, 100, 50_000]))


DAMAGE: list[Mutation] = [
    flip_bytes,
    cut_short,
    double,
    repeat_a_piece,
    swap_pieces,
    insert_bytes,
    insert_nul,
    insert_entities,
    nest,
    swell_a_tag,
    insert_structure,
    insert_marks,
    write_otherwise,
    nothing_but_structure,
    nothing_but_noise,
]


def damaged(chance: random.Random) -> bytes:
    """A sample page with one to four kinds of damage, one after the other."""
    data = chance.choice(bases())
    for _ in range(chance.choice([1, 1, 2, 4])):
        data = chance.choice(DAMAGE)(chance, data)[:_LONGEST]
    return data


def booby_trapped(chance: random.Random) -> bytes:
    """The web page, whole, with snippets that would be run between its paragraphs."""
    first, *paragraphs = bases()[1].decode().split("<P>")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(paragraphs))
        paragraphs[at] = chance.choice(SNIPPETS) + paragraphs[at]
    return "<P>".join([first, *paragraphs]).encode()


def zipped(chance: random.Random, data: bytes) -> bytes:
    """A ZIP file with `data` in it, itself damaged now and then."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in chance.sample(["a.html", "b.txt", "sources.csv", "../c.txt", "d/e.zip", "f.gif", ""], 3):
            packed.writestr(zipfile.ZipInfo(name), data)
    return chance.choice([flip_bytes, cut_short, swap_pieces, insert_bytes, lambda _, data: data])(chance, held.getvalue())


def _inserted(chance: random.Random, data: bytes, piece: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + piece + data[at:]


def _structure(chance: random.Random, number: int) -> str:
    return "".join(chance.choice([_opening, _closing, lambda chance: chance.choice(TEXTS)])(chance) for _ in range(number))


def _opening(chance: random.Random) -> str:
    attribute = chance.choice(["", "", " href=http://x.example/y", " title='>'", " start=9", ' x="', " /"])
    return f"<{chance.choice(TAGS)}{attribute}>"


def _closing(chance: random.Random) -> str:
    return f"</{chance.choice(TAGS)}>"


def made(seed: int, number: int) -> tuple[bytes, tuple[str, bytes], bool]:
    """The page, the (name, bytes) it is chosen as, and whether nothing of MARK may be left."""
    chance = random.Random(f"{seed}-{number}")
    is_trapped = chance.random() < 0.2
    data = booby_trapped(chance) if is_trapped else damaged(chance)
    if chance.random() < 0.15:
        return data, ("a.zip", zipped(chance, data)), False
    return data, (chance.choice(["a.html", "a.html", "a.htm", "a.txt", "a.txt", "a", "a.zip", "sources.csv"]), data), is_trapped
