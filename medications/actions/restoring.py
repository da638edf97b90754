"""Bringing an old version back as a new draft. It publishes nothing, and takes nothing away: what is newer stays in the history.

`plan` says beforehand what would change and what cannot come back; `restore` does exactly that. Screen and act ask the same plan.
"""

from dataclasses import dataclass
from datetime import datetime

from medications.actions import audit, drafts
from medications.actions.restored_records import coming_back
from medications.actions.working_copies import write_record
from medications.content.canonical import canonical, digest_of
from medications.content.comparing import FieldChange, compare
from medications.content.schema import AnyRecord
from medications.errors import CannotRestore, NotAllowed
from medications.models import Document, EventKind, Origin, Publication, Revision
from medications.permissions import Act, may
from medications.projections.suppressed import suppression_of

OTHER_PLAN = (
    "Not restored: something that this version names has changed since you looked. Below is what would come back now; "
    "look at it once more."
)


@dataclass(frozen=True)
class RestorePlan:
    """`record` is what would be saved, `digest` its digest; `changes` is what that changes in the newest version.

    `lost` is what cannot come back, `notes` what comes back otherwise than it was. `covered` are newer versions that were never
    public, without their texts: they stay in the history.
    """

    revision: Revision
    newest: Revision
    record: AnyRecord
    digest: str
    changes: tuple[FieldChange, ...]
    lost: tuple[str, ...]
    notes: tuple[str, ...]
    covered: tuple[Revision, ...]

    @property
    def brings_nothing(self) -> bool:
        return not self.changes


def plan(*, document: Document, revision: Revision) -> RestorePlan:
    """What restoring this version would do. Raises CannotRestore for a text that was suppressed or is damaged."""
    if revision.document_id != document.pk:
        raise CannotRestore("That is a version of something else.")
    newest = document.revisions.order_by("-number").first()
    _refuse_what_stays_away(revision)
    found = coming_back(revision, newest)
    same = revision.digest == newest.digest  # terms that have other names since are no reason to save the same again
    return RestorePlan(
        revision=revision,
        newest=newest,
        record=found.record,
        digest=digest_of(canonical(found.record)),
        changes=() if same else tuple(compare(newest.record, found.record)),
        lost=tuple(found.lost),
        notes=tuple(found.notes),
        covered=_covered(document, revision),
    )


def restore(
    *, document: Document, revision: Revision, by, token: int | None, now: datetime, planned: str | None = None
) -> Revision:
    """Saves what `plan` says as a new draft, and returns it.

    `token` is the `lock_version` and `planned` the plan's digest that somebody saw; None if nobody saw it. Raises NotAllowed,
    StaleEdit, and CannotRestore where there is nothing to restore, or where the plan is no longer the one that was seen.
    """
    if by is not None and not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to restore a version.")
    with audit.as_one(kind=EventKind.RESTORED, by=by, now=now):
        with drafts.editing(document=document, by=by, token=token, origin=Origin.RESTORED) as edit:
            to_do = plan(document=edit.document, revision=revision)
            if planned is not None and planned != to_do.digest:
                raise CannotRestore(OTHER_PLAN)
            if to_do.brings_nothing:
                raise CannotRestore("There is nothing to restore: the newest version says the same.")
            write_record(edit.document, to_do.record)
            edit.merged_from = revision
            edit.saved = True
        if edit.revision.digest != to_do.digest:
            raise CannotRestore("Not restored: what was saved would not have been what was shown. Tell whoever runs this site.")
        audit.record(
            kind=EventKind.RESTORED,
            by=by,
            now=now,
            subject=audit.of_revision(edit.revision),
            note=" ".join([f"Restored from version {revision.number}.", *to_do.lost]),
        )
    return edit.revision


def _refuse_what_stays_away(revision: Revision) -> None:
    suppression = suppression_of(revision)
    if suppression:
        raise CannotRestore(f"The text of version {revision.number} cannot come back, since it was removed: {suppression.reason}")
    if digest_of(revision.content.encode()) != revision.digest:
        raise CannotRestore(
            f"The stored text of version {revision.number} is damaged: it has not the digest that was written down with it. "
            "It cannot come back."
        )


def _covered(document: Document, revision: Revision) -> tuple[Revision, ...]:
    live = Publication.objects.filter(document=document).values_list("revision__number", flat=True).first() or 0
    later = document.revisions.filter(number__gt=max(live, revision.number)).exclude(digest=revision.digest)
    return tuple(later.order_by("number").defer("content"))
