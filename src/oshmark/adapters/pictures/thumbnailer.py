# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thumbnails of strangers' pictures, each read in a warm child process, which may crash or be killed without harm."""

from __future__ import annotations

import time

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
from oshmark.adapters.renewed_child import RenewedChild
from oshmark.adapters.warm_child import WarmChild

TIMEOUT_S = 15.0


class Thumbnailer(RenewedChild):
    """Makes thumbnails one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    cannot_start = (
        "Pictures cannot be read: the process for it does not start. "
        "Look whether Pillow and resvg_py are installed, and memory is left."
    )

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__()
        self._timeout_s = timeout_s

    def thumbnails(self, raw: bytes, *, large: bool = False) -> tuple[Thumbnail, ...] | Why:
        """A thumbnail for each width, the largest first, or why there is none; `large`: with one of `LARGE_WIDTH`.

        Raises `StateError` when the process that reads pictures cannot be started.
        """
        if len(raw) > MAX_SOURCE_BYTES:
            return Why.TOO_LARGE
        try:
            with self._asking() as child:
                return _ask(child, raw, self._timeout_s, large=large)
        except (TimeoutError, EOFError, BrokenPipeError):
            return Why.TOO_DEAR

    def _start(self) -> WarmChild:
        return WarmChild("oshmark.adapters.pictures.child", ready=READY)


def _ask(child: WarmChild, raw: bytes, timeout_s: float, *, large: bool) -> tuple[Thumbnail, ...] | Why:
    deadline = time.monotonic() + timeout_s
    child.write(REQUEST.pack(timeout_s, large, len(raw)) + raw, deadline)
    [length] = RESPONSE.unpack(child.read(RESPONSE.size, deadline))
    said = msgspec.json.decode(child.read(length, deadline), type=Answer)
    if said.why is not None:
        return said.why
    return tuple(
        Thumbnail(size.name, size.width, size.height, child.read(size.length, deadline)) for size in said.sizes
    )
