"""The text of a record: what a reader reads. The date last updated moves when this changes, and only then."""

from medications.content.canonical import canonical_bytes, digest_of
from medications.content.schema import AnyRecord

NOT_TEXT = {"schema_version", "slug", "codes", "sources"}


def text_digest(record: AnyRecord) -> str:
    """Digest of everything but the address, external codes and the bibliographic details of sources."""
    return digest_of(canonical_bytes(record.model_dump(mode="json", exclude=NOT_TEXT)))
