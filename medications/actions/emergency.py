"""What is particular about publishing before an approval: what still stands against it, and the trace it leaves.

It takes a reason, which staff read, and a note, which everybody reads. A reviewer who wants changes in exactly this version does
not stop it, but is not passed over unseen: whoever publishes names that decision, and the reason has to answer it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from medications.actions.needed_approval import needed_approval
from medications.actions.reviews import approvals_of
from medications.content.checks import Reason
from medications.models import Change, EmergencyPublication, Review, Revision

OBJECTION = "objection"


@dataclass(frozen=True)
class Emergency:
    """Why this cannot wait. `despite` is the wish for changes that the publisher has read, if there is one."""

    reason: str
    despite: Review | None = None

    @property
    def told(self) -> dict:
        return {"reason": self.reason, "despite": self.despite}

    def missing(self, revision: Revision, note: str) -> list[Reason]:
        """What is lacking besides what `publish_blockers` says."""
        found = []
        if not self.reason.strip():
            found.append(Reason("no_reason", "reason", "Say why this cannot wait for an approval."))
        if not note.strip():
            found.append(Reason("no_note", "note", "Tell readers what changes."))
        objection = approvals_of([revision])[revision.pk].objection
        if self.despite != objection:
            found.append(Reason(OBJECTION, "reason", _unanswered(objection)))
        return found

    def write_down(self, changes: Sequence[Change]) -> None:
        """For each page and term that became public, so that none of them waits for its review unseen."""
        for change in changes:
            EmergencyPublication.objects.create(change=change, reason=self.reason.strip())


def _unanswered(objection: Review | None) -> str:
    if objection is None:
        return "Nobody wants changes in this version any more. Open this screen again."
    return f"{objection.by_name} wants changes in exactly this version. Read what, and let your reason answer it."


def needs_none(revision: Revision) -> bool:
    """Whether the version can go the ordinary way: it is approved as the policy asks, and nobody wants changes."""
    approvals = approvals_of([revision])[revision.pk]
    return approvals.meet(needed_approval(revision).need) and approvals.objection is None
