"""The history of one Document for staff: each version, newest first, with what happened to it; and what happened to the page.

One page of it costs the same number of queries however long the history is: the texts of its versions, and those they came from,
are read; of everything else no text is.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, OuterRef, Subquery

from medications.content.choices import ChangeKind
from medications.models import (
    Change,
    Document,
    Publication,
    Review,
    ReviewComment,
    ReviewInvitation,
    ReviewRequest,
    Revision,
    SafetyNotice,
    Suppression,
    Withdrawal,
)
from medications.permissions import Role
from medications.projections.stored import Stored
from medications.projections.suppressed import suppressions

PAGE_SIZE = 20
ENDS_WHAT_WAS_PUBLIC = {kind.value for kind in ChangeKind} - {ChangeKind.SUPPRESSED.value}


@dataclass(frozen=True)
class PublicTime:
    """How long a version was public by one Change. `ended_by` is the next one; None if it is public still."""

    change: Change
    ended_by: Change | None
    reason: str = ""  # of an emergency publication

    @property
    def is_now(self) -> bool:
        return self.ended_by is None

    @property
    def role(self) -> str:
        """That stands behind it, in words."""
        return Role(self.change.role).label.lower() if self.change.role else ""


@dataclass
class Version:
    """`came_from` is the version before it, None for the first. `suppressions` are what stands against both texts."""

    stored: Stored
    came_from: Stored | None
    brought_in: int | None
    suppression: Suppression | None
    suppression_before: Suppression | None
    is_live: bool
    is_newest: bool
    public: list[PublicTime] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    requests: list[ReviewRequest] = field(default_factory=list)
    invitations: list[ReviewInvitation] = field(default_factory=list)
    comments: int = 0

    @property
    def revision(self) -> Revision:
        return self.stored.revision

    @property
    def at(self) -> datetime:
        return self.revision.created_at


@dataclass(frozen=True)
class Happening:
    """Something that was done to the page as a whole. `about` is the row that tells it."""

    at: datetime
    kind: str  # withdrawn, suppressed, notice, notice ended
    about: Withdrawal | Suppression | SafetyNotice


@dataclass(frozen=True)
class Timeline:
    """Newest first. `older` is the number from which the next page goes on, None on the last."""

    entries: list[Version | Happening]
    newest: int
    live: int | None
    older: int | None


def timeline(document: Document, before: int | None = None) -> Timeline:
    """Versions older than number `before` (from the newest, if None), and what happened meanwhile."""
    page = document.revisions.order_by("-number")
    if before is not None:
        page = page.filter(number__lt=before)
    page = list(page.select_related("merged_from").defer("merged_from__content")[: PAGE_SIZE + 1])
    revisions, more = page[:PAGE_SIZE], len(page) > PAGE_SIZE
    ends = document.revisions.filter(number=before).values_list("created_at", flat=True).first() if before is not None else None
    newest = document.revisions.order_by("-number").values_list("number", flat=True).first()
    live = Publication.objects.live().filter(document=document).values_list("revision__number", flat=True).first()
    begins = revisions[-1].created_at if more and revisions else None
    meanwhile = [
        each for each in _happenings(document) if (begins is None or each.at > begins) and (ends is None or each.at <= ends)
    ]
    entries = sorted([*_versions(document, revisions, newest, live), *meanwhile], key=lambda each: each.at, reverse=True)
    return Timeline(entries, newest=newest, live=live, older=revisions[-1].number if more else None)


def public_times(document: Document) -> dict[int, list[PublicTime]]:
    """For each Revision that was ever public, by its id, the times in which it was; oldest first."""
    changes = list(Change.objects.filter(document=document).select_related("emergency").order_by("at", "pk"))
    ending = [change for change in changes if change.kind in ENDS_WHAT_WAS_PUBLIC]
    found = defaultdict(list)
    for number, change in enumerate(ending):
        if change.revision_id:
            following = ending[number + 1] if number + 1 < len(ending) else None
            emergency = getattr(change, "emergency", None)
            found[change.revision_id].append(PublicTime(change, following, emergency.reason if emergency else ""))
    return dict(found)


def _versions(document: Document, revisions: list[Revision], newest: int, live: int | None) -> list[Version]:
    ids = [revision.pk for revision in revisions]
    here = {revision.pk: revision for revision in revisions}
    parents = {revision.derived_from_id for revision in revisions} - set(here) - {None}
    stored = {each.pk: Stored(each) for each in [*revisions, *Revision.objects.filter(pk__in=parents)]}
    against, public = suppressions(document.pk), public_times(document)
    reviews = _by_revision(decisions(Review.objects.filter(revision__in=ids)))
    requests = _by_revision(ReviewRequest.objects.filter(revision__in=ids).order_by("pk"))
    invitations = _by_revision(ReviewInvitation.objects.filter(revision__in=ids).order_by("pk"))
    comments = dict(ReviewComment.objects.filter(revision__in=ids).order_by().values_list("revision").annotate(Count("pk")))
    found = []
    for revision in revisions:
        before = stored.get(revision.derived_from_id)
        found.append(
            Version(
                stored=stored[revision.pk],
                came_from=before,
                brought_in=revision.merged_from.number if revision.merged_from else None,
                suppression=against.get(revision.digest),
                suppression_before=against.get(before.revision.digest) if before else None,
                is_live=revision.number == live,
                is_newest=revision.number == newest,
                public=public.get(revision.pk, []),
                reviews=reviews[revision.pk],
                requests=requests[revision.pk],
                invitations=invitations[revision.pk],
                comments=comments.get(revision.pk, 0),
            )
        )
    return found


def decisions(reviews):
    """The oldest first, each with what tells how it came; the files of letters stay in the database."""
    return reviews.select_related("invitation", "written").defer("written__content").order_by("pk")


def _by_revision(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.revision_id].append(row)
    return found


def _happenings(document: Document) -> list[Happening]:
    found = [
        Happening(each.at, "withdrawn", each)
        for each in Withdrawal.objects.filter(document=document).annotate(replacement_title=_newest_title())
    ]
    found += [
        Happening(each.at, "suppressed", each)
        for each in Suppression.objects.filter(document=document).select_related("revision").defer("revision__content")
    ]
    for notice in SafetyNotice.objects.filter(documents=document, posted_at__isnull=False):
        found.append(Happening(notice.posted_at, "notice", notice))
        if notice.ended_at:
            found.append(Happening(notice.ended_at, "notice ended", notice))
    return found


def _newest_title() -> Subquery:
    """What the page that stands in for a withdrawn one was called when it was last public."""
    return Subquery(Change.objects.filter(document=OuterRef("replacement")).order_by("-pk").values("title")[:1])
