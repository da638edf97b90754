"""Asking somebody with an account for a review, and which of these requests still wait.

A request is bound to one Revision. It ends by the decision of whoever was asked (where that is any clinical reviewer: of any),
by a clinical reviewer's wish for changes, by a newer draft, by its being published as reviewed, or by being taken back. Whether
it is still open is not stored; it is read off what happened since.
"""

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from medications.actions import audit, reviews
from medications.actions.audit import Difference
from medications.actions.needed_approval import needed_approval
from medications.actions.sign_ins import send_mail
from medications.content.choices import Basis
from medications.content.phrases import day
from medications.errors import NotAllowed, PortalError
from medications.models import Document, EventKind, Publication, Review, ReviewDecision, ReviewRequest, Revision
from medications.models.frozen import Actor
from medications.permissions import Act, Role, may
from medications.projections import addresses, identity
from medications.projections.desk_addresses import desk_row

ANY_REVIEWER = "Any clinical reviewer"
LONGEST = timedelta(days=180)


class CannotAsk(PortalError):
    """Nobody was asked, and why."""


class RequestIsOver(PortalError):
    """There is nothing to take back any more."""

    def __init__(self):
        super().__init__("This request is over already: it was answered, or the draft has changed.")


def ask(*, revision: Revision, asked, until: date, message: str = "", by, now: datetime) -> ReviewRequest:
    """Asks an account (None: any clinical reviewer) to decide on a Revision, and tells them by mail once this is committed.

    `message` is for staff. Raises NotAllowed, CannotAsk.
    """
    if not may(by, Act.EDIT):
        raise NotAllowed("Only those who edit or publish can ask for a review.")
    today = timezone.localdate(now)
    if not today <= until <= today + LONGEST:
        raise CannotAsk(f"Give a day from today on, at most {LONGEST.days} days ahead.")
    with transaction.atomic():
        document = Document.objects.locked().get(pk=revision.document_id)
        if document.archived_at or document.revisions.filter(number__gt=revision.number).exists():
            raise CannotAsk("The draft has changed since you opened it. Look at the new version first.")
        to = _who_is_meant(revision, asked, by)
        name = Actor.of(asked)["by_name"] if asked else ANY_REVIEWER
        if open_requests().filter(revision=revision, asked_id=asked.pk if asked else None).exists():
            raise CannotAsk(f"{name} was asked for this version already. Take that request back first.")
        request = ReviewRequest.objects.create(
            revision=revision,
            asked_id=asked.pk if asked else None,
            asked_name=name,
            until=until,
            message=message.strip(),
            asked_at=now,
            **Actor.of(by),
        )
        wanted = [Difference("asked", "", name), Difference("needed by", "", until.isoformat())]
        _record(EventKind.REVIEW_ASKED, request, by=by, now=now, differences=wanted)
        for account in to:
            _tell(account, request)
    return request


def withdraw_request(*, request: ReviewRequest, by, now: datetime) -> None:
    """Takes a request back that is still open. Raises NotAllowed, RequestIsOver."""
    if not may(by, Act.EDIT):
        raise NotAllowed("Only those who edit or publish can take a request back.")
    with transaction.atomic():
        Document.objects.locked().get(pk=request.revision.document_id)
        if not open_requests().filter(pk=request.pk).exists():
            raise RequestIsOver
        request.withdrawn_at = now
        request.save(update_fields=["withdrawn_at"])
        taken_back = [Difference("asked", request.asked_name, "")]
        _record(EventKind.REVIEW_REQUEST_WITHDRAWN, request, by=by, now=now, differences=taken_back)


def open_requests():
    """Those that still wait for a decision, the most pressing first; in one query."""
    decided = Review.objects.filter(
        revision__document=OuterRef("revision__document"),
        digest=OuterRef("revision__digest"),
        decided_at__gte=OuterRef("asked_at"),
    )
    clinical = decided.filter(role=Role.REVIEWER)
    ended = (
        Exists(decided.filter(by_id=OuterRef("asked_id")))
        | Exists(clinical.filter(decision=ReviewDecision.CHANGES_WANTED))
        | (Q(asked_id=None) & Exists(clinical))
    )
    newer = Revision.objects.filter(document=OuterRef("revision__document"), number__gt=OuterRef("revision__number"))
    published = Publication.objects.filter(
        document=OuterRef("revision__document"),
        revision__digest=OuterRef("revision__digest"),
        basis=Basis.REVIEWED,
        published_at__gt=OuterRef("asked_at"),
    )
    waiting = ReviewRequest.objects.filter(withdrawn_at=None, revision__document__archived_at=None)
    return waiting.exclude(ended | Exists(newer) | Exists(published)).order_by("until", "pk")


def waiting_for(account):
    """Open requests that this account can answer: those of its own, and as a clinical reviewer those to any, but for own work."""
    if reviews.role_to_decide(account) is None:
        return ReviewRequest.objects.none()
    mine = Q(asked_id=account.pk)
    if not may(account, Act.REVIEW):
        return open_requests().filter(mine)
    return open_requests().filter(mine | (Q(asked_id=None) & ~own_work(account, "revision__document")))


def own_work(account, document: str) -> Exists:
    """For a query, with the way to its Document: whether this account wrote a version since what is public as reviewed.

    What it brought in from older versions or wrote in terms is not asked here; at the decision, `authors_since_live` asks.
    """
    public = Publication.objects.filter(document=OuterRef("document"), basis=Basis.REVIEWED).values("revision__number")
    later = Q(number__gt=Coalesce(Subquery(public), 0))
    return Exists(Revision.objects.filter(later, document=OuterRef(document), by_id=account.pk))


def who_can_be_asked(revision: Revision, by) -> list:
    """Accounts whose decision on this version would count, `by` left out, in the order of their names."""
    need, authors = needed_approval(revision).need, reviews.authors_since_live(revision)
    active = get_user_model().objects.filter(is_active=True).exclude(pk=by.pk).exclude(pk__in=authors)
    able = [account for account in active.prefetch_related("groups") if reviews.may_decide(account, need)]
    return sorted(able, key=lambda account: Actor.of(account)["by_name"].casefold())


def _who_is_meant(revision: Revision, asked, by) -> list:
    """The accounts that get a mail. Raises CannotAsk where none of their decisions would count."""
    able = who_can_be_asked(revision, by)
    if asked is None:
        reviewers = [account for account in able if may(account, Act.REVIEW)]
        if not reviewers:
            raise CannotAsk("There is no clinical reviewer here whose approval would count. Ask an outside reviewer instead.")
        return reviewers
    if asked.pk not in {account.pk for account in able}:
        name = Actor.of(asked)["by_name"]
        raise CannotAsk(f"The approval of {name} would not count: this version takes another role, or they wrote part of it.")
    return [asked]


def screen_to_answer(revision: Revision) -> str:
    """The name of the screen where a decision on this version is made: what is public already is confirmed in one act."""
    public = Publication.objects.live().filter(document=revision.document_id, revision__digest=revision.digest)
    return "reviewed" if public.exists() else "approve"


def _tell(account, request: ReviewRequest) -> None:
    """One plain mail. Nothing of the draft but its title: mail is read by others."""
    title = identity.title(request.revision.record)
    link = addresses.absolute(desk_row(request.revision.document).screen(screen_to_answer(request.revision)))
    who = "you" if request.asked_id else "a clinical reviewer, such as you,"
    lines = [
        f"{request.by_name} asks {who} to review “{title}” by {day(request.until)}.",
        "Read it and decide here (you will be asked to sign in):",
        link,
        "The link always shows the newest version. You find this and all that waits for you on the start page of the desk.",
    ]
    send_mail(subject=f"Please review: {' '.join(title.split())[:150]}", body="\n\n".join(lines) + "\n", to=account.email)


def _record(kind: str, request: ReviewRequest, *, by, now: datetime, differences: list[Difference]) -> None:
    note = f"Version {request.revision.number}. {request.message}".strip()
    audit.record(kind=kind, by=by, now=now, subject=audit.of_revision(request.revision), differences=differences, note=note)
