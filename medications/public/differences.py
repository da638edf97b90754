"""Two versions compared: by their address, or as they were chosen in the form on the page of the history."""

from django.http import Http404, HttpResponseRedirect

from medications.projections import history
from medications.projections.suppressed import suppression_of
from medications.projections.version_difference import version_difference
from medications.public.addressing import moved
from medications.public.rendering import page, reviewing


def difference(request, memory, row, path: str, number: int, other: int, current_number: int | None, **context):
    """`row` is the page's index row, or the page as it was withdrawn; `path` its path. The older version comes first."""
    if number == other:
        return moved(f"{path}history/{number}/")
    if number > other:
        return moved(history.difference_path(path, other, number))
    found = version_difference(row.document_id, number, other, current_number)
    if found is None:
        raise Http404
    if found.removed:
        version = next(line for line in (found.old, found.new) if line.is_removed)
        removal = suppression_of(found.removed.revision)
        return page(request, "pages/removed.html", memory, status=410, row=row, version=version, suppression=removal, **context)
    return page(request, "pages/difference.html", memory, row=row, difference=found, **context)


def history_page(request, memory, row, path: str, current_number: int | None, **context):
    """All that happened to a page; two versions that were chosen lead on to their difference."""
    versions = history.versions(row.document_id, current_number)
    shown = [version for version in versions if version.version_url and not version.is_removed]
    asked = [request.GET[name] for name in ("from", "to") if name in request.GET]
    known = {str(version.number): version.number for version in shown}
    if len(asked) == 2 and set(asked) <= set(known) and len(set(asked)) == 2:
        return HttpResponseRedirect(history.difference_path(path, *sorted(known[number] for number in asked)))
    chosen = {"before": request.GET.get("from", ""), "after": request.GET.get("to", ""), "fault": bool(asked)}
    context |= {"versions": versions, "comparable": shown if len(shown) > 1 else [], "chosen": chosen}
    return page(request, "pages/history.html", memory, status=404 if asked else 200, row=row, **context, **reviewing(memory))
