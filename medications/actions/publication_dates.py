"""The dates a publication carries: when the text changed, when a clinician last reviewed all of it, when that is due again."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from medications.actions.imported_records import record_of
from medications.actions.imported_terms import Terms
from medications.content.schema import AnyRecord, MedicationRecord, SymptomTerm
from medications.content.text_of import Wording, sentences, text_digest, wording
from medications.importing.page import parse_page
from medications.models import ImportRun, Publication, Review, Revision
from medications.permissions import Role


def last_updated(revision: Revision, record: AnyRecord, before: Publication | None, today: date) -> date:
    """The day the text changed. A text of old pages has the date they gave; no moved paragraph or added fact makes it newer.

    That holds also where an old page replaces every sentence of a newer text that is live: the change is in the history, and
    this date tells readers how old what they read is. Old and newer sentences together are a text of today, since no earlier
    day is true of both; then, until the next new sentence, it keeps that day.
    """
    runs = _runs(revision, record)
    printed = _printed_date(runs, record, today)
    if printed or before is None:
        return printed or today
    old = before.revision.record
    unchanged = wording(record) <= wording(old) if runs else text_digest(record) == text_digest(old)
    return before.last_updated if unchanged else today


def _runs(revision: Revision, record: AnyRecord) -> list[ImportRun]:
    """The old pages taken over for this medicine."""
    if not isinstance(record, MedicationRecord):
        return []
    return list(ImportRun.objects.filter(document=revision.document_id).select_related("revision"))


def _printed_date(runs: list[ImportRun], record: AnyRecord, today: date) -> date | None:
    """The first day by which old pages had printed every sentence of the record; None if one stands on no dated page."""
    dated = [run for run in runs if run.printed_last_updated and run.printed_last_updated <= today]
    printed: Wording = frozenset()
    for run in sorted(dated, key=lambda run: run.printed_last_updated):
        printed |= _wording_of_page(run)
        if wording(record) <= printed:
            return run.printed_last_updated
    return None


def _wording_of_page(run: ImportRun) -> Wording:
    """What the page itself said. Laid over a draft, its Revision holds the draft's sentences too, so the page is read again."""
    record = run.revision.record
    if run.revision.derived_from_id:
        page = replace(parse_page(run.original, file=run.file), sources=())
        record = record_of(page, record.generic_name, record.slug, _AsPrinted())
    left_over = [sentence for line in run.unmapped.splitlines() for sentence in sentences(line)]
    return wording(record).union(left_over)


class _AsPrinted(Terms):
    """Where only the words of a page are wanted: looks nothing up, makes nothing."""

    def __init__(self):
        pass

    def symptom(self, name: str, resources) -> SymptomTerm:
        return SymptomTerm(code="as-printed", label=name, slug="as-printed")

    def side_effects(self, wording: str) -> tuple:
        return ()


def review_dates(
    before: Publication | None, approval: Review | None, today: date, months: int
) -> tuple[date | None, date | None]:
    """(last reviewed, review due). Only a clinical review of the whole record moves the first, and never backwards."""
    reviewed = [before.last_reviewed] if before and before.last_reviewed else []
    if approval and approval.whole_record and approval.role == Role.REVIEWER:
        reviewed.append(timezone.localdate(approval.decided_at))
    if reviewed:
        return max(reviewed), months_after(max(reviewed), months)
    return None, before.review_due if before and before.review_due else months_after(today, months)


def months_after(start: date, months: int) -> date:
    """The same day `months` later; the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(start)
