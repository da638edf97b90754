"""Browsers report here, and so may anybody else: nothing that is sent gives an error, and little of it stays."""

import json

import pytest
from django.http import UnreadablePostError
from django.test import Client

from medications.actions.feedback import policy_violations
from medications.content.policy_reports import MOST_BYTES
from medications.models import PolicyViolation
from medications.public.policy_reports import policy_reports
from tests.assertions import recorded_sql

pytestmark = pytest.mark.django_db

ADDRESS = "/csp-reports/"
OLD, NEW = "application/csp-report", "application/reports+json"


def report(page: str = "http://testserver/medications/?q=secret", **more) -> dict:
    return {"csp-report": {"document-uri": page, "effective-directive": "style-src-attr", "blocked-uri": "inline", **more}}


def send(body, content_type: str = OLD, **more):
    """As a browser does: without a token, so with the check on that forms need one."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Client(enforce_csrf_checks=True).post(ADDRESS, body, content_type=content_type, **more)


def kept() -> list[tuple]:
    return list(PolicyViolation.objects.order_by("pk").values_list("directive", "blocked", "path", "count"))


def test_a_report_is_counted():
    answer = send(report())

    assert (answer.status_code, answer.content) == (204, b"")
    assert kept() == [("style-src-attr", "inline", "/medications/", 1)]


def test_a_list_of_reports_is_counted():
    body = {"documentURL": "http://testserver/", "effectiveDirective": "script-src-elem", "blockedURL": "inline"}

    answer = send([{"type": "csp-violation", "body": body}] * 2, NEW)

    assert answer.status_code == 204
    assert kept() == [("script-src-elem", "inline", "/", 2)]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/medications/baclofen/", "/medications/baclofen/"),
        ("/medications/baclofen/history/2/", "/medications/baclofen/history/2/"),
        ("/nothing/secret/", "(no page)"),
        ("/%00", "(no page)"),
        ("/admin/medications/medication/17/change/", "/admin/medications/medication/<object_id>/change/"),
        ("/accounts/2fa/webauthn/keys/17/remove/", "/accounts/2fa/webauthn/keys/<pk>/remove/"),
    ],
)
def test_only_public_parts_of_an_address_are_kept(path, shown):
    send(report(f"http://testserver{path}"))

    assert [row[2] for row in kept()] == [shown]


def test_the_key_in_the_address_of_a_reset_is_not_kept():
    send(report("http://testserver/accounts/password/reset/key/Mq-abc123-secret/"))

    assert "secret" not in kept()[0][2]
    assert "Mq" not in kept()[0][2]


@pytest.mark.parametrize("page", ["https://evil.example/", "http://testserver.evil.example/", "https://testserver/"])
def test_a_report_about_another_site_is_not_counted(page):
    assert send(report(page)).status_code == 204
    assert kept() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 10_000, b"\xff\x00", b"null", b"[1, 2]", b'{"csp-report": "x"}'])
@pytest.mark.parametrize("content_type", [OLD, NEW])
def test_garbage_is_answered_alike_and_forgotten(body, content_type, caplog):
    assert send(body, content_type).status_code == 204
    assert kept() == []
    assert caplog.records == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/json", "multipart/form-data; boundary=x", "", "x" * 5_000])
def test_a_body_of_another_type_is_not_looked_at(content_type):
    """A page elsewhere can make a reader's browser send those; not the two that reports have."""
    assert send(report(), content_type).status_code == 204
    assert kept() == []


def test_a_body_that_is_too_long_is_not_read():
    assert send(report(padding="x" * MOST_BYTES)).status_code == 204
    assert kept() == []


@pytest.mark.parametrize("length", ["", "-1", "x", "9" * 5_000, "٣"])
def test_a_length_that_is_no_number_is_no_error(length):
    assert send(report(), CONTENT_LENGTH=length).status_code == 204


def test_a_sender_that_breaks_off_is_no_error(rf):
    class BrokenOff:
        content_type, META, scheme = OLD, {"CONTENT_LENGTH": "10"}, "http"
        method = "POST"

        def get_host(self):
            return "testserver"

        @property
        def body(self):
            raise UnreadablePostError("gone")

    assert policy_reports(BrokenOff()).status_code == 204


def test_a_flood_costs_no_statement_after_so_many(monkeypatch):
    monkeypatch.setattr(policy_violations, "MOST_A_MINUTE", 1)
    send(report())

    with recorded_sql() as statements:
        assert send(report()).status_code == 204

    assert statements == []
    assert kept()[0][3] == 1


def test_reports_are_sent_not_read(client):
    assert client.get(ADDRESS).status_code == 405
    assert client.options(ADDRESS).status_code == 405


def test_no_other_site_may_send_them(client):
    """Their types make a browser ask first, and it gets no leave."""
    answer = client.options(ADDRESS, headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})

    assert "Access-Control-Allow-Origin" not in answer
