""" "Your work" on the desk's start page: what waits for this account, as far as it may do something about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import formats, timezone

from medications.actions import work_queues
from medications.actions.review_requests import waiting_for
from medications.actions.states import Standing, State, standings
from medications.admin.correcting import name_of
from medications.admin.listing import BASIS
from medications.content.choices import Basis, DocumentKind
from medications.models import Document
from medications.permissions import Act, may
from medications.projections.desk_addresses import desk_rows

MOST_SHOWN = 12  # of one queue
DUE = "Reviews that are due"
STARTERS = "Starter texts, not yet reviewed by a clinician"


@dataclass(frozen=True)
class Item:
    """One page or term that waits. `what` says who, when and why; `screen` is where something is done about it."""

    document: Document
    what: str
    screen: str
    is_late: bool = False
    message: str = ""
    url: str = ""  # where a screen of the page is not the place


@dataclass(frozen=True)
class Shown:
    """An Item as the template shows it."""

    item: Item
    name: str
    kind: str
    url: str
    standing: Standing


@dataclass(frozen=True)
class Queue:
    """`total` is how many wait, `shown` the first of them. By `query` the list of medicines finds all, if it does."""

    heading: str
    shown: list[Shown]
    total: int
    query: str = ""

    @property
    def list_url(self) -> str:
        return f"{reverse('admin:medications_medication_changelist')}?{self.query}" if self.query else ""


def work(user) -> list[Queue]:
    """The queues in which something waits, the most pressing first. The number of queries does not depend on how much."""
    today = timezone.localdate()
    requests = list(waiting_for(user).select_related("revision__document").defer("revision__content"))
    unwanted = list(work_queues.maybe_unwanted(user)) if may(user, Act.EDIT) else []
    approved = list(work_queues.maybe_approved()) if may(user, Act.PUBLISH) else []
    emergencies = list(work_queues.emergencies())
    due = work_queues.due_for_review(today)
    soon, total_due = list(due[:MOST_SHOWN]), due.count()
    starters = work_queues.starters()
    first_starters, total_starters = list(starters[:MOST_SHOWN]), starters.count()
    parked = list(work_queues.parked()) if may(user, Act.EDIT) else []
    reports = list(work_queues.error_reports()) if may(user, Act.EDIT) else []
    remarks = {pk: (number, at) for pk, number, at in work_queues.open_comments(user)} if may(user, Act.EDIT) else {}
    documents = {each.revision.document for each in requests} | {
        each.document for each in (*unwanted, *approved, *emergencies, *soon, *first_starters, *parked, *reports)
    }
    documents |= set(Document.objects.filter(pk__in=remarks))
    found = standings(documents)
    by_pk = {document.pk: document for document in documents}
    unwanted = [each for each in unwanted if State.CHANGES_WANTED in found[each.document_id].states]
    approved = [each for each in approved if State.APPROVED in found[each.document_id].states]
    confirm = "reviewed" if may(user, Act.REVIEW) else "ask_review"
    queues = [
        ("Reviews asked of you", "state=in_review", [_asked(each, found, today) for each in requests]),
        ("Published in an emergency, to be reviewed", "", [_emergency(each, confirm) for each in emergencies]),
        ("Changes wanted", "state=changes_wanted", [_unwanted(each, found) for each in unwanted]),
        ("Approved, waiting to be published", "state=approved", [_approved(each, found) for each in approved]),
        ("Errors that readers reported", "", [_reported(each) for each in reports]),
        ("Parked drafts to bring back", "", [_parked(each) for each in parked]),
        ("Comments to settle", "", [_remarked(by_pk[pk], *said) for pk, said in remarks.items()]),
        (DUE, "state=overdue", [_due(each, today, confirm) for each in soon]),
        (STARTERS, f"{BASIS}={Basis.STARTER}", [_starter(each, confirm) for each in first_starters]),
    ]
    totals = {DUE: total_due, STARTERS: total_starters}
    rows = desk_rows(item.document for _, _, items in queues for item in items[:MOST_SHOWN])
    return [
        Queue(heading, _shown(items[:MOST_SHOWN], rows, found), totals.get(heading, len(items)), query)
        for heading, query, items in queues
        if items
    ]


def _shown(items: Iterable[Item], rows: dict, found: dict) -> list[Shown]:
    return [
        Shown(
            item,
            rows[item.document.pk].name,
            DocumentKind(item.document.kind).label,
            item.url or rows[item.document.pk].screen(item.screen),
            found[item.document.pk],
        )
        for item in items
        if item.document.pk in rows
    ]


def _asked(request, found: dict, today: date) -> Item:
    standing = found[request.revision.document_id]
    whom = "" if request.asked_id else " any clinical reviewer"
    what = f"{request.by_name} asked{whom} on {_day(request.asked_at)}, needed by {_day(request.until)}"
    screen = "reviewed" if standing.is_live and standing.is_public_text else "approve"
    return Item(request.revision.document, what, screen, request.until < today, request.message)


def _starter(publication, screen: str) -> Item:
    return Item(publication.document, f"Public since {_day(publication.published_at)} in the words of the catalogue", screen)


def _emergency(publication, screen: str) -> Item:
    what = f"{publication.by_name or 'A command'} published it on {_day(publication.published_at)}"
    return Item(publication.document, what, screen, message=publication.reason or "")


def _unwanted(revision, found: dict) -> Item:
    review = found[revision.document_id].objection
    what = f"{review.by_name} wants changes, since {_day(review.decided_at)}"
    return Item(revision.document, what, "change", message=review.comment)


def _approved(revision, found: dict) -> Item:
    review = found[revision.document_id].approval
    return Item(revision.document, f"{review.by_name} approved it on {_day(review.decided_at)}", "publish")


def _parked(parked) -> Item:
    whom = f" by {parked.by_name}" if parked.by_name else ""
    return Item(parked.document, f"{name_of(parked)}, parked{whom} on {_day(parked.parked_at)}", "change")


def _reported(report) -> Item:
    wants = ", and wants an answer" if report.email else ""
    url = reverse("admin:medications_errorreport_change", args=[report.pk])
    what = f"A reader of version {report.publication_number} wrote on {_day(report.sent_at)}{wants}"
    return Item(report.document, what, "change", message=report.text, url=url)


def _remarked(document: Document, number: int, since) -> Item:
    return Item(document, f"{number} open comment{'' if number == 1 else 's'}, the oldest of {_day(since)}", "change")


def _due(publication, today: date, screen: str) -> Item:
    late = publication.review_due < today
    last = f"last reviewed {_day(publication.last_reviewed)}" if publication.last_reviewed else "never reviewed as a whole"
    return Item(publication.document, f"Due {_day(publication.review_due)}, {last}", screen, late)


def _day(at) -> str:
    return formats.date_format(timezone.localtime(at) if hasattr(at, "hour") else at, "F j, Y")
