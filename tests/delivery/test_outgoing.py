"""The guarded client against servers that mean no good."""

import gzip
import socket
import struct
import threading
import time
import tracemalloc
import zlib
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medications.delivery import outgoing_wire as wire
from medications.delivery.outgoing import Outgoing
from medications.delivery.outgoing_address import Target
from medications.delivery.outgoing_errors import (
    BadAnswer,
    CannotConnect,
    NotAnAddress,
    NotPublic,
    OutgoingError,
    TooLarge,
    TooManyRedirects,
    TooSlow,
    UnknownHost,
)
from tests.delivery.internet import answer, dripping, raw, redirect

pytestmark = pytest.mark.slow  # most of it is waiting for servers that answer badly

PUBLIC, ANOTHER = "93.184.215.14", "1.1.1.1"


def chunked(*chunks: bytes) -> bytes:
    framed = b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + framed + b"0\r\n\r\n"


# What is asked and what comes back


def test_a_page_is_fetched_from_the_address_that_was_looked_up(internet):
    internet.site("example.org", answer(b"hello", headers={"X-Thing": "1"}))

    got = internet.client().get("http://example.org/a?b")

    assert (got.url, got.status, got.body, got.headers["x-thing"]) == ("http://example.org/a?b", 200, b"hello", "1")
    assert internet.connections == [(PUBLIC, 80)]


def test_a_request_says_who_asks_and_nothing_else_about_us(internet, settings):
    settings.SITE_URL = "https://meds.example.org"
    site = internet.site("example.org", answer())

    internet.client().get("http://example.org./a", accept="application/json")

    assert site.requests == [
        b"GET /a HTTP/1.1\r\nAccept: application/json\r\nHost: example.org\r\nUser-Agent: msportal (+https://meds.example.org)\r\n"
        b"Accept-Encoding: gzip, deflate\r\nConnection: close\r\n\r\n"
    ]


def test_a_cookie_is_not_given_back(internet):
    site = internet.site("example.org", redirect("/b"))
    site.respond = lambda sock, request: answer(
        status="302 Found" if b"/a" in request else "200 OK", headers={"Location": "/b", "Set-Cookie": "a=b"}
    )(sock, request)

    internet.client().get("http://example.org/a")

    assert len(site.requests) == 2
    assert b"ookie" not in site.requests[1]
    assert b"eferer" not in site.requests[1]


def test_an_error_page_is_an_answer(internet):
    internet.site("example.org", answer(b"gone", status="410 Gone"))

    assert internet.client().get("http://example.org/").status == 410


def test_head_reads_no_body(internet):
    site = internet.site("example.org", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"))

    got = internet.client().head("http://example.org/")

    assert (got.status, got.body) == (200, b"")
    assert site.requests[0].startswith(b"HEAD / HTTP/1.1\r\n")


def test_a_body_nobody_wants_is_left_unread(internet):
    internet.site("example.org", dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"))

    assert internet.client().get("http://example.org/", most=0).body == b""


def test_json_is_posted_byte_for_byte(internet):
    site = internet.site("example.org", answer(status="204 No Content"))

    got = internet.client().post("http://example.org/hook", json=b'{ "a":1}', headers={"Webhook-Signature": "v1,abc"})

    head, _, body = site.requests[0].partition(b"\r\n\r\n")
    assert got.status == 204
    assert body == b'{ "a":1}'
    assert b"Content-Type: application/json\r\n" in head
    assert b"Webhook-Signature: v1,abc\r\n" in head
    assert b"Content-Length: 8\r\n" in head


@pytest.mark.parametrize("name", ["Cookie", "host", "Referer", "Authorization", "Transfer-Encoding", "User-Agent"])
def test_a_caller_cannot_set_what_is_ours_to_say(internet, name):
    with pytest.raises(ValueError, match=name.lower()):
        internet.client().post("http://example.org/", json=b"{}", headers={name: "x"})


@pytest.mark.parametrize("packed", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
def test_a_compressed_body_is_unpacked(internet, packed):
    coding = "gzip" if packed is gzip.compress else "deflate"
    internet.site("example.org", answer(packed(b"hello" * 1000), headers={"Content-Encoding": coding}))

    assert internet.client().get("http://example.org/").body == b"hello" * 1000


def test_a_body_in_chunks_is_put_together(internet):
    internet.site("example.org", raw(chunked(b"hel", b"lo")))

    assert internet.client().get("http://example.org/").body == b"hello"


def test_proxies_named_in_the_environment_are_not_used(internet, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    internet.site("example.org", answer(b"hello"))

    assert internet.client().get("http://example.org/").body == b"hello"


def test_the_next_address_is_tried_when_one_does_not_answer(internet):
    internet.site("example.org", answer(b"hello"))
    internet.leads_to("example.org", [ANOTHER, PUBLIC])

    internet.client().get("http://example.org/")

    assert internet.connections == [(ANOTHER, 80), (PUBLIC, 80)]


# Where it leads


def test_a_name_that_leads_inside_is_never_connected_to(internet):
    internet.leads_to("example.org", ["10.0.0.1"])

    with pytest.raises(NotPublic, match=r"^example\.org is not on the public internet, so it is never opened\.$"):
        internet.client().get("http://example.org/")

    assert internet.connections == []


def test_a_name_that_changes_its_address_after_the_check_gains_nothing(internet):
    internet.site("example.org", answer(b"hello"))
    internet.leads_to("example.org", [PUBLIC], ["127.0.0.1"])

    assert internet.client().get("http://example.org/").body == b"hello"

    assert internet.looked_up == ["example.org"]
    assert internet.connections == [(PUBLIC, 80)]


def test_a_name_is_checked_again_after_a_redirect_to_itself(internet):
    internet.site("example.org", redirect("http://example.org/again"))
    internet.leads_to("example.org", [PUBLIC], ["127.0.0.1"])

    with pytest.raises(NotPublic):
        internet.client().get("http://example.org/")

    assert internet.connections == [(PUBLIC, 80)]


@pytest.mark.parametrize(
    "location",
    [
        *(
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://169.254.169.254/x",
        ),
        *("http://2130706433/", "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "//127.0.0.1/", "http://127.0.0.1./"),
        *("http://localhost/", "http://localhost./", "http://inside.example/", "http://10.0.0.1:443/"),
        *("file:///etc/passwd", "gopher://example.org/", "javascript:alert(1)", "http://example.org:22/", "http://[::1"),
        *("http://user:secret@example.org/", "http://example.org\\@127.0.0.1/", "https:///", "http://example.org:80@127.0.0.1/"),
    ],
)
def test_a_redirect_is_checked_like_a_link(internet, location):
    internet.site("example.org", redirect(location))
    internet.leads_to("inside.example", ["192.168.0.1"])

    with pytest.raises((NotPublic, NotAnAddress)):
        internet.client().get("http://example.org/")

    assert internet.connections == [(PUBLIC, 80)]


def test_a_redirect_between_sites_is_followed(internet):
    internet.site("example.org", redirect("http://other.example/b/../c d", "301 Moved Permanently"))
    other = internet.site("other.example", answer(b"here"), address=ANOTHER)

    got = internet.client().get("http://example.org/")

    assert (got.url, got.body) == ("http://other.example/c%20d", b"here")
    assert other.requests[0].startswith(b"GET /c%20d HTTP/1.1\r\n")


def test_what_a_redirect_says_besides_is_not_read(internet):
    internet.site("example.org", dripping(b"HTTP/1.1 302 Found\r\nLocation: http://other.example/\r\n\r\n", b"x" * 1000))
    internet.site("other.example", answer(b"here"), address=ANOTHER)

    assert internet.client().get("http://example.org/", most=100).body == b"here"


def test_a_redirect_may_have_a_relative_address_in_utf_8(internet):
    site = internet.site("example.org", redirect(""))
    site.respond = lambda sock, request: (
        answer(b"here") if b"/new" in request else raw("HTTP/1.1 302 Found\r\nLocation: new/ä\r\n\r\n".encode())
    )(sock, request)

    assert internet.client().get("http://example.org/old/").url == "http://example.org/old/new/%C3%A4"


def test_a_chain_of_redirects_ends(internet):
    site = internet.site("example.org", redirect("/"))

    with pytest.raises(TooManyRedirects, match="example.org leads on more than 5 times"):
        internet.client().get("http://example.org/")

    assert len(site.requests) == 6


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
def test_a_post_is_not_redirected(internet, status):
    site = internet.site("example.org", redirect("/b", status))

    assert internet.client().post("http://example.org/", json=b"{}").status == int(status[:3])
    assert len(site.requests) == 1


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other"])
def test_a_post_is_not_redirected_by_what_would_make_it_a_get(internet, status):
    internet.site("example.org", redirect("/b", status))

    assert internet.client().post("http://example.org/", json=b"{}", follow=True).status == int(status[:3])


def test_a_post_follows_307_when_asked_without_the_headers_for_the_first_site(internet):
    internet.site("example.org", redirect("http://other.example/", "307 Temporary Redirect"))
    other = internet.site("other.example", answer(), address=ANOTHER)

    internet.client().post("http://example.org/", json=b'{"a":1}', headers={"Webhook-Signature": "x"}, follow=True)

    assert other.requests[0].startswith(b"POST / HTTP/1.1\r\n")
    assert other.requests[0].endswith(b'{"a":1}')
    assert b"Signature" not in other.requests[0]


def test_a_post_that_follows_is_checked_again(internet):
    internet.site("example.org", redirect("http://127.0.0.1/", "308 Permanent Redirect"))

    with pytest.raises(NotPublic):
        internet.client().post("http://example.org/", json=b"{}", follow=True)


def test_an_unknown_name_and_a_silent_host_are_told_apart(internet):
    internet.leads_to("silent.example", [PUBLIC])

    with pytest.raises(UnknownHost):
        internet.client().get("http://nowhere.example/")
    with pytest.raises(CannotConnect, match=r"^silent\.example does not answer\.$"):
        internet.client().get("http://silent.example/")


def test_the_client_as_it_is_made_in_earnest_asks_nobody_inside():
    with pytest.raises(NotPublic):
        Outgoing().get("http://127.0.0.1/")


# Time


HEAD = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("start", "drop"),
    [
        (b"", b""),
        (b"", b"H"),
        (HEAD, b"x"),
        (HEAD, b"a: b\r\n"),
        (HEAD + b"\r\n", b"x"),
        (HEAD + b"Content-Length: 500000\r\n\r\n", b"x"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
    ],
    ids=[
        *("nothing", "status line", "header line", "headers", "body", "long body", "chunks", "chunk line", "trailers"),
        *("100 continue", "empty gzip members"),
    ],
)
def test_a_drip_ends_with_the_time_for_the_whole(internet, start, drop):
    internet.site("example.org", dripping(start, drop))
    began = time.monotonic()

    with pytest.raises(TooSlow, match=r"^The other site took longer than 0\.3 seconds\.$"):
        internet.client().get("http://example.org/", seconds=0.3)

    assert 0.25 < time.monotonic() - began < 1


def test_redirects_share_the_time(internet):
    def respond(sock, request):
        time.sleep(0.15)
        redirect("/")(sock, request)

    internet.site("example.org", respond)

    with pytest.raises(TooSlow):
        internet.client().get("http://example.org/", seconds=0.4)


def test_a_look_up_that_hangs_is_left_behind(internet):
    internet.resolve = lambda _name: time.sleep(2)
    began = time.monotonic()

    with pytest.raises(TooSlow):
        internet.client().get("http://example.org/", seconds=0.2)

    assert time.monotonic() - began < 1


def test_a_server_that_reads_slowly_is_not_waited_for(internet):
    def respond(sock, _request):
        for _ in range(60):
            sock.recv(4096)
            time.sleep(0.01)

    internet.site("example.org", respond, rude=True)
    began = time.monotonic()

    with pytest.raises(TooSlow):
        internet.client().post("http://example.org/", json=b"x" * 20_000_000, seconds=0.3)

    assert time.monotonic() - began < 1


def test_a_server_that_does_not_read_is_not_waited_for(internet):
    ended = threading.Event()
    internet.site("example.org", lambda _sock, _request: ended.wait(5), rude=True)

    with pytest.raises(TooSlow):
        internet.client().post("http://example.org/", json=b"x" * 20_000_000, seconds=0.3)
    ended.set()


# Size


@pytest.mark.parametrize(
    "served",
    [
        HEAD + b"Content-Length: 1001\r\n\r\n" + b"x" * 1001,
        HEAD + b"\r\n" + b"x" * 1001,
        chunked(*repeat(b"x", 1001)),
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 1001),
        HEAD + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(b"x" * 1001),
    ],
    ids=["length", "to the end", "chunks", "gzip", "deflate"],
)
def test_a_body_one_byte_too_large_is_refused(internet, served):
    internet.site("example.org", raw(served))

    with pytest.raises(TooLarge, match=r"^The answer of example\.org is larger than 1,000 bytes\.$"):
        internet.client().get("http://example.org/", most=1000)


def test_a_body_of_just_the_size_is_taken(internet):
    internet.site("example.org", answer(gzip.compress(b"x" * 1000), headers={"Content-Encoding": "gzip"}))

    assert internet.client().get("http://example.org/", most=1000).body == b"x" * 1000


def test_a_bomb_is_not_unpacked_further_than_allowed(internet):
    bomb = gzip.compress(bytes(50_000_000))
    internet.site("example.org", answer(bomb, headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()

    with pytest.raises(TooLarge):
        internet.client().get("http://example.org/", most=500_000)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "compress", ", ".join(["gzip"] * 50)])
def test_a_compression_that_was_not_asked_for_is_refused(internet, coding):
    internet.site("example.org", answer(b"x", headers={"Content-Encoding": coding}))

    with pytest.raises(BadAnswer):
        internet.client().get("http://example.org/")


@pytest.mark.parametrize(
    "endless",
    [
        (b"HTTP/1.1 200 OK", b"x" * 1000),
        (HEAD, b"a: b\r\n" * 100),
        (HEAD + b"a: ", b"x" * 1000),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"0" * 1000),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n" * 100),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 100),
    ],
    ids=["status line", "headers", "header line", "100 continue", "chunk line", "trailers", "empty gzip members"],
)
def test_what_surrounds_the_body_has_an_end(internet, endless):
    start, more = endless
    sent = []

    def respond(sock, _request):
        sock.sendall(start)
        for _ in range(100_000):
            sock.sendall(more)
            sent.append(len(more))

    internet.site("example.org", respond)

    with pytest.raises((TooLarge, BadAnswer)):
        internet.client().get("http://example.org/", most=1000)

    internet.close()
    internet.servers.clear()
    assert sum(sent) < 20_000_000  # what the system's own buffers on both sides hold


# Answers that are none


@pytest.mark.parametrize(
    "served",
    [
        *(
            b"",
            b"\r\n",
            b"hello",
            b"SSH-2.0-OpenSSH_9.2\r\n",
            b"HTTP/1.1\r\n\r\n",
            b"HTTP/1.1 abc OK\r\n\r\n",
            b"HTTP/1.1 99 A\r\n\r\n",
        ),
        *(b"HTTP/1.1 600 A\r\n\r\n", b"HTTP/1.1 101 Switching\r\n\r\n", b"HTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
        HEAD + b"Content-Length: 10\r\n\r\nshort",
        HEAD + b"Content-Length: 1, 2\r\n\r\nx",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nhello",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
        HEAD + b"Content-Encoding: gzip\r\n\r\nnot gzip at all",
        b"\x15\x03\x01\x00\x02\x02\x16",
    ],
)
def test_what_is_not_http_is_a_bad_answer(internet, served):
    internet.site("example.org", raw(served))

    with pytest.raises(BadAnswer, match="^example.org "):
        internet.client().get("http://example.org/")


def test_a_connection_that_is_torn_down_is_a_bad_answer(internet):
    def respond(sock, _request):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # closing sends a reset

    internet.site("example.org", respond)

    with pytest.raises(BadAnswer):
        internet.client().get("http://example.org/")


class Scripted:
    """In place of a socket: takes anything, gives what it was told to."""

    def __init__(self, data: bytes):
        self.data = data

    def settimeout(self, seconds):
        pass

    def send(self, data):
        return len(data)

    def recv_into(self, buffer):
        count = min(len(buffer), len(self.data))
        buffer[:count], self.data = self.data[:count], self.data[count:]
        return count


PIECES = [
    *(
        HEAD,
        b"HTTP/1.1 302 Found\r\n",
        b"\r\n",
        b"\n",
        b"\x00",
        b"hello",
        b"0\r\n",
        b"5\r\n",
        b"ffffffffffffff\r\n",
        gzip.compress(b"hi"),
    ),
    *(b"Transfer-Encoding: chunked\r\n", b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Location: x\r\n"),
    *(b"Content-Encoding: gzip\r\n", b"Content-Encoding: deflate\r\n", b": \r\n", b" folded\r\n", b"\xff: \xff\r\n"),
]
NOISE = st.one_of(
    st.binary(),
    st.binary().map(lambda data: HEAD + data),
    st.lists(st.sampled_from(PIECES)).map(b"".join),
    st.lists(st.sampled_from(PIECES)).map(lambda pieces: HEAD + b"".join(pieces)),
)


@given(NOISE)
def test_whatever_comes_back_is_an_answer_or_one_of_our_errors(data):
    target = Target("http", "example.org", 80, "/")
    try:
        _, body = wire.exchanged(Scripted(data), target, "GET", {}, None, wire.Deadline(5), 100)
    except OutgoingError as error:
        assert "\n" not in str(error)
    else:
        assert len(body) <= 100
