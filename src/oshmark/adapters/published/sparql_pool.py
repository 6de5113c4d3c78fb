# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A few warm workers for SPARQL, so that a quick query does not wait behind a slow one."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING, Self

from oshmark.adapters.published.sparql import QueryResult, SparqlWorker, check
from oshmark.errors import QueryTimeoutError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

WORKERS = 2
WAITING = 4
"""How many queries may wait for a worker; the others are refused at once."""
WAIT_S = 3.0
"""How long a query waits for a worker; its own time limit begins when it has one."""


class _Turn:
    """A place in the line; `came` is set when `worker` is there."""

    def __init__(self) -> None:
        self.came = threading.Event()
        self.worker: SparqlWorker | None = None


class SparqlPool:
    """Answers as many queries at once as it has workers; who comes first is served first. Threads may share one.

    `close` it, or use it in a `with`.
    """

    def __init__(self, root: Path, *, workers: int = WORKERS, waiting: int = WAITING, wait_s: float = WAIT_S) -> None:
        self._workers = tuple(SparqlWorker(root) for _ in range(workers))
        self._idle = deque(self._workers)
        self._line: deque[_Turn] = deque()
        self._lock = threading.Lock()
        self._warm_for: int | None = None
        self._warming: threading.Thread | None = None
        self._waiting = waiting
        self._wait_s = wait_s

    def query(self, text: str, *, accept: str, timeout_s: float = 10.0, max_bytes: int = 50_000_000) -> QueryResult:
        """Run a query, as `SparqlWorker.query` does; `QueryTimeoutError` also when all workers stay busy."""
        check(text, accept)  # what is refused needs no worker
        worker = self._take()
        try:
            result = worker.run(text, accept=accept, timeout_s=timeout_s, max_bytes=max_bytes)
        finally:
            self._give_back(worker)
        if result.generation != self._warm_for:
            self._warm_up(result.generation)
        return result

    def close(self) -> None:
        """End the workers, each when it has finished its query."""
        with self._lock:
            warming = self._warming
        if warming is not None:
            warming.join()
        for worker in self._workers:
            worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _warm_up(self, generation: int) -> None:
        """Start the others beside, so that the first query that needs one finds it ready."""
        with self._lock:
            if self._warm_for == generation:
                return
            self._warm_for = generation
            self._warming = threading.Thread(target=self._warm_up_all, daemon=True)
            self._warming.start()

    def _warm_up_all(self) -> None:
        for worker in self._workers:
            worker.warm_up()

    def _take(self) -> SparqlWorker:
        """An idle worker, or the next one that is given back when everybody before us has had one."""
        with self._lock:
            if self._idle:
                # The one that answered last: what it needs is still in the caches of the processor.
                return self._idle.pop()
            if len(self._line) >= self._waiting:
                raise _all_busy()
            turn = _Turn()
            self._line.append(turn)
        try:
            turn.came.wait(self._wait_s)
        finally:
            worker = self._leave_line(turn)
        if worker is None:
            raise _all_busy()
        return worker

    def _leave_line(self, turn: _Turn) -> SparqlWorker | None:
        with self._lock:
            if turn.worker is None:
                self._line.remove(turn)
            return turn.worker

    def _give_back(self, worker: SparqlWorker) -> None:
        with self._lock:
            if self._line:
                turn = self._line.popleft()
                turn.worker = worker
                turn.came.set()
            else:
                self._idle.append(worker)


def _all_busy() -> QueryTimeoutError:
    return QueryTimeoutError("Other queries are still running. Try again in a moment.")
