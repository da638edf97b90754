"""Errors outside any view: the API answers as problem+json, everything else as a page."""

from medications.api import problems
from medications.public import errors


def bad_request(request, exception):
    part = problems if request.path.startswith("/api/") else errors
    return part.bad_request(request, exception)


def page_not_found(request, exception):
    part = problems if request.path.startswith("/api/") else errors
    return part.page_not_found(request, exception)


def server_error(request):
    part = problems if request.path.startswith("/api/") else errors
    return part.server_error(request)
