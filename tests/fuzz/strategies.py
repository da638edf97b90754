"""Hypothesis strategies for hostile texts, numbers, parts of addresses and query strings.

Hypothesis draws what is small and odd; what is big is made from a drawn piece and a drawn number, so that it shrinks well too.
"""

from functools import cache
from urllib.parse import quote, quote_plus

from hypothesis import strategies as st

from tests.fuzz import payloads

BIG = [10, 300, 5_000, 29_000, 31_000, 120_000]
NUL, SURROGATE = "\0", "\ud800"
ODD_CHARACTERS = [
    NUL,
    SURROGATE,
    "\udfff",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\u2028",
    "\u0085",
    "\x1b[2J",
    "\x7f",
    "\uffff",
    "\U000e0041",
    "\U0001f469\u200d\U0001f52c",
    "e" + "\u0301" * 40,
    "\u0130",
    "\u1e9e",
    "\ufdfd",
    "\r",
    "\n",
    "\t",
    "\x0b",
    "\u3000",
]
NUMBERS = [
    "0",
    "-1",
    "-0",
    "1e9",
    "1e400",
    "NaN",
    "inf",
    "0x10",
    "1_000",
    "٣",
    "²",
    "１",
    "+1",
    "1.5",
    " 7 ",
    "9" * 9,
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "9" * 40,
    "9" * 4_301,
    "00000000001",
    "1\0",
    "",
]
DATES = [
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "2024-02-30",
    "-2024-01-01",
    "2024-13",
    "2024-1-1",
    "2024W01",
    "1",
    "٢٠٢٤",
]
NESTING = [
    "> ",
    "- ",
    "*",
    "_",
    "[",
    "![",
    "(",
    "`",
    "<",
    "**a",
    "* a\n ",
    "[a](",
    "\\",
    "&#",
    "#",
    "~~~",
    "|a",
    "[@a, ",
    "1. ",
    "<a ",
    "\n\n",
    "&lt;",
    "](",
]
METHODS = [
    "GET",
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "G T",
    "X" * 300,
]
CODES = [
    "orbelazine",
    "sample-drug",
    "tremor",
    "pain",
    "orbelazine-old",
    "drowsiness",
    "calming-agent",
    "example-label-2024",
    "never",
]


def repeated(pieces) -> st.SearchStrategy[str]:
    return st.builds(lambda piece, number: (piece * number)[:150_000], pieces, st.sampled_from(BIG))


odd_texts = st.lists(st.sampled_from(ODD_CHARACTERS) | st.text(max_size=5), min_size=1, max_size=6).map("".join)
any_texts = st.text(max_size=40)
payload_texts = st.sampled_from(payloads.ALL)
deep = repeated(st.sampled_from(NESTING))
numbers = st.sampled_from(NUMBERS) | st.integers(-(2**70), 2**70).map(str)
dates = st.sampled_from(DATES) | st.dates().map(str)
long_texts = repeated(st.sampled_from(["a", "a ", "é", "\U0001f600", "-", "a-", "%", "<b>"]))
texts = st.one_of(
    payload_texts, payload_texts, odd_texts, any_texts, numbers, dates, deep, long_texts, st.sampled_from(CODES), st.just("")
)
short_texts = st.one_of(payload_texts, odd_texts, any_texts, numbers, dates, st.sampled_from(CODES), st.just(""))


def encoded(text: str) -> str:
    """As a query string or form has it; lone surrogates as the bytes that would stand for them."""
    return quote_plus(text.encode("utf-8", "surrogatepass"))


# Addresses

broken_escapes = st.sampled_from(
    [
        "%",
        "%2",
        "%zz",
        "%00",
        "%ff",
        "%c0%ae",
        "%c0%80",
        "%ed%a0%80",
        "%f5%80%80%80",
        "%u0041",
        "%0d%0a",
        "%2500",
        "%e2%80%ae",
        "%f0%9f",
    ]
)
dots = st.sampled_from(
    [".", "..", "../../../etc/passwd", "..%2f..%2f", "%2e%2e", "....//", "//x.example", "\\\\x.example", ";a=b", "?", "#"]
)
escaped = st.builds(lambda text: quote(text.encode("utf-8", "surrogatepass"), safe=""), short_texts)
segments = st.one_of(
    broken_escapes,
    dots,
    escaped,
    numbers.map(lambda text: quote(text)),
    st.sampled_from(CODES),
    repeated(st.sampled_from(["a", "9", "%41", "a-"])).map(lambda text: text[:9_000]),
)


@cache
def query_strings(names: tuple[str, ...]) -> st.SearchStrategy[str]:
    """With names that mean something there and others; a few parameters, or hundreds."""
    name = st.one_of(
        st.sampled_from([*names, *names, "format", "_", "next", "page", "callback", "a[]", "__proto__"]),
        st.builds(encoded, short_texts),
    )
    pair = st.builds(lambda key, value: f"{key}={value}", name, st.one_of(st.builds(encoded, texts), broken_escapes))
    few = st.lists(pair, min_size=1, max_size=5).map("&".join)
    many = st.builds(
        lambda one, number: "&".join([one] * number), pair.map(lambda text: text[:200]), st.sampled_from([100, 999, 1_001, 5_000])
    )
    different = st.builds(
        lambda number, value: "&".join(f"p{each}={value}" for each in range(number)),
        st.sampled_from([300, 1_500, 12_000]),
        st.builds(encoded, st.sampled_from(NUMBERS)),
    )
    raw = st.one_of(
        broken_escapes,
        st.sampled_from(["&&&", "=", "a==b", ";", "?", "&=&=", "%3d%26"]),
        repeated(st.sampled_from(["a", "&", "=", "%41", "a=1&"])),
    )
    return st.one_of(few, few, few, few, many, different, raw)
