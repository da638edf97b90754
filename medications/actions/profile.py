"""The society profile: every save is a new version."""

from datetime import datetime

from django.db import IntegrityError, transaction

from medications.errors import NotAllowed, StaleEdit
from medications.models import SocietyProfile
from medications.models.frozen import Actor
from medications.permissions import Act, may
from medications.projections import index

WORDS = [field.name for field in SocietyProfile._meta.concrete_fields if field.editable and not field.primary_key]


def save_profile(*, values: dict, by, now: datetime, base_version: int) -> SocietyProfile:
    """Inserts the next version. `values` holds every field; `base_version` is the one the form was opened at.

    The same values again make no new version. Raises NotAllowed; StaleEdit if somebody saved in the meantime.
    """
    if not may(by, Act.ADMINISTER):
        raise NotAllowed("Only an administrator can change the society profile.")
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
            return profile
    except IntegrityError:  # the other one was quicker by a moment
        newest = SocietyProfile.objects.latest()
        raise StaleEdit(saved_by=newest.by_name, saved_at=newest.saved_at) from None
