"""The dates a publication carries: when the text changed, when a clinician last reviewed all of it, when that is due again."""

from datetime import date

from django.utils import timezone

from medications.content.schema import AnyRecord
from medications.content.text_of import text_digest, wording_digest
from medications.models import ImportRun, Publication, Review, Revision


def last_updated(revision: Revision, record: AnyRecord, before: Publication | None, today: date) -> date:
    """The day the text changed. An imported text of which no sentence was changed keeps the date the old page gave, if that
    can be: moving a paragraph or linking terms makes no old text new.
    """
    if before is not None:
        return before.last_updated if text_digest(before.revision.record) == text_digest(record) else today
    imported = ImportRun.objects.filter(document=revision.document_id, printed_last_updated__lte=today).select_related("revision")
    for run in imported:
        if wording_digest(run.revision.record) == wording_digest(record):
            return run.printed_last_updated
    return today


def review_dates(
    before: Publication | None, approval: Review | None, today: date, months: int
) -> tuple[date | None, date | None]:
    """(last reviewed, review due). Only a clinical review of the whole record moves the first, and never backwards."""
    reviewed = [before.last_reviewed] if before and before.last_reviewed else []
    if approval and approval.whole_record:
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
