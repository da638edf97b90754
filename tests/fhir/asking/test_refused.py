"""How the FHIR facade refuses: always by an OperationOutcome that says what is wrong."""

import pytest

from medications.api import throttling
from tests.factories import keys
from tests.factories.site import ORBELAZINE
from tests.fhir.asking.answers import MEDICINE, MEDICINES, USES, link, outcome, searched

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{MEDICINES}?nonsense=1", "nonsense"),
        (f"{MEDICINES}?_lastupdated=2026", "_lastUpdated"),
        (f"{MEDICINES}?code:exact=1", "code:exact"),
        (f"{MEDICINES}?_sort=code", "_sort"),
        (f"{MEDICINES}?_include=x", "_include"),
        (f"{MEDICINE}?code=1", "code"),
        (f"{MEDICINES}?_lastUpdated=soon", "_lastUpdated"),
        (f"{MEDICINES}?_lastUpdated=2026-02-30", "There is no such day"),
        (f"{MEDICINES}?_lastUpdated=ap2026", "_lastUpdated"),
        (f"{MEDICINES}?_lastUpdated=9999", "There is no such day"),
        (f"{MEDICINES}?_count=-1", "_count"),
        (f"{MEDICINES}?_count=many", "_count"),
        (f"{MEDICINES}?status=new", "entered-in-error"),
        (f"{MEDICINES}?_summary=text", "_summary"),
        (f"{MEDICINES}?after=soon", "after"),
        (f"{MEDICINES}?_id={','.join('x' * 101)}", "At most 100"),
        (f"{USES}?type=joke", "undesirable-effect"),
        (f"{USES}?after={ORBELAZINE}.x", "after"),
        (f"{USES}?code=1", "code"),
        ("/fhir/metadata?mode=terminology", "mode"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client, address, words):
    assert words in outcome(client.get(address), 400)["diagnostics"]


def test_who_asks_for_leniency_is_told_what_was_ignored(client):
    bundle = searched(client, {"nonsense": "1", "code": "2598"}, prefer="handling=lenient")

    told = [entry for entry in bundle["entry"] if entry["search"]["mode"] == "outcome"]
    assert bundle["total"] == 1
    assert "nonsense" in told[0]["resource"]["issue"][0]["diagnostics"]
    assert "nonsense" not in link(bundle, "self")


def test_strictness_can_be_asked_for(client):
    outcome(client.get(f"{MEDICINES}?nonsense=1", headers={"Prefer": "return=minimal; handling=strict"}), 400)


@pytest.mark.parametrize(
    "address",
    [
        f"{MEDICINES}/never",
        f"{MEDICINES}/orbelazine",
        f"{MEDICINES}/{ORBELAZINE.upper()}",
        f"{MEDICINE}/_history/9",
        f"{MEDICINE}/_history/0",
        f"{MEDICINE}/_history/x",
        f"{MEDICINE}/_history",
        f"{USES}/{ORBELAZINE}",
        f"{USES}/{ORBELAZINE}.u000000000000",
        "/fhir/Patient",
        "/fhir/",
        "/fhir",
    ],
)
def test_what_is_not_there_is_told_so(client, address):
    assert outcome(client.get(address), 404)["code"] == "not-found"


@pytest.mark.parametrize("address", ["/fhir", "/fhir/", "/fhir/Patient"])
def test_an_address_that_nothing_answers_leads_to_what_may_be_asked(client, address):
    assert "http://testserver/fhir/metadata" in outcome(client.get(address), 404)["diagnostics"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, method):
    answer = getattr(client, method)(MEDICINE, content_type="application/fhir+json")

    outcome(answer, 405)
    assert "GET" in answer["Allow"]


def test_a_key_that_is_not_valid_is_refused_and_a_valid_one_opens_the_same(client):
    _, secret = keys.issued()

    refused = client.get(MEDICINE, headers={"Authorization": "Bearer msp_never"})
    read = client.get(MEDICINE, headers={"Authorization": f"Bearer {secret}"})

    outcome(refused, 401)
    assert refused["WWW-Authenticate"].startswith("Bearer")
    assert read.content == client.get(MEDICINE).content
    assert read["Cache-Control"].startswith("private")


def test_a_key_that_asks_too_much_is_told_how_long_to_wait(client, monkeypatch):
    monkeypatch.setattr(throttling, "QUOTA", 1)
    headers = {"Authorization": f"Bearer {keys.issued()[1]}"}
    client.get(MEDICINE, headers=headers)

    refused = client.get(MEDICINE, headers=headers)

    assert outcome(refused, 429)["code"] == "throttled"
    assert 0 < int(refused["Retry-After"]) <= 60
    assert refused["RateLimit"].startswith('"key";r=0;t=')
    assert client.get(MEDICINE).status_code == 200


def test_a_condition_that_does_not_hold_is_told_as_fhir(client):
    outcome(client.get(MEDICINE, headers={"If-Match": '"another"'}), 412)
