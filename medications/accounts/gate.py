"""Whether a request has shown a second factor and whether its sign-in is fresh; where to go if not.

Both are read off what allauth keeps in the session, so that asking costs no query.
"""

from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

AFTERWARDS = "after_second_factor"


def has_shown_second_factor(request: HttpRequest) -> bool:
    """Whether this very session was opened, or confirmed, with a passkey, an app's code or a recovery code."""
    if settings.LOCAL_DEMO:
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def way_in(request: HttpRequest) -> str:
    """Where somebody goes who was turned away at the desk: to sign in, to set up a second factor, or to show it."""
    wanted = next_address(request)
    if not request.user.is_authenticated:
        return _with_next(reverse("account_login"), wanted)
    if has_shown_second_factor(request):
        return wanted
    if is_mfa_enabled(request.user):
        return _with_next(reverse("mfa_reauthenticate"), wanted)
    request.session[AFTERWARDS] = wanted
    return reverse("mfa_index")


def next_address(request: HttpRequest) -> str:
    """The `next` of the request if it is an address of ours, else the desk. Never the sign-in, which would go in circles."""
    asked = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None, require_https=request.is_secure())
    return asked if ours and not asked.startswith(reverse("admin:login")) else reverse("admin:index")


def sent_from(request: HttpRequest) -> str:
    """The page of ours from which a form was sent; the desk if the browser does not say."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return reverse("admin:index")
    found = urlsplit(page)
    return urlunsplit(("", "", found.path, found.query, "")) or reverse("admin:index")


def require_fresh_sign_in(request: HttpRequest, *, holds_password: bool = False) -> None:
    """For what must not be done at a desk somebody left unlocked: asks for the password or second factor again.

    What was sent is kept meanwhile, in the session, and goes on by itself afterwards. A form that `holds_password` must not be
    kept there, so already opening it asks.
    """
    if did_recently_reauthenticate(request):
        return
    if holds_password:
        methods = get_adapter().get_reauthentication_methods(request.user)
        raise ImmediateHttpResponse(redirect(_with_next(methods[0]["url"], request.get_full_path())))
    if request.method == "POST":
        raise ReauthenticationRequired


def _with_next(address: str, wanted: str) -> str:
    return f"{address}?{urlencode({'next': wanted})}"
