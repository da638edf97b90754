"""How decisions and publications are written down: what reviews and publishing leave behind in `audit`."""

from collections.abc import Sequence

from medications.actions import audit
from medications.actions.audit import Difference
from medications.actions.decision_words import how_it_came
from medications.content.choices import Basis
from medications.models import Change, EventKind, Review, ReviewDecision, WrittenApproval
from medications.permissions import Role


def decided(review: Review) -> None:
    """Who decided is read off the review: an outside reviewer has no account. A letter is what somebody here has recorded."""
    if review.written:
        _recorded(review, review.written)
        return
    approved = review.decision == ReviewDecision.APPROVED
    what = review.get_decision_display() + (", whole page read" if review.whole_record else "")
    outside = f" (outside, {how_it_came(review)})" if review.invitation else ""
    audit.record(
        kind=EventKind.APPROVED if approved else EventKind.CHANGES_WANTED,
        by=review,
        now=review.decided_at,
        subject=audit.of_revision(review.revision),
        differences=[
            Difference(f"version {review.revision.number}", "", what),
            *([Difference("credentials", "", review.credentials)] if review.credentials else []),
        ],
        note=f"As {Role(review.role).label.lower()}{outside}. {review.comment}".strip(),
    )


def _recorded(review: Review, written: WrittenApproval) -> None:
    whole = ", whole page read" if review.whole_record else ""
    audit.record(
        kind=EventKind.APPROVAL_RECORDED,
        by=written,
        now=review.decided_at,
        subject=audit.of_revision(review.revision),
        differences=[
            Difference(f"version {review.revision.number}", "", f"approved{whole}"),
            Difference("reviewer", "", f"{written.reviewer_name}, {written.credentials}"),
            Difference("how it came", "", written.get_how_display()),
            Difference("date on it", "", written.written_on.isoformat()),
            Difference("file", "", f"{written.file_name} (SHA-256 {written.sha256})"),
        ],
        note=f"As {Role(review.role).label.lower()}.",
    )


def published(changes: Sequence[Change], by, *, reason: str = "", despite: Review | None = None) -> None:
    """One event for a page and the terms that became public with it; the page comes last. A load of the catalogue has its own.

    `reason` and `despite` are those of an emergency.
    """
    *along, page = changes
    if page.basis == Basis.STARTER:
        return
    named = [change.revision for change in along]
    earlier = Change.objects.filter(document=page.document_id, publication_number=page.publication_number - 1)
    before = earlier.exclude(revision=None).select_related("revision").defer("revision__content").first()
    differences = [
        Difference("publication", str(before.publication_number) if before else "", str(page.publication_number)),
        Difference("version", str(before.revision.number) if before else "", str(page.revision.number)),
        Difference("basis", before.get_basis_display() if before else "", page.get_basis_display()),
        Difference("kind of change", "", page.get_kind_display()),
        *(Difference(f"{term.kind} {term.name}", "", "public with it") for term in map(audit.of_revision, named)),
    ]
    if despite:
        differences.append(Difference("changes wanted", f"{despite.by_name}: {despite.comment}", "published all the same"))
    audit.record(
        kind=EventKind.PUBLISHED_IN_EMERGENCY if page.basis == Basis.EMERGENCY else EventKind.PUBLISHED,
        by=by,
        now=page.at,
        subject=audit.of_revision(page.revision),
        differences=differences,
        note=f"{page.note} Why it could not wait: {reason.strip()}" if reason else page.note,
    )
