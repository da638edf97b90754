"""Pages that were withdrawn: what stands at their addresses instead, and where to read on."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from medications.content.choices import DocumentKind
from medications.content.schema import AnyRecord
from medications.models import Change, IndexRow, Publication, Slug, Withdrawal, WithdrawalKind
from medications.projections import addresses, identity


@dataclass(frozen=True)
class Replacement:
    """A public page to read instead."""

    uuid: str
    kind: str
    slug: str
    title: str

    @property
    def path(self) -> str:
        return addresses.path(self.kind, self.slug)

    def as_json(self) -> dict:
        return {"uuid": self.uuid, "kind": self.kind, "slug": self.slug, "url": addresses.url(self.kind, self.slug) or None}


@dataclass(frozen=True)
class Withdrawn:
    """A page that is withdrawn now, by the name it had last. `publication` is what was public until then."""

    publication: Publication
    record: AnyRecord
    kind: str
    explanation: str
    since: datetime
    moved_to: Replacement | None
    read_instead: Replacement | None

    @classmethod
    def of(cls, publication: Publication) -> "Withdrawn":
        """`publication` with its withdrawal, and its Revision."""
        withdrawal = publication.withdrawal
        moved = moved_to(withdrawal)
        return cls(
            publication=publication,
            record=publication.revision.record,
            kind=withdrawal.kind,
            explanation=withdrawal.explanation,
            since=withdrawal.at,
            moved_to=moved,
            read_instead=moved or read_instead(withdrawal),
        )

    @property
    def document_id(self):
        return self.publication.document_id

    @property
    def slug(self) -> str:
        return identity.slug(self.record)

    @property
    def title(self) -> str:
        return identity.heading(self.record)

    @property
    def path(self) -> str:
        return identity.path(self.record)

    @property
    def stays_readable(self) -> bool:
        return self.kind == WithdrawalKind.BANNER

    @property
    def is_gone(self) -> bool:
        return self.kind == WithdrawalKind.GONE

    @property
    def is_medicine(self) -> bool:
        return self.record.kind == DocumentKind.MEDICATION


def find(kind: str, slug: str) -> Withdrawn | None:
    """The withdrawn page that this slug, or one it had before, belongs to."""
    owner = Slug.objects.filter(kind=kind, slug=slug).values("document")
    return _first(_withdrawn(kind).filter(document__in=owner))


def find_by_slug_or_uuid(kind: str, key: str) -> Withdrawn | None:
    try:
        return _first(_withdrawn(kind).filter(document=uuid.UUID(key))) or find(kind, key)
    except ValueError:
        return find(kind, key)


def of_document(document) -> Withdrawn | None:
    return _first(_withdrawn(document.kind).filter(document=document))


def moved_to(withdrawal: Withdrawal) -> Replacement | None:
    """The public page at the end of a chain of moves. None if the chain ends anywhere else: then only an explanation answers."""
    return _end(withdrawal, {WithdrawalKind.MOVED}) if withdrawal.kind == WithdrawalKind.MOVED else None


def read_instead(withdrawal: Withdrawal) -> Replacement | None:
    """The first page that is public, of those named as its replacement, the replacement's replacement, and so on."""
    return _end(withdrawal, set(WithdrawalKind))


def replacements_named(document_ids) -> dict:
    """Documents that were named as replacements, by id: each by its newest public name, whether it is still public or not."""
    named = Change.objects.filter(document__in=document_ids).exclude(revision=None).select_related("document").order_by("pk")
    return {
        each.document_id: Replacement(str(each.document_id), each.document.kind, each.slug, each.title)
        for each in named.defer("revision__content")
    }


def _end(withdrawal: Withdrawal, through: set) -> Replacement | None:
    seen = {withdrawal.document_id}
    following = withdrawal.replacement_id
    while following and following not in seen:
        seen.add(following)
        row = IndexRow.objects.filter(document=following).values_list("kind", "slug", "title").first()
        if row:
            return Replacement(str(following), *row)
        withdrawals = Withdrawal.objects.filter(document=following, reinstated_at=None, kind__in=through)
        following = withdrawals.values_list("replacement", flat=True).first()
    return None


def _withdrawn(kind: str):
    return Publication.objects.filter(withdrawal__isnull=False, document__kind=DocumentKind(kind))


def _first(publications) -> Withdrawn | None:
    publication = publications.select_related("revision", "withdrawal").first()
    return Withdrawn.of(publication) if publication else None
