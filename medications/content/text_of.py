"""The text of a record: what a reader reads. The date last updated moves when this changes, and only then."""

from medications.content.canonical import canonical_bytes, digest_of
from medications.content.pieces import pieces, without_mark
from medications.content.schema import AnyRecord, MedicationRecord

NOT_TEXT = {"schema_version", "slug", "codes", "sources"}
# What an editor fills in or maps when a page is taken over, without a word of its text being written anew.
FILLED_IN = {
    "drug_class",
    "dosage_forms",
    "routes",
    "availability",
    "controlled_schedule",
    "uses",
    "brand_names",
    "generic_available",
    "whole_page_sources",
    "sections",
    "at_a_glance",
}


def text_digest(record: AnyRecord) -> str:
    """Digest of everything but the address, external codes, the bibliographic details of sources, and the terms by which
    filters find a printed side effect.
    """
    return _digest(record, NOT_TEXT)


def wording_digest(record: MedicationRecord) -> str:
    """Digest of the sentences and printed side effects alone, wherever on the page they stand.

    A page of 2005 whose paragraphs were moved, or whose brand got its market, is still a text of 2005.
    """
    texts = [part.text for part in record.at_a_glance] + [piece for part in record.sections for piece in pieces(part.body)]
    return _digest(record, NOT_TEXT | FILLED_IN, sentences=sorted(without_mark(text) for text in texts))


def _digest(record: AnyRecord, left_out: set[str], **more) -> str:
    data = record.model_dump(mode="json", exclude=left_out)
    for row in data.get("side_effects", ()):
        del row["terms"]
    return digest_of(canonical_bytes({**data, **more}))
