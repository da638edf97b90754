"""The review policy of the society profile, as a test wants it."""

from medications.models import SocietyProfile
from medications.projections import index


def set_policy(**needs: str) -> SocietyProfile:
    """The next version of the profile with these needs: `set_policy(typo_needs="second_person")`."""
    newest = SocietyProfile.objects.latest()
    values = {field.attname: getattr(newest, field.attname) for field in newest._meta.concrete_fields if not field.primary_key}
    profile = SocietyProfile.objects.create(**{**values, **needs, "version": newest.version + 1})
    index.touch()  # as actions.profile does
    return profile
