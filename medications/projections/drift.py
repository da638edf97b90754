"""Does the index say what the live Revisions say? Compares, changes nothing."""

from collections.abc import Iterable

from medications.models import IndexFacet, IndexRow, Publication
from medications.projections import index

COMPARED = [field.attname for field in IndexRow._meta.concrete_fields]


def find(document_ids: Iterable[str] | None = None) -> list[str]:
    """One line for each Document whose index row is missing, too many, or differs; all live ones, or those given."""
    publications = Publication.objects.live().select_related("revision")
    rows = IndexRow.objects.all()
    facets = IndexFacet.objects.all()
    if document_ids is not None:
        publications = publications.filter(document__in=document_ids)
        rows, facets = rows.filter(document__in=document_ids), facets.filter(row__in=document_ids)
    stored = {row.document_id: row for row in rows}
    stored_facets: dict = {}
    for row_id, *facet in facets.values_list("row_id", "facet", "code", "label"):
        stored_facets.setdefault(row_id, set()).add(tuple(facet))
    faults = []
    for publication in publications:
        row = stored.pop(publication.document_id, None)
        if row is None:
            faults.append(f"{publication.document_id} has no index row")
            continue
        built = index.build(publication)
        differing = [name for name in COMPARED if getattr(built.row, name) != getattr(row, name)]
        if {(str(f), c, lab) for f, c, lab in built.facets} != stored_facets.get(row.document_id, set()):
            differing.append("facets")
        if differing:
            faults.append(f"{row.kind} {row.slug} differs in {', '.join(differing)}")
    return faults + [f"{row.kind} {row.slug} is in the index but not public" for row in stored.values()]
