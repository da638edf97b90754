"""Internet addresses, shortened to their neighborhood."""

import ipaddress

KEPT_BITS = {4: 24, 6: 48}


def truncated(address: str) -> str:
    """`192.0.2.77` as `192.0.2.0`, `2001:db8:1:2::3` as `2001:db8:1::`. An IPv4 address in IPv6 clothes is treated as IPv4.

    What is no address comes back as `0.0.0.0`, so that nothing that was not understood is kept.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - no address to listen on
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ipaddress.ip_network((parsed, KEPT_BITS[parsed.version]), strict=False).network_address)
