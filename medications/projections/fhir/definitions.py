"""What is ours in our FHIR resources: the definitions at the addresses that extensions and codes name.

Whoever meets an extension or a code of ours reads there what it is. A test holds every resource against these tables.
"""

from dataclasses import dataclass

from medications.content.choices import Basis, DocumentKind, Route, SectionKind, SideEffectGroup, UseStatus
from medications.models import SocietyProfile
from medications.projections import addresses
from medications.projections.fhir import clinical_use, medication_knowledge
from medications.projections.fhir.coding import url, whole

EXTENSION, CODES = "StructureDefinition", "CodeSystem"
BASE = f"http://hl7.org/fhir/{EXTENSION}/Extension"
MEDICINE, ISSUE = medication_knowledge.TYPE, clinical_use.TYPE
NOT_PRIMITIVE = {"Reference", "RelatedArtifact"}


@dataclass(frozen=True)
class Extension:
    """`value` is a FHIR type, with a capital; or `parts` are, by name. `on` are the resources that have it."""

    says: str
    value: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    on: tuple[str, ...] = (MEDICINE,)
    often: tuple[str, ...] = ()  # parts that may come several times


@dataclass(frozen=True)
class Codes:
    """`all` are codes with what they are called; without them, they are listed at `listed`."""

    says: str
    all: tuple[tuple[str, str], ...] = ()
    listed: str = ""


DAYS = (("begins", "Date"), ("ends", "Date"))
EXTENSIONS = {
    "safety-notice": Extension(
        "A safety notice that stands over the medicine's page from its first to its last day. Show it before everything else.",
        parts=(("text", "String"), ("source", "String"), ("address", "Url"), *DAYS, ("basis", "Code")),
    ),
    "withheld": Extension("Why the text may not be passed on. Then the resource has names and uses only.", "String"),
    "last-updated": Extension("Since when the text reads as it does.", "Date"),
    "last-reviewed": Extension("When a clinical reviewer last approved the whole page.", "Date"),
    "review-due": Extension("When the whole page is to be reviewed again. After that day, take it with care.", "Date"),
    "digest": Extension("SHA-256 of the content, as the partner API gives it.", "String"),
    "attribution": Extension("Whom to name where the text is shown.", "String"),
    "licence": Extension("Under which terms the text may be shown.", "String"),
    "days-a-copy-may-be-shown": Extension(
        "After how many days a copy is to be hidden unless it was asked for anew.", "PositiveInt"
    ),
    "availability": Extension("With a prescription, without one, or both.", "Code"),
    "generic-available": Extension(
        "Whether there is a generic: where, and as of when that is known.",
        parts=(("value", "Code"), ("market", "Code"), ("as-of", "Date")),
        often=("market",),
    ),
    "source": Extension("A work on which this rests.", "RelatedArtifact", on=(MEDICINE, ISSUE)),
    "medication-knowledge": Extension("The medicine that this belongs to.", "Reference", on=(ISSUE,)),
    "shown": Extension("From when to when a safety notice is shown.", parts=DAYS, on=(ISSUE,)),
    "primary-use": Extension("Whether this is a main use in multiple sclerosis.", "Boolean", on=(ISSUE,)),
    "note": Extension("A note on the use.", "String", on=(ISSUE,)),
    "look-alike": Extension("That this side effect may be mistaken for a symptom of multiple sclerosis.", "Boolean", on=(ISSUE,)),
}


def _labels(choices) -> tuple[tuple[str, str], ...]:
    return tuple((each.value, each.label) for each in choices)


CODE_SYSTEMS = {
    "basis": Codes("On what ground a version is public.", _labels(Basis)),
    "route": Codes("How a medicine gets into the body.", _labels(Route)),
    "what-to-do": Codes("What to do about a side effect.", _labels(SideEffectGroup)),
    "issue": Codes(
        "What a warning is about, and whether a use is approved.",
        tuple(
            dict(
                [
                    *_labels(SectionKind),
                    *((kind.value, heading) for kind, heading in clinical_use.HEADINGS.items()),
                    *_labels(UseStatus),
                    ("safety-notice", "Safety notice"),
                    ("boxed-warning", "Boxed warning of the official label"),
                ]
            ).items()
        ),
    ),
    "symptom": Codes("Symptoms that medicines are used for.", listed=addresses.RECORDS[DocumentKind.SYMPTOM]),
    "side-effect": Codes("Side effects.", listed=addresses.RECORDS[DocumentKind.SIDE_EFFECT]),
    "drug-class": Codes(
        "Classes of medicines, each with its name in the medicines of the class.",
        listed=addresses.RECORDS[DocumentKind.MEDICATION],
    ),
}


def find(kind: str, name: str, profile: SocietyProfile) -> dict | None:
    """The definition of ours with this name."""
    if kind == EXTENSION and name in EXTENSIONS:
        return whole({**_head(kind, name, EXTENSIONS[name].says, profile), **_of_extension(name, EXTENSIONS[name])})
    if kind == CODES and name in CODE_SYSTEMS:
        return whole({**_head(kind, name, CODE_SYSTEMS[name].says, profile), **_of_codes(CODE_SYSTEMS[name])})
    return None


def _head(kind: str, name: str, says: str, profile: SocietyProfile) -> dict:
    return {
        "resourceType": kind,
        "id": name,
        "url": url(f"{kind}/{name}"),
        "name": name.title().replace("-", ""),
        "title": name.replace("-", " ").capitalize(),
        "status": "active",
        "publisher": profile.name,
        "description": says,
    }


def _of_codes(codes: Codes) -> dict:
    listed = f"{codes.says} They are listed at {addresses.absolute(codes.listed)}" if codes.listed else codes.says
    return {
        "description": listed,
        "caseSensitive": True,
        "content": "complete" if codes.all else "not-present",
        "concept": [{"code": code, "display": display} for code, display in codes.all],
    }


def _of_extension(name: str, extension: Extension) -> dict:
    root = {"id": "Extension", "path": "Extension", "short": extension.says, "definition": extension.says}
    fixed = {"id": "Extension.url", "path": "Extension.url", "fixedUri": url(f"{EXTENSION}/{name}")}
    parts = [element for part, kind in extension.parts for element in _part(part, kind, often=part in extension.often)]
    value = {"id": "Extension.value[x]", "path": "Extension.value[x]"}
    return {
        "fhirVersion": "5.0.0",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": each} for each in extension.on],
        "type": "Extension",
        "baseDefinition": BASE,
        "derivation": "constraint",
        "differential": {
            "element": [
                root,
                *(parts or [{"id": "Extension.extension", "path": "Extension.extension", "max": "0"}]),
                fixed,
                {**value, "max": "0"} if parts else {**value, "min": 1, "type": [{"code": code_of(extension.value)}]},
            ]
        },
    }


def _part(name: str, kind: str, *, often: bool) -> list[dict]:
    slice_id, path = f"Extension.extension:{name}", "Extension.extension"
    return [
        {"id": slice_id, "path": path, "sliceName": name, "min": 0, "max": "*" if often else "1"},
        {"id": f"{slice_id}.extension", "path": f"{path}.extension", "max": "0"},
        {"id": f"{slice_id}.url", "path": f"{path}.url", "fixedUri": name},
        {"id": f"{slice_id}.value[x]", "path": f"{path}.value[x]", "min": 1, "type": [{"code": code_of(kind)}]},
    ]


def code_of(kind: str) -> str:
    """ "Date" in, "date" out: names of primitive types begin with a small letter where they are not part of another name."""
    return kind if kind in NOT_PRIMITIVE else kind[0].lower() + kind[1:]
