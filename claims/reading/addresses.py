"""Which addresses of the network may be reached: public ones, unless the user allows private ones too."""

import ipaddress
import socket
from collections.abc import Iterator

from claims.errors import ReadingError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Addresses of cloud services that look public and answer to the machines inside alone."""


def resolve(host: str, port: int, *, private: bool) -> tuple[Address, ...]:
    """The addresses of a host, in the order of the resolver; raises ReadingError where one of them is not public.

    A connection must go to one of these very addresses: asked again, the name could lead elsewhere.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = tuple(dict.fromkeys(ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found))
    for address in addresses:
        if not private and not is_public(address):
            raise ReadingError(
                f"{host} is on a private network ({address}), where nothing is fetched; save the text to a file, or "
                "give --allow-private if you trust that address."
            )
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address is one of the public network, whatever other address it carries inside."""
    return all(
        inner.is_global and not inner.is_multicast and not inner.is_reserved and inner not in METADATA
        for inner in _carried(address)
    )


def _carried(address: Address) -> Iterator[Address]:
    """The address, or the IPv4 address that it stands for, and those that a tunnel would lead to."""
    if not isinstance(address, ipaddress.IPv6Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address in TRANSLATED:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address
        yield from (inner for inner in (address.sixtofour, *(address.teredo or ())) if inner is not None)
