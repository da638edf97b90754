"""What waits at the desk, and for whom: the queues of its start page. Reads only; each is one query, however many there are."""

from datetime import date, timedelta

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery

from medications.actions.review_requests import own_work
from medications.content.choices import Basis, DocumentKind
from medications.models import (
    EmergencyPublication,
    ErrorReport,
    ParkedDraft,
    Publication,
    Review,
    ReviewComment,
    ReviewDecision,
    Revision,
)

SOON = timedelta(days=30)


def maybe_unwanted(account) -> QuerySet[Revision]:
    """Newest versions in which changes were wanted: of what this account writes, and of public texts, which are everybody's.

    Whether the wish still stands, `states.standings` says.
    """
    public = Publication.objects.filter(document=OuterRef("document"), revision__digest=OuterRef("digest"))
    wanted = _decided().filter(decision=ReviewDecision.CHANGES_WANTED)
    return _newest().filter(Exists(wanted)).filter(own_work(account, "document") | Exists(public))


def maybe_approved() -> QuerySet[Revision]:
    """Newest versions with an approval that may bring something new to the public: whether one still counts, `standings` says."""
    approved = _decided().filter(decision=ReviewDecision.APPROVED)
    public = Publication.objects.filter(document=OuterRef("document"), revision__digest=OuterRef("digest"), basis=Basis.REVIEWED)
    published = Publication.objects.filter(document=OuterRef("revision__document")).values("published_at")
    again = approved.filter(whole_record=True, decided_at__gt=Subquery(published))
    return _newest().filter(Exists(approved)).filter(~Exists(public) | Exists(again))


def error_reports() -> QuerySet[ErrorReport]:
    """Errors that readers reported and nobody has settled, the oldest first."""
    return ErrorReport.objects.filter(settled_at=None).select_related("document").order_by("sent_at", "pk")


def emergencies() -> QuerySet[Publication]:
    """What is public before an approval, the medicines first; each with `reason` and `by_name` of whoever published it."""
    newest = EmergencyPublication.objects.filter(change__document=OuterRef("document")).order_by("-pk")
    found = Publication.objects.live().filter(basis=Basis.EMERGENCY).select_related("document")
    found = found.annotate(
        reason=Subquery(newest.values("reason")[:1]),
        by_name=Subquery(newest.values("change__by_name")[:1]),
        is_term=~Q(document__kind=DocumentKind.MEDICATION),
    )
    return found.order_by("is_term", "published_at")


def due_for_review(today: date) -> QuerySet[Publication]:
    """What is public and to be reviewed within SOON, or should have been, the longest overdue first."""
    due = Publication.objects.live().filter(review_due__lte=today + SOON).exclude(basis=Basis.EMERGENCY)
    return due.select_related("document").order_by("review_due", "pk")


def starters() -> QuerySet[Publication]:
    """Medicines that are public in the words of the starter catalogue, which nobody here has reviewed."""
    found = Publication.objects.live().filter(basis=Basis.STARTER, document__kind=DocumentKind.MEDICATION)
    return found.select_related("document").order_by("published_at", "pk")


def parked() -> QuerySet[ParkedDraft]:
    """Drafts that wait to be brought back or given up, the oldest first: whoever wrote one may not know that it was parked."""
    waiting = ParkedDraft.objects.filter(ended_at=None, document__archived_at=None)
    return waiting.select_related("document", "revision").defer("revision__content").order_by("parked_at", "pk")


def open_comments(account) -> list[tuple]:
    """(Document id, how many, since when) for what this account writes and somebody has remarked on."""
    remarks = ReviewComment.objects.filter(resolved_at=None, reply_to=None, revision__document__archived_at=None)
    mine = remarks.filter(own_work(account, "revision__document")).order_by()
    return list(mine.values_list("revision__document").annotate(Count("pk"), Min("at")).order_by("at__min"))


def _newest() -> QuerySet[Revision]:
    later = Revision.objects.filter(document=OuterRef("document"), number__gt=OuterRef("number"))
    found = Revision.objects.filter(~Exists(later), document__archived_at=None)
    return found.select_related("document").defer("content").order_by("created_at", "pk")


def _decided() -> QuerySet[Review]:
    """Decisions on a Revision's content, for `Exists`."""
    return Review.objects.filter(revision__document=OuterRef("document"), digest=OuterRef("digest"))
