"""Codes as FHIR names them: systems of others by the addresses that HL7 gives them, and our own."""

from medications.content.choices import CodeSystem
from medications.projections import addresses

BASE = "/fhir/"
SYSTEMS = {
    CodeSystem.RXNORM: "http://www.nlm.nih.gov/research/umls/rxnorm",
    CodeSystem.ATC: "http://www.whocc.no/atc",
    CodeSystem.UNII: "http://fdasis.nlm.nih.gov",
    CodeSystem.SNOMED_CT: "http://snomed.info/sct",
}
SUBSETTED = {"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED", "display": "subsetted"}


def url(rest: str) -> str:
    return addresses.absolute(f"{BASE}{rest}")


def own(system: str, code: str, display: str) -> dict:
    """A code of ours, such as a symptom's."""
    return {"system": url(f"CodeSystem/{system}"), "code": code, "display": display}


def concept(text: str, *codings: dict) -> dict:
    return {"coding": list(codings), "text": text}


def extension(name: str, kind: str, value) -> dict:
    """One of ours; nothing where there is no value. `kind` is the FHIR type, with a capital."""
    return {"url": url(f"StructureDefinition/{name}"), f"value{kind}": value} if value not in (None, "") else {}


def extensions(name: str, *parts: tuple[str, str, object]) -> dict:
    """One of several values, each (name, kind, value)."""
    inner = [{"url": part, f"value{kind}": value} for part, kind, value in parts if value not in (None, "")]
    return {"url": url(f"StructureDefinition/{name}"), "extension": inner}


def whole(value):
    """Without what is empty: FHIR knows no empty text, list or object."""
    if isinstance(value, dict):
        kept = {name: whole(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [part for part in map(whole, value) if part not in (None, "", [], {})]
    return value
