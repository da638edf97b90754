"""How the decision of somebody without an account came here, in words: shown wherever staff see a decision."""

from medications.content.phrases import day
from medications.models import Review, ReviewInvitation


def by_a_link(invitation: ReviewInvitation) -> str:
    """Nobody can tell from here who opened the link, so whoever made it is named with what came by it."""
    return f"by a link that {invitation.by_name} made"


def how_it_came(review: Review) -> str:
    """Who stands between the reviewer and us: whoever made the link, or recorded the letter. Nothing for an account.

    Nobody can tell from here who wrote the letter either, so that person is named with the decision.
    """
    if review.invitation:
        return by_a_link(review.invitation)
    if review.written:
        written = review.written
        return f"in writing ({written.get_how_display()} of {day(written.written_on)}), recorded by {written.by_name}"
    return ""
