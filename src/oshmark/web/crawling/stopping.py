# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ending when asked to: what is under way is brought to its end, and nothing new is begun."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

INTERRUPTED = 130
"""The exit code after Ctrl-C, by which a shell stops what would have come next. Ending on SIGTERM is no failure."""


class Stop:
    """Whether, and by which signal, this process was asked to end."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self.exit_code = 0

    def is_asked(self) -> bool:
        """Whether to come to an end."""
        return self._asked.is_set()

    def pause(self, seconds: float) -> None:
        """Wait so long, or until this process is asked to end."""
        self._asked.wait(seconds)

    def ask(self, number: int, _frame: FrameType | None) -> None:
        """A signal came; a second Ctrl-C ends the process at once, which loses nothing but time."""
        if number == signal.SIGINT:
            self.exit_code = INTERRUPTED
            signal.signal(signal.SIGINT, signal.default_int_handler)
        self._asked.set()


@contextmanager
def stoppable() -> Iterator[Stop]:
    """Within the block, SIGTERM and Ctrl-C only ask to end. For the main thread of a command."""
    stop = Stop()
    before = {number: signal.signal(number, stop.ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
