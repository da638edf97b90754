"""Which sources a person may mean who types a few letters: for the box in which a citation is chosen."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse

from medications.models import Source

AT_MOST = 20
LONGEST = 200
MOST_CITED = 50


def view(model_admin, request):
    """JSON: `results`, and whether there are `more`. Without letters, the sources of the codes in `cited`."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    term = request.GET.get("q", "").replace("\0", "")[:LONGEST].strip()
    here = Source.objects.filter(document__archived_at=None).order_by("title", "code")
    if term:
        found, _ = model_admin.get_search_results(request, here, term)
    else:
        codes = [code.replace("\0", "") for code in request.GET.getlist("cited")[:MOST_CITED]]
        found = here.filter(code__in=codes)
    rows = list(found[: AT_MOST + 1])
    results = [{"code": row.code, "title": row.title, "about": _about(row)} for row in rows[:AT_MOST]]
    return JsonResponse({"results": results, "more": len(rows) > AT_MOST})


def _about(row: Source) -> str:
    """Who made it, where and when: what tells two of the same title apart."""
    return ", ".join(filter(None, [row.authors or row.editors, row.container or row.publisher, row.issued[:4]]))
