"""A version as it read then; or, if its text was removed, that it was, since when and why."""

from django.http import Http404
from django.utils import timezone

from medications.projections import history, places
from medications.projections.notices import notices
from medications.projections.preview import as_page
from medications.projections.reviewers import with_reviewer
from medications.projections.suppressed import suppression_of
from medications.public.rendering import page


def old_version(request, memory, row, change, current_number: int | None, **context):
    """`row` is the page's index row, or the page as it was withdrawn; `change` made the version public, None if none did."""
    if change is None:
        raise Http404
    version, today = history.line(change, current_number), timezone.localdate()
    if change.is_removed:
        found = suppression_of(change.revision)
        return page(request, "pages/removed.html", memory, status=410, row=row, version=version, suppression=found, **context)
    return page(
        request,
        "pages/version.html",
        memory,
        row=row,
        version=version,
        since_url=_since(version, current_number),
        notices=notices(version.facts, today, superseded=not version.is_current),
        fragment=places.filled(as_page(change.revision.record, with_reviewer(version.facts, change)), memory, today),
        **context,
    )


def _since(version: history.ChangeLine, current_number: int | None) -> str:
    """What changed from it to the current version."""
    if current_number is None or version.number >= current_number:
        return ""
    return history.difference_path(version.url, version.number, current_number)
