"""The description of the API in the words of a page: endpoints with their parameters and answers, and the shapes of records."""

from dataclasses import dataclass
from http import HTTPStatus

from medications.projections import addresses

EXAMPLES = {"key": "baclofen", "number": "1", "webhook": "3f2c9f0e-3f63-4b7c-9d3a-0f5c2a7f4a11"}
SENT = {
    "postFreshness": '{"records": []}',
    "registerWebhook": '{"url": "https://partner.example/hook"}',
    "changeWebhook": '{"active": true}',
    "replayWebhook": '{"after": 120}',
}
QUERIES = {"listMedications": "?symptom=spasticity&sort=-updated", "listChanges": "?after=0"}
EMPTY = {"const": ""}  # every parameter may be left empty; the page says so once
CUT = "Chosen"  # with `fields`, which the page says of that parameter
PLAIN = {"string": "text", "integer": "whole number", "boolean": "true or false"}
SHOWN = ["MedicationFull", "MedicationStub", "MedicationInListFull", "SymptomFull", "Change", "Problem"]


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    kind: str
    text: str
    required: bool


@dataclass(frozen=True)
class Answer:
    status: int
    phrase: str
    text: str


@dataclass(frozen=True)
class Endpoint:
    anchor: str
    method: str
    path: str
    title: str
    example: str
    parameters: list[Parameter]
    answers: list[Answer]
    shape: str


@dataclass(frozen=True)
class Shape:
    name: str
    text: str
    fields: list[tuple[str, str, str]]  # name, kind, text


def endpoints(described: dict) -> list[Endpoint]:
    return [
        _endpoint(path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "patch", "delete")
    ]


def _endpoint(path: str, method: str, operation: dict) -> Endpoint:
    name = operation["operationId"]
    address = addresses.absolute(path.format_map(EXAMPLES)) + QUERIES.get(name, "")
    content = next(each for status, each in operation["responses"].items() if status.startswith("2")).get("content", {})
    return Endpoint(
        anchor=name,
        method=method.upper(),
        path=path,
        title=operation["summary"],
        example=_example(name, method, address, keyed={} not in operation.get("security", [{}])),
        parameters=[_parameter(each) for each in operation.get("parameters", ())],
        answers=[
            Answer(int(status), HTTPStatus(int(status)).phrase, said(answer))
            for status, answer in sorted(operation["responses"].items())
        ],
        shape=kind(next(iter(content.values()))["schema"]) if content else "",
    )


def _example(name: str, method: str, address: str, keyed: bool) -> str:
    asked = "" if method in ("get", "post") and (method == "get" or name in SENT) else f" -X {method.upper()}"
    key = " -H 'Authorization: Bearer KEY'" if keyed else ""
    sent = f" --json '{SENT[name]}'" if name in SENT else ""
    return f"curl{asked}{key}{sent} '{address}'"


def _parameter(each: dict) -> Parameter:
    place = {"query": "query string"}.get(each["in"], each["in"])
    return Parameter(each["name"], place, kind(each["schema"]), said(each), each.get("required", False))


def shapes(described: dict) -> list[Shape]:
    named = described["components"]["schemas"]
    parts = [
        name for name in named if name not in SHOWN and "properties" in named[name] and not name.endswith(("Full", "Stub", CUT))
    ]
    return [_shape(name, named[name]) for name in [*SHOWN, *parts]]


def _shape(name: str, part: dict) -> Shape:
    fields = [(field, kind(of), said(of)) for field, of in part["properties"].items()]
    return Shape(name, part.get("description", ""), fields)


def said(of: dict) -> str:
    """Its description, without the marks that a program would show as code."""
    return of.get("description", "").replace("`", "")


def _is_cut(of: dict) -> bool:
    return of.get("$ref", "").endswith(CUT)


def kind(of: dict) -> str:
    """A schema in words: `list of Use`, `one of: yes, no`, `date or null`."""
    if "$ref" in of:
        return of["$ref"].rpartition("/")[2]
    if several := of.get("anyOf") or of.get("oneOf"):
        return " or ".join(dict.fromkeys(kind(each) for each in several if each != EMPTY and not _is_cut(each)))
    if "allOf" in of:
        return kind(of["allOf"][0])
    if "const" in of:
        return f"“{of['const']}”"
    if "enum" in of:
        return "one of: " + ", ".join(f"“{value}”" for value in of["enum"] if value)
    if of.get("type") == "array":
        return f"list of {kind(of['items'])}"
    if results := of.get("properties", {}).get("results"):
        return f"results: {kind(results)}"
    kinds = of.get("type", "object")
    named = [PLAIN.get(each, each) for each in ([kinds] if isinstance(kinds, str) else kinds)]
    return " or ".join([of.get("format", named[0]), *named[1:]])
