"""Keys of partner sites."""

from datetime import timedelta

from medications.actions import partners
from medications.models import ApiKey
from tests.factories.accounts import account
from tests.factories.publications import NOW

NEXT_YEAR = NOW + timedelta(days=365)


def issued(*, by=None, holder: str = "Example partner", expires=NEXT_YEAR, now=NOW, **kwargs) -> tuple[ApiKey, str]:
    """A key issued by the administrator, and its text."""
    by = by or account("administrator")
    return partners.issue_key(holder=holder, contact="web@partner.example", expires=expires, by=by, now=now, **kwargs)
