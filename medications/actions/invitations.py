"""Outside reviewers: somebody without an account is asked for one decision on one Revision, by a link that works once.

The link's token has 256 random bits and is kept only as its SHA-256. It is looked up by that digest, so how long a look-up takes
says nothing about a token. A link ends when it was used, was taken back, has expired, or the draft was saved anew.
"""

import hashlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import TextChoices

from medications.actions import audit, reviews
from medications.actions.audit import Difference
from medications.actions.own_names import own_name
from medications.actions.reviews import Decider
from medications.errors import CannotApprove, NotAllowed, PortalError
from medications.models import Document, EventKind, Review, ReviewDecision, ReviewInvitation, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may
from medications.projections.suppressed import suppressed_digests

LONGEST = timedelta(days=60)
BYTES = 32


class State(TextChoices):
    """What a link is good for. Labels are for staff; its holder reads templates/review/over.html."""

    OPEN = "open", "Open"
    USED = "used", "Decision given"
    REVOKED = "revoked", "Taken back"
    EXPIRED = "expired", "Expired"
    CHANGED = "changed", "Void: the draft has changed"
    SUPPRESSED = "suppressed", "Void: the text was removed"


@dataclass(frozen=True)
class Asked:
    """An invitation, and what it is good for now."""

    invitation: ReviewInvitation
    state: State


class CannotInvite(PortalError):
    """Nobody was invited, and why."""


class LinkIsOver(PortalError):
    """The link decides nothing any more, or never did. `state` is None for a link that is not known."""

    def __init__(self, state: State | None):
        self.state = state
        super().__init__("This link cannot be used.")


class Incomplete(CannotApprove):
    """A decision lacks something. `field` is what."""

    def __init__(self, field: str, message: str):
        self.field = field
        super().__init__(message)


def invite(
    *, revision: Revision, reviewer_name: str, credentials: str, expires: datetime, by, now: datetime
) -> tuple[ReviewInvitation, str]:
    """An invitation, and its token, to be shown once: it is not kept. Raises NotAllowed, CannotInvite."""
    _may_invite(by)
    reviewer_name, credentials = " ".join(reviewer_name.split()), " ".join(credentials.split())
    if not reviewer_name or not credentials:
        raise CannotInvite("Give the reviewer's name and credentials.")
    if not now < expires <= now + LONGEST:
        raise CannotInvite(f"A link is valid for {LONGEST.days} days at most, and for one at least.")
    with transaction.atomic():
        document = _locked(revision)
        if not _stands(revision, document):
            raise CannotInvite("The draft has changed since you opened it. Look at the new version first.")
        if refused := own_name(revision, reviewer_name, by):
            raise CannotInvite(refused)
        if revision.digest in suppressed_digests(document.pk):
            raise CannotInvite("This text was public once and was removed. Nobody outside is shown it; edit it first.")
        if any(each.reviewer_name == reviewer_name for each in _open(revision, now)):
            raise CannotInvite(f"{reviewer_name} has an open link for this version already. Take that one back first.")
        token = secrets.token_urlsafe(BYTES)
        invitation = ReviewInvitation.objects.create(
            revision=revision,
            reviewer_name=reviewer_name,
            credentials=credentials,
            token_digest=_digest(token),
            invited_at=now,
            expires_at=expires,
            **Actor.of(by),
        )
        asked = [
            Difference("Reviewer", "", reviewer_name),
            Difference("Credentials", "", credentials),
            Difference("Link valid until", "", audit.moment(expires)),
        ]
        _record(EventKind.REVIEWER_INVITED, invitation, by=by, now=now, differences=asked)
    return invitation, token


def revoke(*, invitation: ReviewInvitation, by, now: datetime) -> None:
    """From now on the link decides nothing. One that was used stays used. Raises NotAllowed, LinkIsOver."""
    _may_invite(by)
    with transaction.atomic():
        _locked(invitation.revision)
        invitation = ReviewInvitation.objects.get(pk=invitation.pk)
        if invitation.revoked_at:
            return
        if invitation.used_at:
            raise LinkIsOver(State.USED)
        invitation.revoked_at = now
        invitation.save(update_fields=["revoked_at"])
        _record(
            EventKind.INVITATION_REVOKED,
            invitation,
            by=by,
            now=now,
            differences=[Difference("Reviewer", invitation.reviewer_name, "")],
        )


def invitation_of(token: str, now: datetime) -> Asked | None:
    """The invitation whose link has this token. None for any other text, without saying why."""
    found = ReviewInvitation.objects.filter(token_digest=_digest(token)).select_related("revision__document").first()
    return Asked(found, _state(found, now, suppressed_digests(found.revision.document_id))) if found else None


def invitations_to(document: Document, now: datetime) -> list[Asked]:
    """All that were ever made for this Document, newest first."""
    suppressed = suppressed_digests(document.pk)
    found = ReviewInvitation.objects.filter(revision__document=document).select_related("revision__document")
    return [Asked(each, _state(each, now, suppressed)) for each in found.defer("revision__content")]


def unused_links(now: datetime):
    """Invitations that can still be used, unless the draft was saved anew or put away; in one query."""
    return ReviewInvitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)


def decide(*, token: str, decision: str, comment: str, consent: bool, whole_record: bool, now: datetime) -> Review:
    """Records the decision of whoever holds the link, and uses the link up. Raises LinkIsOver, Incomplete.

    `consent`: to be named publicly, with credentials. Without it nothing is approved: readers could not be told who it was.
    """
    approved = decision == ReviewDecision.APPROVED
    if approved and not consent:
        raise Incomplete("consent", "To approve, agree to be named. If you do not want that, ask for changes and say so.")
    if not approved and not comment.strip():
        raise Incomplete("comment", "Say what should change.")
    with transaction.atomic():
        invitation = locked_and_open(token, now)
        invitation.used_at = now
        invitation.save(update_fields=["used_at"])
        outsider = Decider(
            role=Role.REVIEWER,
            by_id=None,
            by_name=invitation.reviewer_name,
            invitation=invitation,
            credentials=invitation.credentials if consent else "",
        )
        return reviews.decide(
            decider=outsider,
            decision=decision,
            revision=invitation.revision,
            now=now,
            whole_record=whole_record and approved,
            comment=comment,
        )


def locked_and_open(token: str, now: datetime) -> ReviewInvitation:
    """Under the lock on the Document, as drafts are saved: of two that use one link at once, the second sees it used.

    Within a transaction. Raises LinkIsOver.
    """
    asked = invitation_of(token, now)
    if asked is not None:
        _locked(asked.invitation.revision)
        asked = invitation_of(token, now)
    if asked is None or asked.state != State.OPEN:
        raise LinkIsOver(asked.state if asked else None)
    return asked.invitation


def _locked(revision: Revision) -> Document:
    return Document.objects.locked().get(pk=revision.document_id)


def _state(invitation: ReviewInvitation, now: datetime, suppressed: set[str]) -> State:
    if invitation.used_at:
        return State.USED
    if invitation.revision.digest in suppressed:
        return State.SUPPRESSED
    if invitation.revoked_at:
        return State.REVOKED
    if invitation.expires_at <= now:
        return State.EXPIRED
    return State.OPEN if _stands(invitation.revision, invitation.revision.document) else State.CHANGED


def _stands(revision: Revision, document: Document) -> bool:
    """Whether it is still the draft. One that came back to the same text is another Revision: it may bring other terms along."""
    return document.archived_at is None and not document.revisions.filter(number__gt=revision.number).exists()


def _open(revision: Revision, now: datetime) -> Iterator[ReviewInvitation]:
    suppressed = suppressed_digests(revision.document_id)
    asked = (Asked(each, _state(each, now, suppressed)) for each in revision.invitations.all())
    return (each.invitation for each in asked if each.state == State.OPEN)


def _may_invite(by) -> None:
    if not may(by, Act.EDIT):
        raise NotAllowed("Only those who edit or publish can ask an outside reviewer.")


def _record(kind: str, invitation: ReviewInvitation, *, by, now: datetime, differences: list[Difference]) -> None:
    revision = invitation.revision
    subject = audit.of_document(revision.document, revision)
    audit.record(kind=kind, by=by, now=now, subject=subject, differences=differences, note=f"Version {revision.number}.")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
