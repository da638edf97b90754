"""Comments with their answers, as staff see them on a later version: where their place is now, or that it is gone. Reads only."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from medications.actions.comments import may_resolve
from medications.actions.decision_words import by_a_link
from medications.content.commenting import Place, followed, place_of
from medications.models import ReviewComment, ReviewInvitation, Revision
from medications.projections.suppressed import may_read, suppressions

REMOVED = "a part of a text that was removed"


@dataclass(frozen=True)
class Thread:
    """One comment. `version` is that it was made on; `label` and `quote` are the words of then.

    `place` is where it is in the version asked about, None if that has no such place any more.
    """

    comment: ReviewComment
    replies: tuple[ReviewComment, ...]
    version: int
    is_older: bool
    label: str
    quote: str
    place: Place | None
    may_resolve: bool

    @property
    def by(self) -> str:
        """Who made it; of an outside reviewer also who made the link, since nobody can tell who opened it."""
        comment = self.comment
        outside = f" (outside, {by_a_link(comment.invitation)})" if comment.invitation else ""
        return f"{comment.by_name}{outside}"

    @property
    def at(self) -> datetime:
        return self.comment.at


def open_threads(newest: Revision, user) -> list[Thread]:
    """Comments on any version of this Document that nobody has settled, the oldest first, led to its `newest` version."""
    return _threads(ReviewComment.objects.filter(resolved_at=None), newest, user)


def all_threads(newest: Revision, user) -> list[Thread]:
    """Open ones first, then those that were settled."""
    found = _threads(ReviewComment.objects.all(), newest, user)
    return sorted(found, key=lambda thread: thread.comment.resolved_at is not None)


def sent_by_link(invitation: ReviewInvitation) -> list[ReviewComment]:
    """What was said through one link, in order; nothing that others said."""
    return list(invitation.comments.order_by("at", "pk"))


def _threads(comments, newest: Revision, user) -> list[Thread]:
    """In four queries, however many there are."""
    found = list(
        comments.filter(revision__document=newest.document_id, reply_to=None)
        .select_related("revision", "invitation")
        .defer("revision__content")
        .prefetch_related(Prefetch("replies", ReviewComment.objects.select_related("invitation")))
        .order_by("at", "pk")
    )
    older = {comment.revision_id for comment in found} - {newest.pk}
    records = (
        {newest.pk: newest.record, **{pk: each.record for pk, each in Revision.objects.in_bulk(older).items()}} if found else {}
    )
    kept = {digest for digest, each in suppressions(newest.document_id).items() if not may_read(user, each)} if found else set()
    return [_thread(comment, newest, records, user, is_kept=comment.revision.digest in kept) for comment in found]


def _thread(comment: ReviewComment, newest: Revision, records: dict, user, *, is_kept: bool) -> Thread:
    same = comment.revision_id == newest.pk
    key = comment.place if same else followed(comment.place, records[comment.revision_id], records[newest.pk])
    return Thread(
        comment=comment,
        replies=tuple(comment.replies.all()),
        version=comment.revision.number,
        is_older=not same,
        label=REMOVED if is_kept else comment.place_label,
        quote="" if is_kept else comment.quote,
        place=None if key is None else place_of(records[newest.pk], key),
        may_resolve=comment.resolved_at is None and may_resolve(user, comment),
    )
