# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the readers of strangers' files have in common: one warm child, which a fresh one follows now and then."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Self

from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from oshmark.adapters.warm_child import WarmChild

START_S = 20.0
QUESTIONS_A_CHILD = 200
"""Then a fresh child follows, so that nothing gathers in one."""


class RenewedChild(ABC):
    """Has one child, asked by one thread at a time; the others wait in line. `close` it, or use it in a `with`.

    `cannot_start` says what is missing where no child comes up.
    """

    cannot_start: ClassVar[str]

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: WarmChild | None = None
        self._asked = 0

    @abstractmethod
    def _start(self) -> WarmChild:
        """A new child, which need not be ready yet."""

    @contextmanager
    def _asking(self) -> Iterator[WarmChild]:
        """The child, for one question. Raises `StateError` where it cannot be started.

        Whatever is raised meanwhile ends the child: what comes next from it would be the answer to another question.
        """
        with self._lock:
            child = self._ready_child()
            try:
                yield child
            except BaseException:
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
        if self._child is not None and self._child.alive() and self._asked <= QUESTIONS_A_CHILD:
            return self._child
        self._drop()
        self._child = self._start()
        self._asked = 1
        try:
            self._child.wait_ready(START_S)
        except (TimeoutError, EOFError) as exc:
            self._drop()
            raise StateError(self.cannot_start) from exc
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None
