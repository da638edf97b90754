"""Pages that were taken down and put back, and texts that were removed."""

from datetime import timedelta

from medications.actions import suppressions, withdrawals
from medications.models import Change, Document, Revision, Suppression
from tests.factories.accounts import account, publisher
from tests.factories.publications import NOW

AFTERWARDS = NOW + timedelta(days=60)
WHY = "It is no longer sold."


def withdrawn(
    document: Document, kind: str = "gone", *, explanation: str = WHY, replacement: Document | None = None, now=AFTERWARDS
) -> Change:
    return withdrawals.withdraw(
        document=document, kind=kind, explanation=explanation, replacement=replacement, by=publisher(), now=now
    )


def reinstated(
    document: Document, *, note: str = "It is sold again.", now=AFTERWARDS, revision: Revision | None = None
) -> Change:
    return withdrawals.reinstate(document=document, by=publisher(), now=now, note=note, revision=revision)


def suppressed(revision: Revision, *, reason: str = "The dose was wrong.", now=AFTERWARDS) -> Suppression:
    return suppressions.suppress(revision=revision, reason=reason, by=account("administrator"), now=now)
