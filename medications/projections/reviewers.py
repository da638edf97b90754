"""Which outside reviewer stands behind a publication, by the name and credentials under which they agreed to be shown."""

from dataclasses import replace

from medications.content.choices import Basis
from medications.models import Change, Publication, Review, ReviewDecision
from medications.permissions import Role
from medications.projections.facts import Facts


def with_reviewer(facts: Facts, published: Publication | Change) -> Facts:
    """The facts of what is, or was then, public, with its outside reviewer. Staff stand behind a page by their role alone.

    As when it was published: the last review of the whole page that a clinical reviewer gave to exactly this text, else their
    last one. `credentials` are kept only of those who agreed to be named.
    """
    if facts.basis != Basis.REVIEWED or facts.role != Role.REVIEWER or not facts.digest:
        return facts
    given = Review.objects.filter(
        revision__document=published.document_id,
        digest=facts.digest,
        decision=ReviewDecision.APPROVED,
        role=Role.REVIEWER,
        decided_at__lte=published.published_at if isinstance(published, Publication) else published.at,
    )
    review = given.order_by("-whole_record", "-pk").first()
    return replace(facts, reviewer=f"{review.by_name}, {review.credentials}") if review and review.credentials else facts
