"""What is ours in the resources is defined at the address that they name. That they keep to it: tests/fhir/checking.py."""

import re

import pytest

from medications.projections.fhir.definitions import CODE_SYSTEMS, EXTENSIONS
from tests.factories.site import ORBELAZINE, complete_site, kept
from tests.fhir.checking import assert_fhir

pytestmark = pytest.mark.django_db

ADDRESSES = [f"/fhir/StructureDefinition/{name}" for name in EXTENSIONS] + [f"/fhir/CodeSystem/{name}" for name in CODE_SYSTEMS]


@pytest.fixture(scope="module", autouse=True)
def site(django_db_setup, django_db_blocker):
    with kept(django_db_blocker):
        yield complete_site()


def test_every_definition_is_valid_and_at_its_own_address(client):
    for address in ADDRESSES:
        told = client.get(address).json()
        assert_fhir(told)
        assert told["url"] == f"http://testserver{address}"


def test_every_address_of_ours_that_a_resource_names_leads_to_a_definition(client):
    asked = [f"/fhir/MedicationKnowledge/{ORBELAZINE}", f"/fhir/ClinicalUseDefinition?medication={ORBELAZINE}&_count=100"]
    told = " ".join(client.get(each).content.decode() for each in asked)
    named = set(re.findall(r'http://testserver(/fhir/(?:StructureDefinition|CodeSystem)/[^"]+)', told))

    assert len(named) > 10
    assert [address for address in named if client.get(address).status_code != 200] == []


def test_an_extension_says_of_which_type_it_is(client):
    told = client.get("/fhir/StructureDefinition/days-a-copy-may-be-shown").json()

    assert told["context"] == [{"type": "element", "expression": "MedicationKnowledge"}]
    assert told["differential"]["element"][-1]["type"] == [{"code": "positiveInt"}]


def test_an_extension_of_several_parts_says_which_may_come_often(client):
    elements = client.get("/fhir/StructureDefinition/generic-available").json()["differential"]["element"]

    assert {each["sliceName"]: each["max"] for each in elements if "sliceName" in each} == {
        "value": "1",
        "market": "*",
        "as-of": "1",
    }


def test_codes_that_are_listed_elsewhere_say_where(client):
    told = client.get("/fhir/CodeSystem/symptom").json()

    assert told["content"] == "not-present"
    assert "http://testserver/api/v1/symptoms/" in told["description"]
