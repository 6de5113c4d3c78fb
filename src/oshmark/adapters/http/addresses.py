# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which addresses may be asked when a stranger names them: public ones, by HTTP, and nothing else.

A name is resolved once, every address that it has is checked, and one of these is connected to: a name that means
something else a moment later gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from oshmark.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
MAX_URL = 4000
WEB_PORTS = frozenset({80, 443})
FIRST_FREE_PORT = 1024
"""Below it live mail, files and the like, which never speak HTTP."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")
_TO_V4 = ipaddress.IPv6Network("2002::/16")
_COMPATIBLE = ipaddress.IPv6Network("::/96")
_KEPT = "%/?:@!$&'()*+,;=~"
_UNPRINTED = re.compile(r"[\x00-\x20\x7f\\]")


def check_url(url: str) -> tuple[str, int]:
    """Host and port of an address that may be asked; raises `RefusedError` for all others."""
    if len(url) > MAX_URL or _UNPRINTED.search(url):
        raise RefusedError("The address is too long, or has signs that no address has.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as exc:
        raise RefusedError("This is not an address.") from exc
    if parts.scheme not in ("http", "https"):
        raise RefusedError(f"Only http and https are asked, and not {parts.scheme or 'an address without a scheme'}.")
    if parts.username is not None or parts.password is not None:
        raise RefusedError("The address carries a name or a password. Leave it out.")
    if not parts.hostname:
        raise RefusedError("The address names no host.")
    return parts.hostname, port or (443 if parts.scheme == "https" else 80)


def ascii_url(url: str) -> str:
    """An address as it goes over the line: the name of the host in its ASCII form, other letters percent-encoded."""
    parts = urlsplit(url)
    try:
        host = (parts.hostname or "").encode("idna").decode("ascii") if not url.isascii() else None
    except UnicodeError as exc:
        raise RefusedError("No host can have this name.") from exc
    if host is None:
        return url
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit((parts.scheme, f"{host}{port}", *(quote(one, safe=_KEPT) for one in parts[2:4]), ""))


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as text."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def public_addresses(host: str, port: int, *, resolver: Callable[[str, int], Sequence[str]] = resolve) -> Sequence[str]:
    """The addresses of a host, all of them public; raises `RefusedError` when one is not, and `OSError` for a name that
    nobody knows."""
    if port not in WEB_PORTS and port < FIRST_FREE_PORT:
        raise RefusedError(f"Port {port} is none of the web's.")
    addresses = resolver(host, port)
    for text in addresses:
        if not is_public(ipaddress.ip_address(text.partition("%")[0])):
            raise RefusedError(f"{host[:100]} leads into a private network.")
    return addresses


def is_public(address: Address) -> bool:
    """Whether an address is somewhere on the public internet; one that carries another one is as public as that."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
        if address in _NAT64_LOCAL or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside one of IPv6: mapped, translated, tunnelled, or compatible in the old way."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _TO_V4:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    if address in _NAT64 or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def check_literal(host: str) -> None:
    """Raise `RefusedError` for a host that can be seen to be none of the public internet, without asking anybody."""
    name = host.strip("[]").rstrip(".").lower()
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
            raise RefusedError(f"{host[:100]} is no host of the public internet.") from None
        return
    if not is_public(address):
        raise RefusedError(f"{host[:100]} leads into a private network.")
