"""What became of the copies that a partner holds: only those are told that changed, were withdrawn, or are not known here."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from medications.models import ChangeStream, IndexRow, Publication, Suppression
from medications.projections import addresses, history, identity
from medications.projections.withdrawn import replacements_named


@dataclass(frozen=True)
class Held:
    """A copy, as the partner has it."""

    uuid: UUID
    digest: str
    publication_number: int


@dataclass(frozen=True)
class Compared:
    """`stream` and `last_sequence` were read before anything else: from there on `changes/` misses nothing."""

    stream: str
    last_sequence: int
    results: list[dict]


def compared(held: Iterable[Held]) -> Compared:
    """In a number of statements that does not depend on how many there are."""
    stream, held = ChangeStream.objects.latest(), list(held)
    wanted = {copy.uuid for copy in held}
    live = _live(wanted)
    down = _withdrawn(wanted - live.keys())
    removed = _removed(held)
    results = [_told(copy, live.get(copy.uuid) or down.get(copy.uuid), removed) for copy in held]
    return Compared(str(stream.pk), stream.last_sequence, [each for each in results if each])


def _told(copy: Held, now: dict | None, removed: dict[tuple, dict]) -> dict | None:
    """None for a copy that is as the record is."""
    if now is None:
        return {"uuid": str(copy.uuid), "status": "unknown"}
    same = (copy.digest, copy.publication_number) == (now.get("digest"), now["publication_number"])
    if same and now["status"] == "changed":
        return None
    taken = removed.get((copy.uuid, copy.digest))
    return {**now, "removed": taken} if taken else now


def _live(uuids: set[UUID]) -> dict[UUID, dict]:
    rows = IndexRow.objects.filter(pk__in=uuids).order_by()
    return {
        uuid: {
            "uuid": str(uuid),
            "status": "changed",
            "kind": kind,
            "slug": slug,
            "url": addresses.url(kind, slug) or None,
            "publication_number": number,
            "digest": digest,
        }
        for uuid, kind, slug, number, digest in rows.values_list("pk", "kind", "slug", "publication_number", "digest")
    }


def _withdrawn(uuids: set[UUID]) -> dict[UUID, dict]:
    if not uuids:
        return {}
    found = Publication.objects.filter(document__in=uuids, withdrawal__isnull=False).select_related("revision", "withdrawal")
    publications = list(found)
    named = {each.withdrawal.replacement_id for each in publications} - {None}
    replacements = replacements_named(named) if named else {}
    return {each.document_id: _tombstone(each, replacements.get(each.withdrawal.replacement_id)) for each in publications}


def _tombstone(publication: Publication, replacement) -> dict:
    record, withdrawal = publication.revision.record, publication.withdrawal
    slug = identity.slug(record)
    return {
        "uuid": str(publication.document_id),
        "status": "withdrawn",
        "kind": record.kind,
        "slug": slug,
        "url": addresses.url(record.kind, slug) or None,
        "publication_number": publication.number,
        "withdrawal": withdrawal.kind,
        "withdrawn_at": history.moment(withdrawal.at),
        "reason": withdrawal.explanation,
        "replacement": replacement.as_json() if replacement else None,
    }


def _removed(held: list[Held]) -> dict[tuple, dict]:
    """Texts that were removed for good, by document and digest."""
    found = Suppression.objects.filter(document__in={copy.uuid for copy in held}, digest__in={copy.digest for copy in held})
    return {
        (each.document_id, each.digest): {"digest": each.digest, "reason": each.reason, "removed_at": history.moment(each.at)}
        for each in found
    }
