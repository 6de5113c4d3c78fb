# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real Redis and a real RabbitMQ, each started afresh on free ports, with its data in a folder of the test."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAMS = {"redis": "redis-server", "rabbitmq": "rabbitmq-server"}
EPMD = "epmd"
PATIENCE_S = 60


def missing(broker: str) -> str:
    """Why there can be none; empty where there can."""
    if find_spec("celery") is None:
        return "Celery is not installed: 'make test-all' installs it"
    if program_of(broker):
        return ""
    return f"{PROGRAMS[broker]} is not installed: OSHMARK_TEST_INSTALL=1 lets 'make test-all' install it"


def program_of(broker: str) -> str:
    """The program of a broker. What Debian puts into the path for RabbitMQ becomes another user, who may not write into
    the folder of a test; so that behind it comes first."""
    path = f"/usr/lib/rabbitmq/bin:{os.environ.get('PATH', '')}:/usr/sbin"
    return shutil.which(PROGRAMS[broker], path=path) or ""


@contextmanager
def broker_at_work(broker: str, folder: Path) -> Iterator[Broker]:
    """A broker that answers, until the end of the block."""
    with Redis(folder) if broker == "redis" else RabbitMQ(folder) as made:
        yield made


class Broker:
    """A server in a process group of its own."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.port = free_port()

    @property
    def url(self) -> str:
        """The address that workers are told."""
        raise NotImplementedError

    def command(self) -> list[str]:
        """What is started."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What it sees of the environment."""
        return {"PATH": os.environ.get("PATH", ""), "HOME": str(self._folder)}

    def is_ready(self) -> bool:
        """Whether it answers."""
        raise NotImplementedError

    def start(self) -> None:
        """Start it, and wait until it answers."""
        with (self._folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                env=self.environment(),
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_S
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                raise AssertionError((self._folder / "server.log").read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.1)

    def stop(self) -> None:
        """End it with all that it has started."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_raised: object) -> None:
        self.stop()


class Redis(Broker):
    """Redis, which keeps nothing on the disk but what it is told to."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self._folder)]
        return [program_of("redis"), *where, "--save", "", "--appendonly", "no", "--daemonize", "no"]

    def is_ready(self) -> bool:
        return says(self.port, b"PING\r\n").startswith(b"+PONG")


class RabbitMQ(Broker):
    """RabbitMQ, with a name, a cookie and a port mapper of its own, so that it meets no other one of this machine."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._mapper: subprocess.Popen[bytes] | None = None
        self._mapper_port, self._distribution_port = free_port(), free_port()
        cookie = folder / ".erlang.cookie"
        cookie.write_text(secrets.token_hex(16), encoding="ascii")
        cookie.chmod(0o400)
        (folder / "enabled_plugins").write_text("[].\n", encoding="ascii")
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.default = 127.0.0.1:{self.port}\nloopback_users.guest = true\n", encoding="ascii"
        )

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def command(self) -> list[str]:
        return [program_of("rabbitmq")]

    def environment(self) -> dict[str, str]:
        folder = self._folder
        return super().environment() | {
            "RABBITMQ_NODENAME": f"oshmark{self.port}@localhost",
            "RABBITMQ_MNESIA_BASE": str(folder / "data"),
            "RABBITMQ_LOG_BASE": str(folder / "logs"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "enabled_plugins"),
            "RABBITMQ_DIST_PORT": str(self._distribution_port),
            "ERL_EPMD_PORT": str(self._mapper_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    def start(self) -> None:
        """Start the port mapper first: one that the server started would outlive it."""
        mapper = shutil.which(EPMD)
        assert mapper is not None
        environment = {**self.environment(), "ERL_EPMD_RELAXED_COMMAND_CHECK": "1"}
        self._mapper = subprocess.Popen([mapper, "-port", str(self._mapper_port)], env=environment)
        super().start()

    def stop(self) -> None:
        super().stop()
        if self._mapper is not None:
            self._mapper.kill()
            self._mapper.wait()
            self._mapper = None

    def is_ready(self) -> bool:
        return says(self.port, b"AMQP\x00\x00\x09\x01").startswith(b"\x01")


def says(port: int, greeting: bytes) -> bytes:
    """What a server answers to a greeting; nothing where there is none."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            connection.sendall(greeting)
            return connection.recv(100)
    except OSError:
        return b""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
