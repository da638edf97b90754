"""Which pages may be shown inside another page. None, unless its view says so here; `msportal/headers.py` makes headers of it."""

from collections.abc import Callable
from enum import Enum
from functools import wraps


class Framing(Enum):
    BY_ANYBODY = "any site: embeds, which show what is public anyway"
    BY_OURSELVES = "our own pages: previews"


def framable(framing: Framing) -> Callable:
    """Decorates a view whose answers may be framed. What it raises (a 404) may not."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            response.framing = framing
            return response

        return wrapped

    return decorate
