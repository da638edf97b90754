"""Addresses that tests need and the site does not have yet: pages that may be framed, and views that misbehave."""

from django.http import Http404, HttpResponse
from django.urls import path

from medications.delivery.framing import Framing, framable


@framable(Framing.BY_ANYBODY)
def embed(request):
    if "gone" in request.GET:
        raise Http404
    return HttpResponse("embed")


@framable(Framing.BY_OURSELVES)
def preview(request):
    return HttpResponse("preview")


def loose(request):
    return HttpResponse("loose", headers={"Content-Security-Policy": "default-src *", "X-Frame-Options": "ALLOWALL"})


def broken(request):
    raise ValueError(f"cannot look up {request.GET.get('q')}")


urlpatterns = [path("embed/", embed), path("preview/", preview), path("loose/", loose), path("broken/", broken)]
handler404 = "msportal.errors.page_not_found"
handler500 = "msportal.errors.server_error"
