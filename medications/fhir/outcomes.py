"""Errors as FHIR tells them: OperationOutcome."""

from http import HTTPStatus

import orjson
from django.http import HttpResponse
from rest_framework.views import exception_handler

from medications.api.problems import FOR_OTHER_SITES, conditional, is_under, with_headers_of
from medications.projections import addresses

CONTENT_TYPE = "application/fhir+json; charset=utf-8"
HERE = "/fhir"
# Of the value set issue-type, by status.
CODES = {400: "invalid", 401: "login", 403: "forbidden", 404: "not-found", 405: "not-supported", 406: "not-supported"}
CODES |= {415: "not-supported", 410: "deleted", 412: "conflict", 429: "throttled", 500: "exception"}


class Refused(Exception):
    """What was asked cannot be answered, with a status and a reason that a person understands."""

    def __init__(self, status: int, reason: str, code: str = ""):
        super().__init__(reason)
        self.status, self.reason, self.code = status, reason, code


def outcome(status: int, reason: str, code: str = "") -> HttpResponse:
    issue = {
        "severity": "error",
        "code": code or CODES.get(status, "processing"),
        "details": {"text": HTTPStatus(status).phrase},
        "diagnostics": reason,
    }
    body = {"resourceType": "OperationOutcome", "issue": [issue]}
    return HttpResponse(orjson.dumps(body), status=status, content_type=CONTENT_TYPE)


def outcome_of(exception, context):
    """For DRF: what it and the views raise, with its headers (Allow, Retry-After) kept."""
    if isinstance(exception, Refused):
        return outcome(exception.status, exception.reason, exception.code)
    response = exception_handler(exception, context)
    if response is None:
        return None
    reason = str(getattr(exception, "detail", "") or HTTPStatus(response.status_code).phrase)
    return with_headers_of(response, outcome(response.status_code, reason))


def outcomes_only(get_response):
    """Middleware: what goes wrong before or after a view is told in the same form; every answer may be read by other sites."""

    def answer(request):
        response = get_response(request)
        if not is_under(request.path, HERE):
            return response
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith("application/fhir+json"):
            response = with_headers_of(response, outcome(response.status_code, f"{HTTPStatus(response.status_code).phrase}."))
        elif request.method == "HEAD":
            response = conditional(request, response)
        for name, value in FOR_OTHER_SITES.items():
            response.headers[name] = value
        return response

    return answer


def bad_request(request, reason: str):
    return outcome(400, f"The request cannot be read. {reason}".strip())


def page_not_found(request, exception):
    return outcome(404, f"There is nothing at {request.path}. What may be asked: {addresses.absolute(f'{HERE}/metadata')}")


def server_error(request):
    return outcome(500, "Something went wrong on our side. It has been logged.")
