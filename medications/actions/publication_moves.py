"""Moving the Publication of one Document: what every act that makes a Revision public has in common.

The caller has the Documents locked (`lock`), numbers and writes the Changes last of all (`numbering`), and tells `after_commit`.
"""

from dataclasses import dataclass
from datetime import date, datetime

from medications.actions.blockers import taken
from medications.actions.publication_dates import last_updated, review_dates
from medications.content.choices import Basis, ChangeKind
from medications.content.schema import AnyRecord
from medications.content.text_of import text_digest
from medications.errors import CannotPublish
from medications.models import Change, Document, Publication, Review, Revision, Slug, SocietyProfile
from medications.models.frozen import Actor
from medications.permissions import Role, roles
from medications.projections import identity, index


@dataclass(frozen=True)
class PublishingAct:
    """What all pages published together have in common."""

    basis: str
    by: object
    role: str
    now: datetime
    today: date
    approval: Review | None
    profile: SocietyProfile


def lock(document_ids: set) -> None:
    """In one order, so that two publishes that share terms cannot wait for each other."""
    list(Document.objects.locked().filter(pk__in=document_ids))


def publishing_role(by) -> str:
    """The role in which an account that may publish does so."""
    return Role.PUBLISHER if Role.PUBLISHER in roles(by) else Role.ADMINISTRATOR


def move(revision: Revision, act: PublishingAct, *, note: str, kind: str) -> Change:
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
    kind = _kind(before, record, revision, kind)
    return change_of(publication, kind=kind, role=act.role, note=note.strip(), by=act.by, now=act.now, revision=revision)


def change_of(publication: Publication, *, kind: str, role: str, note: str, by, now: datetime, **values) -> Change:
    """The Change that tells of a Publication as it stands; not yet numbered nor written. `values` are what else this kind has."""
    record = publication.revision.record
    return Change(
        kind=kind,
        document_id=publication.document_id,
        slug=identity.slug(record),
        title=identity.title(record),
        publication_number=publication.number,
        basis=publication.basis,
        role=role,
        last_updated=publication.last_updated,
        last_reviewed=publication.last_reviewed,
        review_due=publication.review_due,
        note=note,
        at=now,
        **values,
        **Actor.of(by),
    )


def _reserve(slug: str, kind: str, document_id, now: datetime) -> None:
    held, _ = Slug.objects.get_or_create(kind=kind, slug=slug, defaults={"document_id": document_id, "first_public_at": now})
    if held.document_id != document_id:  # taken by another publish since the blockers were looked at
        raise CannotPublish([taken(slug)])


def _kind(before: Publication | None, record: AnyRecord, revision: Revision, wanted: str) -> str:
    if before is None:
        return ChangeKind.PUBLISHED
    if wanted == ChangeKind.REINSTATED:
        return wanted
    if before.revision.digest == revision.digest:
        return ChangeKind.REVIEWED
    moved = identity.slug(before.revision.record) != identity.slug(record)
    if moved and text_digest(before.revision.record) == text_digest(record):
        return ChangeKind.MOVED
    return wanted
