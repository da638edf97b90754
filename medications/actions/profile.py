"""The society profile: every save is a new version."""

from datetime import datetime

from django.db import IntegrityError, transaction

from medications.actions import audit
from medications.actions.audit import Difference, Subject
from medications.content.review_policy import ReviewPolicy
from medications.errors import NotAllowed, PortalError, StaleEdit
from medications.models import EventKind, SocietyProfile
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections import index

WORDS = [field.name for field in SocietyProfile._meta.concrete_fields if field.editable and not field.primary_key]


def save_profile(*, values: dict, by, now: datetime, base_version: int) -> SocietyProfile:
    """Inserts the next version. `values` holds every field; `base_version` is the one the form was opened at.

    The same values again make no new version. Raises NotAllowed; PortalError for a review policy that asks less for
    what matters more; StaleEdit if somebody saved in the meantime.
    """
    if not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can change the society profile.")
    if faults := ReviewPolicy.of(SocietyProfile(**values)).faults():
        raise PortalError(" ".join(faults.values()))
    newest = SocietyProfile.objects.latest()
    if newest.version != base_version:
        raise StaleEdit(saved_by=newest.by_name, saved_at=newest.saved_at)
    if all(getattr(newest, name) == values[name] for name in WORDS):
        return newest
    try:
        with transaction.atomic():
            words = {name: values[name] for name in WORDS}
            profile = SocietyProfile.objects.create(version=base_version + 1, saved_at=now, **words, **Actor.of(by))
            index.touch()  # processes remember the profile together with the index
            _record(newest, profile, by)
            return profile
    except IntegrityError:  # the other one was quicker by a moment
        newest = SocietyProfile.objects.latest()
        raise StaleEdit(saved_by=newest.by_name, saved_at=newest.saved_at) from None


def _record(before: SocietyProfile, after: SocietyProfile, by) -> None:
    changed = [name for name in WORDS if getattr(before, name) != getattr(after, name)]
    audit.record(
        kind=EventKind.PROFILE_SAVED,
        by=by,
        now=after.saved_at,
        subject=Subject("society profile", str(after.version), after.name),
        differences=[
            Difference(str(SocietyProfile._meta.get_field(name).verbose_name), said(before, name), said(after, name))
            for name in changed
        ],
        note=f"Version {before.version} became version {after.version}.",
    )


def said(profile: SocietyProfile, name: str) -> str:
    """A value as the form shows it."""
    in_words = getattr(profile, f"get_{name}_display", None)
    return str(in_words() if in_words else getattr(profile, name))
