"""The one way out: every request to another site goes through here (links, DOI look-ups, webhooks).

A link comes from whoever typed it. So nobody inside is ever asked on their behalf: the name is looked up once, every address it
has must be on the public internet, and the connection goes to the very address that was checked. The same after each redirect.
"""

import functools
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from medications.delivery import outgoing_address as address
from medications.delivery import outgoing_wire as wire
from medications.delivery.outgoing_address import Target
from medications.delivery.outgoing_errors import NotAnAddress, TooManyRedirects

SECONDS = 10
MOST_BYTES = 1_000_000
MOST_REDIRECTS = 5
# Ours to say, or never said: who asks, what was asked before, and how the message is framed.
RESERVED = {
    *("host", "user-agent", "accept-encoding", "connection", "content-length", "transfer-encoding", "te", "trailer"),
    *("cookie", "referer", "origin", "authorization", "proxy-authorization", "expect", "upgrade"),
}


@dataclass(frozen=True)
class Answer:
    """What the other site said. `url` is where the last redirect led; `headers` are found in any case."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


@functools.cache
def trusted() -> ssl.SSLContext:
    """The machine's own certificate authorities; the host name is checked."""
    return ssl.create_default_context()


class Outgoing:
    """Asks other sites. What it is made with is for tests, which have no internet: a resolver, a way to connect, whom to trust.

    `seconds` is for the whole exchange: look-up, redirects and the last byte of the body. `most` is how many bytes the body may
    have once decompressed; 0 leaves it unread.
    """

    def __init__(
        self,
        *,
        resolve: address.Resolve = address.looked_up,
        connect: wire.Connect = wire.connected,
        tls: ssl.SSLContext | None = None,
    ):
        self.resolve, self.connect, self.tls = resolve, connect, tls

    def get(self, url: str, *, accept: str = "*/*", seconds: float = SECONDS, most: int = MOST_BYTES) -> Answer:
        return self._follow("GET", url, {"Accept": accept}, seconds=seconds, most=most)

    def head(self, url: str, *, accept: str = "*/*", seconds: float = SECONDS) -> Answer:
        return self._follow("HEAD", url, {"Accept": accept}, seconds=seconds, most=0)

    def post(
        self,
        url: str,
        *,
        json: bytes,
        headers: Mapping[str, str] | None = None,
        follow: bool = False,
        seconds: float = SECONDS,
        most: int = MOST_BYTES,
    ) -> Answer:
        """Sends JSON as it is, since a signature may cover it. With `follow`, 307 and 308 are followed; no other redirect ever.

        Further headers, such as the signature, go to the first site only.
        """
        if taken := RESERVED & {name.lower() for name in headers or {}}:
            raise ValueError(f"not for the caller to set: {sorted(taken)}")
        first = {"Content-Type": "application/json", "Accept": "*/*"}
        return self._follow("POST", url, first, json, extra=headers, follow=follow, seconds=seconds, most=most)

    def _follow(self, method, url, headers, body=None, *, seconds, most, extra=None, follow=True) -> Answer:
        deadline = wire.Deadline(seconds)
        target = first = address.target(url)
        for _ in range(MOST_REDIRECTS + 1):
            told = headers | dict(extra or {}) if target.origin == first.origin else headers
            response, content = self._ask(method, target, told, body, deadline, most)
            if not wire.is_redirect(response) or (method == "POST" and not (follow and response.status in (307, 308))):
                return Answer(url=target.url, status=response.status, headers=response.headers, body=content)
            onward = target.followed(readable(response.headers["location"]))
            if method == "POST" and (target.scheme, onward.scheme) == ("https", "http"):
                raise NotAnAddress(f"{target.host} leads on to an address without encryption.")
            target = onward
        raise TooManyRedirects(f"{first.host} leads on more than {MOST_REDIRECTS} times.")

    def _ask(self, method: str, target: Target, headers: dict, body: bytes | None, deadline: wire.Deadline, most: int):
        addresses = wire.within(deadline, lambda: address.public_addresses(target.host, resolve=self.resolve))
        with wire.first_connected(addresses, target, deadline, self.connect) as plain:
            secure = target.scheme == "https"
            with wire.secured(plain, target, deadline, self.tls or trusted()) if secure else plain as sock:
                return wire.exchanged(sock, target, method, headers | ours(target), body, deadline, most)


def ours(target: Target) -> dict[str, str]:
    return {
        "Host": target.authority,
        "User-Agent": f"msportal (+{settings.SITE_URL})",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def readable(location: str) -> str:
    """http.client takes header bytes for Latin-1; what is not ASCII in an address is UTF-8 nearly always."""
    try:
        return location.encode("latin-1").decode()
    except UnicodeError:
        return location
