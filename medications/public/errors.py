"""Pages for what went wrong. They read nothing from the database, so that they work when it does not. Only an address that
nothing answers is looked up, among those of the old site.
"""

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from medications.delivery.caching import cache_control
from medications.projections import former_addresses

NEVER_OLD = ("/admin/", "/api/", "/static/")


def bad_request(request, reason: str):
    return render(request, "errors/400.html", {"reason": reason}, status=400)


def not_allowed(request, exception):
    return render(request, "errors/403.html", status=403)


def page_not_found(request, exception):
    if request.method in ("GET", "HEAD") and not request.path.startswith(NEVER_OLD):
        current = former_addresses.leads_to(request.get_full_path())
        if current:
            return HttpResponsePermanentRedirect(current, headers={"Cache-Control": cache_control()})
    return render(request, "errors/404.html", status=404)


def server_error(request):
    """The same file that a web server in front shows: no template, which may be what failed."""
    return HttpResponse((settings.BASE_DIR / "static/errors/500.html").read_text(), status=500)
