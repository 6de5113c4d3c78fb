# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Servers to measure over HTTP: `oshmark serve`, and one on the same software that only sends what it was given.

`python -m benches.servers PORT FILE` is the second: FILE holds, by path, what it answers.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection  # noqa: TID251  a measurement speaks HTTP
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

HOST = "127.0.0.1"
START_S = 60.0
_HOP = frozenset(("connection", "date", "server", "transfer-encoding"))
"""Headers that gunicorn sends by itself."""


class Sent(msgspec.Struct, frozen=True):
    """What a server answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def get(connection: HTTPConnection, path: str, accept: str) -> Sent:
    """Ask once, on a connection that stays open."""
    connection.request("GET", path, headers={"Accept": accept})
    response = connection.getresponse()
    headers = tuple((name, value) for name, value in response.getheaders() if name.lower() not in _HOP)
    return Sent(response.status, headers, response.read())


@contextmanager
def served(home: Path, variables: Mapping[str, str]) -> Iterator[HTTPConnection]:
    """The site of an instance, as an operator starts it."""
    port = free_port()
    environment = {**os.environ, "OSHMARK_HOME": str(home), **variables}
    with _running([sys.executable, "-m", "oshmark", "serve", "--port", str(port)], environment, port) as connection:
        yield connection


@contextmanager
def bare(folder: Path, answers: Mapping[str, Sent]) -> Iterator[HTTPConnection]:
    """A server that sends `answers`, by path, and does nothing else."""
    port, file = free_port(), folder / "answers.msgpack"
    file.write_bytes(msgspec.msgpack.encode(answers))
    environment = {**os.environ, "OSHMARK_HOME": str(folder / "bare"), "DJANGO_SETTINGS_MODULE": "oshmark.web.settings"}
    with _running([sys.executable, "-m", "benches.servers", str(port), str(file)], environment, port) as connection:
        yield connection


def connect(port: int) -> HTTPConnection:
    """A connection of one's own."""
    return HTTPConnection(HOST, port, timeout=60)


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[HTTPConnection]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, process)
            connection = connect(port)
            yield connection
            connection.close()
        finally:
            process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("The server did not start.")


def application(answers: Mapping[str, Sent]) -> Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]:
    """The smallest WSGI application that sends answers by their path and query."""

    def answer(environ: dict[str, Any], start: Callable[..., object]) -> Iterable[bytes]:
        sent = answers[environ["RAW_URI"]]
        start(f"{sent.status} OK", list(sent.headers))
        return [sent.body]

    return answer


def main(port: int, file: Path) -> None:
    """Serve what the file holds, with the same server software and settings as `oshmark serve`."""
    from oshmark.web.operations.server import _Server

    answers = msgspec.msgpack.decode(file.read_bytes(), type=dict[str, Sent])

    class Bare(_Server):
        def load(self) -> object:
            return application(answers)

    Bare(HOST, port, lambda: None).run()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
