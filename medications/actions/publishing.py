"""Publishing: one transaction under a lock on the Document.

In this order: lock, blockers, Publication moved, slug reserved, index row rebuilt, and last of all the Changes, whose numbers
come from a counter row that is locked until the commit. Interrupted anywhere, the public sees the old state or the new one.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from medications.actions import audited
from medications.actions.blockers import publish_blockers, taken
from medications.actions.publication_dates import last_updated, review_dates
from medications.actions.published_along import unpublished_terms
from medications.actions.reviews import valid_approval
from medications.content.choices import Basis, ChangeKind
from medications.content.schema import AnyRecord
from medications.content.text_of import text_digest
from medications.delivery import after_commit
from medications.errors import CannotPublish, NotAllowed
from medications.models import (
    Change,
    ChangeStream,
    Document,
    Publication,
    Review,
    Revision,
    Slug,
    SocietyProfile,
)
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may, roles
from medications.projections import identity, index

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


def publish_starter(*, revision: Revision, now: datetime) -> Change:
    """Makes a Revision of the starter catalogue public without a review, and marked so. For `load_catalogue` only."""
    return _publish(
        revision=revision, basis=Basis.STARTER, by=None, now=now, note="Starter text, not yet reviewed.", kind=ChangeKind.UPDATED
    )


@dataclass(frozen=True)
class _Act:
    """What all pages published together have in common."""

    basis: str
    by: object
    role: str
    now: datetime
    today: date
    approval: Review | None
    profile: SocietyProfile


def _publish(*, revision: Revision, basis: str, by, now: datetime, note: str, kind: str) -> Change:
    with transaction.atomic():
        unpublished = unpublished_terms(revision)
        _lock({revision.document_id, *(term.document_id for term in unpublished)})
        reasons = publish_blockers(revision, basis)
        if reasons:
            raise CannotPublish(reasons)
        approval = valid_approval(revision) if basis == Basis.REVIEWED else None
        act = _Act(
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
        changes = [_move(term, along, note=together, kind=kind) for term in unpublished_terms(revision)]
        changes.append(_move(revision, act, note=note, kind=kind))
        audited.published(changes, by)
        _number_and_write(changes)
        after_commit.published([change.document_id for change in changes])
        return changes[-1]


def _role(approval: Review | None, by) -> str:
    """The role that stands behind it: of the weightiest approval; where none is needed, that of the publisher."""
    if approval:
        return approval.role
    if by is None:
        return ""
    return Role.PUBLISHER if Role.PUBLISHER in roles(by) else Role.ADMINISTRATOR


def _lock(document_ids: set) -> None:
    """In the order of their ids, so that two publishes that share terms cannot wait for each other."""
    list(Document.objects.select_for_update().filter(pk__in=document_ids).order_by("pk"))


def _move(revision: Revision, act: _Act, *, note: str, kind: str) -> Change:
    """Moves the Publication of one Document, its slug and its index row. Returns the Change, not yet numbered nor written."""
    before = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    record = revision.record
    last_reviewed, review_due = (None, None)
    if act.basis != Basis.STARTER:
        last_reviewed, review_due = review_dates(before, act.approval, act.today, act.profile.review_months)
    publication = Publication(
        document_id=revision.document_id,
        revision=revision,
        number=before.number + 1 if before else 1,
        basis=act.basis,
        role=act.role,
        first_published_at=before.first_published_at if before else act.now,
        published_at=act.now,
        last_updated=last_updated(revision, record, before, act.today),
        last_reviewed=last_reviewed,
        review_due=review_due,
    )
    publication.save(force_insert=before is None, force_update=before is not None)
    _reserve(identity.slug(record), record.kind, revision.document_id, act.now)
    index.rebuild(publication)
    return Change(
        kind=_kind(before, record, revision, kind),
        document_id=revision.document_id,
        slug=identity.slug(record),
        title=identity.title(record),
        publication_number=publication.number,
        revision=revision,
        basis=act.basis,
        role=act.role,
        last_updated=publication.last_updated,
        last_reviewed=last_reviewed,
        review_due=review_due,
        note=note.strip(),
        at=act.now,
        **Actor.of(act.by),
    )


def _reserve(slug: str, kind: str, document_id, now: datetime) -> None:
    held, _ = Slug.objects.get_or_create(kind=kind, slug=slug, defaults={"document_id": document_id, "first_public_at": now})
    if held.document_id != document_id:  # taken by another publish since the blockers were looked at
        raise CannotPublish([taken(slug)])


def _kind(before: Publication | None, record: AnyRecord, revision: Revision, wanted: str) -> str:
    if before is None:
        return ChangeKind.PUBLISHED
    if before.revision.digest == revision.digest:
        return ChangeKind.REVIEWED
    moved = identity.slug(before.revision.record) != identity.slug(record)
    if moved and text_digest(before.revision.record) == text_digest(record):
        return ChangeKind.MOVED
    return wanted


def _number_and_write(changes: list[Change]) -> None:
    """Takes the next numbers of the stream. The counter's lock is held until the commit, so no number is lost or late."""
    newest = ChangeStream.objects.latest()
    stream = ChangeStream.objects.select_for_update().get(pk=newest.pk)
    for change in changes:
        stream.last_sequence += 1
        change.stream, change.sequence = stream, stream.last_sequence
    stream.save(update_fields=["last_sequence"])
    Change.objects.bulk_create(changes)
