# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""oshmark rebuild: make every table of the library anew from its payloads and its event log."""

from __future__ import annotations

from typing import Any

from oshmark.web import instance
from oshmark.web.log.rooms import rebuild_all
from oshmark.web.noun import Noun


class Command(Noun):
    """The noun `rebuild`."""

    help = "Make every table of the library anew from its payloads and its event log, all or nothing."

    def run(self, options: dict[str, Any]) -> int:
        """Rebuild, and say from how many events."""
        del options
        instance.ensure_database()
        count = rebuild_all()["library"]
        self.stdout.write(f"The library was made anew from {count} {'event' if count == 1 else 'events'}.")
        return 0
