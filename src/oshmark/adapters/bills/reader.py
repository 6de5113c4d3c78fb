# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Strangers' bills of materials, each read in a warm child process, which may crash or be killed without harm."""

from __future__ import annotations

import hashlib
import time
from functools import lru_cache
from pathlib import Path

import msgspec

import oshmark.bom
from oshmark.adapters.bills.answer import READY, REQUEST, RESPONSE
from oshmark.adapters.renewed_child import RenewedChild
from oshmark.adapters.warm_child import WarmChild
from oshmark.bom.limits import MAX_BYTES

TIMEOUT_S = 10.0
TOO_DEAR = "Reading the file takes too much time or memory. Keep the list of parts alone, and save it as CSV."
TOO_LARGE = f"The file has more than {MAX_BYTES >> 20} MB. Keep the list of parts alone, and save it as CSV."


class Answer(msgspec.Struct, frozen=True):
    """Either a bill as bytes (`bom.stored`), or in words why there is none."""

    found: bytes | None
    problem: str = ""


class BillReader(RenewedChild):
    """Reads bills one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    cannot_start = (
        "Bills of materials cannot be read: the process for it does not start. "
        "Look whether python-calamine is installed, and memory is left."
    )

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        super().__init__()
        self._timeout_s = timeout_s

    def read(self, raw: bytes) -> Answer:
        """What is in a file. Raises `StateError` when the process that reads bills cannot be started."""
        if len(raw) > MAX_BYTES:
            return Answer(None, TOO_LARGE)
        try:
            with self._asking() as child:
                return _ask(child, raw, self._timeout_s)
        except (TimeoutError, EOFError, BrokenPipeError):
            return Answer(None, TOO_DEAR)

    def _start(self) -> WarmChild:
        return WarmChild("oshmark.adapters.bills.child", ready=READY)


def _ask(child: WarmChild, raw: bytes, timeout_s: float) -> Answer:
    deadline = time.monotonic() + timeout_s
    child.write(REQUEST.pack(timeout_s, len(raw)) + raw, deadline)
    was_read, length = RESPONSE.unpack(child.read(RESPONSE.size, deadline))
    content = child.read(length, deadline)
    return Answer(content) if was_read else Answer(None, content.decode())


@lru_cache(maxsize=1)
def reader_version() -> str:
    """A digest of the code that reads bills: what an older one has found is read anew."""
    digest = hashlib.sha256()
    for path in sorted(Path(oshmark.bom.__file__).parent.rglob("*")):
        if path.suffix in {".py", ".json", ".txt", ".toml"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:32]
