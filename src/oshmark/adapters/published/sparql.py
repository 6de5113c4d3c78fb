# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ask the current generation in SPARQL, behind a fence: reading only, bounded in time, memory and size.

Each query is parsed, run and written out in a warm child process, which may crash or be killed without harm.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from enum import Enum
from typing import TYPE_CHECKING, Self

import msgspec

from oshmark.adapters.published.generation import POINTER, current
from oshmark.adapters.published.sparql_child import READY, REQUEST, RESPONSE, Answer
from oshmark.adapters.published.sparql_fence import check_query
from oshmark.adapters.warm_child import WarmChild
from oshmark.errors import QueryError, QueryRefusedError, QueryTimeoutError, StateError

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

MEDIA_TYPES = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "nt": "application/n-triples",
    "ttl": "text/turtle; charset=utf-8",
}
START_S = 10.0
"""How long a child may take to open the store."""


class QueryKind(Enum):
    """What a result is: rows of SELECT, yes or no of ASK, the triples of CONSTRUCT and DESCRIBE."""

    SOLUTIONS = "solutions"
    BOOLEAN = "boolean"
    GRAPH = "graph"


class QueryResult(msgspec.Struct, frozen=True):
    """The answer to a query, written out. `generation` is the number of the one that was asked."""

    kind: QueryKind
    media_type: str
    body: bytes
    generation: int


_KINDS = {
    Answer.SOLUTIONS: QueryKind.SOLUTIONS,
    Answer.BOOLEAN: QueryKind.BOOLEAN,
    Answer.GRAPH: QueryKind.GRAPH,
}


class SparqlWorker:
    """Answers queries one at a time; threads may share one and wait in line within their time limit.

    It follows the pointer to the current generation by itself. `close` it, or use it in a `with`.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._child: _Child | None = None

    def query(self, text: str, *, accept: str, timeout_s: float = 10.0, max_bytes: int = 50_000_000) -> QueryResult:
        """Run a query. `accept` is `json`, `xml`, `csv` or `tsv` for SELECT and ASK, `nt` or `ttl` for the others.

        All graphs together are the default graph. `QueryRefusedError` says what is wrong with the query,
        `QueryTimeoutError` that it took too long, `QueryError` that it took too much memory or broke down.
        """
        check(text, accept)
        return self.run(text, accept=accept, timeout_s=timeout_s, max_bytes=max_bytes)

    def run(self, text: str, *, accept: str, timeout_s: float, max_bytes: int) -> QueryResult:
        """Run a query that has passed `check`."""
        deadline = time.monotonic() + timeout_s
        if not self._lock.acquire(timeout=timeout_s):
            raise QueryTimeoutError("Other queries are still running. Try again in a moment.")
        try:
            return self._ask(text, accept, deadline, timeout_s, max_bytes)
        finally:
            self._lock.release()

    def warm_up(self) -> None:
        """Start the child, if nothing else is to be done; where it cannot start, the next query will say so."""
        if self._lock.acquire(blocking=False):
            try:
                with suppress(QueryError, StateError):
                    self._ready_child()
            finally:
                self._lock.release()

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

    def _ask(self, text: str, accept: str, deadline: float, timeout_s: float, max_bytes: int) -> QueryResult:
        child = self._ready_child()
        try:
            kind, body = child.ask(text, accept, deadline=deadline, timeout_s=timeout_s, max_bytes=max_bytes)
        except TimeoutError as exc:
            self._drop()
            message = f"The query was stopped after {timeout_s:g} seconds. Ask for less: name a graph or a subject,"
            raise QueryTimeoutError(f"{message} or add a LIMIT.") from exc
        except (EOFError, BrokenPipeError) as exc:
            self._drop()
            message = "The query was stopped because it used too much memory or broke the query engine."
            raise QueryError(f"{message} Ask for less, or in a simpler way.") from exc
        except BaseException:
            # Interrupted half-way: what comes next from this child would be the answer to another question.
            self._drop()
            raise
        return _result(kind, body, accept, child.generation, max_bytes)

    def _ready_child(self) -> _Child:
        stamp = _stamp(self._root)
        if self._child is not None and self._child.stamp == stamp and self._child.alive():
            return self._child
        self._drop()
        generation = current(self._root)
        if generation is None:
            raise QueryError("Nothing has been published yet, so there is nothing to ask.")
        self._child = _Child(generation.store, generation.number, stamp)
        try:
            self._child.wait_ready(START_S)
        except (TimeoutError, EOFError) as exc:
            self._drop()
            raise QueryError("The query engine could not open the published data. Try again later.") from exc
        return self._child

    def _drop(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child = None


def check(text: str, accept: str) -> None:
    """Raise `QueryRefusedError` for a query that may not be run, or a format that there is not."""
    if accept not in MEDIA_TYPES:
        raise QueryRefusedError(f"There is no format {accept[:40]!r}. Use one of: {', '.join(MEDIA_TYPES)}.")
    check_query(text)


def _stamp(root: Path) -> tuple[int, ...]:
    try:
        status = (root / POINTER).stat()
    except FileNotFoundError:
        return ()
    return (status.st_ino, status.st_mtime_ns)


def _result(kind: Answer, body: bytes, accept: str, generation: int, max_bytes: int) -> QueryResult:
    text = body.decode("utf-8", "replace")[:1_000]
    match kind:
        case Answer.SOLUTIONS | Answer.BOOLEAN | Answer.GRAPH:
            return QueryResult(kind=_KINDS[kind], media_type=MEDIA_TYPES[accept], body=body, generation=generation)
        case Answer.NO_QUERY:
            raise QueryRefusedError(f"This is not a SPARQL query: {text}.")
        case Answer.WRONG_FORMAT:
            raise QueryRefusedError(f"This query cannot be answered as {accept}. Use one of: {text}.")
        case Answer.TOO_LARGE:
            raise QueryError(f"The answer is larger than {max_bytes:,} bytes. Add a LIMIT, or take the dumps.")
        case Answer.FAILED:
            raise QueryError(f"The query could not be answered: {text}.")


class _Child(WarmChild):
    """The process with the store of one generation open."""

    def __init__(self, store: Path, generation: int, stamp: tuple[int, ...]) -> None:
        super().__init__("oshmark.adapters.published.sparql_child", str(store), ready=READY)
        self.generation = generation
        self.stamp = stamp

    def ask(self, text: str, accept: str, *, deadline: float, timeout_s: float, max_bytes: int) -> tuple[Answer, bytes]:
        """Hand a query over and wait for its answer; `TimeoutError` after the deadline, `EOFError` when it died."""
        content = text.encode("utf-8", "replace")
        self.write(REQUEST.pack(accept.encode(), timeout_s, max_bytes, len(content)) + content, deadline)
        kind, length = RESPONSE.unpack(self.read(RESPONSE.size, deadline))
        return Answer(kind), self.read(length, deadline)
