# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Strangers' bills of materials, each read in a warm child process, which may crash or be killed without harm."""

from __future__ import annotations

import hashlib
import threading
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

import oshmark.bom
from oshmark.adapters.bills.answer import READY, REQUEST, RESPONSE
from oshmark.adapters.warm_child import WarmChild
from oshmark.bom.limits import MAX_BYTES
from oshmark.errors import StateError

if TYPE_CHECKING:
    from types import TracebackType

START_S = 20.0
TIMEOUT_S = 10.0
BILLS_A_CHILD = 200
"""Then a fresh child follows, so that nothing gathers in one."""
TOO_DEAR = "Reading the file takes too much time or memory. Keep the list of parts alone, and save it as CSV."
TOO_LARGE = f"The file has more than {MAX_BYTES >> 20} MB. Keep the list of parts alone, and save it as CSV."


class Answer(msgspec.Struct, frozen=True):
    """Either a bill as bytes (`bom.stored`), or in words why there is none."""

    found: bytes | None
    problem: str = ""


class BillReader:
    """Reads bills one at a time; threads may share one and wait in line. `close` it, or use it in a `with`."""

    def __init__(self, timeout_s: float = TIMEOUT_S) -> None:
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._child: WarmChild | None = None
        self._asked = 0

    def read(self, raw: bytes) -> Answer:
        """What is in a file. Raises `StateError` when the process that reads bills cannot be started."""
        if len(raw) > MAX_BYTES:
            return Answer(None, TOO_LARGE)
        with self._lock:
            child = self._ready_child()
            try:
                return _ask(child, raw, self._timeout_s)
            except (TimeoutError, EOFError, BrokenPipeError):
                self._drop()
                return Answer(None, TOO_DEAR)
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
        if self._child is not None and self._child.alive() and self._asked <= BILLS_A_CHILD:
            return self._child
        self._drop()
        self._child = WarmChild("oshmark.adapters.bills.child", ready=READY)
        self._asked = 1
        try:
            self._child.wait_ready(START_S)
        except (TimeoutError, EOFError) as exc:
            self._drop()
            message = "Bills of materials cannot be read: the process for it does not start."
            raise StateError(f"{message} Look whether python-calamine is installed, and memory is left.") from exc
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


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
