# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of addresses that lead somewhere else than to the public web."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oshmark.adapters.http.addresses import check_url, is_public, public_addresses
from oshmark.errors import RefusedError

PRIVATE = [
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255"),  # noqa: S104  asked, not bound
    *("172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "100.64.0.1", "192.0.0.1", "192.0.2.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "100::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.1.2.3"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::"),
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
]
PUBLIC = [
    "8.8.8.8",
    "140.82.121.4",
    "2606:50c0:8000::153",
    "2a00:1450:4001::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))
    with pytest.raises(RefusedError, match="private network"):
        public_addresses("host.example", 443, resolver=lambda _host, _port: [address])


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_asked(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(RefusedError, match="private network"):
        public_addresses("host.example", 443, resolver=lambda _host, _port: ["8.8.8.8", "10.0.0.1"])


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "gopher://example.org/1",
        "ftp://example.org/a",
        "dict://example.org:11211/stat",
        "data:text/plain,hello",
        "//example.org/a",
        "example.org/a",
        "http://",
        "http:///a",
        "https://user:secret@example.org/",
        "https://user@example.org/",
        "http://example.org:99999/",
        "http://exa mple.org/",
        "http://example.org\\@127.0.0.1/",
        "http://example.org/\r\nHost: x",
        "http://[::1",
        "https://example.org/" + "a" * 5000,
    ],
)
def test_what_is_no_plain_address_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(RefusedError):
        check_url(url)


@pytest.mark.parametrize("port", [22, 25, 53, 143, 0, 445])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(RefusedError, match="Port"):
        public_addresses("example.org", port, resolver=lambda _host, _port: ["8.8.8.8"])


@given(st.ip_addresses(v=4))
def test_an_address_is_as_public_in_whatever_it_is_wrapped(address: ipaddress.IPv4Address) -> None:
    plain = is_public(address)
    number = int(address)
    for wrapped in (
        (0xFFFF << 32) | number,
        int(ipaddress.IPv6Address("64:ff9b::")) | number,
        int(ipaddress.IPv6Address("2002::")) | (number << 80),
    ):
        assert is_public(ipaddress.IPv6Address(wrapped)) == plain
