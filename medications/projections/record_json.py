"""The API's form of a record: stored when it is published, completed with what depends on the day when it is asked for."""

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

import orjson
from django.utils import timezone, translation

from medications.content import choices
from medications.content.schema import AnyRecord, MedicationRecord, SymptomRecord
from medications.models import IndexRow, SocietyProfile
from medications.projections import addresses
from medications.projections import identity as identities
from medications.projections.facts import Facts, is_overdue
from medications.projections.languages import OF_PARTNERS
from medications.projections.medication_page import MedicationPage, medication_page
from medications.projections.memory import Memory
from medications.projections.references import Reference
from medications.projections.safety_notices import as_json, notices_until_over
from medications.projections.symptom_page import symptom_page
from medications.projections.withheld import stub, withheld


def identity(record: AnyRecord, facts: Facts) -> dict:
    """What every record carries: who it is, which version, on what basis, from when."""
    slug = identities.slug(record)
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


def full(record: AnyRecord, facts: Facts, refused: Collection[str] = ()) -> bytes:
    """The whole record, or its stub: identity, then content. Texts come as Markdown and as HTML. `refused` are codes of sources
    that do not permit to pass the text on, whatever the record says.

    Note numbers in the HTML are those of our page; each source carries its `number`, and `#source-N` is where they point.
    """
    content = record.model_dump(mode="json", exclude={"kind", "slug"})
    with translation.override(OF_PARTNERS):
        if isinstance(record, MedicationRecord):
            _add_page(content, medication_page(record, facts))
        if isinstance(record, SymptomRecord):
            page = symptom_page(record, facts)
            content["summary_html"] = str(page.summary)
            _number_sources(content, page.references)
    return _dumped(record, facts, content, refused)


def _dumped(record: AnyRecord, facts: Facts, content: dict, refused: Collection[str] = ()) -> bytes:
    """`withheld` is in every record: null, or why and from whom its text is not passed on."""
    reason = withheld(record, refused)
    return orjson.dumps({**identity(record, facts), "withheld": reason, **(stub(content) if reason else content)})


def _add_page(content: dict, page: MedicationPage) -> None:
    """Adds the HTML of the page's parts. A page shows them by kind, so each kind is gone through in its own order."""
    boxed, others = iter(page.boxed), iter(page.sections)
    for part in content["sections"]:
        part["html"] = str(next(boxed if part["boxed"] else others).html)
    statements = {"point": iter(page.points), "stopping": iter(page.stopping), "missed_dose": iter(page.missed_dose)}
    for part in content["at_a_glance"]:
        part["html"] = str(next(statements[part["kind"]]))
    _number_sources(content, page.references)


def _number_sources(content: dict, references: list[Reference]) -> None:
    numbers = {reference.source.code: reference.number for reference in references}
    for source in content["sources"]:
        source["number"] = numbers[source["code"]]


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
    return _dumped(record, facts, content)


def main_source_title(record: MedicationRecord) -> str:
    """The whole-page source, or else the first primary one, or else the first."""
    by_code = {source.code: source for source in record.sources}
    first = [by_code[code] for code in record.whole_page_sources]
    primary = [source for source in record.sources if source.grade == choices.SourceGrade.PRIMARY]
    return next((source.title for source in [*first, *primary, *record.sources]), "")


def display_until(profile: SocietyProfile, now: datetime) -> str:
    """The end of the day (UTC) on which a copy taken now should be hidden unless it was asked for again."""
    last_day = now.astimezone(UTC).date() + timedelta(days=profile.copy_lifetime_days)
    return f"{last_day.isoformat()}T23:59:59Z"


def listed(stored: list[str], profile: SocietyProfile, now: datetime) -> list[str]:
    """Stored lines of a list in, the same with the time until which they may be shown out."""
    extra = f',"display_until":"{display_until(profile, now)}"}}'
    return [line[:-1] + extra for line in stored]


def completed(stored: str, row: IndexRow, memory: Memory, now: datetime) -> bytes:
    """Stored JSON in, the same object with what depends on the day and on the society profile out, and the safety notices."""
    profile, today = memory.profile, timezone.localdate(now)
    extra = {
        "review_overdue": is_overdue(row, today),
        "safety_notices": [as_json(notice) for notice in notices_until_over(row.document_id, memory, today)],
        "display_until": display_until(profile, now),
        "licence": profile.content_licence,
        "attribution": {
            "text": profile.attribution or profile.name,
            "url": addresses.url(row.kind, row.slug) or addresses.absolute("/"),
        },
    }
    return stored.encode()[:-1] + b"," + orjson.dumps(extra)[1:]
