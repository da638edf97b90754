"""Errors as application/problem+json (RFC 9457)."""

from http import HTTPStatus

import orjson
from django.http import HttpResponse
from rest_framework.exceptions import ValidationError
from rest_framework.views import exception_handler

CONTENT_TYPE = "application/problem+json"
FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Link"}


def problem(status: int, detail: str, **extra) -> HttpResponse:
    """`type` is about:blank: the status says what kind of problem it is. `extra` are members of their own, such as `errors`."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **extra}
    return HttpResponse(orjson.dumps(body), status=status, content_type=CONTENT_TYPE, headers=FOR_OTHER_SITES)


def problem_response(exception, context):
    """DRF's exception handler: the same shape for everything DRF raises, with its headers (Allow, Retry-After) kept."""
    response = exception_handler(exception, context)
    if response is None:
        return None
    extra = {}
    if isinstance(exception, ValidationError) and isinstance(response.data, dict):
        extra["errors"] = {name: [str(message) for message in messages] for name, messages in response.data.items()}
        detail = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in extra["errors"].items())
    else:
        detail = str(getattr(exception, "detail", "") or HTTPStatus(response.status_code).phrase)
    return with_headers_of(response, problem(response.status_code, detail, **extra))


def bad_request(request, reason: str):
    return problem(400, f"The request cannot be read. {reason}".strip())


def problems_only(get_response):
    """Middleware: what goes wrong before or after a view, such as a condition that does not hold, is told in the same form."""

    def answer(request):
        response = get_response(request)
        if response.status_code < 400 or response.get("Content-Type") == CONTENT_TYPE or not request.path.startswith("/api/"):
            return response
        told = problem(response.status_code, f"{HTTPStatus(response.status_code).phrase}.")
        return with_headers_of(response, told)

    return answer


def with_headers_of(response: HttpResponse, answer: HttpResponse) -> HttpResponse:
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response:
            answer[name] = response[name]
    return answer


def page_not_found(request, exception):
    return problem(404, f"There is nothing at {request.path}.")


def server_error(request):
    return problem(500, "Something went wrong on our side. It has been logged.")
