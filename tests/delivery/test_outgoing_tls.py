"""The guarded client and https: the certificate is for the name in the link, whatever the address."""

import ssl
import time

import pytest

from medications.delivery.outgoing import trusted
from medications.delivery.outgoing_errors import BadCertificate, CannotConnect, NotAnAddress, TooSlow
from tests.delivery.internet import answer, certificate, dripping, raw, redirect, silent

pytestmark = pytest.mark.slow  # most of it is waiting for servers that answer badly


def trust(internet, file) -> None:
    internet.tls = ssl.create_default_context(cafile=file)


def test_a_page_is_fetched_over_tls_under_its_name(internet, tmp_path):
    server, file = certificate(tmp_path, "example.org")
    trust(internet, file)
    names = []
    server.sni_callback = lambda _sock, name, _context: names.append(name)
    internet.site("example.org", answer(b"hello"), tls=server)

    assert internet.client().get("https://example.org./").body == b"hello"
    assert internet.connections == [("93.184.215.14", 443)]
    assert names == ["example.org"]


def test_an_international_name_is_checked_in_its_ascii_form(internet, tmp_path):
    server, file = certificate(tmp_path, "xn--bcher-kva.example")
    trust(internet, file)
    internet.site("xn--bcher-kva.example", answer(b"hello"), tls=server)

    assert internet.client().get("https://bücher.example/").body == b"hello"


def test_a_public_address_in_a_link_needs_a_certificate_for_it(internet, tmp_path):
    server, file = certificate(tmp_path, "93.184.215.14")
    trust(internet, file)
    internet.site("unused", answer(b"hello"), tls=server)

    assert internet.client().get("https://93.184.215.14/").body == b"hello"


def test_a_certificate_for_another_host_is_refused(internet, tmp_path):
    server, file = certificate(tmp_path, "other.example")
    trust(internet, file)
    site = internet.site("example.org", answer(), tls=server)

    with pytest.raises(BadCertificate, match=r"^The certificate of example\.org is not accepted: Hostname mismatch"):
        internet.client().get("https://example.org/")

    assert site.requests == []


def test_a_certificate_nobody_vouches_for_is_refused(internet, tmp_path):
    server, _ = certificate(tmp_path, "example.org")
    internet.site("example.org", answer(), tls=server)

    with pytest.raises(BadCertificate, match="self-signed certificate"):
        internet.client().get("https://example.org/")


def test_a_certificate_that_has_ended_is_refused(internet, tmp_path):
    server, file = certificate(tmp_path, "example.org", days=-1)
    trust(internet, file)
    internet.site("example.org", answer(), tls=server)

    with pytest.raises(BadCertificate, match="expired"):
        internet.client().get("https://example.org/")


def test_a_server_without_tls_is_no_secure_site(internet):
    internet.site("example.org", raw(b"HTTP/1.1 400 Bad Request\r\n\r\n"), rude=True)

    with pytest.raises(CannotConnect, match=r"^No secure connection to example\.org can be made\.$"):
        internet.client().get("https://example.org/")


def test_a_handshake_that_hangs_ends_with_the_time(internet):
    internet.site("example.org", silent, rude=True)
    began = time.monotonic()

    with pytest.raises(TooSlow):
        internet.client().get("https://example.org/", seconds=0.3)

    assert time.monotonic() - began < 2


def test_a_drip_over_tls_ends_with_the_time(internet, tmp_path):
    server, file = certificate(tmp_path, "example.org")
    trust(internet, file)

    internet.site("example.org", dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"x"), tls=server)

    with pytest.raises(TooSlow):
        internet.client().get("https://example.org/", seconds=0.4)


def test_a_redirect_is_checked_against_the_name_it_leads_to(internet, tmp_path):
    server, file = certificate(tmp_path, "example.org")
    trust(internet, file)
    internet.site("example.org", redirect("https://other.example/"), tls=server)
    internet.site("other.example", answer(), address="1.1.1.1", tls=server)

    with pytest.raises(BadCertificate):
        internet.client().get("https://example.org/")


def test_a_post_is_not_led_out_of_encryption(internet, tmp_path):
    server, file = certificate(tmp_path, "example.org")
    trust(internet, file)
    internet.site("example.org", redirect("http://other.example/", "307 Temporary Redirect"), tls=server)
    other = internet.site("other.example", answer(), address="1.1.1.1")

    with pytest.raises(NotAnAddress, match="without encryption"):
        internet.client().post("https://example.org/", json=b"{}", follow=True)

    assert other.requests == []


def test_in_earnest_certificates_and_names_are_checked():
    context = trusted()

    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
