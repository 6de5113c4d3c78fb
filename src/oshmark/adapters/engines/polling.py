# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""No broker: each worker looks again and again whether there is something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from oshmark.adapters.engines.engine import Stoppable

LOOKS_EVERY_S = 0.5


class Polling:
    """The engine that needs nothing beside the database."""

    def tell(self) -> None:
        """Nobody needs to be told."""

    def serve(self, perform: Callable[[], bool], stop: Stoppable) -> None:
        """Do one job after another; where there is none, look again soon."""
        while not stop.is_asked():
            if not perform():
                stop.pause(LOOKS_EVERY_S)
