"""What did we say at a moment, on what basis, approved by whom: read from the Changes, which are never altered."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from medications.models import Change, Document, EmergencyPublication, Review, Suppression, Withdrawal
from medications.models.change import WITH_A_REVISION
from medications.projections.facts import Facts
from medications.projections.stored import Stored
from medications.projections.suppressed import suppression_of
from medications.projections.timeline import decisions


@dataclass(frozen=True)
class Said:
    """`change` made public what was public `at` that moment (None: nothing had been), `following` is what came after it.

    `withdrawal` stood at that moment; `decisions` were made on exactly this text before it became public, the oldest first.
    """

    at: datetime
    change: Change | None
    following: Change | None
    withdrawal: Withdrawal | None
    suppression: Suppression | None
    emergency: EmergencyPublication | None
    decisions: tuple[Review, ...]
    stored: Stored | None

    @property
    def facts(self) -> Facts:
        return Facts.of(self.change)

    @property
    def decisions_of_another_text(self) -> list[Review]:
        """Whose digest is not that of the text as it is stored: there can be none, unless something is damaged."""
        return [review for review in self.decisions if review.digest != self.stored.digest]


def said_on(document: Document, at: datetime) -> Said:
    changes = Change.objects.filter(document=document, kind__in=WITH_A_REVISION)
    change = changes.filter(at__lte=at).select_related("revision").order_by("-at", "-pk").first()
    following = changes.filter(at__gt=at).order_by("at", "pk").first()
    if change is None:
        return Said(at, None, following, None, None, None, (), None)
    standing = Withdrawal.objects.filter(document=document, at__lte=at).exclude(reinstated_at__lte=at)
    on_this_text = Q(revision__document=document, digest=change.revision.digest) | Q(revision=change.revision)
    made = decisions(Review.objects.filter(on_this_text, decided_at__lte=change.at))
    return Said(
        at=at,
        change=change,
        following=following,
        withdrawal=standing.select_related("replacement").first(),
        suppression=suppression_of(change.revision),
        emergency=EmergencyPublication.objects.filter(change=change).first(),
        decisions=tuple(made.select_related("revision").defer("revision__content")),
        stored=Stored(change.revision),
    )
