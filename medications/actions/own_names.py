"""Nobody approves own words under the name of somebody outside: the name typed in is compared with the names of authors."""

from django.contrib.auth import get_user_model

from medications.actions.reviews import hands_since_live
from medications.content.person_names import may_be_one_person
from medications.models import Revision


def own_name(revision: Revision, reviewer_name: str, by) -> str:
    """Why a reviewer of this name cannot count, in words; nothing if nothing is known against the name.

    It is that of whoever asks or records, or of somebody who had a hand in what would become public, as the account is called now
    or was called then.
    """
    if any(may_be_one_person(reviewer_name, name) for name in _names(by)):
        return "That is your own name. Somebody else must approve it."
    hands = hands_since_live(revision)
    names = set(hands.values_list("by_name", flat=True))
    for account in get_user_model().objects.filter(pk__in=hands.exclude(by_id=None).values("by_id")):
        names |= _names(account)
    if any(may_be_one_person(reviewer_name, name) for name in names):
        return f"{reviewer_name} has the name of somebody who wrote part of this version. Somebody else must approve it."
    return ""


def _names(account) -> set[str]:
    return {account.get_full_name(), account.get_username()} - {""}
