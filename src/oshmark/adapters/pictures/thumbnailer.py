# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thumbnails of strangers' pictures, each read in a warm child process, which may crash or be killed without harm."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Self

import msgspec

from oshmark.adapters.pictures.answer import (
    MAX_SOURCE_BYTES,
    READY,
    REQUEST,
    RESPONSE,
    Answer,
    Thumbnail,
    Why,
)
from oshmark.adapters.warm_child import WarmChild
from oshmark.errors import StateError

if TYPE_CHECKING:
    from types import TracebackType

START_S = 20.0
TIMEOUT_S = 15.0
PICTURES_A_CHILD = 200
"""Then a fresh child follows, so that nothing gathers in one."""


class Thumbnailer:
    """Makes thumbnails one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._child: WarmChild | None = None
        self._asked = 0

    def thumbnails(self, raw: bytes) -> tuple[Thumbnail, ...] | Why:
        """A thumbnail for each width, the largest first, or why there is none.

        Raises `StateError` when the process that reads pictures cannot be started.
        """
        if len(raw) > MAX_SOURCE_BYTES:
            return Why.TOO_LARGE
        with self._lock:
            child = self._ready_child()
            try:
                return _ask(child, raw, self._timeout_s)
            except (TimeoutError, EOFError, BrokenPipeError):
                self._drop()
                return Why.TOO_DEAR
            except BaseException:
                # Interrupted half-way: what comes next from this child would be the answer to another question.
                self._drop()
                raise

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ready_child(self) -> WarmChild:
        self._asked += 1
        if self._child is not None and self._child.alive() and self._asked <= PICTURES_A_CHILD:
            return self._child
        self._drop()
        self._child = WarmChild("oshmark.adapters.pictures.child", ready=READY)
        self._asked = 1
        try:
            self._child.wait_ready(START_S)
        except (TimeoutError, EOFError) as exc:
            self._drop()
            message = "Pictures cannot be read: the process for it does not start."
            raise StateError(f"{message} Look whether Pillow and resvg_py are installed, and memory is left.") from exc
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


def _ask(child: WarmChild, raw: bytes, timeout_s: float) -> tuple[Thumbnail, ...] | Why:
    deadline = time.monotonic() + timeout_s
    child.write(REQUEST.pack(timeout_s, len(raw)) + raw, deadline)
    [length] = RESPONSE.unpack(child.read(RESPONSE.size, deadline))
    said = msgspec.json.decode(child.read(length, deadline), type=Answer)
    if said.why is not None:
        return said.why
    return tuple(
        Thumbnail(size.name, size.width, size.height, child.read(size.length, deadline)) for size in said.sizes
    )
