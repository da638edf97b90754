"""From an address to its page: the live row, a redirect for a former address, what answers for a withdrawn page, or 404."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect

from medications.delivery.caching import cache_control
from medications.projections import addresses, rows, withdrawn
from medications.projections.memory import Memory


def at_its_address(kind: str, *texts: str, withdrawn_page: Callable):
    """Decorates a view that takes `row`, with the long texts named, and `memory`, which is older than the row.

    The address carries the slug, and perhaps more after it. `withdrawn_page` answers for a page that is withdrawn: it takes
    what was found, the memory, and the slug that was asked for.
    """

    def decorate(view):
        @wraps(view)
        def wrapped(request, slug: str, **kwargs):
            memory = Memory()
            row = rows.find(kind, slug, *texts)
            if row is not None:
                return view(request, row=row, memory=memory, **kwargs)
            current = rows.moved_to(kind, slug)
            if current is not None:
                return leads_on(request, addresses.path(kind, slug), addresses.path(kind, current))
            found = withdrawn.find(kind, slug)
            if found is None:
                raise Http404
            return withdrawn_page(request, found, memory=memory, slug=slug, **kwargs)

        return wrapped

    return decorate


def leads_on(request, former: str, current: str) -> HttpResponsePermanentRedirect:
    """To the same below another path, the query string included. What is sent there goes with it."""
    address = current + request.get_full_path().removeprefix(former)
    return moved(address, with_what_is_sent=request.method == "POST")


def moved(address: str, *, with_what_is_sent: bool = False) -> HttpResponsePermanentRedirect:
    return HttpResponsePermanentRedirect(address, with_what_is_sent, headers={"Cache-Control": cache_control()})
