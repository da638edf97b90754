"""Headers that tell a browser what our answers may do. Every answer passes here last; docs/adr/0011-headers.md says why.

The headers of each kind of answer are made once, when the process starts: they cost a page a few microseconds.
"""

from django.conf import settings

from medications.delivery.framing import Framing

REPORTS = "/csp-reports/"
STAFF_PATHS = ("/admin/", "/accounts/")
FOR_OTHER_SITES = (settings.STATIC_URL, "/embed.js")  # what their pages may load: styles of a frame, and the script that sizes it
# Whoever has such an address may do what it is for. Nothing keeps or lists it, and no other page is told where its visitor came
# from. `strict-origin` where there is a form: with `no-referrer` browsers say that it comes from nowhere (`Origin: null`), and it
# is refused like a forged one.
KEPT_BY_NOBODY = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex, nofollow"}
KEY_PATHS = {
    "/review/": {**KEPT_BY_NOBODY, "Referrer-Policy": "strict-origin"},
    "/preview/": {**KEPT_BY_NOBODY, "Referrer-Policy": "no-referrer"},
}

# What a page may load, beyond `default-src 'none'`. Nothing inline, no nonce, no hash, no data: address, nothing from elsewhere.
STILL = {"style-src": "'self'", "img-src": "'self'"}  # img-src: also the icon that a browser asks for by itself
# Readers' pages: the search box and the list fetch pieces of this site.
PUBLIC = {**STILL, "script-src": "'self'", "connect-src": "'self'"}
# In a frame on another site: the script that tells how high the text is.
EMBEDDED = {**STILL, "script-src": "'self'"}
# The admin's scripts, the boxes in which terms are found, and the frames of previews.
STAFF = {**PUBLIC, "frame-src": "'self'"}
NOTHING = "default-src 'none'; sandbox; frame-ancestors 'none'"  # for data: whatever somebody attached is no page of ours

# Features of a browser that no page of ours uses, so that nothing on one can. Passkeys are for staff.
UNUSED = (
    "accelerometer autoplay bluetooth browsing-topics camera display-capture encrypted-media fullscreen gamepad geolocation "
    "gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer microphone midi otp-credentials payment "
    "picture-in-picture screen-wake-lock serial storage-access sync-xhr usb web-share window-management xr-spatial-tracking"
).split()
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")

Headers = dict[str, str]


def content_policy(sources: dict[str, str], *, framed_by: str, https: bool) -> str:
    """Content-Security-Policy of a page."""
    parts = ["default-src 'none'", *(f"{name} {value}" for name, value in sources.items())]
    parts += ["form-action 'self'", f"frame-ancestors {framed_by}", "base-uri 'none'", f"report-uri {REPORTS}"]
    # A browser that knows `report-to` passes over `report-uri`, and takes its address only on https.
    return "; ".join([*parts, *(["report-to csp", "upgrade-insecure-requests"] if https else [])])


def permissions_policy(*, passkeys: bool) -> str:
    return ", ".join([*(f"{name}=()" for name in UNUSED), *(f"{name}=({'self' if passkeys else ''})" for name in PASSKEYS)])


def page_headers(
    sources: dict[str, str], *, https: bool, framed_by: str = "'none'", passkeys: bool = False, resource: str = "same-origin"
) -> Headers:
    frame_options = {"'none'": {"X-Frame-Options": "DENY"}, "'self'": {"X-Frame-Options": "SAMEORIGIN"}}
    return {
        "Content-Security-Policy": content_policy(sources, framed_by=framed_by, https=https),
        **frame_options.get(framed_by, {}),  # it has no word for "anybody"
        **({"Reporting-Endpoints": f'csp="{REPORTS}"'} if https else {}),
        "Permissions-Policy": permissions_policy(passkeys=passkeys),
        "Cross-Origin-Resource-Policy": resource,
        "Origin-Agent-Cluster": "?1",
    }


class HeadersMiddleware:
    """Outermost, so that errors, redirects and static files pass here too. What a view set itself is overwritten."""

    def __init__(self, get_response):
        self.get_response = get_response
        https = settings.SITE_IS_HTTPS
        self.page = page_headers(PUBLIC, https=https)
        self.still = page_headers(STILL, https=https)
        self.staff = page_headers(STAFF, https=https, passkeys=True)
        self.framed = {
            Framing.BY_ANYBODY: page_headers(EMBEDDED, https=https, framed_by="*", resource="cross-origin"),
            Framing.BY_OURSELVES: page_headers(STILL, https=https, framed_by="'self'"),
        }
        self.data = {
            "Content-Security-Policy": NOTHING,
            "X-Frame-Options": "DENY",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        self.static = {**self.data, "Cross-Origin-Resource-Policy": "cross-origin"}

    def __call__(self, request):
        response = self.get_response(request)
        headers = response.headers
        headers["Server"] = "msportal"  # the web server would give its own name
        path = request.path_info
        if path.startswith(STAFF_PATHS):
            headers["Cache-Control"] = "no-store, private"  # neither a shared cache nor the way back after signing out
        for beginning, key_headers in KEY_PATHS.items():
            if path.startswith(beginning):
                for name, value in key_headers.items():
                    headers[name] = value
        if response.status_code >= 400:
            headers.setdefault("Cache-Control", "no-store")  # a shared cache must not go on showing a fault somebody provoked
        if response.status_code == 304:
            return response  # the copy keeps the headers it came with
        for name, value in self._chosen(path, response).items():
            headers[name] = value
        if getattr(response, "framing", None) is Framing.BY_ANYBODY:
            headers.pop("X-Frame-Options", None)
        return response

    def _chosen(self, path: str, response) -> Headers:
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return self.static if path.startswith(FOR_OTHER_SITES) else self.data
        framing = getattr(response, "framing", None)
        if framing:
            return self.framed[framing]
        if path.startswith(STAFF_PATHS):
            return self.staff
        return self.still if path.startswith(tuple(KEY_PATHS)) else self.page
