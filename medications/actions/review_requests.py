"""Asking somebody with an account for a review, and which of these requests are still open.

A request is bound to one Revision. It ends by the decision of whoever was asked (of any clinical reviewer, if anybody of them was),
by a clinical reviewer's wish for changes, by a newer draft, by its being published as reviewed, or by being taken back.
"""

from django.db.models import Exists, OuterRef, Q

from medications.content.choices import Basis
from medications.models import Publication, Review, ReviewDecision, ReviewRequest, Revision
from medications.permissions import Role


def open_requests():
    """Those that still wait for a decision, in one query."""
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
