"""What the server writes down of a request."""

import logging
import re
from pathlib import Path

import pytest
from django.conf import settings

from medications.management.commands.serve import commands
from tests.logged import logged_lines
from tests.public.examples import ADDRESSES
from tests.public.privacy.page import says

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


OPERATORS = Path(settings.BASE_DIR) / "docs" / "operators.md"


@says("Our server program keeps no list of who read which page.")
def test_no_page_that_is_read_is_logged(client):
    with logged_lines() as lines:
        for address in ADDRESSES:
            client.get(address)

    assert lines == []
    assert "--no-access-log" in commands("127.0.0.1", 8000)["web"]


@pytest.mark.urls("tests.wiring.framed_urls")
@says("When something goes wrong, it writes down the time, the page and the fault.")
def test_a_fault_is_logged(client):
    client.raise_request_exception = False
    with logged_lines() as lines:
        client.get("/broken/")

    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ ERROR", lines[0])
    assert "/broken/" in lines[0]
    assert "ValueError" in lines[0]


@pytest.mark.urls("tests.wiring.framed_urls")
@says("It leaves out what you searched for and which filters you chose.")
def test_what_was_asked_for_is_not_logged(client):
    client.raise_request_exception = False
    with logged_lines() as lines:
        client.get("/broken/?q=bladder&symptom=urgency")
        client.get("/nothing/?q=bladder&symptom=urgency")

    assert len(lines) == 2
    assert [line for line in lines if "bladder" in line or "urgency" in line] == []


@says("It cuts off the end of any internet address, so that the address no longer points to one device.")
def test_addresses_are_logged_shortened():
    with logged_lines() as lines:
        logging.getLogger("any.library").warning("refused %s and %s", "203.0.113.77", "2001:db8:1:2::3")

    assert lines[0].endswith("refused 203.0.113.0 and 2001:db8:1::")


@says("Our guide for the people who run the server tells them to keep no such list in other places, either.")
def test_operators_are_told_to_switch_off_other_logs():
    nginx = re.search(r"(?ms)^    server \{.*?^    \}", OPERATORS.read_text())[0]

    assert re.search(r"^\s+access_log off;", nginx, re.MULTILINE)
    assert re.search(r"^\s+error_log \S+ crit;", nginx, re.MULTILINE)
