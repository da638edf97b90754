"""The API's form of a record: stored when it is published, completed with what depends on the day when it is asked for."""

from datetime import UTC, datetime, time, timedelta

import orjson

from medications.content import choices, markdown
from medications.content.citations import References
from medications.content.schema import AnyRecord, MedicationRecord, SymptomRecord
from medications.models import IndexRow, SocietyProfile
from medications.projections import addresses
from medications.projections.facts import Facts, is_overdue


def identity(record: AnyRecord, facts: Facts) -> dict:
    """What every record carries: who it is, which version, on what basis, from when."""
    slug = getattr(record, "slug", record.code if hasattr(record, "code") else "")
    return {
        "uuid": facts.document_id,
        "kind": record.kind,
        "slug": slug,
        "url": addresses.url(record.kind, slug),
        "publication_number": facts.publication_number,
        "digest": facts.digest,
        "basis": facts.basis,
        "last_updated": facts.last_updated.isoformat(),
        "last_reviewed": facts.last_reviewed.isoformat() if facts.last_reviewed else None,
        "review_due": facts.review_due.isoformat() if facts.review_due else None,
    }


def full(record: AnyRecord, facts: Facts) -> bytes:
    """The whole record: identity, then content. Section bodies come as Markdown (`body`) and as HTML (`html`)."""
    content = record.model_dump(mode="json", exclude={"kind", "slug"})
    if isinstance(record, MedicationRecord):
        notes = References.over(source.code for source in record.sources)
        for part in content["at_a_glance"]:
            part["html"] = markdown.render_inline(part["text"], notes)
        for part in content["sections"]:
            part["html"] = markdown.render(part["body"], notes)
    if isinstance(record, SymptomRecord):
        content["summary_html"] = markdown.render(record.summary, References.over(source.code for source in record.sources))
    return orjson.dumps({**identity(record, facts), **content})


def summary(record: AnyRecord, facts: Facts) -> bytes:
    """One line of a list."""
    if not isinstance(record, MedicationRecord):
        return full(record, facts)
    content = {
        "generic_name": record.generic_name,
        "pronunciation": record.pronunciation,
        "brand_names": [brand.model_dump(mode="json") for brand in record.brand_names],
        "drug_class": record.drug_class.model_dump(mode="json") if record.drug_class else None,
        "availability": record.availability,
        "generic_available": record.generic_available.model_dump(mode="json"),
        "uses": [
            {
                "symptom": use.symptom.model_dump(mode="json"),
                "primary": use.primary,
                "status": use.status,
                "qualifier": use.qualifier,
            }
            for use in record.uses
        ],
        "source_count": len(record.sources),
        "main_source": main_source_title(record),
    }
    return orjson.dumps({**identity(record, facts), **content})


def main_source_title(record: MedicationRecord) -> str:
    """The whole-page source, or else the first primary one, or else the first."""
    by_code = {source.code: source for source in record.sources}
    first = [by_code[code] for code in record.whole_page_sources]
    primary = [source for source in record.sources if source.grade == choices.SourceGrade.PRIMARY]
    return next((source.title for source in [*first, *primary, *record.sources]), "")


def completed(stored: str, row: IndexRow, profile: SocietyProfile, now: datetime) -> bytes:
    """Stored JSON in, the same object with what depends on the day and on the society profile out.

    `display_until` is the end of the day (UTC) on which a copy taken now should be hidden unless it was asked for again.
    """
    until = datetime.combine(now.astimezone(UTC).date() + timedelta(days=profile.copy_lifetime_days), time.max, UTC)
    today = now.astimezone(UTC).date()
    extra = {
        "review_overdue": is_overdue(row, today),
        "display_until": until.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licence": profile.content_licence,
        "attribution": {"text": profile.attribution or profile.name, "url": addresses.url(row.kind, row.slug)},
    }
    return stored.encode()[:-1] + b"," + orjson.dumps(extra)[1:]
