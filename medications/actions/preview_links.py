"""Preview links: anybody who has one may read one Revision for a while. Nobody can decide anything through it.

The address is signed, and the signature is checked before the database is asked; so nobody can guess one, and trying costs
nothing. It says which row and which text it is for: after a restore, when numbers are given anew, it opens no other text.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import TextChoices

from medications.actions import audit
from medications.actions.audit import Difference
from medications.errors import NotAllowed, PortalError
from medications.models import Document, EventKind, PreviewLink, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections.suppressed import kept_from, suppressed_digests

USUAL = timedelta(days=7)
LONGEST = timedelta(days=30)
OF_DIGEST = 16  # characters of it, in the address

_signer = Signer(salt="medications.preview_links", sep=".")


class State(TextChoices):
    """What a link is good for. Labels are for staff; its holder reads templates/preview/over.html."""

    OPEN = "open", "Open"
    REVOKED = "revoked", "Ended by hand"
    EXPIRED = "expired", "Over"
    ARCHIVED = "archived", "Draft archived"
    SUPPRESSED = "suppressed", "Text removed"


@dataclass(frozen=True)
class Given:
    """A link, its token, and what it is good for now."""

    link: PreviewLink
    token: str
    state: State


class CannotMakeLink(PortalError):
    """No link was made, and why."""


def make(*, revision: Revision, purpose: str, expires: datetime, by, now: datetime) -> PreviewLink:
    """`purpose` is for whom it is; its holder reads it. Raises NotAllowed, CannotMakeLink."""
    _may_give(by)
    purpose = " ".join(purpose.split())
    if not purpose:
        raise CannotMakeLink("Say for whom the link is.")
    if not now < expires <= now + LONGEST:
        raise CannotMakeLink(f"A link lasts {LONGEST.days} days at most, and one at least.")
    with transaction.atomic():
        document = _locked(revision)
        if document.archived_at:
            raise CannotMakeLink("This draft is archived.")
        if kept_from(None, revision):
            raise CannotMakeLink("The text of this version was removed. It is shown to nobody.")
        link = PreviewLink.objects.create(revision=revision, purpose=purpose, made_at=now, expires_at=expires, **Actor.of(by))
        made = [Difference("For whom", "", purpose), Difference("Link ends", "", audit.moment(expires))]
        _record(EventKind.PREVIEW_LINK_MADE, link, by=by, now=now, differences=made)
    return link


def revoke(*, link: PreviewLink, by, now: datetime) -> None:
    """From now on it opens nothing. Raises NotAllowed."""
    _may_give(by)
    with transaction.atomic():
        _locked(link.revision)
        link = PreviewLink.objects.select_related("revision__document").get(pk=link.pk)
        if link.revoked_at:
            return
        link.revoked_at = now
        link.save(update_fields=["revoked_at"])
        ended = [Difference("For whom", link.purpose, "")]
        _record(EventKind.PREVIEW_LINK_REVOKED, link, by=by, now=now, differences=ended)


def given_by(token: str, now: datetime) -> Given | None:
    """What a token opens. None for any that was not given here: by its signature, without a look into the database."""
    try:
        pk, _, digest = _signer.unsign(token).partition("-")
    except BadSignature:
        return None
    link = PreviewLink.objects.filter(pk=pk, revision__digest__startswith=digest).select_related("revision__document").first()
    if link is None:
        return None
    return Given(link, token, _state(link, now, suppressed_digests(link.revision.document_id)))


def links_to(document: Document, now: datetime) -> list[Given]:
    """All that were ever made for this Document, newest first."""
    suppressed = suppressed_digests(document.pk)
    found = PreviewLink.objects.filter(revision__document=document).select_related("revision__document")
    return [Given(link, token_of(link), _state(link, now, suppressed)) for link in found.defer("revision__content")]


def token_of(link: PreviewLink) -> str:
    return _signer.sign(f"{link.pk}-{link.revision.digest[:OF_DIGEST]}")


def _state(link: PreviewLink, now: datetime, suppressed: set[str]) -> State:
    if link.revoked_at:
        return State.REVOKED
    if link.revision.digest in suppressed:
        return State.SUPPRESSED
    if link.expires_at <= now:
        return State.EXPIRED
    return State.ARCHIVED if link.revision.document.archived_at else State.OPEN


def _locked(revision: Revision) -> Document:
    return Document.objects.locked().get(pk=revision.document_id)


def _may_give(by) -> None:
    if not may(by, Act.EDIT):
        raise NotAllowed("Only those who edit or publish can give a preview away.")


def _record(kind: str, link: PreviewLink, *, by, now: datetime, differences: list[Difference]) -> None:
    subject = audit.of_revision(link.revision)
    audit.record(kind=kind, by=by, now=now, subject=subject, differences=differences, note=f"Version {link.revision.number}.")
