# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark serve: show the library in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oshmark.web import instance
from oshmark.web.noun import Noun
from oshmark.web.operations.demo.bodies import close_logins
from oshmark.web.operations.demo_producer import close_login, is_loopback
from oshmark.web.operations.server import serve

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(Noun):
    """The noun `serve`."""

    help = "Show the library in a browser, on this machine only unless --host says otherwise."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
        parser.add_argument("--port", default=8000, type=int, help="the port to listen on (default: 8000)")

    def run(self, options: dict[str, Any]) -> int:
        """Serve until Ctrl-C."""
        host, port = options["host"], options["port"]
        instance.ensure_database()
        if not is_loopback(host):
            close_login()
            close_logins()
        serve(host, port, lambda: self._say(f"The library is on http://{host}:{port} (stop with Ctrl-C)."))
        return 0

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()  # whoever waits for it may be at the end of a pipe
