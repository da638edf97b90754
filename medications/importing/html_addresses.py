"""Addresses in a web page: where it stood itself, and what its links lead to."""

import re

from medications.importing.html_tokens import Tag, decoded

LONGEST = 2000
_LONGEST_IN_TEXT = 300

# Internet Explorer, and later other browsers, wrote this into every page they saved.
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,9}\)(?P<address>\S{1,2000})\s{0,9}-->", re.IGNORECASE)
_ABSOLUTE = re.compile(r"https?://(?:[^/?#@\s]*@)?(?P<host>[^/?#:@\s]+)[^\s\"'<>]*", re.IGNORECASE)
# The Internet Archive puts its own address before the page's.
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\w{1,40}/(?P<address>https?:/{1,2}.+)", re.IGNORECASE | re.DOTALL)


def page_address(html: str, head: list[Tag]) -> str:
    """Where the page stood: as the browser that saved it noted, else as its head says; "" if neither."""
    saved = _SAVED_FROM.search(html[:10_000])
    said = _said_by(head)
    found = [decoded(saved["address"]) if saved else "", *(said.get(kind, "") for kind in ("canonical", "og:url", "base"))]
    return next(filter(None, map(absolute, found)), "")


def absolute(address: str) -> str:
    """An http(s) address as it was before the Internet Archive kept it; "" for any other, or one too long to be meant."""
    address = address.strip()
    archived = _ARCHIVED.fullmatch(address)
    if archived:
        address = re.sub(r":/{1,2}", "://", archived["address"], count=1)
    return address if len(address) <= LONGEST and _ABSOLUTE.fullmatch(address) else ""


def address_in_text(link: str, *, line: str, own: str) -> str:
    """What to print after a link in running text: its address, if it leads away from the site of the page, whose address is
    `own`, and `line`, in lower case, does not print it already; else "".
    """
    address = absolute(link)
    if not address or len(address) > _LONGEST_IN_TEXT or (own and site_of(address) == site_of(own)):
        return ""
    return "" if host_of(address) in line else address


def site_of(address: str) -> str:
    """The part of the host that all servers of one owner share: "main.society.org" and "www.society.org" -> "society.org"."""
    labels = host_of(address).split(".")
    has_country_and_kind = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3  # society.org.uk
    return ".".join(labels[-3:] if has_country_and_kind else labels[-2:])


def host_of(address: str) -> str:
    """The host in lower case, without "www."."""
    match = _ABSOLUTE.match(address)
    return match["host"].lower().removeprefix("www.") if match else ""


def _said_by(head: list[Tag]) -> dict[str, str]:
    said: dict[str, str] = {}
    for tag in head:
        given = tag.attributes
        if tag.name == "link" and given.get("rel", "").lower() == "canonical":
            said.setdefault("canonical", given.get("href", ""))
        elif tag.name == "meta" and given.get("property", "").lower() == "og:url":
            said.setdefault("og:url", given.get("content", ""))
        elif tag.name == "base":
            said.setdefault("base", given.get("href", ""))
    return said
