# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A server on this computer that plays a platform: over real sockets, in threads, and badly when a test says so."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Call:
    """A request. `steps` are those of the path, each decoded; names of `headers` are in small letters."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    steps: tuple[str, ...]
    query: dict[str, str]


@dataclass(frozen=True)
class Reply:
    """An answer. `cut` promises more bytes than come."""

    body: bytes = b""
    status: int = HTTPStatus.OK
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class Limit:
    """How many requests there may be, and in which headers that is said (`X-RateLimit` or `RateLimit`)."""

    limit: int
    prefix: str = "X-RateLimit"
    used: int = 0
    reset_at: int = 0

    def headers(self) -> dict[str, str]:
        left = max(0, self.limit - self.used)
        fields = {"Limit": self.limit, "Remaining": left, "Used": self.used, "Reset": self.reset_at}
        return {f"{self.prefix}-{name}": str(value) for name, value in fields.items()}


@dataclass
class Interruption:
    """What is answered instead, so often, where the target has these letters."""

    reply: Reply
    times: int
    on: str


def json_reply(value: Any, status: int = HTTPStatus.OK, headers: dict[str, str] | None = None) -> Reply:
    """An answer in JSON."""
    body = json.dumps(value, separators=(",", ":")).encode()
    return Reply(body, status, {"Content-Type": "application/json; charset=utf-8", **(headers or {})})


NOT_FOUND = json_reply({"message": "Not Found"}, HTTPStatus.NOT_FOUND)
HTML = Reply(b"<!DOCTYPE html><title>Please wait</title>", headers={"Content-Type": "text/html; charset=utf-8"})
BUSY = json_reply({"message": "Slow down"}, HTTPStatus.TOO_MANY_REQUESTS, {"Retry-After": "1"})
SECONDARY = json_reply(
    {"message": "You have exceeded a secondary rate limit."}, HTTPStatus.FORBIDDEN, {"Retry-After": "1"}
)
BROKEN = Reply(b"", HTTPStatus.BAD_GATEWAY)
CUT = Reply(b'{"data":{"part0":{', headers={"Content-Type": "application/json"}, cut=True)


class Fake:
    """A platform; a subclass says in `answer` what it answers."""

    def __init__(self, *, latency_s: float = 0.0, limit: Limit | None = None) -> None:
        self.latency_s = latency_s
        self.limit = limit
        self.address = ""
        self.requests: list[str] = []
        self.interruptions: list[Interruption] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()

    def answer(self, call: Call) -> Reply:
        """What the platform answers."""
        raise NotImplementedError

    def over_limit(self) -> Reply:
        """What it answers when there were too many requests."""
        return json_reply({"message": "API rate limit exceeded"}, HTTPStatus.FORBIDDEN)

    @property
    def count(self) -> int:
        """How many requests there were."""
        return len(self.requests)

    def forget(self) -> None:
        """Count from nothing again."""
        self.requests.clear()

    def interrupt(self, reply: Reply, *, times: int = 1, on: str = "") -> None:
        """Answer this instead, the next `times` times that a request has `on` in its target."""
        self.interruptions.append(Interruption(reply, times, on))

    @contextmanager
    def serve(self) -> Iterator[Self]:
        """Run, at `address`."""
        server = _Server(("127.0.0.1", 0), _Handler)
        server.fake = self
        self.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.hang_up()
            server.server_close()

    def reply_to(self, call: Call) -> Reply:
        """The answer with all that platforms do besides: counting, waiting, limits, states."""
        with self._lock:
            self.requests.append(f"{call.method} {call.target}")
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            other = next((one for one in self.interruptions if one.times > 0 and one.on in call.target), None)
            if other is not None:
                other.times -= 1
        try:
            time.sleep(self.latency_s)
            return self._with_limit(call) if other is None else other.reply
        finally:
            with self._lock:
                self._at_once -= 1

    def _with_limit(self, call: Call) -> Reply:
        if self.limit is None:
            return _with_state(call, self.answer(call))
        if self.limit.used >= self.limit.limit:
            reply = self.over_limit()
        else:
            reply = _with_state(call, self.answer(call))
            self.limit.used += reply.status != HTTPStatus.NOT_MODIFIED
        return Reply(reply.body, reply.status, {**reply.headers, **self.limit.headers()}, reply.cut)


def _with_state(call: Call, reply: Reply) -> Reply:
    if call.method != "GET" or reply.status != HTTPStatus.OK:
        return reply
    tag = f'"{hashlib.sha256(reply.body).hexdigest()[:32]}"'
    if call.headers.get("if-none-match", "").removeprefix("W/") == tag:
        return Reply(b"", HTTPStatus.NOT_MODIFIED, {"ETag": tag})
    return Reply(reply.body, reply.status, {"ETag": tag, **reply.headers}, reply.cut)


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128
    fake: Fake

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.open: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no fault of the test."""

    def hang_up(self) -> None:
        """End what clients keep open, so that no thread waits for them."""
        for one in list(self.open):
            try:
                one.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        steps = tuple(unquote(step) for step in parts.path.split("/")[1:])
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        reply = self.server.fake.reply_to(Call(self.command, self.path, headers, body, steps, query))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) * (2 if reply.cut else 1)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.close_connection = self.close_connection or reply.cut

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 the name that the parent gave it
        """Say nothing."""
