"""Correcting what is public while a draft is open. The draft is parked, the live text becomes the draft again, is corrected and
published; then the parked draft is brought back by a three-way merge, or given up.

A parked draft stays the version it is, in the history, with its approvals and comments. Several can be parked. What it wanted is
what differs between `base`, the text that was live when it was parked, and itself.
"""

from collections.abc import Mapping
from datetime import datetime

from medications.actions import audit, drafts
from medications.actions.audit import Difference
from medications.actions.working_copies import write_record
from medications.content.merging import Merged, merge
from medications.content.merging_differences import BASE
from medications.errors import NotAllowed, PortalError
from medications.models import Document, EventKind, Origin, ParkedDraft, Publication, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections.suppressed import suppression_of


class CannotCorrect(PortalError):
    """There is nothing public that could be corrected."""


class CannotBringBack(PortalError):
    """The parked draft stays away, and why."""


def start(*, document: Document, by, token: int | None, now: datetime) -> ParkedDraft | None:
    """Makes the live text the draft again, and returns the draft that was parked for it.

    None if the draft says what is public already: then nothing is parked, nor written. `token` is the `lock_version` that was
    seen. Raises NotAllowed, StaleEdit, CannotCorrect.
    """
    _may_edit(by)
    with audit.as_one(kind=EventKind.CORRECTION_STARTED, by=by, now=now):
        with drafts.editing(document=document, by=by, token=token, origin=Origin.CORRECTION) as edit:
            live, newest = _live(edit.document), _newest(edit.document)
            if live is None:
                raise CannotCorrect("No page of it is public, so there is nothing to correct. Edit the draft.")
            if newest.digest == live.digest:
                return None
            write_record(edit.document, live.record)
            edit.saved = True
        if edit.revision.pk == newest.pk:  # only names of terms were other, and those are taken over by any save
            return None
        parked = ParkedDraft.objects.create(document=edit.document, revision=newest, base=live, parked_at=now, **Actor.of(by))
        audit.record(
            kind=EventKind.CORRECTION_STARTED,
            by=by,
            now=now,
            subject=audit.of_revision(edit.revision),
            differences=[Difference("draft", f"version {newest.number}", "parked")],
            note=f"Back to what is public, version {live.number}.",
        )
    return parked


def says_what_is_public(document: Document) -> bool:
    """Whether the newest version is what is public: then a correction needs nothing parked, and begins with the next save."""
    live = _live(document)
    return live is not None and live.digest == _newest(document).digest


def is_correction(document: Document) -> bool:
    """Whether the newest version is the live text with corrections: nothing else came in since the correction was begun."""
    live = _live(document)
    since = document.revisions.filter(number__gt=live.number) if live else document.revisions.none()
    begun = since.exclude(origin=Origin.FORM).order_by("-number").values_list("origin", flat=True).first()
    return begun == Origin.CORRECTION


def parked_drafts(document: Document) -> list[ParkedDraft]:
    """Those that nobody has brought back or given up yet, newest first."""
    found = ParkedDraft.objects.filter(document=document, ended_at=None)
    return list(found.select_related("revision", "base").defer("revision__content", "base__content"))


def merged_with_newest(parked: ParkedDraft) -> Merged:
    """What bringing it back would change now, and what has to be chosen. Raises CannotBringBack."""
    return _merged(parked, _newest(parked.document))


def merge_back(
    *,
    parked: ParkedDraft,
    choices: Mapping[str, str],
    by,
    token: int | None,
    now: datetime,
    texts: Mapping[str, str] | None = None,
) -> Revision:
    """Saves the newest version with what the parked draft wanted, as a new draft, and returns it.

    `choices` and `texts` are those of `Merged.resolved`, `token` the `lock_version` they were made at. Who wrote the parked draft
    counts as an author of the new one. Raises NotAllowed, StaleEdit, CannotBringBack, NotChosen, and ValueError where the record
    would break the schema.
    """
    _may_edit(by)
    with audit.as_one(kind=EventKind.PARKED_DRAFT_MERGED, by=by, now=now):
        with drafts.editing(document=parked.document, by=by, token=token, origin=Origin.MERGED) as edit:
            parked = _still_parked(parked)
            if BASE in choices.values() and suppression_of(parked.base):
                raise CannotBringBack("The text that was public when the draft was parked was removed. It cannot come back.")
            record = _merged(parked, _newest(edit.document)).resolved(choices, texts)
            write_record(edit.document, record)
            edit.merged_from = parked.revision
            edit.saved = True
        _end(parked, now, merged_into=edit.revision)
        _record(EventKind.PARKED_DRAFT_MERGED, parked, by, now, f"brought back as version {edit.revision.number}")
    return edit.revision


def drop(*, parked: ParkedDraft, by, now: datetime) -> None:
    """Gives a parked draft up. It stays in the history. Raises NotAllowed, CannotBringBack if that was done already."""
    _may_edit(by)
    with audit.as_one(kind=EventKind.PARKED_DRAFT_DROPPED, by=by, now=now):
        drafts.locked(parked.document, None)
        parked = _still_parked(parked)
        _end(parked, now, merged_into=None)
        _record(EventKind.PARKED_DRAFT_DROPPED, parked, by, now, "given up")


def _merged(parked: ParkedDraft, newest: Revision) -> Merged:
    if suppression_of(parked.revision):
        raise CannotBringBack("The text of this draft was removed. It cannot come back; give it up.")
    return merge(parked.base.record, parked.revision.record, newest.record)


def _still_parked(parked: ParkedDraft) -> ParkedDraft:
    """Read again under the lock on its Document, which the caller holds."""
    parked = ParkedDraft.objects.select_related("revision", "base").get(pk=parked.pk)
    if parked.ended_at:
        raise CannotBringBack("This draft is not parked any more: somebody has brought it back or given it up.")
    return parked


def _end(parked: ParkedDraft, now: datetime, merged_into: Revision | None) -> None:
    parked.ended_at, parked.merged_into = now, merged_into
    parked.save(update_fields=["ended_at", "merged_into"])


def _record(kind: str, parked: ParkedDraft, by, now: datetime, what: str) -> None:
    subject = audit.of_document(parked.document)
    differences = [Difference("parked draft", f"version {parked.revision.number}", what)]
    audit.record(kind=kind, by=by, now=now, subject=subject, differences=differences)


def _live(document: Document) -> Revision | None:
    live = Publication.objects.live().filter(document=document).select_related("revision").first()
    return live.revision if live else None


def _newest(document: Document) -> Revision:
    return document.revisions.order_by("-number").first()


def _may_edit(by) -> None:
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
