"""CapabilityStatement: what may be asked of the FHIR facade."""

from datetime import UTC, datetime

from medications.models import SocietyProfile
from medications.projections.fhir import clinical_use, definitions, medication_knowledge
from medications.projections.fhir.coding import url, whole
from medications.projections.fhir.meta import instant

VERSION = "5.0.0"
WRITTEN = datetime(2026, 11, 27, tzinfo=UTC)  # when this statement last changed
DEFINITIONS = "http://hl7.org/fhir/SearchParameter/"
LAST_UPDATED = ("_lastUpdated", "date", "Resource-lastUpdated", "When this version became public.")
COUNT = "`_count` says how many at most; `_count=0` or `_summary=count` gives only the number."
PARAMETERS = {
    medication_knowledge.TYPE: [
        ("_id", "token", "Resource-id", "UUIDs of medicines."),
        LAST_UPDATED,
        (
            "code",
            "token",
            "MedicationKnowledge-code",
            "RxNorm, ATC, UNII or SNOMED CT; `code:text` is the beginning of the name.",
        ),
        ("status", "token", "MedicationKnowledge-status", "All that is public is `active`; what is withdrawn answers 410."),
    ],
    clinical_use.TYPE: [
        ("_id", "token", "Resource-id", "Ids as MedicationKnowledge.clinicalUseIssue names them."),
        LAST_UPDATED,
        ("type", "token", "ClinicalUseDefinition-type", "Such as `warning`."),
        ("medication", "reference", "", "The MedicationKnowledge that it belongs to; a parameter of ours."),
    ],
}
DOCUMENTATION = (
    "Read-only. A parameter that is not known is an error (400), unless “Prefer: handling=lenient” is sent. "
    "What was withdrawn answers 410. "
    f"{COUNT} Whoever must miss no change follows /api/v1/changes/, whose numbers have no gaps."
)


def statement(profile: SocietyProfile) -> dict:
    return whole(
        {
            "resourceType": "CapabilityStatement",
            "url": url("metadata"),
            "name": "MedicationsUsedInMS",
            "title": profile.site_title,
            "status": "active",
            "date": instant(WRITTEN),
            "publisher": profile.name,
            "kind": "instance",
            "software": {"name": "msportal"},
            "implementation": {"description": profile.site_title, "url": url("").rstrip("/")},
            "fhirVersion": VERSION,
            "format": ["application/fhir+json", "json"],
            "rest": [
                {
                    "mode": "server",
                    "documentation": DOCUMENTATION,
                    "security": {
                        "cors": True,
                        "description": "Open for reading. The key of a partner may be sent, and opens nothing more.",
                    },
                    "resource": [*map(_resource, PARAMETERS), *map(_definition, (definitions.EXTENSION, definitions.CODES))],
                }
            ],
        }
    )


def _definition(kind: str) -> dict:
    text = "What is ours in the resources: each at the address that they name."
    return {"type": kind, "interaction": [{"code": "read"}], "versioning": "no-version", "documentation": text}


def _resource(kind: str) -> dict:
    return {
        "type": kind,
        "interaction": [{"code": code} for code in ("read", "vread", "search-type")],
        "versioning": "versioned",
        "readHistory": True,
        "updateCreate": False,
        "conditionalCreate": False,
        "conditionalRead": "full-support",
        "conditionalUpdate": False,
        "conditionalDelete": "not-supported",
        "referencePolicy": ["literal"],
        "searchParam": [
            {"name": name, "type": of, "definition": f"{DEFINITIONS}{definition}" if definition else "", "documentation": text}
            for name, of, definition, text in PARAMETERS[kind]
        ],
    }
