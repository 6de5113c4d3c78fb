# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process of ours that waits for work on a pipe and may be killed at any moment: for what a stranger may have written
to crash, to hang, or to want all the memory.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time

READ_BYTES = 1_000_000
INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")


class WarmChild:
    """`python -m MODULE ARGUMENTS…`, which says `ready` when it is."""

    def __init__(self, module: str, *arguments: str, ready: bytes) -> None:
        self._ready = ready
        # The settings of this process, secrets among them, are not the child's business.
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603  our own program, no shell
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise EOFError
        self._input = self._process.stdin.fileno()
        self._output = self._process.stdout.fileno()
        os.set_blocking(self._input, False)
        os.set_blocking(self._output, False)

    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    def wait_ready(self, timeout_s: float) -> None:
        """Wait until it is ready; `TimeoutError` when it takes too long, `EOFError` when it ended."""
        if self.read(len(self._ready), time.monotonic() + timeout_s) != self._ready:
            raise EOFError

    def write(self, content: bytes, deadline: float) -> None:
        """Hand bytes over; `TimeoutError` after the deadline, `BrokenPipeError` when the process died."""
        rest = memoryview(content)
        while rest:
            _wait(deadline, writable=self._input)
            rest = rest[os.write(self._input, rest) :]

    def read(self, size: int, deadline: float) -> bytes:
        """So many bytes of its answer; `TimeoutError` after the deadline, `EOFError` when the process died."""
        content = bytearray()
        while len(content) < size:
            _wait(deadline, readable=self._output)
            part = os.read(self._output, min(size - len(content), READ_BYTES))
            if not part:
                raise EOFError
            content += part
        return bytes(content)

    def kill(self) -> None:
        """End the process, whatever it does, and wait for its end."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()


def _wait(deadline: float, *, readable: int | None = None, writable: int | None = None) -> None:
    """Wait for a pipe; `poll`, because a web process may have descriptors beyond the reach of `select`."""
    poll = select.poll()
    if readable is not None:
        poll.register(readable, select.POLLIN)
    if writable is not None:
        poll.register(writable, select.POLLOUT)
    if not poll.poll(max(0.0, deadline - time.monotonic()) * 1_000):
        raise TimeoutError
