# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The port `crawl.exchange.Fetch`, over real connections."""

from __future__ import annotations

import ssl
import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import httpcore2
import msgspec
import truststore

from oshmark.adapters.http.addresses import ascii_url, check_url, resolve
from oshmark.adapters.http.bodies import ENCODINGS, DamagedError, TooLargeError, read_body
from oshmark.adapters.http.network import Deadline, Network
from oshmark.crawl.exchange import NoResponse, Request, Response, Trouble
from oshmark.errors import RefusedError
from oshmark.values.iri import encode_iri

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from oshmark.crawl.exchange import Known
    from oshmark.crawl.place import Place

MAX_REDIRECTS = 5
STEP_S = 20.0
TOTAL_S = 60.0
CONNECTIONS = 40
FOLLOWED = frozenset({301, 302, 303, 307, 308})
KEEPS_METHOD = frozenset({307, 308})
SECRET_HEADERS = frozenset({"authorization", "cookie"})


class _NoAnswerError(Exception):
    """An answer that is none, with the reason."""

    def __init__(self, trouble: Trouble, says: str) -> None:
        super().__init__(says)
        self.trouble, self.says = trouble, says


class _Answer(msgspec.Struct, frozen=True):
    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """Asks hosts on behalf of the crawl. Threads share one; `close` ends its connections.

    `tokens` are credentials by name: they go to the host of the connector's interface only, where there are any for it,
    and never over an open line. `agent` says who asks, and how to reach us.
    """

    def __init__(
        self,
        *,
        agent: str,
        now: Callable[[], datetime],
        tokens: Mapping[str, str] | None = None,
        total_s: float = TOTAL_S,
        resolver: Callable[[str, int], Sequence[str]] = resolve,
    ) -> None:
        self._agent, self._now, self._tokens, self._total_s = agent, now, dict(tokens or {}), total_s
        self._deadline = Deadline()
        trust = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._fenced = _pool(trust, Network(self._deadline, fenced=True, resolver=resolver))
        self._open = _pool(trust, Network(self._deadline, fenced=False, resolver=resolver))

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:
        """Ask, following redirects; see `crawl.exchange.Fetch`."""
        asked_at = self._now()
        self._deadline.at = time.monotonic() + self._total_s
        try:
            return self._follow(request, place, known, asked_at)
        except _NoAnswerError as refuse:
            return NoResponse(request.url, refuse.trouble, refuse.says, asked_at)

    def close(self) -> None:
        """End all connections."""
        self._fenced.close()
        self._open.close()

    def _follow(self, request: Request, place: Place, known: Known | None, asked_at: datetime) -> Response:
        url, method, body = request.url, request.method, request.body
        way: list[tuple[str, int]] = []
        while True:
            headers = self._headers(request, place, url, known if not way else None)
            answer = self._ask(method, url, headers, body, place, request.limit)
            target = answer.headers.get("location", "")
            if answer.status not in FOLLOWED or not target:
                return Response(url, answer.status, answer.headers, answer.body, asked_at, tuple(way))
            way.append((url, answer.status))
            url = encode_iri(urljoin(url, _text(target)))
            if len(way) > MAX_REDIRECTS or url in {one for one, _status in way}:
                raise _NoAnswerError(
                    Trouble.REDIRECTS, f"The address leads in a circle, or over more than {MAX_REDIRECTS} others."
                )
            if answer.status not in KEEPS_METHOD and method != "HEAD":
                method, body = "GET", None

    def _headers(self, request: Request, place: Place, url: str, known: Known | None) -> list[tuple[str, str]]:
        headers = {"user-agent": self._agent, "accept-encoding": ENCODINGS}
        same_host = _origin(url) == _origin(request.url)
        headers |= {
            name.lower(): value
            for name, value in request.headers.items()
            if same_host or name.lower() not in SECRET_HEADERS
        }
        token = self._tokens.get(request.token, "") if place.signed else ""
        if token and _origin(url) == _origin(place.api) and (place.trusted or url.startswith("https:")):
            headers["authorization"] = f"Bearer {token}"
        if known is not None and request.conditional:
            if known.etag:
                headers["if-none-match"] = known.etag
            if known.last_modified:
                headers["if-modified-since"] = known.last_modified
        return list(headers.items())

    def _ask(
        self, method: str, url: str, headers: list[tuple[str, str]], body: bytes | None, place: Place, limit: int
    ) -> _Answer:
        try:
            check_url(url)
            url = ascii_url(url)
            with self._pool_for(url, place).stream(
                method, url, headers=headers, content=body, extensions={"timeout": _STEPS}
            ) as answer:
                found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
                content = read_body(answer.iter_stream(), found.get("content-encoding", ""), limit)
                return _Answer(answer.status, found, content)
        except RefusedError as exc:
            raise _NoAnswerError(Trouble.REFUSED, str(exc)) from exc
        except TooLargeError as exc:
            raise _NoAnswerError(Trouble.TOO_LARGE, f"The answer is longer than {limit} bytes.") from exc
        except DamagedError as exc:
            raise _NoAnswerError(
                Trouble.CUT, "The answer cannot be unpacked: it is cut, or packed in an unknown way."
            ) from exc
        except httpcore2.TimeoutException as exc:
            raise _NoAnswerError(Trouble.TIMEOUT, "The host took too long.") from exc
        except httpcore2.ProtocolError as exc:
            raise _NoAnswerError(Trouble.CUT, "The answer broke off, or is no HTTP.") from exc
        except (httpcore2.NetworkError, OSError) as exc:
            raise _NoAnswerError(Trouble.UNREACHABLE, "The host cannot be reached.") from exc

    def _pool_for(self, url: str, place: Place) -> httpcore2.ConnectionPool:
        """The open one is for the hosts that an operator has named, and for no other that these lead to."""
        named = {_origin(address) for address in (place.api, place.raw) if address}
        return self._open if place.trusted and _origin(url) in named else self._fenced


_STEPS = {"connect": STEP_S, "read": STEP_S, "write": STEP_S, "pool": TOTAL_S}


def _pool(trust: ssl.SSLContext, network: Network) -> httpcore2.ConnectionPool:
    return httpcore2.ConnectionPool(
        ssl_context=trust, max_connections=CONNECTIONS, keepalive_expiry=30, network_backend=network
    )


def _text(header: str) -> str:
    """A header in letters: most hosts that go beyond ASCII mean UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, (parts.hostname or "").lower(), port
