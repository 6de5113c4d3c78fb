# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Strangers' archives, tables and documents, each looked into by a warm child process, which may crash or be killed
without harm."""

from __future__ import annotations

import hashlib
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.opening.answer import (
    MAX_SOURCE_BYTES,
    READY,
    REQUEST,
    RESPONSE,
    Found,
    Refused,
    What,
    Why,
)
from oshmark.adapters.renewed_child import RenewedChild
from oshmark.adapters.warm_child import WarmChild

if TYPE_CHECKING:
    from collections.abc import Iterable

TIMEOUT_S = 20.0


class Opener(RenewedChild):
    """Looks into files one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    cannot_start = (
        "Files cannot be looked into: the process for it does not start. "
        "Look whether python-calamine is installed, and memory is left."
    )

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__()
        self._timeout_s = timeout_s

    def open(self, what: What, pieces: Iterable[bytes], size: int) -> Found:
        """What is in a file of `size` bytes. Raises `StateError` when the process for it cannot be started."""
        if size > MAX_SOURCE_BYTES:
            return Refused(Why.TOO_LARGE)
        try:
            with self._asking() as child:
                return _ask(child, what, pieces, size, self._timeout_s)
        except (TimeoutError, EOFError, BrokenPipeError):
            return Refused(Why.TOO_DEAR)

    def _start(self) -> WarmChild:
        return WarmChild("oshmark.adapters.opening.child", ready=READY)


def _ask(child: WarmChild, what: What, pieces: Iterable[bytes], size: int, timeout_s: float) -> Found:
    deadline = time.monotonic() + timeout_s
    child.write(REQUEST.pack(timeout_s, what.value, size), deadline)
    sent = 0
    for piece in pieces:
        child.write(piece, deadline)
        sent += len(piece)
    if sent != size:
        raise EOFError
    [length] = RESPONSE.unpack(child.read(RESPONSE.size, deadline))
    found: Found = msgspec.json.decode(child.read(length, deadline), type=Found)
    return found


@lru_cache(maxsize=1)
def opener_version() -> str:
    """A digest of the code that looks into files: what an older one has found is looked for anew."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
