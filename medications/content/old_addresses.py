"""The address of a page of the old site -> the form it is kept and looked up in, whichever way a link spelled it."""

import re
from urllib.parse import quote, unquote_to_bytes

LONGEST = 500  # characters of a path and of a query

_ADDRESS = re.compile(r"(?P<host>(?:https?:)?//[^/?#]*)?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(rb";jsessionid=[^/]*", re.IGNORECASE)
# What a server or a mailing added for one visit: it differs from link to link and says nothing about the page.
_NOISE = re.compile(
    r"nonce_token|jservsessionidr\w*|jsessionid|phpsessid|aspsessionid\w*|session_?id|cfid|cftoken"
    r"|utm_\w+|fbclid|gclid|msclkid|mc_[ce]id",
    re.IGNORECASE,
)
_KEPT_IN_PATH = "/~!$&'()*+,;=:@"  # the signs that a path may hold as they are (RFC 3986)


def old_address(address: str) -> tuple[str, str] | None:
    """(path, query) of an absolute address or of a path alone. None for no address, the bare front page, or one too long to keep.

    Scheme, host and fragment do not count, nor do a closing slash, the order of the query, or what only a visit added.
    """
    match = _ADDRESS.match(address.strip())
    if not (match["host"] or match["path"].startswith("/")):
        return None
    try:
        path, query = _path(match["path"]), _query(match["query"] or "")
    except UnicodeEncodeError:
        return None  # half a character, which no address holds
    is_front_page = path == "/" and not query
    return None if is_front_page or max(len(path), len(query)) > LONGEST else (path, query)


def _path(printed: str) -> str:
    plain = _SESSION_IN_PATH.sub(b"", unquote_to_bytes(printed))
    return quote(re.sub(rb"/+", b"/", plain).rstrip(b"/") or b"/", safe=_KEPT_IN_PATH)


def _query(printed: str) -> str:
    """The pairs in a fixed order. "&amp;" is how an address reads that was copied from a page's source."""
    pairs = [_pair(part) for part in printed.replace("&amp;", "&").split("&") if part]
    return "&".join(sorted(f"{name}={value}" for name, value in pairs if not _NOISE.fullmatch(name)))


def _pair(part: str) -> tuple[str, str]:
    name, _, value = (quote(unquote_to_bytes(half), safe="") for half in part.replace("+", " ").partition("="))
    return name, value
