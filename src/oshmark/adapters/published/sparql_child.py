# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that runs SPARQL: `python -m oshmark.adapters.published.sparql_child STORE`.

It reads questions from its standard input and writes answers to its standard output, until the input ends. It may
crash or be killed at any moment: the parser gives way under deep nesting, and a query may want all the memory.
A question is `REQUEST`, then the text; an answer is `RESPONSE`, then the body.
"""

from __future__ import annotations

import math
import os
import resource
import signal
import struct
import sys
from enum import IntEnum
from pathlib import Path
from typing import IO, cast

from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, Store

from oshmark.adapters.fence import refuse_sockets

REQUEST = struct.Struct("!4sdII")
"""Name of the format, time limit in seconds, most bytes of the answer, bytes of the text."""
RESPONSE = struct.Struct("!BI")
"""An `Answer`, bytes of the body."""

READY = b"oshmark-sparql-1\n"
MEMORY_BYTES = 1_536 * 1024 * 1024
OPENED_FILES = 16
"""RocksDB opens so many files of a part of the store with it, and the others when a query needs them."""

SOLUTIONS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {"nt": RdfFormat.N_TRIPLES, "ttl": RdfFormat.TURTLE}


class Answer(IntEnum):
    """What the body of a response is: a result of one of three kinds, or a message about why there is none."""

    SOLUTIONS = 0
    BOOLEAN = 1
    GRAPH = 2
    NO_QUERY = 3
    WRONG_FORMAT = 4
    TOO_LARGE = 5
    FAILED = 6


class _TooLargeError(Exception):
    pass


class _Body:
    """A file that holds the answer, up to a size."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._parts: list[bytes] = []
        self._size = 0

    def write(self, part: bytes) -> int:
        self._size += len(part)
        if self._size > self._most:
            raise _TooLargeError
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass

    def content(self) -> bytes:
        return b"".join(self._parts)


def main(store_path: str) -> None:
    """Open the store, lock the door, and answer until nobody asks any more."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    store = Store.read_only(store_path)
    lock_door(Path(store_path))
    answers.write(READY)
    answers.flush()
    while len(head := questions.read(REQUEST.size)) == REQUEST.size:
        name, timeout_s, most, length = REQUEST.unpack(head)
        # If the asker dies it cannot stop us; the alarm's default is to end the process, wherever it is.
        signal.alarm(math.ceil(timeout_s) + 2)
        kind, body = answer(store, questions.read(length).decode("utf-8"), name.rstrip(b"\0").decode(), most)
        signal.alarm(0)
        answers.write(RESPONSE.pack(kind, len(body)))
        answers.write(body)
        answers.flush()


def answer(store: Store, text: str, wanted: str, most: int) -> tuple[Answer, bytes]:
    """Run one query and write its result in the wanted format."""
    body = _Body(most)
    try:
        kind = _run(store, text, wanted, body)
    except SyntaxError as exc:
        return Answer.NO_QUERY, str(exc).encode()
    except _TooLargeError:
        return Answer.TOO_LARGE, b""
    except OSError:
        # Its text would name files of this machine.
        return Answer.FAILED, b"the data could not be read"
    except (RuntimeError, ValueError, MemoryError) as exc:
        return Answer.FAILED, str(exc).encode()
    return kind, body.content()


def _run(store: Store, text: str, wanted: str, body: _Body) -> Answer:
    result = store.query(text, use_default_graph_as_union=True)
    file = cast("IO[bytes]", body)
    formats = GRAPHS if isinstance(result, QueryTriples) else SOLUTIONS
    if wanted not in formats:
        body.write(", ".join(formats).encode())
        return Answer.WRONG_FORMAT
    if isinstance(result, QueryTriples):
        result.serialize(file, GRAPHS[wanted])
        return Answer.GRAPH
    result.serialize(file, SOLUTIONS[wanted])
    return Answer.BOOLEAN if isinstance(result, QueryBoolean) else Answer.SOLUTIONS


def lock_door(store: Path) -> None:
    """Let this process open no socket from now on, should a call to another server get past the fence.

    Where the store has few files, all are open and no further descriptor is needed. Else the kernel refuses sockets
    alone. On a system that has neither, the fence stands alone.
    """
    if len(list(store.glob("*.sst"))) <= OPENED_FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    refuse_sockets()


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)  # nothing is left to tidy, and the store's threads need not be waited for
