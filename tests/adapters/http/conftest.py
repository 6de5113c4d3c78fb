# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host that answers as a test wants it, over real sockets."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.http.client import Client
from oshmark.crawl.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
Answer = "Callable[[str, dict[str, str], bytes], bytes]"


class Host:
    """One host: what it was asked, and raw bytes for an answer."""

    def __init__(self, answer: Callable[[str, dict[str, str]], bytes]) -> None:
        self.answer = answer
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def place(self, *, trusted: bool = True) -> Place:
        return Place(api=self.address, web=self.address, trusted=trusted)


@contextmanager
def serving(answer: Callable[[str, dict[str, str]], bytes]) -> Iterator[Host]:
    """Serve until the end of the block."""
    host = Host(answer)

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            line = self.rfile.readline().decode("latin-1").strip()
            if not line:
                return
            headers = {}
            while header := self.rfile.readline().decode("latin-1").strip():
                name, _colon, value = header.partition(":")
                headers[name.lower()] = value.strip()
            self.rfile.read(int(headers.get("content-length", "0")))
            host.asked.append((line.rpartition(" ")[0], headers))
            self.wfile.write(host.answer(line.split(" ")[1], headers))

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that went away is no news."""

    with Server(("127.0.0.1", 0), Handler) as server:
        host.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield host
        server.shutdown()
        thread.join()


def answer(body: bytes = b"", *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """The bytes of an answer; the connection ends with it."""
    lines = (f"HTTP/1.1 {status}", f"content-length: {len(body) if length is None else length}", "connection: close")
    return "\r\n".join((*lines, *headers, "", "")).encode() + body


@pytest.fixture
def client(socket_enabled: None) -> Iterator[Client]:
    made = Client(agent="oshmark tests", now=lambda: NOW, tokens={"forge": "s3cret"}, total_s=3)
    yield made
    made.close()
