"""From which network a request comes; nothing that the sender can write counts, unless a trusted proxy added it."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

IPV4_BITS, IPV6_BITS = 24, 64
UNKNOWN = "unknown"


def network_of(request: HttpRequest) -> str:
    """The sender's network: a /24 of IPv4, a /64 of IPv6, or "unknown" (a socket without addresses)."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    address = sender(request.META.get("REMOTE_ADDR", ""), forwarded, trusted=settings.TRUSTED_PROXIES)
    return network(address)


def sender(peer: str, forwarded: str, *, trusted: int) -> str:
    """The sender's address: the peer's own, or what the outermost of so many trusted proxies wrote down.

    Each proxy adds the address it was asked from at the end, so everything further to the front may be invented.
    Fewer entries than proxies: the request came around one of them, and the peer is all that is sure.
    """
    hops = [hop.strip() for hop in forwarded.split(",")]
    return hops[-trusted] if 0 < trusted <= len(hops) and hops[-trusted] else peer


def network(address: str) -> str:
    """The network of an address; IPv4 written as IPv6 is IPv4."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0].strip("[]"))
    except ValueError:
        return UNKNOWN
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found
    bits = IPV4_BITS if found.version == 4 else IPV6_BITS
    return str(ipaddress.ip_network((found, bits), strict=False))
