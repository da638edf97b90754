"""Taking a page down, and putting it back. Each is one transaction under the lock on the Document, as publishing is.

In this order: lock, what stands against it, the Withdrawal and the Publication, the index row, and last of all the Change.
"""

from datetime import datetime

from django.db import transaction

from medications.actions import audit, publishing, taken_down
from medications.actions.audit import Difference
from medications.actions.numbering import number_and_write
from medications.actions.publication_moves import change_of, lock, publishing_role
from medications.actions.published_along import named_terms
from medications.content.choices import ChangeKind, DocumentKind
from medications.delivery import after_commit
from medications.errors import NotAllowed, PortalError
from medications.models import Change, Document, EventKind, Publication, Revision, Withdrawal, WithdrawalKind
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections import identity, index
from medications.projections.suppressed import suppression_of

ONLY_A_PUBLISHER = "Only a publisher can withdraw a page or put it back."


class CannotWithdraw(PortalError):
    """The page was not withdrawn, or not put back, and why. `field` is the box to look at, if it is one."""

    def __init__(self, message: str, field: str = ""):
        self.field = field
        super().__init__(message)


def withdraw(
    *, document: Document, kind: str, explanation: str, by, now: datetime, replacement: Document | None = None
) -> Change:
    """Takes a public page down; or changes how one that is down already answers.

    The publication number stays: it names what was taken down. Raises NotAllowed, CannotWithdraw.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed(ONLY_A_PUBLISHER)
    kind, explanation = WithdrawalKind(kind), explanation.strip()
    if not explanation:
        raise CannotWithdraw("Say why, for everyone to read.", "explanation")
    with transaction.atomic():
        lock({document.pk, *([replacement.pk] if replacement else [])})
        publication = _publication(document)
        former = publication.withdrawal
        _check(publication, kind, explanation, replacement)
        if former:
            former.reinstated_at = now
            former.save(update_fields=["reinstated_at"])
        withdrawal = Withdrawal.objects.create(
            document=document, kind=kind, explanation=explanation, replacement=replacement, at=now, **Actor.of(by)
        )
        publication.withdrawal = withdrawal
        publication.save(update_fields=["withdrawal"])
        index.remove(document.pk)
        told = {"role": publishing_role(by), "note": explanation, "by": by, "now": now}
        change = change_of(publication, kind=ChangeKind.WITHDRAWN, withdrawal=withdrawal, **told)
        audit.record(
            kind=EventKind.WITHDRAWN,
            by=by,
            now=now,
            subject=audit.of_revision(publication.revision),
            differences=[
                Difference("state", _standing(former), _standing(withdrawal)),
                *([Difference("read instead", "", _title(replacement))] if replacement else []),
            ],
            note=explanation,
        )
        return _written(change)


def reinstate(*, document: Document, by, now: datetime, note: str, revision: Revision | None = None) -> Change:
    """Puts a withdrawn page back: as it was, or with the text of `revision`, which must be fit to be published.

    As it was, nobody need approve again: basis and dates are those it had. Raises NotAllowed, CannotWithdraw, and CannotPublish
    with what stands against the text.
    """
    if not may(by, Act.PUBLISH):
        raise NotAllowed(ONLY_A_PUBLISHER)
    if revision and revision.document_id != document.pk:
        raise ValueError(revision)
    if not note.strip():
        raise CannotWithdraw("Say why it is back, for everyone to read.", "note")
    with audit.as_one(kind=EventKind.REINSTATED, by=by, now=now):
        text = revision or _publication(document).revision
        lock({document.pk, *named_terms(text)})
        publication = _publication(document)
        withdrawal = publication.withdrawal
        if withdrawal is None:
            raise CannotWithdraw("This page is not withdrawn.")
        as_it_was = revision is None or revision.digest == publication.revision.digest
        change = _as_it_was(publication, by, now, note.strip()) if as_it_was else None
        withdrawal.reinstated_at = now
        withdrawal.save(update_fields=["reinstated_at"])
        audit.record(
            kind=EventKind.REINSTATED,
            by=by,
            now=now,
            subject=audit.of_revision(text),
            differences=[
                Difference("state", _standing(withdrawal), "public, as it was" if as_it_was else "public, with a new text")
            ],
            note=note.strip(),
        )
        return _written(change) if change else publishing.put_back(revision=revision, by=by, now=now, note=note)


def obstacles(document: Document) -> list[str]:
    """Why a withdrawn page cannot be put back as it was; empty means it can."""
    revision = _publication(document).revision
    found = (
        ["The text it had was removed, so it cannot come back. Put it back with a new text."] if suppression_of(revision) else []
    )
    return found + [reason.message for reason in taken_down.withdrawn_terms([revision])]


def _as_it_was(publication: Publication, by, now: datetime, note: str) -> Change:
    """The Revision that was public last, with its basis and dates, under the next number."""
    against = obstacles(publication.document)
    if against:
        raise CannotWithdraw(" ".join(against))
    publication.withdrawal = None
    publication.number += 1
    publication.save(update_fields=["withdrawal", "number"])
    index.rebuild(publication)
    told = {"role": publishing_role(by), "note": note, "by": by, "now": now, "revision": publication.revision}
    return change_of(publication, kind=ChangeKind.REINSTATED, **told)


def _publication(document: Document) -> Publication:
    found = Publication.objects.filter(document=document).select_related("revision", "document", "withdrawal").first()
    if found is None:
        raise CannotWithdraw("This was never public. A draft that nobody needs is archived instead.")
    return found


def _check(publication: Publication, kind: WithdrawalKind, explanation: str, replacement: Document | None) -> None:
    record, standing = publication.revision.record, publication.withdrawal
    if standing and (standing.kind, standing.explanation, standing.replacement) == (kind, explanation, replacement):
        raise CannotWithdraw("It is withdrawn already, in just this way.")
    if kind != WithdrawalKind.GONE and not identity.path(record):
        raise CannotWithdraw(f"A {DocumentKind(record.kind).label} has no page of its own: it can only be gone.", "kind")
    if kind == WithdrawalKind.BANNER and suppression_of(publication.revision):
        raise CannotWithdraw("Its text was removed, so there is nothing to show under a banner.", "kind")
    _check_replacement(publication.document, kind, replacement)
    naming = taken_down.live_pages_naming(publication.document)
    if naming:
        message = f"Public pages name it: {', '.join(naming)}. Publish them without it first, or withdraw them."
        raise CannotWithdraw(message)


def _check_replacement(document: Document, kind: WithdrawalKind, replacement: Document | None) -> None:
    """It must be public itself, so no circle of pages that lead to each other can come about."""
    if replacement is None:
        if kind == WithdrawalKind.MOVED:
            raise CannotWithdraw("Choose the page that its address leads to.", "replacement")
        return
    if replacement == document:
        raise CannotWithdraw("A page cannot be replaced by itself.", "replacement")
    if replacement.kind != document.kind:
        raise CannotWithdraw(f"Only another {DocumentKind(document.kind).label} can replace it.", "replacement")
    if not Publication.objects.live().filter(document=replacement).exists():
        raise CannotWithdraw("Choose a page that is public.", "replacement")


def _written(change: Change) -> Change:
    number_and_write([change])
    after_commit.published([change.document_id])
    return change


def _standing(withdrawal: Withdrawal | None) -> str:
    return f"withdrawn: {withdrawal.get_kind_display()}" if withdrawal else "public"


def _title(document: Document) -> str:
    return audit.of_document(document).name
