"""Correcting the same finding on many pages at once: what each kind of finding can be answered with, and what the answer does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from medications.actions import audit, drafts
from medications.actions.faults import in_words
from medications.actions.findings import settle_all
from medications.actions.import_findings import NEW_SYMPTOM
from medications.content import corrections, embedding, schema
from medications.errors import NotAllowed, PortalError
from medications.models import Document, EventKind, Finding, MedicationUse, Revision, Source, Symptom
from medications.permissions import Act, may

NO_BRAND = "no-brand"
NOT_KNOWN = "not-known"
SOURCE_REUSE = "source_reuse_unconfirmed"
OTHERWISE = "The draft says something else by now, so this answer was not used. Look at the page, and settle it there."


@dataclass
class Corrected:
    """How many pages were corrected, and why others were not: (page, reason)."""

    done: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)


def correct(*, findings: Iterable[Finding], answer: Any, by, now: datetime) -> Corrected:
    """Gives one answer to findings of one code, page by page; what was answered is settled. What an answer is, `ANSWERS` says.

    A page that cannot be corrected, or says something else by now, is named, and does not stop the others. Raises NotAllowed.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    result = Corrected()
    findings = list(findings)
    for finding in findings:
        try:
            with audit.as_one(kind=EventKind.DRAFT_SAVED, by=by, now=now, subject=audit.of_document(finding.document)):
                _correct(finding, answer, by, now)
            result.done += 1
        except ValidationError as error:
            result.failed.append((title_of(finding.document), in_words(error)))
        except PortalError as error:
            result.failed.append((title_of(finding.document), str(error)))
    if findings and findings[0].code == NEW_SYMPTOM:
        _put_away({finding.subject for finding in findings} - {answer}, by, now)
    return result


def _correct(finding: Finding, answer: Any, by, now: datetime) -> None:
    document = drafts.locked(finding.document, None)
    if not settle_all(findings=[finding], by=by, now=now):
        raise PortalError("Somebody has settled this meanwhile.")
    if finding.code == SOURCE_REUSE:
        _permit_reuse(finding, answer, by)
    change = ANSWERS[finding.code]
    drafts.change_record(document=document, change=lambda record: change(record, finding, answer), token=None, by=by)


def _generic(record: schema.MedicationRecord, finding: Finding, answer) -> schema.MedicationRecord:
    """`answer`: codes of markets, or NOT_KNOWN."""
    if record.generic_available.markets:
        raise PortalError(OTHERWISE)
    if answer == NOT_KNOWN:
        return corrections.with_generic_unknown(record)
    return corrections.with_generic_markets(record, answer)


def _brand(record: schema.MedicationRecord, finding: Finding, answer: str) -> schema.MedicationRecord:
    """`answer`: the code of a market, or NO_BRAND."""
    if (finding.subject, "") not in {(brand.name, brand.market) for brand in record.brand_names}:
        raise PortalError(OTHERWISE)
    if answer == NO_BRAND:
        return corrections.without_brand(record, finding.subject)
    return corrections.with_brand_market(record, finding.subject, answer)


def _availability(record: schema.MedicationRecord, finding: Finding, answer: str) -> schema.MedicationRecord:
    """`answer`: how it is sold. What an editor has entered since the page was taken over stays."""
    inferred = finding.import_run.revision.record.availability if finding.import_run else ""
    if record.availability not in ("", inferred, answer):
        raise PortalError(OTHERWISE)
    return corrections.with_availability(record, answer)


def _symptom(record: schema.MedicationRecord, finding: Finding, answer: str) -> schema.MedicationRecord:
    """`answer`: the code of the symptom that is meant; that of the new one itself if it is right as it is."""
    if finding.subject not in {use.symptom.code for use in record.uses}:
        raise PortalError(OTHERWISE)
    symptom = Symptom.objects.select_related("document").filter(code=answer, document__archived_at=None).first()
    if symptom is None:
        raise PortalError("There is no such symptom any more.")
    newest = symptom.document.revisions.order_by("-number").first().record
    return corrections.with_symptom_instead(record, finding.subject, embedding.as_symptom(newest))


def _again(record: schema.MedicationRecord, finding: Finding, answer) -> schema.MedicationRecord:
    """The page itself stays; saved again, it embeds its sources as they are now."""
    return record


ANSWERS: dict[str, Callable[[schema.MedicationRecord, Finding, Any], schema.MedicationRecord]] = {
    "generic_market_unknown": _generic,
    "brand_market_unknown": _brand,
    "availability_inferred": _availability,
    NEW_SYMPTOM: _symptom,
    SOURCE_REUSE: _again,
}


def _permit_reuse(finding: Finding, answer: Iterable[str], by) -> None:
    """`answer`: which of "print" and "partners" the permission covers. Noted on the sources of this page that carry it."""
    reuse = {name: name in set(answer) for name in ("print", "partners")}
    newest = finding.document.revisions.order_by("-number").first().record
    codes = [source.code for source in newest.sources if source.permission and source.permission == finding.subject]
    if not codes:
        raise PortalError("The page does not name a source with that statement any more.")
    for source in Source.objects.filter(code__in=codes).select_related("document"):
        drafts.change_record(
            document=source.document,
            change=lambda record: record.model_copy(update={"reuse": record.reuse.model_copy(update=reuse)}),
            token=None,
            by=by,
        )


def _put_away(codes: set[str], by, now: datetime) -> None:
    """Archives symptoms that only the corrected pages named. One that was ever public stays."""
    unused = Symptom.objects.filter(code__in=codes).exclude(pk__in=MedicationUse.objects.values("symptom"))
    for symptom in unused.filter(document__changes=None).select_related("document"):
        drafts.archive(document=symptom.document, by=by, now=now)


def title_of(document: Document) -> str:
    return Revision.objects.filter(document=document).order_by("-number").first().record.generic_name
