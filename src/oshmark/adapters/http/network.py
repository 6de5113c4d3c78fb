# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Connections that lead to checked addresses only, and whose reading and writing ends with the time of the request."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any

import httpcore2

from oshmark.adapters.http.addresses import public_addresses, resolve

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Sequence


class Deadline(threading.local):
    """The moment at which the request of this thread has to be through."""

    at: float = float("inf")

    def left(self, wanted: float | None) -> float:
        """Seconds for the next step: what is wanted, but no more than is left; raises when nothing is."""
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("The time of the request is over.")
        return left if wanted is None else min(left, wanted)


class _Stream(httpcore2.NetworkStream):
    """A stream that keeps the deadline: a host that sends one byte a minute gains nothing."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner, self._deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Close."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Go on under TLS; the certificate has to be that of the name, whatever address was connected to."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401  a socket, an address, or nothing
        """What is known of the connection."""
        return self._inner.get_extra_info(info)


class Network(httpcore2.NetworkBackend):
    """Makes connections; `fenced` ones to public addresses only."""

    def __init__(
        self, deadline: Deadline, *, fenced: bool, resolver: Callable[[str, int], Sequence[str]] = resolve
    ) -> None:
        self._deadline, self._fenced, self._resolver = deadline, fenced, resolver
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to one of the addresses of the host; `RefusedError` when the fence says no."""
        addresses = self._addresses(host, port)
        for number, address in enumerate(addresses, 1):
            try:
                inner = self._plain.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return _Stream(inner, self._deadline)
        raise httpcore2.ConnectError("The host has no address.")

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            if self._fenced:
                return public_addresses(host, port, resolver=self._resolver)
            return self._resolver(host, port)
        except (OSError, UnicodeError) as exc:
            raise httpcore2.ConnectError("The name of the host is not known.") from exc
