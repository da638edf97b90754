"""Drafts: every save of a working copy, and archiving.

`editing` is the one door. It locks the Document, refuses a form that was opened before somebody else's save, lets the caller save
its rows, freezes the result as a Revision in the same transaction, and writes down what changed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference
from medications.actions.snapshots import snapshot
from medications.actions.working_copies import write_record
from medications.content import schema
from medications.content.comparing import compare
from medications.errors import CannotArchive, NotAllowed, StaleEdit
from medications.models import Document, EventKind, Origin, Publication, Revision
from medications.permissions import Act, may
from medications.projections import identity


@dataclass
class Edit:
    """One save under way. The caller sets `saved` once its rows are written; without it nothing is frozen.

    And `merged_from`, where words of another version come in: their authors count as authors of this one.
    """

    document: Document | None
    kind: str
    saved: bool = False
    revision: Revision | None = None
    merged_from: Revision | None = None

    def ensure_document(self) -> Document:
        """The Document, made now if this is something new."""
        if self.document is None:
            self.document = Document.objects.create(kind=self.kind)
        return self.document


@contextmanager
def editing(*, document: Document | None, by, token: int | None, kind: str = "", origin: str = Origin.FORM) -> Iterator[Edit]:
    """`token` is the `lock_version` the form was opened at; None for programs that read and write in one go.

    `document` is None for something new, which then needs `kind`. `edit.revision` is set on the way out.
    Raises StaleEdit, NotAllowed.
    """
    if by is not None and not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to edit.")
    with transaction.atomic():
        if document is not None:
            document = locked(document, token)
        edit = Edit(document=document, kind=kind or document.kind)
        yield edit
        if edit.saved:
            document = edit.ensure_document()
            before = document.lock_version
            edit.revision = snapshot(document=document, by=by, origin=origin, merged_from=edit.merged_from)
            if document.lock_version != before and origin != Origin.CATALOGUE:  # a load is one event for all that it brings
                _record(edit.revision, by)


def _record(revision: Revision, by) -> None:
    before = revision.derived_from
    if before is None:
        note, differences = f"New, version {revision.number}.", [Difference("name", "", identity.title(revision.record))]
    else:
        note = f"Version {before.number} became version {revision.number}."
        differences = [Difference(each.label, each.old, each.new) for each in compare(before.record, revision.record)]
    audit.record(
        kind=EventKind.DRAFT_SAVED,
        by=by,
        now=revision.created_at,
        subject=audit.of_revision(revision),
        differences=differences,
        note=note,
    )


def locked(document: Document, token: int | None) -> Document:
    """The Document, locked until the transaction ends. Raises StaleEdit if it was saved since `token`."""
    document = Document.objects.locked().get(pk=document.pk)
    if token is not None and token != document.lock_version:
        raise _stale(document)
    return document


def _stale(document: Document) -> StaleEdit:
    newest = document.revisions.order_by("-number").first()
    return StaleEdit(saved_by=newest.by_name if newest else "", saved_at=newest.created_at if newest else None)


def save_record(*, record: schema.AnyRecord, by, origin: str, document: Document | None = None) -> Revision:
    """Makes the working copy of `document` (a new one, if None) say what `record` says. The same again changes nothing."""
    with editing(document=document, by=by, token=None, kind=record.kind, origin=origin) as edit:
        write_record(edit.ensure_document(), record)
        edit.saved = True
    return edit.revision


def change_record(
    *,
    document: Document,
    change: Callable[[schema.AnyRecord], schema.AnyRecord],
    by,
    token: int | None,
    opened_at: Revision | None = None,
) -> Revision:
    """Saves what `change` makes of the newest version. `token` is the `lock_version` it was seen at; None if nobody saw it.

    `opened_at`: the older version from which words may come in again, since a form was opened at it.

    Raises StaleEdit, NotAllowed, and whatever `change` raises; nothing is saved then.
    """
    with editing(document=document, by=by, token=token) as edit:
        newest = edit.document.revisions.order_by("-number").first()
        if opened_at and not Publication.objects.filter(revision=opened_at).exists():  # what is public brings nobody's words in
            edit.merged_from = opened_at
        write_record(edit.document, change(newest.record))
        edit.saved = True
    return edit.revision


def archive(*, document: Document, by, now) -> None:
    """Puts away a draft that was never public. Raises CannotArchive for anything that was."""
    if not may(by, Act.EDIT):
        raise NotAllowed("Your role does not allow you to archive drafts.")
    with transaction.atomic():
        document = Document.objects.locked().get(pk=document.pk)
        if document.changes.exists():
            raise CannotArchive("This was public once. Nothing that was ever public is deleted; withdraw it instead.")
        document.archived_at = now
        document.save(update_fields=["archived_at"])
        put_away = [Difference("state", "draft", "archived")]
        subject = audit.of_document(document)
        audit.record(kind=EventKind.DRAFT_ARCHIVED, by=by, now=now, subject=subject, differences=put_away)
