"""Errors as application/problem+json (RFC 9457)."""

from http import HTTPStatus

import orjson
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.http import parse_http_date_safe
from rest_framework.exceptions import Throttled, ValidationError
from rest_framework.views import exception_handler

from medications.api import deprecations, throttling
from medications.projections import addresses

CONTENT_TYPE = "application/problem+json"
# Scripts of other sites may read all that is said here (CORS); browsers hide headers that are not named.
EXPOSED = "ETag, Last-Modified, Link, Location, Allow, Retry-After, RateLimit, RateLimit-Policy, Deprecation, Sunset"
EXPOSED += ", WWW-Authenticate, Content-Disposition, Repr-Digest"
FOR_OTHER_SITES = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}
MAY_BE_SENT = "Accept, Authorization, Content-Type, If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since, Prefer"
HERE = "/api"


def is_under(path: str, here: str) -> bool:
    """Whether it is the address itself, or one below it."""
    return path == here or path.startswith(f"{here}/")


def problem(status: int, detail: str, **extra) -> HttpResponse:
    """`type` is about:blank: the status says what kind of problem it is. `extra` are members of their own, such as `errors`."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **extra}
    return HttpResponse(orjson.dumps(body), status=status, content_type=CONTENT_TYPE)


def problem_response(exception, context):
    """DRF's exception handler: the same shape for everything DRF raises, with its headers (Allow, Retry-After) kept."""
    response = exception_handler(exception, context)
    if response is None:
        return None
    extra = dict(throttling.PROBLEM) if isinstance(exception, Throttled) else {}
    if isinstance(exception, ValidationError) and isinstance(response.data, dict):
        extra["errors"] = {name: [str(message) for message in messages] for name, messages in response.data.items()}
        detail = "; ".join(f"{name}: {' '.join(messages)}" for name, messages in extra["errors"].items())
    else:
        detail = str(getattr(exception, "detail", "") or HTTPStatus(response.status_code).phrase)
    return with_headers_of(response, problem(response.status_code, detail, **extra))


def bad_request(request, reason: str):
    return problem(400, f"The request cannot be read. {reason}".strip())


def preflight(methods: list[str]) -> HttpResponse:
    """The answer to OPTIONS."""
    allowed = ", ".join(methods)
    headers = {
        "Allow": allowed,
        "Access-Control-Allow-Methods": allowed,
        "Access-Control-Allow-Headers": MAY_BE_SENT,
        "Access-Control-Max-Age": "86400",
    }
    answer = HttpResponse(status=204, headers=headers)
    del answer.headers["Content-Type"]  # of no content
    return answer


def problems_only(get_response):
    """Middleware: what goes wrong before or after a view, such as a condition that does not hold, is told in the same form; and
    every answer, a 304 or a redirect too, may be read by other sites. HEAD says what GET would. What is posted to an address
    without its last slash is sent on as it is (308): after a 301 many would only read there.
    """

    def answer(request):
        response = get_response(request)
        if not is_under(request.path, HERE):
            return response
        if response.status_code >= 400 and response.get("Content-Type") != CONTENT_TYPE:
            response = with_headers_of(response, problem(response.status_code, f"{HTTPStatus(response.status_code).phrase}."))
        elif request.method == "HEAD":
            response = conditional(request, response)
        elif response.status_code == 301 and request.method != "GET":
            response.status_code = 308
        deprecations.say(request, response)
        for name, value in FOR_OTHER_SITES.items():
            response.headers[name] = value
        return response

    return answer


def conditional(request, response: HttpResponse) -> HttpResponse:
    """ETag and 304 for HEAD, as Django's own middleware has them for GET only."""
    if response.status_code != 200 or "no-store" in response.get("Cache-Control", ""):
        return response
    if "ETag" not in response:
        set_response_etag(response)
    date = response.get("Last-Modified")
    return get_conditional_response(request, response.get("ETag"), date and parse_http_date_safe(date), response)


def with_headers_of(response: HttpResponse, answer: HttpResponse) -> HttpResponse:
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in response:
            answer[name] = response[name]
    return answer


def page_not_found(request, exception):
    """Whoever tries an address is led to those that there are, in the body and by RFC 8631."""
    docs, schema = (addresses.absolute(f"/api/v1/{name}/") for name in ("docs", "schema"))
    detail = f"There is nothing at {request.path}. Read {docs}, or {schema} (OpenAPI)."
    answer = problem(404, detail, docs=docs, schema=schema)
    answer["Link"] = f'<{docs}>; rel="service-doc", <{schema}>; rel="service-desc"'
    return answer


def server_error(request):
    return problem(500, "Something went wrong on our side. It has been logged.")
