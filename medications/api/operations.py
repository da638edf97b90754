"""What the description says of side effects and sources, of versions, of what is still true, and of the export."""

from medications.api import schema, shapes, views

TERM_CODES = schema.several("code", "Its stable code, as records name it.")
LINES = "With `format`, or `Accept`, as NDJSON or CSV: the whole list, without pages."

schema.described(
    views.SideEffectList,
    "listSideEffects",
    "Side effects, by name",
    shapes.a_list(shapes.ref("SideEffectInList")),
    parameters=[TERM_CODES, *schema.OF_LISTS],
    statuses=[400],
    lines=True,
)
schema.described(
    views.SideEffectDetail,
    "getSideEffect",
    "One side effect, and the symptoms of MS that it is like",
    shapes.ref("SideEffect"),
    parameters=[schema.KEY, schema.FIELDS],
    statuses=[301, 400, 404],
    told=schema.WITHDRAWN,
)
schema.described(
    views.SourceList,
    "listSources",
    "Works that pages cite, by title",
    shapes.a_list(shapes.ref("SourceInList")),
    parameters=[TERM_CODES, *schema.OF_LISTS],
    statuses=[400],
    lines=True,
)
schema.described(
    views.SourceDetail,
    "getSource",
    "One work",
    shapes.ref("Source"),
    parameters=[schema.KEY, schema.FIELDS],
    statuses=[301, 400, 404],
    told=schema.WITHDRAWN,
)
