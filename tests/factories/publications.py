"""Approved and public Revisions. Times are given; nothing here reads a clock."""

from datetime import UTC, datetime

from medications.actions import publishing, reviews
from medications.content.schema import AnyRecord
from medications.models import Change, Document, Revision
from tests.factories import drafts
from tests.factories.accounts import publisher, reviewer

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def approved(record: AnyRecord | None = None, *, now: datetime = NOW, whole_record: bool = False, **kwargs) -> Revision:
    """A draft of the record, approved by the reviewer."""
    return approve(drafts.draft(record, **kwargs), now=now, whole_record=whole_record)


def approve(revision: Revision, *, now: datetime = NOW, whole_record: bool = False) -> Revision:
    reviews.approve(revision=revision, by=reviewer(), now=now, whole_record=whole_record)
    return revision


def publish(revision: Revision, *, now: datetime = NOW, **kwargs) -> Change:
    return publishing.publish(revision=revision, by=publisher(), now=now, **kwargs)


def published(
    record: AnyRecord | None = None, *, now: datetime = NOW, whole_record: bool = False, note: str = "", **kwargs
) -> Change:
    """The record written, approved and published, and the terms it names along with it. `change.revision` is what is live."""
    return publish(approved(record, now=now, whole_record=whole_record, **kwargs), now=now, note=note)


def republished(document: Document, *, now: datetime, whole_record: bool = False, kind: str = "updated", **changes) -> Change:
    """A next version of a public Document, with these fields replaced, approved and published."""
    return publish(approve(drafts.edited(document, **changes), now=now, whole_record=whole_record), now=now, kind=kind)
