"""Comments on a place of one version, and answers to them, until they are settled. For staff; never public.

Whoever may see drafts may comment; an outside reviewer does through the link. A comment stays bound to the version it was made
on. A settled one is not opened again: what is still wrong is a new comment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from medications.actions import audit, invitations
from medications.actions.audit import Difference
from medications.content.commenting import LONGEST, place_of
from medications.errors import NotAllowed, PortalError
from medications.models import Document, EventKind, ReviewComment, ReviewInvitation, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections.suppressed import kept_from

MOST_BY_LINK = 50


@dataclass(frozen=True)
class Remark:
    """What somebody says on one place; `place` is a key of content.commenting, nothing for the whole page."""

    place: str
    text: str


class CannotComment(PortalError):
    """Nothing was written down, and why."""


def comment(
    *, revision: Revision, place: str, text: str, by, now: datetime, reply_to: ReviewComment | None = None
) -> ReviewComment:
    """Writes one comment down, or an answer to one, which stands at its place. Raises NotAllowed, CannotComment.

    The same once more, as when a form is sent again, is the same comment.
    """
    if not may(by, Act.VIEW):
        raise NotAllowed("Only those who may see drafts can comment.")
    if kept_from(by, revision):
        raise NotAllowed("The text of this version was removed.")
    with transaction.atomic():
        _locked(revision)
        said = _checked(revision, Remark(place, text), reply_to)
        mine = ReviewComment.objects.filter(by_id=by.pk, invitation=None)
        return mine.filter(resolved_at=None, **said).first() or _written(said, now, **Actor.of(by))


def comment_each(*, revision: Revision, remarks: Sequence[Remark], by, now: datetime) -> list[ReviewComment]:
    """Several at once: all of them, or none. Raises as `comment` does."""
    with audit.as_one(kind=EventKind.COMMENTED, by=by, now=now, subject=audit.of_revision(revision)):
        return [comment(revision=revision, place=each.place, text=each.text, by=by, now=now) for each in remarks]


def comment_by_link(*, token: str, remarks: Sequence[Remark], now: datetime) -> list[ReviewComment]:
    """What whoever holds an outside reviewer's link says. The link stays open. Raises LinkIsOver, CannotComment."""
    with transaction.atomic():
        invitation = invitations.locked_and_open(token, now)
        outsider = ReviewComment(by_name=invitation.reviewer_name)
        with audit.as_one(kind=EventKind.COMMENTED, by=outsider, now=now, subject=audit.of_revision(invitation.revision)):
            return [_by_link(invitation, each, now) for each in remarks]


def _by_link(invitation: ReviewInvitation, remark: Remark, now: datetime) -> ReviewComment:
    said = _checked(invitation.revision, remark, None)
    known = invitation.comments.filter(**said).first()
    if known:
        return known
    if invitation.comments.count() >= MOST_BY_LINK:
        raise CannotComment(f"A link takes {MOST_BY_LINK} comments at most. Say the rest in the comment of your decision.")
    return _written(said, now, invitation=invitation, by_name=invitation.reviewer_name)


def resolve(*, comment: ReviewComment, by, now: datetime) -> None:
    """Settles a comment with the answers to it. By whoever may edit, or who made it. Raises NotAllowed."""
    with transaction.atomic():
        _locked(comment.revision)
        comment = ReviewComment.objects.get(pk=comment.pk)
        if not may_resolve(by, comment):
            raise NotAllowed("Only those who edit can settle the comment of somebody else.")
        if comment.resolved_at:
            return
        actor = Actor.of(by)
        comment.resolved_at, comment.resolved_by_id, comment.resolved_by_name = now, actor["by_id"], actor["by_name"]
        comment.save(update_fields=["resolved_at", "resolved_by_id", "resolved_by_name"])
        _record(EventKind.COMMENT_RESOLVED, comment, Difference(_where(comment), comment.text, ""), by=by, now=now)


def may_resolve(by, comment: ReviewComment) -> bool:
    """Answers are settled with what they answer."""
    mine = by.pk is not None and comment.by_id == by.pk and may(by, Act.VIEW)
    return comment.reply_to_id is None and (mine or may(by, Act.EDIT))


def _locked(revision: Revision) -> None:
    Document.objects.locked().get(pk=revision.document_id)


def _checked(revision: Revision, remark: Remark, reply_to: ReviewComment | None) -> dict:
    """The values of the row, but for who and when."""
    text = remark.text.replace("\r\n", "\n").replace("\0", "").strip()
    if not text:
        raise CannotComment("Write your comment first.")
    if len(text) > LONGEST:
        raise CannotComment(f"A comment has {LONGEST:,} characters at most; this one has {len(text):,}.")
    if reply_to is not None:
        return {"text": text, **_answering(revision, reply_to)}
    place = place_of(revision.record, remark.place)
    if place is None:
        raise CannotComment("This version has no such place. Choose another one.")
    return {
        "revision": revision,
        "reply_to": None,
        "place": place.key,
        "place_label": place.label,
        "quote": place.quote,
        "text": text,
    }


def _answering(revision: Revision, reply_to: ReviewComment) -> dict:
    """An answer to an answer stands under the first comment."""
    first = ReviewComment.objects.select_related("revision").get(pk=reply_to.reply_to_id or reply_to.pk)
    if first.revision.document_id != revision.document_id:
        raise CannotComment("That comment is on another page.")
    if first.resolved_at:
        raise CannotComment("That comment is settled. Make a new one instead.")
    return {
        "revision": first.revision,
        "reply_to": first,
        "place": first.place,
        "place_label": first.place_label,
        "quote": first.quote,
    }


def _written(said: dict, now: datetime, **who) -> ReviewComment:
    written = ReviewComment.objects.create(at=now, **said, **who)
    _record(EventKind.COMMENTED, written, Difference(_where(written), "", written.text), by=written, now=now)
    return written


def _where(comment: ReviewComment) -> str:
    answer = "answer" if comment.reply_to_id else "comment"
    return f"{answer} on {comment.place_label}, version {comment.revision.number}"


def _record(kind: str, comment: ReviewComment, difference: Difference, *, by, now: datetime) -> None:
    audit.record(kind=kind, by=by, now=now, subject=audit.of_revision(comment.revision), differences=[difference])
