"""From an address to its page: the live row, a redirect for a former address, or 404."""

from functools import wraps

from django.http import Http404, HttpResponsePermanentRedirect

from medications.delivery.caching import cache_control
from medications.projections import addresses, rows
from medications.projections.memory import Memory


def at_its_address(kind: str, *texts: str):
    """Decorates a view that takes `row`, with the long texts named, and `memory`, which is older than the row.

    The address carries the slug, and perhaps more after it.
    """

    def decorate(view):
        @wraps(view)
        def wrapped(request, slug: str, **kwargs):
            memory = Memory()
            row = rows.find(kind, slug, *texts)
            if row is not None:
                return view(request, row=row, memory=memory, **kwargs)
            current = rows.moved_to(kind, slug)
            if current is None:
                raise Http404
            rest = request.get_full_path().removeprefix(addresses.path(kind, slug))
            return HttpResponsePermanentRedirect(addresses.path(kind, current) + rest, headers={"Cache-Control": cache_control()})

        return wrapped

    return decorate
