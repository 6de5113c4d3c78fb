# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Several sources in one go: those of different hosts side by side, those of one host after one another.

Each pass keeps what it finds by itself, as if it were a worker of its own; a database that has one writer lets them
write in turn. What a host is asked at once is counted for all of them together.
"""

from __future__ import annotations

import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import msgspec
from django.db import connections

from oshmark.crawl.connectors import CONNECTORS
from oshmark.errors import RefusedError
from oshmark.web.crawling.crawling import place_of, run_source, wanted
from oshmark.web.crawling.hosts import host_of
from oshmark.web.crawling.models import Run, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from oshmark.web.crawling.crawling import Tools

    One = Callable[[Source, Tools], "Came"]

MOST_LANES = 4
"""So many passes at once: more of them wait for the one writer instead of for hosts."""

Came = tuple[Source, Run | RefusedError]
"""A source, with its pass or with the reason why there could be none."""


def run_sources(
    rows: Sequence[Source], tools: Tools, *, base: str = "", most_new: int | None = None, dead: Iterable[str] = ()
) -> Iterator[Came]:
    """Make a pass over each source, and give each as soon as it is made; once the tools say so, no further one begins.

    What stops one of them stops all, and is raised here.
    """
    dead = list(dead)

    def one(row: Source, tools: Tools) -> Came:
        try:
            return row, run_source(row, tools, base=base, most_new=most_new, dead=dead)
        except RefusedError as error:
            return row, error

    lanes = lanes_of(rows, base)
    if len(lanes) > 1:
        yield from _Lanes(lanes, tools, one).run()
        return
    for row in rows:
        if tools.is_stopped():
            return
        yield one(row, tools)


def lanes_of(rows: Iterable[Source], base: str = "") -> list[list[Source]]:
    """The sources by the host that is asked, each in the order in which it was given."""
    lanes: dict[str, list[Source]] = {}
    for row in rows:
        lanes.setdefault(_host(row, base), []).append(row)
    return list(lanes.values())


def _host(row: Source, base: str) -> str:
    """The host that a source is asked at; that of its address where its platform lies anywhere."""
    try:
        source = wanted(row.name)
        place = place_of(CONNECTORS[source.connector], source, row.base, base)
    except RefusedError:
        return ""
    try:
        return host_of(place.api or source.value)
    except ValueError:  # what looks like an address of IPv6, and is none
        return ""


class _Lanes:
    """Threads that each take the next host. They say what came of it to the one that waits, which may end all."""

    def __init__(self, lanes: Sequence[list[Source]], tools: Tools, one: One) -> None:
        self._waiting: SimpleQueue[list[Source]] = SimpleQueue()
        for lane in lanes:
            self._waiting.put(lane)
        self._came: SimpleQueue[Came | BaseException | None] = SimpleQueue()
        self._over = threading.Event()
        self._one = one
        self._tools = msgspec.structs.replace(tools, is_stopped=lambda: self._over.is_set() or tools.is_stopped())
        self._threads = [
            threading.Thread(target=self._work, name=f"crawl-{number}") for number in range(min(len(lanes), MOST_LANES))
        ]

    def run(self) -> Iterator[Came]:
        """What comes of each source, until all threads have ended."""
        for thread in self._threads:
            thread.start()
        try:
            at_work = len(self._threads)
            while at_work:
                said = self._came.get()
                if said is None:
                    at_work -= 1
                elif isinstance(said, BaseException):
                    raise said
                else:
                    yield said
        finally:
            self._over.set()
            for thread in self._threads:
                thread.join()

    def _work(self) -> None:
        try:
            while True:
                self._go(self._waiting.get_nowait())
        except Empty:
            pass
        except BaseException as error:  # noqa: BLE001  it is raised again by who waits
            self._came.put(error)
        finally:
            connections.close_all()
            self._came.put(None)

    def _go(self, lane: Iterable[Source]) -> None:
        for row in lane:
            if self._tools.is_stopped():
                return
            self._came.put(self._one(row, self._tools))
