"""Log lines hold no whole internet address and nothing that was searched for."""

import logging
import time

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string
from hypothesis import given
from hypothesis import strategies as st

from msportal.logs import DiscreetFormatter, without_addresses, without_keys, without_queries, without_terms
from tests.logged import Lines, logged_lines


@pytest.fixture
def logged():
    with logged_lines() as lines:
        yield lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("from 203.0.113.77", "from 203.0.113.0"),
        ("203.0.113.77:4711", "203.0.113.0:4711"),
        ("('203.0.113.77', 443)", "('203.0.113.0', 443)"),
        ("It was 203.0.113.77.", "It was 203.0.113.0."),
        ("ip=203.0.113.77,10.1.2.3", "ip=203.0.113.0,10.1.2.0"),
        ("2001:db8:1:2::3", "2001:db8:1::"),
        ("ip:2001:db8:1:2:3:4:5:6: gone", "ip:2001:db8:1::: gone"),
        ("[2001:DB8:1:2::3]:443", "[2001:db8:1::]:443"),
        ("::ffff:203.0.113.77", "203.0.113.0"),
        ("fe80::1%eth0", "fe80::%eth0"),
    ],
)
def test_an_address_loses_its_end(text, shown):
    assert without_addresses(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "at 12:30:45,123",
        "Django 5.2.19",
        "version 1.2.3.4.5",
        "999.1.2.3",
        "127.0.0.1:8000",
        "[::1]:8000",
        "00:1A:2B:3C:4D:5E",
    ],
)
def test_what_is_nobodys_address_stays(text):
    assert without_addresses(text) == text


@given(st.ip_addresses(), st.sampled_from(["{}", "from {} to", "[{}]:80", "'{}'", "{}, x", "ip={}", "x {}."]))
def test_no_address_survives_whatever_stands_around_it(address, around):
    kept = {"IPv4Address": 24, "IPv6Address": 48}[type(address).__name__]
    lost = int(address) & ((1 << (address.max_prefixlen - kept)) - 1)

    shown = without_addresses(around.format(address))

    assert str(address) not in shown or lost == 0 or address.is_loopback or address.is_unspecified


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Not Found: /medications/?q=tremor&use=primary", "Not Found: /medications/?…"),
        ('"GET /?tremor HTTP/1.1" 200', '"GET /?… HTTP/1.1" 200'),
        ("see https://testserver/a?b=c d", "see https://testserver/a?… d"),
        ("Is it so? Yes.", "Is it so? Yes."),
    ],
)
def test_a_query_is_left_out(text, shown):
    assert without_queries(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Gone: /review/xQ3_-x/", "Gone: /review/…"),
        ("see https://testserver/review/xQ3", "see https://testserver/review/…"),
        ("Gone: /preview/12-0f.xQ3_-x/", "Gone: /preview/…"),
        ("'/accounts/password/reset/key/1-abc/'", "'/accounts/password/reset/key/…'"),
        ('File "/srv/medications/review/views.py", line 3', 'File "/srv/medications/review/views.py", line 3'),
        ("/medications/review-of-systems/", "/medications/review-of-systems/"),
    ],
)
def test_an_address_that_is_a_key_loses_its_end(text, shown):
    assert without_keys(text) == shown


def test_a_term_that_an_error_repeats_is_left_out():
    assert without_terms("no such thing: 'Bladder Urgency', a", "q=bladder+urgency&letter=a") == "no such thing: '…', a"


@pytest.mark.parametrize("text", ["/" * 100_000, "a?" * 50_000, "/review/" * 20_000, ":" * 100_000, "1." * 50_000, "f:" * 50_000])
def test_a_hostile_line_takes_no_long_time(text):
    began = time.perf_counter()

    without_addresses(without_queries(without_keys(text)))

    assert time.perf_counter() - began < 2


# The site as it is


def test_every_handler_writes_discreetly():
    """Besides those of LOGGING there are none: Django's own would write whole lines, or mail whole requests."""
    handlers = settings.LOGGING["handlers"].values()
    loggers = [logger for logger in logging.root.manager.loggerDict.values() if isinstance(logger, logging.Logger)]
    attached = [handler for logger in loggers for handler in logger.handlers if "pytest" not in type(handler).__module__]
    speaking = [handler for handler in attached if not isinstance(handler, logging.NullHandler)]

    assert {handler["formatter"] for handler in handlers} == {"line"}
    assert issubclass(import_string(settings.LOGGING["formatters"]["line"]["class"]), DiscreetFormatter)
    assert [handler for handler in speaking if not isinstance(handler.formatter, DiscreetFormatter)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nothing/?q=bladder", "/medications/?letter=bladder", "/api/v1/medications/?nonsense=bladder"])
def test_an_address_that_is_not_answered_is_logged_without_what_was_asked(client, logged, path):
    client.get(path, REMOTE_ADDR="203.0.113.77", headers={"X-Forwarded-For": "203.0.113.77"})

    assert [line for line in logged if path.split("?")[0] in line]
    assert [line for line in logged if "bladder" in line or "203.0.113.77" in line] == []


@pytest.mark.urls("tests.wiring.framed_urls")
def test_a_fault_is_logged_with_its_page_and_without_what_was_asked(client, logged):
    client.raise_request_exception = False

    client.get("/broken/?q=bladder", REMOTE_ADDR="203.0.113.77")

    (line,) = logged
    assert "Internal Server Error: /broken/" in line
    assert "ValueError: cannot look up …" in line
    assert "bladder" not in line
    assert "203.0.113.77" not in line


def test_another_host_is_logged_without_who_asked(client, logged):
    client.get("/?q=bladder", headers={"Host": "evil.example"}, REMOTE_ADDR="203.0.113.77")

    assert [line for line in logged if "evil.example" in line]
    assert [line for line in logged if "bladder" in line or "203.0.113.77" in line] == []


@pytest.mark.django_db
def test_a_page_that_is_answered_is_not_logged(client, logged):
    assert client.get("/?q=bladder").status_code == 200

    assert logged == []


def test_a_request_whose_query_cannot_be_read_is_logged_all_the_same():
    request = HttpRequest()
    request.META["QUERY_STRING"] = "&".join(["%ff=%zz", *(f"a{number}=bladder{number}" for number in range(20_000))])
    handler = Lines()
    try:
        raise ValueError("bladder77 is not known")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "broken", (), (type(error), error, error.__traceback__))
    record.request = request

    began = time.perf_counter()
    handler.emit(record)

    assert "bladder77" not in handler.lines[0]
    assert time.perf_counter() - began < 2
