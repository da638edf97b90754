"""How the decision of somebody without an account came here, in words: shown wherever staff see a decision."""

from django.utils.formats import date_format

from medications.models import Review


def how_it_came(review: Review) -> str:
    """Who stands between the reviewer and us: whoever made the link, or recorded the letter. Nothing for an account.

    Nobody can tell from here who opened the link or wrote the letter, so that person is named with the decision.
    """
    if review.invitation:
        return f"by a link that {review.invitation.by_name} made"
    if review.written:
        written = review.written
        when = date_format(written.written_on, "F j, Y")
        return f"in writing ({written.get_how_display()} of {when}), recorded by {written.by_name}"
    return ""
