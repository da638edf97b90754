"""What stands against a text that is public now, by today's rules: it may have been published under earlier ones."""

from medications.content import checks
from medications.models import Publication
from medications.projections import identity


def public_faults() -> list[str]:
    """One line for each fault of a live text."""
    found = []
    live = Publication.objects.live().select_related("revision", "document").order_by("document__kind", "document")
    for publication in live.iterator(chunk_size=200):
        record = publication.revision.record
        for reason in checks.blockers(record):
            found.append(f"public {record.kind} {identity.title(record)}: {reason.message}")
    return found
