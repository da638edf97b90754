"""Publishing: one transaction under a lock on the Document.

In this order: lock, blockers, Publication moved, slug reserved, index row rebuilt, and last of all the Changes, whose numbers
come from a counter row that is locked until the commit. Interrupted anywhere, the public sees the old state or the new one.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from medications.actions import audited
from medications.actions.blockers import publish_blockers
from medications.actions.emergency import Emergency
from medications.actions.numbering import number_and_write
from medications.actions.publication_moves import PublishingAct, lock, move, publishing_role
from medications.actions.published_along import named_terms, unpublished_terms
from medications.actions.reviews import valid_approval
from medications.content.choices import Basis, ChangeKind
from medications.delivery import after_commit
from medications.errors import CannotPublish, NotAllowed
from medications.models import (
    Change,
    Review,
    Revision,
    SocietyProfile,
)
from medications.permissions import Act, may
from medications.projections import identity

AFTER_THE_FIRST = {ChangeKind.UPDATED, ChangeKind.CORRECTED, ChangeKind.SAFETY}


def publish(*, revision: Revision, by, now: datetime, note: str = "", kind: str = ChangeKind.UPDATED) -> Change:
    """Makes a Revision public, if the review policy lets it pass.

    `note` is read by the public; `kind` says what a later publication is. Raises NotAllowed, or CannotPublish
    with what `publish_blockers` says.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed("Only a publisher can publish.")
    if kind not in AFTER_THE_FIRST:
        raise ValueError(kind)
    return _publish(revision=revision, basis=Basis.REVIEWED, by=by, now=now, note=note, kind=kind)


def publish_in_emergency(
    *, revision: Revision, by, now: datetime, note: str, reason: str, kind: str = ChangeKind.SAFETY, despite: Review | None = None
) -> Change:
    """Makes a Revision public before anybody has approved it. It then waits in a queue for its review, with what came along.

    `reason` is for staff, `note` is read by the public. `despite` is the wish for changes in this version that the publisher has
    read. Raises NotAllowed, CannotPublish.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed("Only a publisher can publish.")
    if kind not in AFTER_THE_FIRST:
        raise ValueError(kind)
    emergency = Emergency(reason, despite)
    return _publish(revision=revision, basis=Basis.EMERGENCY, by=by, now=now, note=note, kind=kind, emergency=emergency)


def put_back(*, revision: Revision, by, now: datetime, note: str) -> Change:
    """Makes another Revision of a withdrawn page public than the one that was withdrawn. Part of `withdrawals.reinstate`."""
    return _publish(revision=revision, basis=Basis.REVIEWED, by=by, now=now, note=note, kind=ChangeKind.REINSTATED)


def publish_starter(*, revision: Revision, now: datetime) -> Change:
    """Makes a Revision of the starter catalogue public without a review, and marked so. For `load_catalogue` only."""
    return _publish(
        revision=revision, basis=Basis.STARTER, by=None, now=now, note="Starter text, not yet reviewed.", kind=ChangeKind.UPDATED
    )


def _publish(
    *, revision: Revision, basis: str, by, now: datetime, note: str, kind: str, emergency: Emergency | None = None
) -> Change:
    with transaction.atomic():
        # Those it names too: none of them may be withdrawn meanwhile.
        lock({revision.document_id, *named_terms(revision)})
        reasons = publish_blockers(revision, basis, putting_back=kind == ChangeKind.REINSTATED)
        reasons += emergency.missing(revision, note) if emergency else []
        if reasons:
            raise CannotPublish(reasons)
        approval = valid_approval(revision) if basis == Basis.REVIEWED else None
        act = PublishingAct(
            basis=basis,
            by=by,
            role=_role(approval, by),
            now=now,
            today=timezone.localdate(now),
            approval=approval,
            profile=SocietyProfile.objects.latest(),
        )
        together = f"Published with {identity.title(revision.record)}."
        # A review of the whole page says nothing of the whole of each term that comes along.
        along = replace(act, approval=None)
        changes = [move(term, along, note=together, kind=kind) for term in unpublished_terms(revision)]
        changes.append(move(revision, act, note=note, kind=kind))
        audited.published(changes, by, **(emergency.told if emergency else {}))
        number_and_write(changes)
        if emergency:
            emergency.write_down(changes)
        after_commit.published([change.document_id for change in changes])
        return changes[-1]


def _role(approval: Review | None, by) -> str:
    """The role that stands behind it: of the weightiest approval; where none is needed, that of the publisher."""
    if approval:
        return approval.role
    return publishing_role(by) if by is not None else ""
