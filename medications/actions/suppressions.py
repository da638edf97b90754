"""Removing the text of a version that was public once: it did harm, or a permission was revoked. For administrators.

The stored row stays, as every Revision does; from now on nothing shows it. See docs/adr/0019-taking-down.md.
"""

from datetime import datetime

from django.db import transaction

from medications.actions import audit
from medications.actions.audit import Difference
from medications.actions.numbering import number_and_write
from medications.actions.publication_moves import lock
from medications.content.choices import ChangeKind
from medications.delivery import after_commit
from medications.errors import NotAllowed, PortalError
from medications.models import Change, EventKind, Publication, Revision, Suppression, WithdrawalKind
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may
from medications.projections import index
from medications.projections.suppressed import suppression_of


class CannotSuppress(PortalError):
    """The text stays readable, and why."""


def suppress(*, revision: Revision, reason: str, by, now: datetime) -> Suppression:
    """Nobody is shown this text from now on: counts for every Revision of the Document with this digest.

    Each publication that had it gets a Change of kind `suppressed`. Raises NotAllowed, CannotSuppress.
    """
    if not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can remove a text.")
    reason = reason.strip()
    if not reason:
        raise CannotSuppress("Say why, for everyone to read.")
    with transaction.atomic():
        lock({revision.document_id})
        against = obstacle(revision)
        if against:
            raise CannotSuppress(against)
        suppression = Suppression.objects.create(
            document=revision.document, revision=revision, digest=revision.digest, reason=reason, at=now, **Actor.of(by)
        )
        index.touch()  # what processes remember of the latest changes is old
        published = list(publications_of(revision))
        changes = [_change(each, reason, by, now) for each in published]
        removed = [Difference(f"text of publication {each.publication_number}", "readable", "removed") for each in published]
        audit.record(
            kind=EventKind.TEXT_SUPPRESSED,
            by=by,
            now=now,
            subject=audit.of_revision(revision),
            differences=[*removed, Difference("digest", "", revision.digest)],
            note=reason,
        )
        number_and_write(changes)
        after_commit.published([revision.document_id])
        return suppression


def obstacle(revision: Revision) -> str:
    """Why the text cannot be removed now; empty if it can."""
    if suppression_of(revision):
        return "This text was removed already."
    if not publications_of(revision).exists():
        return "This text was never public. Nobody but staff can read it; edit the draft instead."
    publication = Publication.objects.select_related("revision", "withdrawal").get(document=revision.document_id)
    if publication.revision.digest != revision.digest:
        return ""
    if publication.withdrawal is None:
        return "This is what readers see now. Correct the page or withdraw it first; then this text can be removed."
    if publication.withdrawal.kind == WithdrawalKind.BANNER:
        return "Readers still see this text under the banner. Withdraw the page as gone first; then this text can be removed."
    return ""


def publications_of(revision: Revision):
    """The Changes that made this very text public, oldest first."""
    found = Change.objects.filter(document=revision.document_id, revision__digest=revision.digest)
    return found.order_by("publication_number")


def _change(published: Change, reason: str, by, now: datetime) -> Change:
    return Change(
        kind=ChangeKind.SUPPRESSED,
        document_id=published.document_id,
        slug=published.slug,
        title=published.title,
        publication_number=published.publication_number,
        basis=published.basis,
        role=Role.ADMINISTRATOR,
        last_updated=published.last_updated,
        last_reviewed=published.last_reviewed,
        review_due=published.review_due,
        note=reason,
        at=now,
        **Actor.of(by),
    )
