"""What every resource says of its publication: which one, since when, on what basis, by whom, from which sources."""

from datetime import UTC

from medications.content.choices import Basis
from medications.content.schema import MedicationRecord, SourceDetails
from medications.projections import addresses, wording
from medications.projections.fhir.coding import SUBSETTED, extension, own
from medications.projections.fhir.published import Published


def instant(at) -> str:
    """As FHIR writes moments; to the microsecond, so that who asks for what is newer than this one misses none."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def meta(published: Published) -> dict:
    """The basis is a tag; a resource of which a part is withheld says that it is not whole."""
    basis = own("basis", published.facts.basis, Basis(published.facts.basis).label)
    return {
        "versionId": published.version,
        "lastUpdated": instant(published.at),
        "source": addresses.url(published.record.kind, published.record.slug),
        "tag": [basis, *([SUBSETTED] if published.withheld else [])],
    }


def source_extensions(record: MedicationRecord, codes) -> list[dict]:
    """The works cited, in the order given."""
    by_code = {source.code: source for source in record.sources}
    return [extension("source", "RelatedArtifact", _artifact(by_code[code])) for code in dict.fromkeys(codes) if code in by_code]


def _artifact(source: SourceDetails) -> dict:
    made = filter(None, [source.authors or source.editors, source.title, source.edition, source.container, source.publisher])
    citation = ". ".join([*made, wording.partial_day(source.issued or source.accessed)])
    return {"type": "citation", "label": source.code, "citation": citation.rstrip(". "), "document": {"url": source.url}}
