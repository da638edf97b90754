"""Where browsers report what our Content-Security-Policy stopped. Every answer is the same and empty: nobody reads it."""

import re
from dataclasses import replace

from django.http import HttpResponse, UnreadablePostError
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from medications.actions.feedback import policy_violations
from medications.content.policy_reports import MOST_BYTES, StoppedLoad, stopped_loads

CONTENT_TYPES = {"application/csp-report", "application/reports+json"}
SHOWN = {"slug", "number"}  # parts of an address that are public; a token, a key or a row's number is not
NO_PAGE = "(no page)"


@csrf_exempt  # a browser sends reports by itself, without a form; they change nothing but a bounded count
@require_POST
def policy_reports(request):
    if is_wanted(request):
        loads = stopped_loads(body(request), origin=f"{request.scheme}://{request.get_host()}")
        policy_violations.count(loads=[on_page(load) for load in loads], now=timezone.now())
    return HttpResponse(status=204, headers={"Cache-Control": "no-store"})


def is_wanted(request) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    is_short = len(length) < 9 and length.isascii() and length.isdigit() and int(length) <= MOST_BYTES
    return is_short and request.content_type in CONTENT_TYPES


def body(request) -> bytes:
    try:
        return request.body
    except UnreadablePostError:  # the sender broke off
        return b""


def on_page(load: StoppedLoad) -> StoppedLoad:
    """With the page as its route, in which only public parts are filled in: `/medications/baclofen/`, `/preview/<token>/`."""
    try:
        match = resolve(load.path)
    except (Resolver404, ValueError):
        return replace(load, path=NO_PAGE)
    parts = {name: str(value) if name in SHOWN else f"<{name}>" for name, value in match.kwargs.items()}
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: parts.get(part[1], part[0]), f"/{match.route}")
    return replace(load, path=path[:200])
