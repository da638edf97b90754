"""Bundle: what a search finds, and the way on."""

from collections.abc import Sequence

from medications.projections.fhir.coding import url, whole


def searchset(resources: Sequence[dict], total: int, here: str, following: str, ignored: Sequence[str]) -> dict:
    """`here` and `following` are addresses below /fhir/; `ignored` are parameters that were not known."""
    links = [("self", here), ("next", following)]
    entries = [_found(each) for each in resources]
    if ignored:
        entries.append({"resource": _ignored(ignored), "search": {"mode": "outcome"}})
    return whole(
        {
            "resourceType": "Bundle",
            "type": "searchset",
            "total": total,
            "link": [{"relation": relation, "url": url(address)} for relation, address in links if address],
            "entry": entries,
        }
    )


def _found(resource: dict) -> dict:
    address = url(f"{resource['resourceType']}/{resource['id']}")
    return {"fullUrl": address, "resource": resource, "search": {"mode": "match"}}


def _ignored(names: Sequence[str]) -> dict:
    said = f"Not known here, and ignored as “Prefer: handling=lenient” asks: {', '.join(name[:40] for name in names)}"
    return {"resourceType": "OperationOutcome", "issue": [{"severity": "warning", "code": "not-supported", "diagnostics": said}]}
