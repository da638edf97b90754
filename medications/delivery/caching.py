"""How long copies may be kept on the way to the reader."""

from django.conf import settings

PRIVATE = "private, max-age=0, must-revalidate"  # for one reader: their own cache may keep it, and asks again each time


def cache_control() -> str:
    """Browsers ask again each time, so that a withdrawn page is never shown from a cache. A shared cache may serve its copy for
    STALE_LIMIT seconds (0 unless the operator says otherwise).

    Pages come with `Vary: Cookie`, since a reader may have chosen how they look. Those who chose nothing have no cookie, so all
    of them share one copy; what was made for one who did is PRIVATE and fills no shared cache.
    """
    shared = f", s-maxage={settings.STALE_LIMIT}" if settings.STALE_LIMIT else ""
    return f"public, max-age=0{shared}, must-revalidate"
