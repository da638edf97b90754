"""A version that may not be public, as readers would see it: for staff and outside reviewers.

What has no page of its own is shown as a list of its fields.
"""

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from medications.content import schema
from medications.models import Publication, Revision
from medications.projections.facts import Facts
from medications.projections.fragments import fragment
from medications.projections.medication_page import medication_page
from medications.projections.side_effect_page import side_effect_page
from medications.projections.symptom_page import symptom_page
from medications.projections.trusted import trusted

NOT_SHOWN = {"schema_version", "kind"}


def preview(revision: Revision, publication: Publication | None) -> str:
    """HTML, safe to print; for a page that has a title of its own."""
    return as_part(revision.record, facts_today(revision, publication))


def as_part(record: schema.AnyRecord, facts: Facts) -> SafeString:
    """As `as_page`, below the title of another page: who hears it finds one title, and this one's among its headings."""
    return trusted(as_page(record, facts).replace("<h1", '<h1 aria-level="2"', 1))


def as_page(record: schema.AnyRecord, facts: Facts) -> str:
    """The same of any record, with the facts of then: as it read, or would read."""
    if isinstance(record, schema.MedicationRecord):
        return fragment("medication", page=medication_page(record, facts))
    if isinstance(record, schema.SymptomRecord):
        return fragment("symptom", page=symptom_page(record, facts))
    if isinstance(record, schema.SideEffectRecord):
        return fragment("side_effect", page=side_effect_page(record, facts))
    return as_fields(record)


def as_fields(record: schema.AnyRecord) -> str:
    """Every field that says something, as HTML."""
    return render_to_string("components/record.html", {"fields": _fields(record)})


def facts_today(revision: Revision, publication: Publication | None) -> Facts:
    """What the page would say of itself if it were published today."""
    return Facts(
        document_id=str(revision.document_id),
        publication_number=publication.number + 1 if publication else 1,
        digest=revision.digest,
        basis="",
        role="",
        last_updated=timezone.localdate(),
        last_reviewed=publication.last_reviewed if publication else None,
        review_due=publication.review_due if publication else None,
    )


def _fields(record: schema.AnyRecord) -> list[tuple[str, str]]:
    return [(name.replace("_", " "), _text(value)) for name, value in record if name not in NOT_SHOWN and value]


def _text(value) -> str:
    if isinstance(value, schema.Reuse):
        return ", ".join(name for name, permitted in value if permitted) or "nowhere"
    if isinstance(value, schema.Term):
        return value.label
    if isinstance(value, tuple):
        return ", ".join(_text(item) for item in value)
    return str(value)
