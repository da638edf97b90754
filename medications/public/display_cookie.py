"""The one cookie a reader may have: how she wants pages to look. It is set when she chooses, and gone with her choice."""

from django.conf import settings
from django.http import HttpResponse

from medications.content.display import Display

YEAR = 365 * 24 * 60 * 60  # seconds


def read(request) -> Display:
    return Display.of(request.COOKIES.get(settings.DISPLAY_COOKIE_NAME, ""))


def keep(response: HttpResponse, chosen: Display) -> None:
    name = settings.DISPLAY_COOKIE_NAME
    if chosen.attributes:
        secure = settings.SITE_IS_HTTPS
        response.set_cookie(name, chosen.cookie, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(name, samesite="Lax")


def context(request) -> dict[str, Display]:
    """A context processor: every page puts the choice on its <html>."""
    return {"display": read(request)}
