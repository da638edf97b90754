"""Addresses of the old site in the form they are looked up in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.content.old_addresses import LONGEST, old_address

PIECES = st.lists(
    st.sampled_from(
        "http:// https:// // / ? & &amp; = # ; + % %2F %25 %3F %00 é \\ .. :80 @ a b pagename".split()
        + ["NONCE_TOKEN=1", ";jsessionid=A", "utm_source=x"]
    ),
    max_size=12,
).map("".join)
ADDRESSES = st.one_of(st.text(max_size=60), PIECES, PIECES.map(lambda pieces: f"/{pieces}"))


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        (
            "https://secure.society.example/site/SPageServer/?pagename=HOM_LIVE_meds_orbelazine",
            ("/site/SPageServer", "pagename=HOM_LIVE_meds_orbelazine"),
        ),
        (
            "http://main.society.example/site/PageServer?pagename=HOM_LIVE_meds_orbelazine",
            ("/site/PageServer", "pagename=HOM_LIVE_meds_orbelazine"),
        ),
        (
            "https://secure.society.example/site/SPageServer/?NONCE_TOKEN=0DB2&NONCE_TOKEN=3F87&pagename=HOM_LIVE_meds_orbelazine_ac",
            ("/site/SPageServer", "pagename=HOM_LIVE_meds_orbelazine_ac"),
        ),
        ("http://www.society.example/Treating-MS/Medications/Quietrane", ("/Treating-MS/Medications/Quietrane", "")),
    ],
)
def test_address_of_each_kind_the_old_sites_had(address, normal):
    assert old_address(address) == normal


@pytest.mark.parametrize(
    "address",
    [
        "http://main.society.example/meds/page.asp?b=2&a=1",
        "//main.society.example/meds/page.asp?a=1&b=2",
        "HTTPS://MAIN.society.example:443/meds/page.asp/?a=1&b=2#top",
        "/meds//page.asp?a=1&amp;b=2",
        "  /m%65ds/page.asp?b=%32&&a=1&utm_source=mail&PHPSESSID=9f ",
        "/meds/page.asp;jsessionid=4FA.app20?a=1&b=2&JServSessionIdr004=abc.app1",
    ],
)
def test_two_spellings_of_one_address_are_the_same(address):
    assert old_address(address) == ("/meds/page.asp", "a=1&b=2")


@pytest.mark.parametrize(
    ("address", "normal"),
    [
        ("/Meds", ("/Meds", "")),
        ("/meds", ("/meds", "")),
        ("/caf%e9", ("/caf%E9", "")),
        ("/café", ("/caf%C3%A9", "")),
        ("/a b", ("/a%20b", "")),
        ("/?page=3", ("/", "page=3")),
        ("http://old.example?page=3", ("/", "page=3")),
        ("/a?empty", ("/a", "empty=")),
        ("/a?q=one+two", ("/a", "q=one%20two")),
        ("/a?b=x%26y", ("/a", "b=x%26y")),
    ],
)
def test_what_tells_pages_apart_is_kept(address, normal):
    assert old_address(address) == normal


@pytest.mark.parametrize(
    "address",
    [
        "",
        "the model page",
        "orbelazine.html",
        "mailto:info@society.example",
        "javascript:history.back()",
        "file:///C:/pages/orbelazine.html",
        "http://old.example",
        "http://old.example/",
        "http://old.example/?utm_source=mail",
        "/",
        "//",
        "/\ud800",
        "/" + "a" * LONGEST,
        "/a?b=" + "é" * LONGEST,
    ],
)
def test_what_is_no_page_s_address_gives_none(address):
    assert old_address(address) is None


@given(ADDRESSES)
def test_normalising_twice_is_the_same(address):
    normal = old_address(address)

    assert normal is None or old_address(f"{normal[0]}?{normal[1]}") == normal


@given(st.permutations(["NONCE_TOKEN=0D", "NONCE_TOKEN=3F", "pagename=meds", "id=2"]))
def test_order_of_the_query_does_not_matter(pairs):
    assert old_address("/site/SPageServer?" + "&".join(pairs)) == ("/site/SPageServer", "id=2&pagename=meds")


@given(ADDRESSES)
def test_normal_form_is_short_and_plain(address):
    path, query = old_address(address) or ("/", "")

    assert path.startswith("/")
    assert max(len(path), len(query)) <= LONGEST
    assert (path + query).isascii()
    assert (path + query).isprintable()
