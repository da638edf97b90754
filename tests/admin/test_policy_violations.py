"""The list of what browsers stopped: administrators read it, nobody changes it."""

import pytest

from medications.models import PolicyViolation
from tests.factories import accounts

LIST = "/admin/medications/policyviolation/"


@pytest.fixture
def row(db):
    return PolicyViolation.objects.create(directive="img-src", blocked="https://ads.example", path="/medications/<b>/", count=7)


def test_an_administrator_reads_it(desk, row):
    page = desk(accounts.account("administrator")).client.get(f"{LIST}?q=ads").content.decode()

    assert "https://ads.example" in page
    assert "/medications/&lt;b&gt;/" in page


@pytest.mark.parametrize("role", ["writer", "reviewer", "publisher"])
def test_nobody_else_does(desk, row, role):
    assert desk(accounts.account(role)).client.get(LIST).status_code == 403


@pytest.mark.parametrize("screen", ["add/", "{}/delete/"])
def test_nobody_adds_or_deletes(desk, row, screen):
    client = desk(accounts.account("administrator")).client

    assert client.get(LIST + screen.format(row.pk)).status_code == 403
    assert client.post(LIST + screen.format(row.pk), {"post": "yes"}).status_code == 403
    assert PolicyViolation.objects.count() == 1


def test_nobody_changes_it(desk, row):
    client = desk(accounts.account("administrator")).client

    assert client.post(f"{LIST}{row.pk}/change/", {"count": 1}).status_code == 403
    row.refresh_from_db()
    assert row.count == 7
