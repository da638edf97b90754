"""OpenAPI 3.1: what is said of each endpoint. The shapes of answers are in `shapes`; the text is made once a process."""

from functools import cache

import orjson
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view

from medications.api import (
    deprecations,
    examples_in_place,
    formats,
    shapes,
    shapes_of_copies,
    shapes_of_fields,
    shapes_of_webhooks,
    versions,
    views,
)
from medications.api.authentication import PartnerKey
from medications.api.shapes_of_fields import or_chosen
from medications.content.choices import Availability, GenericAvailable, Route
from medications.projections.filters import LONGEST_QUESTION, ORDER

JSON, PROBLEM = "application/json", "application/problem+json"
PROBLEMS = {
    301: "It has a new address: see `Location`.",
    400: "A parameter is not known or has a value that does not exist; `errors` says which.",
    401: "The key is not valid.",
    403: "The text may not be passed on; `withheld` says why.",
    404: "There is no such record.",
    405: "This method is not answered here; `Allow` names those that are.",
    410: "The cursor does not belong to the present stream of changes: start again from a full copy.",
    429: "Too many requests with this key: ask again after `Retry-After` seconds.",
    500: "Something went wrong on our side. It has been logged: go on later.",
    503: "The files are being made anew all the time: ask again after `Retry-After` seconds.",
    412: "A condition of the request, such as `If-Unmodified-Since`, does not hold.",
}
WITHDRAWN = {
    410: "It was withdrawn: `reason` says why, `replacement` what to show instead, if anything. Take your copy down at once.",
}
REMOVED = {410: "It was withdrawn, or the text of this publication was removed: `reason` says why. Delete your copy of it."}
SAME = "Not changed since the copy that `If-None-Match` or `If-Modified-Since` names; no body."
ETAG = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200], description="Send it back as `If-None-Match`.")
IF_NONE_MATCH = OpenApiParameter("If-None-Match", str, OpenApiParameter.HEADER, description="The `ETag` of your copy.")
LIMITS = [
    OpenApiParameter(name, str, OpenApiParameter.HEADER, response=True, description=f"With a key: {what}.")
    for name, what in {
        "RateLimit-Policy": "how much it may ask",
        "RateLimit": "how much of that is left, and for how long",
    }.items()
]
KEY = OpenApiParameter("key", str, OpenApiParameter.PATH, description="Slug or UUID; a former slug leads on (301).")


class PartnerKeyScheme(OpenApiAuthenticationExtension):
    target_class = PartnerKey
    name = "partnerKey"

    def get_security_definition(self, auto_schema):
        return {"type": "http", "scheme": "bearer", "description": "Not needed for reading; one that is not valid is refused."}


def problems(statuses, told: dict[int, str]) -> dict:
    said = {status: PROBLEMS.get(status, "") for status in (*statuses, 401, 405, 412, 429, 500)} | told
    return {(status, PROBLEM): OpenApiResponse(shapes.ref("Problem"), text) for status, text in said.items()}


def described(
    view,
    operation: str,
    summary: str,
    shape: dict,
    *,
    parameters=(),
    statuses=(),
    told=None,
    lines: bool = False,
    sent: dict | None = None,
    form: str = JSON,
) -> None:
    """Notes on the view what its answers are. `told` are problems that mean something of their own here; `lines`: a list that
    comes as NDJSON and CSV, too; `sent`: what is posted; `form`: the media type.
    """
    whole = {(200, form): OpenApiResponse(shapes.STRING, "As asked.") for form in formats.TYPES[1:]} if lines else {}
    operation = extend_schema(
        operation_id=operation,
        summary=summary,
        parameters=[*parameters, *([] if sent else [IF_NONE_MATCH, ETAG]), *LIMITS],
        request={JSON: sent} if sent else None,
        responses={
            (200, form): OpenApiResponse(shape, "As asked."),
            **whole,
            **({} if sent else {304: OpenApiResponse(None, SAME)}),
            **problems(statuses, told or {}),
        },
        auth=[{}, {"partnerKey": []}],
        tags=["Reading"],
    )
    extend_schema_view(**{"post" if sent else "get": operation})(view)


def several(name: str, description: str, values: list[str] | None = None) -> OpenApiParameter:
    items = {"type": "array", "items": of_values(values) if values else shapes.STRING}
    return OpenApiParameter(name, items, explode=True, description=f"{description} Repeat it: any of them.")


def one(name: str, description: str, kind: dict) -> OpenApiParameter:
    """A parameter that is given once. Empty, as a form sends it, it asks for nothing."""
    return OpenApiParameter(name, {"anyOf": [kind, {"const": ""}]}, description=description)


def of_values(values: list[str]) -> dict:
    return {"type": "string", "enum": [*values, ""]}


FIELDS = several("fields", "Only these members of a record, also with commas between. Those that keep a copy true always come.")
OF_LISTS = [
    one("cursor", "Where to go on, as `next` and `previous` give it. It misses and repeats nothing.", shapes.STRING),
    FIELDS,
    one(
        "format",
        "`ndjson` or `csv`: the whole list at once, an object or a row a line. Goes before `Accept`.",
        of_values(formats.NAMES),
    ),
]
WORDS = {"type": "string", "maxLength": LONGEST_QUESTION}
FILTERS = [
    several("symptom", "Code of a symptom it is used for."),
    one("use", "With `symptom`: only where that is a primary use.", of_values(["primary"])),
    one(
        "q",
        "Names, uses, classes, side effects, or words of the text; ten at most. The best match comes first. If nothing matches, "
        "medicines whose names are spelled nearly so: names of different medicines can be alike, so let a person choose.",
        WORDS,
    ),
    several("letter", "First letter of the name."),
    several("drug_class", "Code of a drug class."),
    several("route", "How it is taken.", Route.values),
    several("availability", "With or without a prescription.", Availability.values),
    several("generic", "Whether a generic is available.", GenericAvailable.values),
    several("side_effect", "Code of a side effect that is listed."),
    several("without_side_effect", "Code of a side effect: leaves out those that list it. The others may cause it, too."),
    one(
        "may_worsen",
        "Code of a symptom: those that list a side effect which may worsen it, or feel like it, come last. Leaves none out.",
        shapes.STRING,
    ),
    one("updated_since", "Text changed on that day or later.", shapes.DAY),
    one("review", "Only those whose review is overdue.", of_values(["overdue"])),
    one(
        "sort",
        "By name (with `q`, unless this is given, by how well they match), or the newest text first.",
        of_values(list(ORDER)),
    ),
    one("page", "A page by its number, twenty a page: not together with `cursor`.", shapes.NUMBER),
    several("code", "Code of another system, such as `rxnorm:2598`. One that no page has finds nothing.", None),
]
CURSOR = [
    one("stream", "The stream the number belongs to, as every change carries it. Another one is answered 410.", shapes.STRING),
    one("after", "The last sequence number you have.", {"type": "integer", "minimum": 0}),
]
NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH, description="Publication number.")

described(
    views.MedicationList,
    "listMedications",
    "Medicines, filtered as on the public page",
    shapes.a_list(or_chosen("MedicationInList")),
    parameters=[*FILTERS, *OF_LISTS],
    statuses=[400],
    lines=True,
)
described(
    views.MedicationDetail,
    "getMedication",
    "One medicine: who it is, on what basis it is public, and its whole content",
    or_chosen("Medication"),
    parameters=[KEY, FIELDS],
    statuses=[301, 400, 404],
    told=WITHDRAWN,
)
described(
    versions.Canonical,
    "getCanonicalBytes",
    "The bytes of one publication, verbatim; their SHA-256 is its digest",
    {"type": "object"},
    parameters=[KEY, NUMBER],
    statuses=[301, 400, 403, 404],
    told=REMOVED,
)
described(
    views.SymptomList,
    "listSymptoms",
    "Symptoms, by name",
    shapes.a_list(or_chosen("SymptomInList")),
    parameters=[several("code", "Its stable code, as records name it."), *OF_LISTS],
    statuses=[400],
    lines=True,
)
described(
    views.SymptomDetail,
    "getSymptom",
    "One symptom",
    or_chosen("Symptom"),
    parameters=[KEY, FIELDS],
    statuses=[301, 400, 404],
    told=WITHDRAWN,
)
described(
    views.ChangeList,
    "listChanges",
    "What was published, changed or withdrawn, in an order without gaps",
    shapes.a_list(shapes.ref("Change"), stream=shapes.UUID, last_sequence={"type": "integer", "minimum": 0}),
    parameters=CURSOR,
    statuses=[400, 410],
)


def completed(result, generator, request, public):
    """Hook of drf-spectacular: adds the shapes, which come from the record schema and not from serializers, and examples."""
    named = shapes.components() | shapes_of_copies.components() | shapes_of_webhooks.components()
    result["components"] |= {"schemas": named | shapes_of_fields.components(named)}
    result["webhooks"] = shapes_of_webhooks.received()
    examples_in_place.add(result)
    deprecations.mark(result, generator.patterns)
    return result


@cache
def openapi() -> dict:
    from medications.api import operations, operations_of_webhooks, urls  # noqa: F401 - which import this module, and tell the rest

    return SchemaGenerator(patterns=urls.urlpatterns, urlconf=None).get_schema(public=True)


@cache
def as_json() -> bytes:
    return orjson.dumps(openapi())
