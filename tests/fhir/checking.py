"""Whether an answer is FHIR R5: by the models of fhir.resources, and by what those do not look at."""

import re
from xml.etree import ElementTree

from fhir.resources import get_fhir_model_class

from medications.projections.fhir.coding import SYSTEMS
from medications.projections.fhir.coding import url as own
from medications.projections.fhir.definitions import CODE_SYSTEMS, EXTENSIONS

XHTML = "{http://www.w3.org/1999/xhtml}"
# Of HTML 4 what txt-1 lets a narrative have, as far as we use it.
ELEMENTS = {"div", "p", "br", "ul", "ol", "li", "strong", "em", "a", "h2", "h3", "h4", "h5", "h6", "blockquote", "sup"}
ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
OF_HL7 = {
    "http://terminology.hl7.org/CodeSystem/v3-ObservationValue": {"SUBSETTED"},
    "http://hl7.org/fhir/publication-status": {"active"},
}
MODES, SEVERITIES = {"match", "outcome"}, {"error", "warning"}
ISSUE_CODES = {
    "invalid",
    "value",
    "not-supported",
    "not-found",
    "deleted",
    "login",
    "forbidden",
    "conflict",
    "throttled",
    "exception",
}


def assert_fhir(resource: dict) -> None:
    model = get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    assert model.get_resource_type() == resource["resourceType"]
    _no_empty(resource)
    for each in _objects(resource):
        _codings(each)
        _extension(each)
    for extension in resource.get("extension", ()):
        _as_defined(extension, resource["resourceType"])
    if resource["resourceType"] == "Bundle":
        for entry in resource.get("entry", ()):
            assert entry["search"]["mode"] in MODES
            assert_fhir(entry["resource"])
    elif resource["resourceType"] == "OperationOutcome":
        for issue in resource["issue"]:
            assert issue["severity"] in SEVERITIES
            assert issue["code"] in ISSUE_CODES
    elif resource["resourceType"] not in {"CapabilityStatement", "StructureDefinition", "CodeSystem"}:
        _whole(resource)


def _whole(resource: dict) -> None:
    assert ID.fullmatch(resource["id"])
    assert INSTANT.fullmatch(resource["meta"]["lastUpdated"])
    assert resource["meta"]["versionId"].isdigit()
    root = ElementTree.fromstring(resource["text"]["div"])  # noqa: S314 - our own
    assert root.tag == f"{XHTML}div"
    assert {each.tag.removeprefix(XHTML) for each in root.iter()} <= ELEMENTS
    assert {name for each in root.iter() for name in each.attrib} <= {
        "href",
        "lang",
        "{http://www.w3.org/XML/1998/namespace}lang",
    }
    assert "".join(root.itertext()).strip()
    named = {each.get("reference") for each in _objects(resource)}
    assert {f"#{each['id']}" for each in resource.get("contained", ())} <= named  # dom-3


def _no_empty(value) -> None:
    assert value not in (None, "", [], {})
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _no_empty(part)


def _objects(value):
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _objects(part)


def _codings(each: dict) -> None:
    for coding in each.get("coding", ()) if isinstance(each.get("coding"), list) else ():
        system = coding["system"]
        known = system in SYSTEMS.values() or coding["code"] in OF_HL7.get(system, ()) or _is_ours(coding)
        assert known, coding


def _is_ours(coding: dict) -> bool:
    """One that our definition of the system has, called as it says; or of a system whose codes are listed elsewhere."""
    codes = CODE_SYSTEMS.get(coding["system"].removeprefix(own("CodeSystem/")))
    return codes is not None and (not codes.all or (coding["code"], coding["display"]) in codes.all)


def _as_defined(extension: dict, kind: str) -> None:
    defined = EXTENSIONS[extension["url"].removeprefix(own("StructureDefinition/"))]
    assert kind in defined.on, extension
    if defined.value:
        assert f"value{defined.value}" in extension, extension
    for part in extension.get("extension", ()):
        assert (part["url"], [name for name in part if name != "url"]) in [(name, [f"value{of}"]) for name, of in defined.parts]


def _extension(each: dict) -> None:
    """ext-1: a value, or extensions of its own."""
    for extension in each.get("extension", ()):
        values = [name for name in extension if name.startswith("value")]
        assert (len(values) == 1) != ("extension" in extension), extension
