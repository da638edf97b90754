"""How much one key may ask, and telling it: RateLimit headers (draft-ietf-httpapi-ratelimit-headers-11).

Counted in the cache, so that all processes count together; the cache may be away, and then nobody is refused. An answer that
says only that nothing has changed (304) is free: so it is looked at first, and counted once the answer is made.
"""

import logging
import time

from django.core.cache import cache
from rest_framework.throttling import BaseThrottle

log = logging.getLogger(__name__)

POLICY = "key"
QUOTA = 600  # requests
SECONDS = 60
FREE = {304, 429}
PROBLEM = {"type": "https://iana.org/assignments/http-problem-types#quota-exceeded", "violated-policies": [POLICY]}


class KeyQuota(BaseThrottle):
    """Requests without a key are not counted: what strangers may ask is for the web server in front to say."""

    def allow_request(self, request, view) -> bool:
        return request.auth is None or _used(request.auth) < QUOTA

    def wait(self) -> int:
        return left_of_the_window()


def metered(get_response):
    """Middleware: outside of what makes a 304 of an answer."""

    def answer(request):
        response = get_response(request)
        key = getattr(request, "partner_key", None)  # set by PartnerKey
        if key is not None:
            used = _used(key) if response.status_code in FREE else _count(key)
            response["RateLimit-Policy"] = f'"{POLICY}";q={QUOTA};w={SECONDS}'
            response["RateLimit"] = f'"{POLICY}";r={max(0, QUOTA - used)};t={left_of_the_window()}'
        return response

    return answer


def left_of_the_window() -> int:
    return SECONDS - int(time.time()) % SECONDS


def _name(key) -> str:
    return f"api-requests:{key.pk}:{int(time.time()) // SECONDS}"


def _used(key) -> int:
    try:
        return cache.get(_name(key), 0)
    except Exception:  # whatever the cache's own library raises: a partner must not go blind because of it
        log.warning("requests with keys cannot be counted: the cache does not answer")
        return 0


def _count(key) -> int:
    """Two at once may count as one where the database is the cache, which does no harm."""
    try:
        cache.add(_name(key), 0, 2 * SECONDS)
        return cache.incr(_name(key))
    except Exception:
        log.warning("requests with keys cannot be counted: the cache does not answer")
        return 0
