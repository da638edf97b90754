"""A short part of `make fuzz`: the same inputs each time, every family."""

import tempfile
from pathlib import Path

import pytest
import schemathesis

from medications.models import Change
from tests.factories.site import kept
from tests.fuzz import attack, contract, sockets, stored, world
from tests.fuzz.families import FAMILIES
from tests.fuzz.payloads import MARK

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SEED = 1
NUMBERS = {"addresses": 80, "query strings": 60, "headers": 50, "forms": 30, "uploads": 12, "bodies": 40}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield world.made()


def assert_no_fault(tally: attack.Tally) -> None:
    assert tally.counts["inputs"]
    assert {str(fault): tally.smallest[fault] for fault in tally.met} == {}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_nothing_breaks_runs_or_leaks(site, family):
    site.sign_everybody_in()

    assert_no_fault(attack.run(family, site, NUMBERS[family.name], SEED))


def test_what_was_stored_does_not_run(site, monkeypatch):
    shown = []
    look = stored.look_at_everything
    monkeypatch.setattr(stored, "look_at_everything", lambda *args: (shown.extend(public_payloads()), look(*args)))
    site.sign_everybody_in()

    assert_no_fault(stored.run(site, 1, SEED))
    assert "medication" in shown, "no payload became public: this looked at nothing"


def public_payloads() -> list[str]:
    changes = Change.objects.filter(revision__content__contains=MARK).select_related("document")
    return [change.document.kind for change in changes]


def test_the_api_keeps_to_its_own_description(site):
    assert_no_fault(contract.run(60, SEED))


@pytest.mark.parametrize(
    ("query", "is_right"),
    [
        ("code=&format=", True),
        ("code=184&cursor=", True),
        ("code=a&code=b", True),
        ("format=xml", False),
        ("format=csv&format=csv", False),
        ("nonsense=1", False),
        ("", False),
    ],
)
def test_only_what_keeps_to_the_description_as_it_came_may_be_accepted(query, is_right):
    assert contract.is_as_described("/api/v1/sources/", f"http://testserver/api/v1/sources/?{query}") == is_right


def test_a_form_that_oembed_does_not_offer_is_no_failure(site):
    from msportal.wsgi import application

    with contract.connection_kept_open():
        described = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
        case = described["/api/v1/oembed/"]["GET"].Case(
            query={"url": "http://testserver/medications/orbelazine/", "format": "xml"}
        )
        response = case.call()

        assert response.status_code == 501
        assert contract.failures(case, response) == []


@pytest.mark.sqlite
def test_the_server_survives_broken_requests():
    with tempfile.TemporaryDirectory() as folder, sockets.served(Path(folder)) as port:
        assert_no_fault(sockets.run(port, 60, SEED))
