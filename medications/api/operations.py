"""What the description says of side effects and sources, of versions, of what is still true, and of the export."""

from medications.api import exports, formats, freshness, schema, shapes, versions, views
from medications.api.shapes_of_fields import or_chosen

TERM_CODES = schema.several("code", "Its stable code, as records name it.")

schema.described(
    views.SideEffectList,
    "listSideEffects",
    "Side effects, by name",
    shapes.a_list(or_chosen("SideEffectInList")),
    parameters=[TERM_CODES, *schema.OF_LISTS],
    statuses=[400],
    lines=True,
)
schema.described(
    views.SideEffectDetail,
    "getSideEffect",
    "One side effect, and the symptoms of MS that it is like",
    or_chosen("SideEffect"),
    parameters=[schema.KEY, schema.FIELDS],
    statuses=[301, 400, 404],
    told=schema.WITHDRAWN,
)
schema.described(
    views.SourceList,
    "listSources",
    "Works that pages cite, by title",
    shapes.a_list(or_chosen("SourceInList")),
    parameters=[TERM_CODES, *schema.OF_LISTS],
    statuses=[400],
    lines=True,
)
schema.described(
    views.SourceDetail,
    "getSource",
    "One work",
    or_chosen("Source"),
    parameters=[schema.KEY, schema.FIELDS],
    statuses=[301, 400, 404],
    told=schema.WITHDRAWN,
)
schema.described(
    versions.Revisions,
    "listRevisions",
    "Publications of one medicine, the newest first",
    shapes.a_list(shapes.ref("Revision")),
    parameters=[schema.KEY],
    statuses=[301, 400, 404],
    told=schema.WITHDRAWN,
)
schema.described(
    versions.RevisionDetail,
    "getRevision",
    "One medicine as one publication made it",
    shapes.ref("MedicationVersion"),
    parameters=[schema.KEY, schema.NUMBER],
    statuses=[301, 400, 404],
    told=schema.REMOVED,
)
schema.described(
    freshness.Freshness,
    "postFreshness",
    "Which of up to 1,000 copies are no longer what the public reads",
    shapes.ref("Freshness"),
    statuses=[400],
    told={400: "What was sent cannot be read; `errors` says where."},
    sent=shapes.ref("Copies"),
)
schema.described(
    exports.Manifest,
    "getExport",
    "The whole catalogue at one sequence number: which files there are, and their SHA-256",
    shapes.ref("Export"),
    statuses=[400, 503],
)
for view, name, form, summary in (
    (exports.ExportedLines, "getExportedLines", formats.Format.NDJSON, "Every medicine, a record a line, as one record is given"),
    (exports.ExportedTable, "getExportedTable", formats.Format.CSV, "Every medicine, a row each, for a spreadsheet"),
):
    schema.described(
        view,
        name,
        summary,
        shapes.STRING,
        parameters=[
            schema.one("at", "The state of the site, as the manifest's `url` has it. Another one is answered 410.", shapes.STRING)
        ],
        statuses=[400, 503],
        told={410: "The site has changed since the manifest was made: `export` is where to take a new one."},
        form=form.value,
    )
