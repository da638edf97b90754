"""Stops a network from which many links were tried that nobody made, until ten minutes have gone by since the last of them.

A token cannot be guessed; this keeps those who try from keeping the database busy. Of an address only its beginning is kept, in
the cache.
"""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from medications.content.addresses import truncated

MOST = 30
SECONDS = 10 * 60


def is_stopped(request) -> bool:
    return cache.get(_key(request), 0) >= MOST


def note(request) -> None:
    """Counts one link that is not known. Two at once may count as one, which does no harm."""
    key = _key(request)
    cache.set(key, cache.get(key, 0) + 1, SECONDS)


def _key(request) -> str:
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # it did not come through the proxy that says who asks
        address = ""
    return f"review-links:{truncated(address)}"
