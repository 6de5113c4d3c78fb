# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark demo: a library with made-up hardware, on this machine only."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

import oshmark
from oshmark.adapters import clock
from oshmark.errors import OshmarkError
from oshmark.web import instance
from oshmark.web.audit.checkpoints import sign_checkpoint
from oshmark.web.library import gathering, pictures, publishing
from oshmark.web.library.local_pictures import add_with_pictures
from oshmark.web.noun import Noun
from oshmark.web.operations import demo_producer
from oshmark.web.operations.demo import bodies as demo_bodies
from oshmark.web.operations.server import check_port

if TYPE_CHECKING:
    from datetime import datetime

HOST = "127.0.0.1"
LAST_PORT = 65535
_PORT = re.compile(r"[1-9][0-9]{0,4}")


class Command(Noun):
    """The noun `demo`."""

    help = (
        "Load the sample modules, publish them and serve the library on http://127.0.0.1:8000.\n"
        "The environment variable PORT chooses another port."
    )

    def run(self, options: dict[str, Any]) -> int:
        """Everything from an empty folder to a page in the browser; a second time only what has changed."""
        del options
        port = _port()
        check_port(HOST, port)
        instance.ensure_database()
        now = clock.now()
        added = self._load(demo_bodies.begins(now))
        login = demo_producer.open_login(now=clock.now())
        label = demo_producer.label_of_printer(samples(), now=clock.now())
        demo_bodies.found_bodies(now)
        logins = demo_bodies.open_logins()
        made = publishing.publish_library(publishing.publisher(), now=clock.now())
        sign_checkpoint(now=clock.now())
        self.stdout.write(
            f"{added} sample manifests read; generation {made.number} holds {made.counts.releases} releases."
        )
        self.stdout.write(f"The sample printer has a label: /C/{label.number}")
        self.stdout.write(f"Sign in as its producer on /account/sign-in: {login.email}, password {login.password}")
        self.stdout.write(f"This is a demonstration; its data lies in {settings.HOME}.")
        self.stdout.write("\n".join(logins))
        self.stdout.flush()
        _serve_afresh(port)
        return 0

    def _load(self, now: datetime) -> int:
        found = gathering.gather([samples()], now=now, unread=[])
        keeper = pictures.keeper()
        # The repositories of the samples are nowhere but here, so that nothing of them could be had later on.
        return len(add_with_pictures(found, keeper=keeper, actor="demonstration", now=now, everything=True).results)


def samples() -> Path:
    """The sample modules: beside the code in an installed package, at the top of the project in a clone."""
    package = Path(oshmark.__file__).parent
    inside = package / "samples"
    return inside if inside.is_dir() else package.parents[1] / "samples"


def _serve_afresh(port: int) -> None:
    """Become `oshmark serve`. Publishing has started threads of the store and the index in this process; a server that
    forked from it would have their locks without them, and would hang at its end."""
    arguments = ["serve", "--host", HOST, "--port", str(port)]
    os.execv(sys.executable, [sys.executable, "-m", "oshmark", *arguments])  # noqa: S606  our own program, no shell


def _port() -> int:
    text = os.environ.get("PORT", "8000")
    if not _PORT.fullmatch(text) or int(text) > LAST_PORT:
        raise OshmarkError(f"PORT is “{text}”; write a number such as 8000.")
    return int(text)
