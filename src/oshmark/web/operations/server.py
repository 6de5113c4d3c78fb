# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The server of the site: gunicorn with threads, in this process's children, on one address."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connections
from gunicorn.app.base import BaseApplication

from oshmark.adapters.published.sparql_pool import WAITING
from oshmark.errors import OshmarkError

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE_THREADS = 4
"""Threads beside those that run queries in SPARQL or wait to: so many are always there for pages."""
TIMEOUT_S = 30


class PortError(OshmarkError):
    """The address cannot be listened on."""


def check_port(host: str, port: int) -> None:
    """Raise `PortError` with advice when nobody may listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError as exc:
            raise PortError(f"{port} is no port; choose one from 1024 to 65535.") from exc
        except OSError as exc:
            if exc.errno == errno.EADDRINUSE:
                raise PortError(
                    f"Port {port} on {host} is taken by another program. Choose another one, "
                    f"with `--port {port + 1}` or, for the demonstration, PORT={port + 1}."
                ) from exc
            raise PortError(f"Port {port} on {host} cannot be used: {exc.strerror}.") from exc


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with our settings instead of a file and a command line of its own."""

    def __init__(self, host: str, port: int, ready: Callable[[], None]) -> None:
        self._bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._ready = ready
        super().__init__()

    def load_config(self) -> None:
        chosen: dict[str, Any] = {
            "bind": self._bind,
            "workers": 1,
            "threads": PAGE_THREADS + settings.SPARQL_WORKERS + WAITING,
            "worker_class": "gthread",
            "timeout": TIMEOUT_S,
            "graceful_timeout": 5,
            "loglevel": "warning",
            "limit_request_line": 8190,
            "when_ready": lambda _server: self._ready(),
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> object:
        from oshmark.web.wsgi import application  # noqa: PLC0415  in the child, after the fork

        return application


def serve(host: str, port: int, ready: Callable[[], None]) -> None:
    """Serve until interrupted; `ready` is called when the first page can be asked for."""
    check_port(host, port)
    connections.close_all()  # a connection to SQLite may not be carried over a fork
    _Server(host, port, ready).run()
