"""Publishing: one transaction under a lock on the Document.

In this order: lock, blockers, Publication moved, slug reserved, index row rebuilt, and last of all the Changes, whose numbers
come from a counter row that is locked until the commit. Interrupted anywhere, the public sees the old state or the new one.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from medications.actions.published_along import unpublished_terms
from medications.actions.reviews import valid_approval
from medications.content import checks
from medications.content.checks import Reason
from medications.content.choices import Basis, ChangeKind, DocumentKind
from medications.content.schema import AnyRecord
from medications.content.text_of import text_digest
from medications.delivery import after_commit
from medications.errors import CannotPublish, NotAllowed
from medications.models import (
    Change,
    ChangeStream,
    Document,
    ImportRun,
    Publication,
    Review,
    Revision,
    Slug,
    SocietyProfile,
)
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may, roles
from medications.projections import index

AFTER_THE_FIRST = {ChangeKind.UPDATED, ChangeKind.CORRECTED, ChangeKind.SAFETY}


def publish(*, revision: Revision, by, now: datetime, note: str = "", kind: str = ChangeKind.UPDATED) -> Change:
    """Makes an approved Revision public. `note` is read by the public; `kind` says what a later publication is.

    Raises NotAllowed, or CannotPublish with what `publish_blockers` says.
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


def publish_blockers(revision: Revision, basis: str = Basis.REVIEWED) -> list[Reason]:
    """Why this Revision cannot be published now. The screen shows it, `publish` enforces it; empty means it can."""
    live = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    record = revision.record
    reasons = checks.blockers(record, live.revision.record if live else None)
    approval = valid_approval(revision)
    if basis == Basis.REVIEWED and approval is None:
        reasons.append(Reason("no_approval", "approval", "No clinical reviewer has approved exactly this version."))
    if live and live.revision.digest == revision.digest and not reviewed_since(live, approval):
        reasons.append(Reason("already_public", "", "This version is public already."))
    return [*reasons, *_taken_addresses([revision, *unpublished_terms(revision)])]


def _taken_addresses(revisions: list[Revision]) -> list[Reason]:
    """One reason for each address that was public once and belongs to another Document for ever."""
    wanted = {(revision.record.kind, _slug(revision.record)): revision.document_id for revision in revisions}
    reserved = Slug.objects.filter(slug__in=[slug for _, slug in wanted])
    return [_taken(held.slug) for held in reserved if wanted.get((held.kind, held.slug), held.document_id) != held.document_id]


def _taken(slug: str) -> Reason:
    return Reason("slug_taken", "slug", f'The address "{slug}" has belonged to another page and stays reserved for it.')


def reviewed_since(live: Publication, approval: Review | None) -> bool:
    """Whether an approval brings something new to a text that is public already: a better basis, or a later clinical review."""
    if approval is None:
        return False
    return live.basis != Basis.REVIEWED or (approval.whole_record and approval.decided_at > live.published_at)


def _slug(record: AnyRecord) -> str:
    return record.code if record.kind == DocumentKind.SOURCE else record.slug


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
        together = f"Published with {_title(revision.record)}."
        changes = [_move(term, act, note=together, kind=kind) for term in unpublished_terms(revision)]
        changes.append(_move(revision, act, note=note, kind=kind))
        _number_and_write(changes)
        after_commit.published([change.document_id for change in changes])
        return changes[-1]


def _role(approval: Review | None, by) -> str:
    if approval:
        return approval.role
    return Role.PUBLISHER if by and Role.PUBLISHER in roles(by) else ""


def _lock(document_ids: set) -> None:
    """In the order of their ids, so that two publishes that share terms cannot wait for each other."""
    list(Document.objects.select_for_update().filter(pk__in=document_ids).order_by("pk"))


def _move(revision: Revision, act: _Act, *, note: str, kind: str) -> Change:
    """Moves the Publication of one Document, its slug and its index row. Returns the Change, not yet numbered nor written."""
    before = Publication.objects.filter(document=revision.document_id).select_related("revision").first()
    record = revision.record
    last_reviewed, review_due = _review_dates(before, act)
    publication = Publication(
        document_id=revision.document_id,
        revision=revision,
        number=before.number + 1 if before else 1,
        basis=act.basis,
        role=act.role,
        first_published_at=before.first_published_at if before else act.now,
        published_at=act.now,
        last_updated=_last_updated(revision, record, before, act.today),
        last_reviewed=last_reviewed,
        review_due=review_due,
    )
    publication.save(force_insert=before is None, force_update=before is not None)
    _reserve(_slug(record), record.kind, revision.document_id, act.now)
    index.rebuild(publication)
    return Change(
        kind=_kind(before, record, revision, kind),
        document_id=revision.document_id,
        slug=_slug(record),
        title=_title(record),
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
        raise CannotPublish([_taken(slug)])


def _kind(before: Publication | None, record: AnyRecord, revision: Revision, wanted: str) -> str:
    if before is None:
        return ChangeKind.PUBLISHED
    if before.revision.digest == revision.digest:
        return ChangeKind.REVIEWED
    moved = _slug(before.revision.record) != _slug(record)
    if moved and text_digest(before.revision.record) == text_digest(record):
        return ChangeKind.MOVED
    return wanted


def _last_updated(revision: Revision, record: AnyRecord, before: Publication | None, today: date) -> date:
    """The day the text changed. An imported text that nobody has changed keeps the date the old page gave."""
    if before is not None:
        return before.last_updated if text_digest(before.revision.record) == text_digest(record) else today
    imported = (
        ImportRun.objects.filter(document=revision.document_id).exclude(printed_last_updated=None).select_related("revision")
    )
    for run in imported:
        if text_digest(run.revision.record) == text_digest(record):
            return run.printed_last_updated
    return today


def _review_dates(before: Publication | None, act: _Act) -> tuple[date | None, date | None]:
    """(last reviewed, review due). Only a clinical review of the whole record moves the first."""
    if act.basis == Basis.STARTER:
        return None, None
    last_reviewed = before.last_reviewed if before else None
    if act.approval and act.approval.whole_record:
        last_reviewed = timezone.localdate(act.approval.decided_at)
    if last_reviewed:
        return last_reviewed, months_after(last_reviewed, act.profile.review_months)
    due = before.review_due if before and before.review_due else months_after(act.today, act.profile.review_months)
    return None, due


def months_after(start: date, months: int) -> date:
    """The same day `months` later; the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise ValueError(start)


def _title(record: AnyRecord) -> str:
    name = getattr(record, "generic_name", None) or getattr(record, "name", None) or record.title
    return name[:300]


def _number_and_write(changes: list[Change]) -> None:
    """Takes the next numbers of the stream. The counter's lock is held until the commit, so no number is lost or late."""
    newest = ChangeStream.objects.latest()
    stream = ChangeStream.objects.select_for_update().get(pk=newest.pk)
    for change in changes:
        stream.last_sequence += 1
        change.stream, change.sequence = stream, stream.last_sequence
    stream.save(update_fields=["last_sequence"])
    Change.objects.bulk_create(changes)
