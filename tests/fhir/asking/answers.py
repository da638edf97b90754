"""What is asked, and what came of it."""

from tests.factories.site import ORBELAZINE
from tests.fhir.checking import assert_fhir

MEDICINES, USES = "/fhir/MedicationKnowledge", "/fhir/ClinicalUseDefinition"
MEDICINE = f"{MEDICINES}/{ORBELAZINE}"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"


def searched(client, asked: dict, address: str = MEDICINES, **headers) -> dict:
    answer = client.get(address, asked, headers=headers)
    assert answer.status_code == 200, answer.content
    assert_fhir(answer.json())
    return answer.json()


def names(bundle: dict) -> set[str]:
    return {entry["resource"]["code"]["text"] for entry in bundle.get("entry", ())}


def link(bundle: dict, relation: str) -> str | None:
    return next((each["url"] for each in bundle["link"] if each["relation"] == relation), None)


def outcome(answer, status: int) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/fhir+json")
    assert_fhir(answer.json())
    return answer.json()["issue"][0]
