"""Safety notices: written, approved, posted. Dated by NOW of publications."""

from datetime import timedelta

from medications.actions import safety_notices
from medications.models import Document, SafetyNotice
from tests.factories import accounts
from tests.factories.publications import NOW

TEXT = "One batch is recalled. Ask your pharmacist whether yours is one of it."


def notice(*documents: Document, by=None, **values) -> SafetyNotice:
    """Written for these medicines, which must be public."""
    standard = {
        "text": TEXT,
        "source_title": "Example agency",
        "source_url": "https://agency.example.org/alert",
        "source_date": NOW.date(),
        "begins_on": NOW.date(),
        "ends_on": NOW.date() + timedelta(days=365),
    }
    return safety_notices.write(**{**standard, **values}, documents=documents, by=by or accounts.writer(), now=NOW)


def approved(*documents: Document, **values) -> SafetyNotice:
    """By the reviewer."""
    found = notice(*documents, **values)
    safety_notices.approve(notice=found, by=accounts.reviewer(), now=NOW)
    return SafetyNotice.objects.get(pk=found.pk)


def posted(*documents: Document, **values) -> SafetyNotice:
    """Approved by the reviewer and posted by the publisher."""
    found = approved(*documents, **values)
    safety_notices.post(notice=found, by=accounts.publisher(), now=NOW)
    return SafetyNotice.objects.get(pk=found.pk)
