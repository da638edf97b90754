"""What partners are told about what was taken down: always 410, never a redirect, so that nobody goes on showing their copy."""

from django.http import HttpResponse

from medications.api.problems import problem
from medications.projections import addresses, history
from medications.projections.suppressed import suppression_of
from medications.projections.withdrawn import Withdrawn


def withdrawn(found: Withdrawn) -> HttpResponse:
    """Whatever its page says to readers, even if the text still stands there under a banner."""
    return problem(
        410,
        f"{found.title} was withdrawn. {found.explanation}",
        uuid=str(found.document_id),
        url=addresses.absolute(found.path),
        publication_number=found.publication.number,
        withdrawal=found.kind,
        withdrawn_at=history.moment(found.since),
        reason=found.explanation,
        replacement=found.read_instead.as_json() if found.read_instead else None,
    )


def removed(change) -> HttpResponse:
    """For a publication whose text was removed."""
    suppression = suppression_of(change.revision)
    return problem(
        410,
        f"The text of publication {change.publication_number} was removed. {suppression.reason}",
        uuid=str(change.document_id),
        publication_number=change.publication_number,
        digest=suppression.digest,
        removed_at=history.moment(suppression.at),
        reason=suppression.reason,
    )
