"""Who may do what, by role. A leaf: everything may ask it.

Roles are Django groups of these names, so that staff see them in the admin; a superuser has the administrator's.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as _


class Role(TextChoices):
    WRITER = "writer", _("Writer")
    REVIEWER = "reviewer", _("Clinical reviewer")
    PUBLISHER = "publisher", _("Publisher")
    ADMINISTRATOR = "administrator", _("Administrator")


class Act(TextChoices):
    VIEW = "view", "see drafts"
    EDIT = "edit", "edit drafts"
    REVIEW = "review", "approve as clinical reviewer"
    PUBLISH = "publish", "publish"
    ADMINISTER = "administer", "edit the society profile and accounts"


ALLOWED: dict[str, frozenset[str]] = {
    Act.VIEW: frozenset(Role),
    Act.EDIT: frozenset({Role.WRITER, Role.PUBLISHER, Role.ADMINISTRATOR}),
    Act.REVIEW: frozenset({Role.REVIEWER}),
    Act.PUBLISH: frozenset({Role.PUBLISHER, Role.ADMINISTRATOR}),
    Act.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def roles(user) -> frozenset[str]:
    """Roles of an account. Reads the groups once and keeps them on the user object, which lives for one request."""
    if not user.is_active or not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_msportal_roles"):
        found = {group.name for group in user.groups.all()} & set(Role.values)  # those prefetched, if they were
        user._msportal_roles = frozenset(found | ({Role.ADMINISTRATOR} if user.is_superuser else set()))
    return user._msportal_roles


def may(user, act: Act) -> bool:
    return bool(roles(user) & ALLOWED[act])
