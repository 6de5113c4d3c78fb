# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process that has read the libraries and rooms already, and forks for each command that a test runs.

Half of a short command's time goes to reading Django and the like. The child that runs the command has read no settings
and opened nothing: it gets the folder, the environment and the three streams of that command, and everything that
depends on these is read in it. Run as a program it serves; `run_prepared` is the other end.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LIBRARIES = (
    *(
        "django.contrib.staticfiles.storage",
        "django.core.management",
        "django.core.serializers",
        "django.core.paginator",
    ),
    *("django.db.backends.sqlite3.base", "django.db.migrations.executor", "django.db.models", "django.forms"),
    *("django.template.backends.django", "django.urls", "django.utils.feedgenerator", "django.views.generic"),
    *("click", "cryptography.hazmat.primitives.asymmetric.ed25519", "msgspec", "pyoxigraph", "sqlparse", "urllib3"),
)
ROOMS = (
    *("oshmark.certification.replay", "oshmark.cli.main", "oshmark.crawl.connectors"),
    *("oshmark.manifest", "oshmark.label"),
)
STREAMS = (0, 1, 2)
_MOST = 150_000
"""Bytes of an order; a longer one is for `subprocess`."""


def can_be_prepared(arguments: Sequence[str | Path], variables: Mapping[str, str]) -> bool:
    """Whether a command can be run by a process that was there before: not where Python itself reads the variables as
    it starts, and not where the arguments are long."""
    own = any(name.startswith(("LANG", "LC_", "PYTHON", "LD_")) for name in variables)
    return not own and sum(len(str(one)) for one in (*arguments, *variables.values())) < _MOST // 4


def run_prepared(
    arguments: Sequence[str | Path], *, cwd: Path, env: Mapping[str, str], given: bytes, timeout: float
) -> subprocess.CompletedProcess[bytes]:
    """Run `oshmark` with arguments to its end, as `subprocess.run` would."""
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        stdin.write(given)
        stdin.seek(0)
        order = json.dumps({"arguments": [str(one) for one in arguments], "cwd": str(cwd), "env": dict(env)}).encode()
        code = _server().run(order, [stdin.fileno(), out.fileno(), said.fileno()], timeout)
        out.seek(0)
        said.seek(0)
        return subprocess.CompletedProcess([*arguments], code, out.read(), said.read())


class _Server:
    """The prepared process, and the line to it."""

    def __init__(self) -> None:
        self._here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("OSHMARK_", "DJANGO_"))}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.prepared", str(there.fileno())],
            pass_fds=[there.fileno()],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.DEVNULL,
            env=environment,
        )
        there.close()

    def run(self, order: bytes, streams: list[int], timeout: float) -> int:
        """Run one command; its exit code, negative for a signal. One that takes too long is ended."""
        socket.send_fds(self._here, [order], streams)
        child = int(self._here.recv(100))
        ender = threading.Timer(timeout, os.kill, (child, signal.SIGKILL))
        ender.start()
        code = int(self._here.recv(100))
        ender.cancel()
        return code


_servers: dict[int, _Server] = {}


def _server() -> _Server:
    """The server of this process: workers of the tests do not share one."""
    if os.getpid() not in _servers:
        _servers[os.getpid()] = _Server()
    return _servers[os.getpid()]


def _serve(line: socket.socket) -> dict[str, Any]:
    """Fork for each order, and come back in the child alone: with the order, and with its streams in their places."""
    for name in (*LIBRARIES, *ROOMS):
        import_module(name)
    while True:
        order, streams, _flags, _address = socket.recv_fds(line, _MOST, len(STREAMS))
        if not order:
            sys.exit()
        child = os.fork()
        if not child:
            line.close()
            for number, stream in zip(STREAMS, streams, strict=True):
                os.dup2(stream, number)
                os.close(stream)
            return dict(json.loads(order))
        for stream in streams:
            os.close(stream)
        line.send(str(child).encode())
        line.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(order: dict[str, Any]) -> None:
    """Be a fresh `python -m oshmark` in the place that the order names."""
    os.chdir(order["cwd"])
    os.environ.clear()
    os.environ.update(order["env"])
    sys.argv = ["oshmark", *order["arguments"]]
    sys.path[0] = order["cwd"]
    runpy.run_module("oshmark", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _become(_serve(socket.socket(fileno=int(sys.argv[1]))))
