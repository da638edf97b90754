"""Errors that readers reported."""

from medications.actions.feedback import error_reports
from medications.models import ErrorReport
from tests.factories.publications import NOW


def sent(change, **changes) -> ErrorReport:
    """A report on the publication that `change` made, by a reader who wants an answer."""
    values = {
        "document_id": change.document_id,
        "publication_number": change.publication_number,
        "text": "The word “swallow” is missing.",
        "email": "reader@example.org",
        "network": "203.0.113.77",
        "now": NOW,
    }
    return error_reports.send(**{**values, **changes})
