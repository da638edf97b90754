"""A version as it read then; or, if its text was removed, that it was, since when and why."""

from django.http import Http404
from django.utils import timezone

from medications.projections import history, places
from medications.projections.notices import notices
from medications.projections.preview import as_page
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
        notices=notices(version.facts, today, superseded=not version.is_current),
        fragment=places.filled(as_page(change.revision.record, version.facts), memory, today),
        **context,
    )
