"""Which links and which IP addresses are ever opened."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.delivery import outgoing_address as address
from medications.delivery.outgoing_errors import NotAnAddress, NotPublic, OutgoingError, UnknownHost

NOT_PUBLIC = {
    "this network": "0.0.0.0",  # noqa: S104
    "private, ten": "10.1.2.3",
    "carrier's NAT": "100.64.0.1",
    "carrier's NAT, last": "100.127.255.255",
    "this machine": "127.0.0.1",
    "this machine, another": "127.255.255.254",
    "cloud metadata": "169.254.169.254",
    "private, 172.16": "172.16.0.1",
    "private, 172.31": "172.31.255.255",
    "protocol assignments": "192.0.0.8",
    "documentation": "192.0.2.1",
    "6to4 relay": "192.88.99.1",
    "private, 192.168": "192.168.1.1",
    "benchmarks": "198.19.255.255",
    "documentation, second": "198.51.100.7",
    "documentation, third": "203.0.113.7",
    "multicast": "224.0.0.251",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "unspecified, 6": "::",
    "this machine, 6": "::1",
    "mapped, private": "::ffff:10.0.0.1",
    "mapped, this machine": "::ffff:7f00:1",
    "mapped, public": "::ffff:93.184.215.14",
    "compatible": "::127.0.0.1",
    "NAT64, private": "64:ff9b::10.0.0.1",
    "NAT64, metadata": "64:ff9b::a9fe:a9fe",
    "NAT64, local": "64:ff9b:1::1",
    "discard": "100::1",
    "Teredo": "2001:0:53aa:64c:0:0:f5ff:fffe",
    "ORCHID": "2001:20::1",
    "documentation, 6": "2001:db8::1",
    "documentation, newer": "3fff::1",
    "6to4, private": "2002:a00:1::",
    "6to4, public": "2002:5db8:d70e::",
    "segment routing": "5f00::1",
    "unique local": "fd00::1",
    "link-local": "fe80::1",
    "link-local with scope": "fe80::1%eth0",
    "public with scope": "2606:2800:21f:cb07::1%1",
    "site-local": "fec0::1",
    "multicast, 6": "ff02::1",
    "not an address": "example.org",
}


@pytest.mark.parametrize("ip", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_an_address_with_a_special_meaning_is_not_public(ip):
    assert not address.is_public(ip)


@pytest.mark.parametrize("ip", ["93.184.215.14", "100.128.0.1", "172.32.0.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_an_address_of_the_internet_is_public(ip):
    assert address.is_public(ip)


def test_a_public_address_behind_nat64_is_public():
    assert address.is_public("64:ff9b::93.184.215.14")


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "javascript:alert(1)", "//example.org/", ""),
        *("http:example.org", "http:///etc/passwd", "http://", "https://?q", " http://example.org/", "\nhttp://example.org/"),
        *(
            "http://user@example.org/",
            "http://user:password@example.org/",
            "http://@example.org/",
            "http://example.org:80@x.org/",
        ),
        *(
            "http://example.org\\@127.0.0.1/",
            "http://example.org\\.x.org/",
            "http://exa\tmple.org/",
            "http://example.org/a\r\nHost:b",
        ),
        *(
            "http://exa mple.org/",
            "http://example.org:8080/",
            "http://example.org:0/",
            "http://example.org:99999/",
            "http://a.org:x/",
        ),
        *("http://example.org:22/", "http://[::1/", "http://[::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[127.0.0.1]/"),
        *(
            "http://%31%32%37.0.0.1/",
            "http://example%2eorg/",
            "http://ex\u00adample.org/",
            "http://example..org/",
            "http://.org/",
        ),
        *("http://example.org../", "http://-a.org/", "http://a-.org/", "http://" + "a" * 64 + ".org/", "http://example.org\x00/"),
        "http://" + ".".join(["abcdefgh"] * 30) + "/",
        "http://example.org/" + "a" * 2048,
    ],
)
def test_a_link_that_can_be_read_in_two_ways_or_asks_for_something_else_is_refused(url):
    with pytest.raises(NotAnAddress):
        address.target(url)


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.0.0.1", "127.0.0.0x1", "0x"),
        *(
            "127.0.0.01",
            "127.0.0.1.1",
            "127\u30020\u30020\u30021",
            "127.0.0.\uff11",
            "1.2.3.256",
            "example.1",
            "10.0.0",
            "4294967296",
            "127.0.0.1..",
            "127.0.0.",
        ),
    ],
)
def test_a_number_in_another_form_than_the_plain_one_is_refused(host):
    with pytest.raises(NotAnAddress):
        address.target(f"http://{host}/")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.0.0.1.", "169.254.169.254", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[FD00::1]", "[::7f00:1]"),
        *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]"),
    ],
)
def test_a_number_in_its_plain_form_is_checked_like_what_a_name_leads_to(host):
    target = address.target(f"http://{host}/")

    with pytest.raises(NotPublic):
        address.public_addresses(target.host, resolve=lambda name: pytest.fail(f"looked up {name}"))


@pytest.mark.parametrize("host", ["localhost", "localhost.", "LOCALHOST", "intranet", "metadata"])
def test_a_name_within_a_network_is_refused(host):
    with pytest.raises(NotPublic):
        address.target(f"http://{host}/")


@pytest.mark.parametrize(
    ("url", "host", "origin", "path"),
    [
        ("http://example.org", "example.org", "http://example.org", "/"),
        ("HTTPS://Example.ORG:443/A?b=c#d", "example.org", "https://example.org", "/A?b=c"),
        ("https://example.org:80/", "example.org", "https://example.org:80", "/"),
        ("http://example.org./a", "example.org", "http://example.org", "/a"),
        ("http://under_score.example.org/", "under_score.example.org", "http://under_score.example.org", "/"),
        ("https://bücher.example/ä b?ü", "xn--bcher-kva.example", "https://xn--bcher-kva.example", "/%C3%A4%20b?%C3%BC"),
        ("https://straße.example/", "xn--strae-oqa.example", "https://xn--strae-oqa.example", "/"),
        ("http://[2606:2800::1]/", "2606:2800::1", "http://[2606:2800::1]", "/"),
        ("http://[2606:2800::1]:443/", "2606:2800::1", "http://[2606:2800::1]:443", "/"),
    ],
)
def test_a_link_is_taken_apart(url, host, origin, path):
    target = address.target(url)

    assert (target.host, target.origin, target.path) == (host, origin, path)


@given(st.text())
def test_any_text_after_the_scheme_is_a_target_with_a_plain_host_or_refused(text):
    try:
        target = address.target("http://" + text)
    except OutgoingError as error:
        assert "\n" not in str(error)
    else:
        assert target.host.isascii()
        assert not set(target.host) & set("@/\\?#% [")
        assert target.port in (80, 443)
        assert target.path.isascii()
        assert target.path.isprintable()
        assert " " not in target.path


def test_one_private_address_among_public_ones_spoils_the_name():
    with pytest.raises(NotPublic):
        address.public_addresses("example.org", resolve=lambda _: ["93.184.215.14", "10.0.0.1"])


@pytest.mark.parametrize("failure", [OSError, UnicodeError])
def test_a_name_that_cannot_be_looked_up_is_unknown(failure):
    def resolve(_):
        raise failure

    with pytest.raises(UnknownHost, match=r"There is no site called example\.org\."):
        address.public_addresses("example.org", resolve=resolve)


def test_a_name_without_addresses_is_unknown():
    with pytest.raises(UnknownHost):
        address.public_addresses("example.org", resolve=lambda _: [])


def test_the_systems_resolver_is_asked_for_the_name_as_it_stands(monkeypatch):
    asked = []

    def lookup(host, *_args, **_options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 0))] * 2

    monkeypatch.setattr(socket, "getaddrinfo", lookup)

    assert address.looked_up("example.org") == ["93.184.215.14"]
    assert asked == ["example.org."]  # not also as example.org.our-own-domain
