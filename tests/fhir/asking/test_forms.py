"""Forms, versions and headers of the FHIR facade, and what it says of itself."""

import pytest

from tests.factories.site import ORBELAZINE
from tests.fhir.asking.answers import MEDICINE, MEDICINES, USES, outcome
from tests.fhir.checking import assert_fhir

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "accept",
    [
        "",
        "*/*",
        "application/fhir+json",
        "application/json",
        "application/fhir+xml, application/fhir+json;q=0.5",
        "text/html,*/*;q=0.1",
        'application/fhir+json; fhirVersion="5.0", application/fhir+json; fhirVersion=4.0; q=0.5',
    ],
)
def test_json_is_given_to_who_can_take_it(client, accept):
    assert client.get(MEDICINE, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(
    "accept", ["application/fhir+xml", "application/fhir+json; fhirVersion=4.0", "text/turtle", "application/fhir+xml, */*;q=0.0"]
)
def test_another_form_or_version_is_refused(client, accept):
    outcome(client.get(MEDICINE, headers={"Accept": accept}), 406)


@pytest.mark.parametrize(("format", "status"), [("json", 200), ("application/fhir+json", 200), ("xml", 406), ("ttl", 406)])
def test_a_form_named_in_the_address_counts_before_what_is_accepted(client, format, status):
    assert client.get(MEDICINE, {"_format": format}, headers={"Accept": "text/turtle"}).status_code == status


def test_a_resource_carries_its_version_as_fhir_asks_for_it(client):
    answer = client.get(MEDICINE)

    assert answer["Content-Type"] == "application/fhir+json; charset=utf-8"
    assert answer["ETag"] == 'W/"2"'
    assert answer["Last-Modified"] == "Wed, 01 Apr 2026 12:00:00 GMT"
    assert {"Accept", "Authorization"} <= {each.strip() for each in answer["Vary"].split(",")}


@pytest.mark.parametrize("headers", [{"If-None-Match": 'W/"2"'}, {"If-Modified-Since": "Wed, 01 Apr 2026 12:00:00 GMT"}], ids=str)
@pytest.mark.parametrize("method", ["get", "head"])
def test_what_is_the_same_is_not_sent_again(client, method, headers):
    answer = getattr(client, method)(MEDICINE, headers=headers)

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("headers", [{"If-None-Match": 'W/"1"'}, {"If-Modified-Since": "Tue, 31 Mar 2026 12:00:00 GMT"}], ids=str)
def test_what_is_newer_is_sent(client, headers):
    assert client.get(MEDICINE, headers=headers).status_code == 200


def test_any_other_site_may_read(client):
    answer = client.options(MEDICINE, headers={"Origin": "https://partner.example", "Access-Control-Request-Method": "GET"})

    assert answer.status_code == 204
    assert "GET" in answer["Access-Control-Allow-Methods"]
    assert {"Authorization", "Prefer"} <= set(answer["Access-Control-Allow-Headers"].split(", "))
    assert "ETag" in client.get(MEDICINE)["Access-Control-Expose-Headers"]
    assert client.get(f"{MEDICINES}/never")["Access-Control-Allow-Origin"] == "*"


def test_it_can_be_laid_out_for_people(client):
    plain, pretty = client.get(MEDICINE), client.get(MEDICINE, {"_pretty": "true"})

    assert pretty.json() == plain.json()
    assert b"\n  " in pretty.content


def test_it_says_what_may_be_asked(client):
    told = client.get("/fhir/metadata").json()

    assert_fhir(told)
    assert told["fhirVersion"] == "5.0.0"
    assert told["implementation"]["url"] == "http://testserver/fhir"
    kinds = {each["type"]: each for each in told["rest"][0]["resource"]}
    assert set(kinds) == {"MedicationKnowledge", "ClinicalUseDefinition", "StructureDefinition", "CodeSystem"}
    assert {each["code"] for each in kinds["MedicationKnowledge"]["interaction"]} == {"read", "vread", "search-type"}


@pytest.mark.parametrize("kind", [MEDICINES, USES])
def test_every_parameter_that_it_names_is_known(client, kind):
    told = client.get("/fhir/metadata").json()["rest"][0]["resource"]
    parameters = next(each["searchParam"] for each in told if kind.endswith(each["type"]))

    values = {"_lastUpdated": "2026", "status": "active", "type": "warning"}
    for each in parameters:
        assert client.get(kind, {each["name"]: values.get(each["name"], ORBELAZINE)}).status_code == 200
