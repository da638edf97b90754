"""JSON Schemas of what the API answers, made from the record schema and from what the answers add to it."""

from pydantic.json_schema import models_json_schema

from medications.content import choices, schema
from medications.projections.withheld import KEPT, KEPT_OF_A_USE

REF = "#/components/schemas/"
STRING, BOOLEAN, NUMBER = {"type": "string"}, {"type": "boolean"}, {"type": "integer", "minimum": 1}
DAY = {"type": "string", "format": "date"}
DAY_OR_NONE = {"type": ["string", "null"], "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
ADDRESS = {"type": "string", "format": "uri"}
ADDRESS_OR_NONE = {"type": ["string", "null"], "format": "uri"}
UUID = {"type": "string", "format": "uuid"}
DIGEST = {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the canonical bytes."}
BASIS = {"type": "string", "enum": choices.Basis.values}


def ref(name: str) -> dict:
    return {"$ref": REF + name}


IDENTITY = {
    "uuid": {**UUID, "description": "Never changes."},
    "kind": STRING,
    "slug": STRING,
    "url": {**ADDRESS, "description": "The page for readers: link to it."},
    "publication_number": NUMBER,
    "digest": DIGEST,
    "basis": BASIS,
    "last_updated": {**DAY, "description": "The day the text changed. It may be years ago: show it."},
    "last_reviewed": {**DAY_OR_NONE, "description": "The last clinical review of the whole page."},
    "review_due": DAY_OR_NONE,
}
OF_TODAY = {"display_until": {**MOMENT, "description": "Hide your copy after this time unless you have asked again."}}
COMPLETED = {
    **OF_TODAY,
    "safety_notices": {
        "type": "array",
        "items": ref("SafetyNotice"),
        "description": "Show them before everything else, each from its `begins_on` until the end of its `ends_on`.",
    },
    "review_overdue": BOOLEAN,
    "licence": STRING,
    "attribution": {"type": "object", "properties": {"text": STRING, "url": STRING}, "required": ["text", "url"]},
}
OF_THEN = {name: value for name, value in COMPLETED.items() if name != "safety_notices"} | {
    "published_at": MOMENT,
    "is_current": {**BOOLEAN, "description": "Whether this is what the public reads now."},
}
LINE = {"generic_name", "pronunciation", "brand_names", "drug_class", "availability", "generic_available", "uses"}
COUNTS = {"source_count": {"type": "integer", "minimum": 0}, "main_source": STRING}
ASKED = {
    "match": {
        "type": "object",
        "properties": {
            "in": {
                "type": "string",
                "enum": ["generic_name", "brand_name", "use", "drug_class", "side_effect", "text"],
            },
            "near": {**BOOLEAN, "description": "Nothing is spelled as asked; this is only spelled nearly so."},
            "said": {**STRING, "description": "What matched. Absent where the text is withheld."},
        },
        "required": ["in", "near"],
        "description": "With `q` only: why it is in the list.",
    },
    "may_worsen": {
        "type": "object",
        "properties": {
            "symptom": STRING,
            "listed": {**BOOLEAN, "description": "False does not mean that it cannot happen."},
            "said": {**STRING, "description": "To be shown as it stands. Absent where the text is withheld."},
        },
        "required": ["symptom", "listed"],
        "description": "With `may_worsen` only: whether a side effect is listed that may worsen the symptom, or feel like it.",
    },
}
NOT_IN_A_LINE = {"note", "sources"}  # of a use


def whole(properties: dict, description: str = "") -> dict:
    """An object that always has all of these."""
    said = {"description": description} if description else {}
    return {"type": "object", **said, "properties": properties, "required": list(properties)}


def a_list(of: dict, **more: dict) -> dict:
    address = {"type": ["string", "null"], "format": "uri", "description": "Where to go on; null at the end."}
    return whole({"results": {"type": "array", "items": of}, "next": address, "previous": address, **more})


def components() -> dict[str, dict]:
    """Every named schema, by name."""
    _, made = models_json_schema([(each, "serialization") for each in schema.RECORDS.values()], ref_template=REF + "{model}")
    parts = made["$defs"]
    for part in parts.values():
        part.pop("additionalProperties", None)  # partners should expect more fields one day
    medication, symptom, side_effect, _, source = (parts.pop(each.__name__) for each in schema.RECORDS.values())
    for name, added in {"Section": {"html": STRING}, "Statement": {"html": STRING}, "SourceDetails": {"number": NUMBER}}.items():
        _add(parts[name], added)
    _add(symptom, {"summary_html": STRING})
    parts["UseOfStub"] = _only(parts["Use"], KEPT_OF_A_USE)
    parts["UseInList"] = _only(parts["Use"], set(parts["Use"]["properties"]) - NOT_IN_A_LINE)
    line = _only(medication, LINE)
    _add(line, COUNTS)
    line["properties"]["uses"] = {"type": "array", "items": ref("UseInList")}
    in_list = _record("MedicationInList", line, OF_TODAY)
    for name in ("MedicationInListFull", "MedicationInListStub"):
        in_list[name]["properties"] |= ASKED  # not required: it depends on the question
    return {
        **parts,
        "Withheld": WITHHELD,
        "SafetyNotice": SAFETY_NOTICE,
        **_record("Medication", medication, COMPLETED),
        **_record("MedicationVersion", medication, OF_THEN),
        **in_list,
        **_record("Symptom", symptom, COMPLETED),
        **_record("SymptomInList", symptom, OF_TODAY),
        **_never_withheld("SideEffect", side_effect),
        **_never_withheld("Source", source, {"url": {**STRING, "description": "Of the work itself; empty if it has none."}}),
        "Replacement": REPLACEMENT,
        "Change": CHANGE,
        "Problem": PROBLEM,
    }


def _record(name: str, content: dict, of_today: dict) -> dict[str, dict]:
    """In full, as a stub where its text is withheld, and either of them."""
    kept = _only(content, KEPT)
    if "uses" in kept["properties"]:
        kept["properties"]["uses"] = {"type": "array", "items": ref("UseOfStub")}
    return {
        f"{name}Full": whole({**IDENTITY, "withheld": {"type": "null"}, **_own(content), **of_today}),
        f"{name}Stub": whole({**IDENTITY, "withheld": ref("Withheld"), **_own(kept), **of_today}),
        name: {"oneOf": [ref(f"{name}Full"), ref(f"{name}Stub")]},
    }


def _never_withheld(name: str, content: dict, more: dict | None = None) -> dict[str, dict]:
    """Names and coded facts, which may always be passed on: on its own, and in a list."""
    known = {**IDENTITY, "withheld": {"type": "null"}, **_own(content), **(more or {})}
    return {name: whole({**known, **COMPLETED}), f"{name}InList": whole({**known, **OF_TODAY})}


def _own(content: dict) -> dict:
    return {name: value for name, value in content["properties"].items() if name not in IDENTITY}


def _add(part: dict, properties: dict) -> None:
    part["properties"] |= properties
    part["required"] = [*part.get("required", []), *properties]


def _only(part: dict, names: set[str]) -> dict:
    properties = {name: value for name, value in part["properties"].items() if name in names}
    return {**part, "properties": properties, "required": list(properties)}


WITHHELD = whole(
    {
        "reason": STRING,
        "sources": {"type": "array", "items": whole(dict.fromkeys(("code", "title", "publisher", "permission"), STRING))},
    },
    "Why the text is not passed on, and which sources it is reprinted from. What is left out is absent, not empty.",
)
SAFETY_NOTICE = whole(
    {
        "uuid": UUID,
        "text": STRING,
        "source": whole({"title": STRING, "url": ADDRESS_OR_NONE, "date": DAY}),
        "begins_on": DAY,
        "ends_on": DAY,
        "basis": BASIS,
    },
    "What came up since the page was written. Plain text.",
)
REPLACEMENT = {
    **whole(
        {"uuid": UUID, "kind": {"type": "string", "enum": choices.DocumentKind.values}, "slug": STRING, "url": ADDRESS_OR_NONE}
    ),
    "description": "What to show or link to instead, by the name it has now.",
}
REPLACEMENT_OR_NONE = {"anyOf": [ref("Replacement"), {"type": "null"}]}
CHANGE = whole(
    {
        "stream": UUID,
        "sequence": NUMBER,
        "kind": {"type": "string", "enum": choices.ChangeKind.values},
        "document": whole({"uuid": UUID, "kind": {"type": "string", "enum": choices.DocumentKind.values}, "slug": STRING}),
        "publication_number": NUMBER,
        "digest": {
            **DIGEST,
            "type": ["string", "null"],
            "description": "Of the text that became public, or, with kind `suppressed`, of the one that was removed.",
        },
        "basis": BASIS,
        "note": STRING,
        "reason": {"type": ["string", "null"], "description": "Why it was withdrawn or removed; null for other kinds."},
        "replacement": REPLACEMENT_OR_NONE,
        "at": MOMENT,
    }
)
PROBLEM = {
    **whole({"type": STRING, "title": STRING, "status": {"type": "integer"}, "detail": STRING}, "An error (RFC 9457)."),
    "additionalProperties": True,
}
PROBLEM["properties"] |= {
    "errors": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": STRING},
        "description": "With 400: what is wrong with each parameter.",
    },
    "violated-policies": {"type": "array", "items": STRING, "description": "With 429: which limit was reached."},
    "stream": {**UUID, "description": "With 410: the present stream."},
    "export": {**ADDRESS, "description": "With 410: where to start again."},
    "withheld": ref("Withheld"),
    "url": {**ADDRESS, "description": "With 403 or 410: the page for readers."},
    "reason": {"type": "string", "description": "With 410: why it was withdrawn, or its text removed."},
    "withdrawal": {
        "type": "string",
        "enum": ["banner", "moved", "gone"],
        "description": "With 410: how its page answers readers.",
    },
    "withdrawn_at": {**MOMENT, "description": "With 410: since when."},
    "replacement": REPLACEMENT_OR_NONE,
    "uuid": {**UUID, "description": "With 410: what was withdrawn."},
    "publication_number": {**NUMBER, "description": "With 410: the last one, or the one whose text was removed."},
    "removed_at": {**MOMENT, "description": "With 410 for a text that was removed: since when."},
    "digest": {**DIGEST, "description": "With 410 for a text that was removed: of that text."},
}
