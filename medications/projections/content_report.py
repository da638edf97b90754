"""What stands against what is public now: texts by today's rules, since they may have been published under earlier ones, and the
index, if it says something else than the texts.
"""

from medications.content import checks
from medications.models import Publication
from medications.projections import drift, identity


def public_faults() -> list[str]:
    """One line for each fault, with what to do."""
    found = []
    live = Publication.objects.live().select_related("revision", "document").order_by("document__kind", "document")
    for publication in live.iterator(chunk_size=200):
        record = publication.revision.record
        for reason in checks.blockers(record):
            name = f"{publication.document.get_kind_display()} {identity.title(record)}"
            found.append(f"public: {name}: {reason.message} Mend it in the admin and publish it again.")
    return found + [f"public: {line}; run manage.py rebuild_index" for line in drift.find()]
