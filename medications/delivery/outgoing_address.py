"""Which addresses another site may have: how a link is taken apart, and which IP addresses are on the public internet.

A link is taken apart once, strictly, and the request is built from the parts, so no two parsers can read it differently.
"""

import ipaddress
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from medications.delivery.outgoing_errors import NotAnAddress, NotPublic, UnknownHost

PORTS = {"http": 80, "https": 443}
LONGEST = 2048
AUTHORITY = re.compile(r"https?://([^/?#]+)", re.IGNORECASE)
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
# What `inet_aton` would read as part of an IPv4 address: decimal, octal, hexadecimal. The last label of no name is like that.
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")

Resolve = Callable[[str], list[str]]

# IANA's special-purpose registries (RFC 6890 and later), written out since `ipaddress` knows them differently in each Python.
NOT_PUBLIC_V4 = [
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind a carrier's NAT
        "127.0.0.0/8",  # this machine
        "169.254.0.0/16",  # link-local; cloud metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays, withdrawn
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
]
PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")  # all that was ever given out; mapped, compatible, unique-local lie outside
NOT_PUBLIC_V6 = [
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
]
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how a machine without IPv4 reaches IPv4: public if what is inside is


@dataclass(frozen=True)
class Target:
    """A link taken apart. `host` is in ASCII, without brackets or a last dot."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.path

    def followed(self, location: str) -> "Target":
        """Where a redirect leads."""
        try:
            return target(urljoin(self.url, location.strip()))
        except ValueError as error:
            raise NotAnAddress(f"{self.host} leads on to something that is not a web address.") from error


def target(url: str) -> Target:
    found = AUTHORITY.match(url)
    if not found:
        raise NotAnAddress("Only addresses that begin with http:// or https:// are opened.")
    if len(url) > LONGEST:
        raise NotAnAddress(f"The address is longer than {LONGEST} characters.")
    authority = found[1]
    if "@" in authority:
        raise NotAnAddress("The address has a user name or password in it.")
    # A backslash is a slash to a browser and part of the name to others; control characters are dropped by some.
    if "\\" in url or "%" in authority or not url.isprintable():
        raise NotAnAddress("The address has characters in it that no web address has.")
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise NotAnAddress("The name of the site in the address is not a valid one.") from error
    port = parts.port if parts.port is not None else PORTS[parts.scheme]
    if port not in PORTS.values():
        raise NotAnAddress(f"The address asks for port {port}; only 80 and 443 are opened.")
    return Target(scheme=parts.scheme, host=checked_host(parts.host or ""), port=port, path=parts.request_uri)


def checked_host(host: str) -> str:
    """The name as it is looked up and as the certificate has it. Addresses count only in their one plain form."""
    wrong = NotAnAddress("The name of the site in the address is not a valid one.")
    if host.startswith("["):
        try:
            return str(ipaddress.IPv6Address(host[1:-1]))
        except ValueError:
            raise wrong from None
    name = host.removesuffix(".").lower()
    labels = name.split(".")
    if NUMBER.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise wrong from None
    if len(name) > 253 or not all(LABEL.fullmatch(label) for label in labels):
        raise wrong
    if len(labels) == 1:
        raise NotPublic(f"{name} is a name within a network, not one on the public internet.")
    return name


def is_public(address: str) -> bool:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 4:
        return not any(ip in network for network in NOT_PUBLIC_V4)
    if ip in NAT64:
        return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    # A scope names one of this machine's own networks.
    return ip.scope_id is None and ip in PUBLIC_V6 and not any(ip in network for network in NOT_PUBLIC_V6)


def looked_up(host: str) -> list[str]:
    """The addresses of a name by the system's resolver. The last dot keeps it from trying the name within our own domain."""
    found = socket.getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(entry[4][0] for entry in found))


def public_addresses(host: str, *, resolve: Resolve) -> list[str]:
    """Where the host may be reached. One address that is not public spoils the name: nobody may mix them in to try their luck."""
    try:
        addresses = [str(ipaddress.ip_address(host))]
    except ValueError:
        try:
            addresses = resolve(host)
        except (OSError, UnicodeError) as error:
            raise UnknownHost(f"There is no site called {host}.") from error
    if not addresses:
        raise UnknownHost(f"There is no site called {host}.")
    if not all(is_public(address) for address in addresses):
        raise NotPublic(f"{host} is not on the public internet, so it is never opened.")
    return addresses
