"""Removing what a reader wrote in a report of an error: it may hold more about somebody than a desk should keep.

That there was a report, on which version of which page, and what became of it, stays.
"""

from datetime import datetime

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.actions.report_answers import REPORT
from medications.errors import NotAllowed, PortalError
from medications.models import ErrorReport, EventKind
from medications.models.frozen import Actor
from medications.permissions import Act, may

CLOSED_BY_IT = "Closed, since its text was removed."


class CannotRemove(PortalError):
    """The text stays, and why."""


@transaction.atomic
def remove(*, report: ErrorReport, reason: str, by, now: datetime) -> None:
    """The text and the reader's address go for good; a report that was open is closed by it. `reason` is for staff, and stays.

    Raises NotAllowed, CannotRemove.
    """
    if not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can remove the text of a report.")
    reason = reason.strip()
    if not reason:
        raise CannotRemove("Say why, without repeating what is to go.")
    found = ErrorReport.objects.select_for_update().get(pk=report.pk)
    if found.removed_at:
        raise CannotRemove("The text of this report was removed already.")
    gone = [Difference("text", "kept", "removed")]
    if found.email:
        gone.append(Difference("address", "kept", "deleted"))
    if not found.settled_at:
        found.settled_at, found.note = now, CLOSED_BY_IT
        found.by_id, found.by_name = Actor.of(by).values()
    found.text, found.email, found.removed_at, found.removed_because = "", "", now, reason
    found.save(update_fields=["text", "email", "removed_at", "removed_because", "settled_at", "note", "by_id", "by_name"])
    subject = Subject(REPORT, str(found.pk), str(found))
    audit.record(kind=EventKind.REPORT_REMOVED, by=by, now=now, subject=subject, differences=gone, note=reason)
