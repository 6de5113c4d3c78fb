# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The port to what brings jobs to workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from oshmark.errors import OshmarkError

if TYPE_CHECKING:
    from collections.abc import Callable


class EngineError(OshmarkError):
    """The broker cannot be reached, or says no."""

    retry_helps = True


class Stoppable(Protocol):
    """Whether this process was asked to end."""

    def is_asked(self) -> bool:
        """Whether to come to an end."""

    def pause(self, seconds: float) -> None:
        """Wait so long, or until this process is asked to end."""


class Engine(Protocol):
    """Which job is done, and what came of it, is never the business of an engine: it only has workers look."""

    def tell(self) -> None:
        """Say that there is a job, to one worker that is free; raises `EngineError`."""

    def serve(self, perform: Callable[[], bool], stop: Stoppable) -> None:
        """Be a worker until `stop` is asked for: call `perform`, which does one job, whenever there may be one. It says
        whether there was one."""
