"""What happened to a Document: versions, reviews and publications, newest first. All of it outlives the accounts named."""

from dataclasses import dataclass
from datetime import datetime

from medications.admin.events import link_for
from medications.admin.what_changes import by_link
from medications.models import Change, Review, ReviewInvitation
from medications.permissions import Role


@dataclass(frozen=True)
class Event:
    at: datetime
    what: str
    who: str
    note: str = ""


def view(model_admin, request, row):
    return model_admin.render_screen(
        request,
        "history.html",
        row,
        title=f"History: {row}",
        events=events(row.document),
        everything=link_for(request.user, row.document),
    )


def events(document) -> list[Event]:
    found = [
        Event(revision.created_at, f"Version {revision.number}: {revision.get_origin_display()}", revision.by_name)
        for revision in document.revisions.defer("content")
    ]
    for review in _of_its_revisions(Review.objects.select_related("revision", "invitation"), document):
        what = f"Version {review.revision.number}: {review.get_decision_display()}"
        whole = ", whole page read" if review.whole_record else ""
        who = ", ".join(filter(None, [review.by_name, review.credentials, by_link(review)]))
        found.append(Event(review.decided_at, f"{what} as {Role(review.role).label.lower()}{whole}", who, review.comment))
    for asked in _of_its_revisions(ReviewInvitation.objects.select_related("revision"), document):
        found.append(Event(asked.invited_at, f"Version {asked.revision.number}: outside reviewer asked, {asked}", asked.by_name))
    for change in Change.objects.filter(document=document):
        what = f"Publication {change.publication_number}: {change.get_kind_display().lower()}, basis {change.get_basis_display()}"
        found.append(Event(change.at, what, change.by_name, change.note))
    return sorted(found, key=lambda event: event.at, reverse=True)


def _of_its_revisions(rows, document):
    return rows.filter(revision__document=document).defer("revision__content")
