# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The smallest loop that a connector can be driven by: breadth first, one request after another, nothing kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from http.client import HTTPConnection, IncompleteRead  # noqa: TID251 a client of the tests, that hides nothing
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from oshmark.crawl.connector import SchemaError, TooMuchError
from oshmark.crawl.exchange import Request, Response
from oshmark.crawl.harvest import Harvest, together

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.crawl.connector import Connector
    from oshmark.crawl.harvest import Found
    from oshmark.crawl.place import Place
    from oshmark.crawl.task import Task

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
MOST_TASKS = 100_000
REDIRECTS = frozenset({301, 302, 307, 308})
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass
class Run:
    """What happened: everything harvested, each exchange, what was refused, and what could not be read."""

    tells_gone: tuple[str, ...] = ()
    harvest: Harvest = field(default_factory=Harvest)
    exchanges: list[tuple[list[Task], Request, Response]] = field(default_factory=list)
    refused: list[tuple[list[Task], int]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def manifests(self) -> dict[str, dict[str, bytes]]:
        """Each manifest by its repository and path."""
        result: dict[str, dict[str, bytes]] = {}
        for one in self.harvest.found:
            assert one.path not in result.setdefault(one.repository, {}), f"{one.path} was found twice"
            result[one.repository][one.path] = one.raw
        return result

    @property
    def states(self) -> dict[str, str]:
        return {one.repository: one.state for one in self.harvest.sightings}

    @property
    def gone(self) -> set[str]:
        """What the platform says is not there, or answers 404 for, asked about one repository."""
        missing = [tasks[0] for tasks, status in self.refused if status in GONE]
        telling = [one for one in missing if not self.tells_gone or one.kind in self.tells_gone]
        return {*self.harvest.gone, *(str(one.args["repository"]) for one in telling if "repository" in one.args)}

    def found(self, name: str) -> Found:
        (one,) = [one for one in self.harvest.found if one.path == name]
        return one


def drive(connector: Connector, tasks: Iterable[Task], place: Place, *, known: dict[str, str] | None = None) -> Run:
    """Do tasks, and those that they lead to; of a repository in a `known` state no more than that it is there."""
    run, harvests, seen = Run(connector.tells_gone), [], set[str]()
    waiting: dict[str, list[Task]] = {}
    queue = list(tasks)
    limits = dict(connector.together)
    while queue or waiting:
        for task in queue:
            if task.key not in seen:
                seen.add(task.key)
                waiting.setdefault(task.kind, []).append(task)
        assert len(seen) < MOST_TASKS, "it does not end"
        if not waiting:  # all of it was asked before
            break
        # What is asked one by one comes first, so that what is asked together comes in full numbers.
        kind = min(waiting, key=lambda one: connector.together.get(one, 1))
        size = limits.get(kind, 1)
        batch, rest = waiting[kind][:size], waiting.pop(kind)[size:]
        if rest:
            waiting[kind] = rest
        try:
            harvest = _do(connector, batch, place, run)
        except TooMuchError:
            limits[kind] = size // 2
            waiting[kind] = [*batch, *waiting.get(kind, [])]
            queue = []
            continue
        harvests.append(harvest)
        changed = [one for one in harvest.sightings if (known or {}).get(one.repository) != one.state]
        queue = [*harvest.tasks, *(task for one in changed for task in one.then)]
    run.harvest = together(harvests)
    return run


def _do(connector: Connector, batch: list[Task], place: Place, run: Run) -> Harvest:
    request = connector.ask(batch, place)
    response = fetch(request)
    if response.status != HTTPStatus.OK:
        run.refused.append((batch, response.status))
        return Harvest()
    run.exchanges.append((batch, request, response))
    try:
        return connector.parse(batch, response, place)
    except SchemaError as error:
        run.unread.append(str(error))
        return Harvest()


def fetch(request: Request, headers: dict[str, str] | None = None) -> Response:
    """Ask, and follow redirects."""
    url, redirects = request.url, list[tuple[str, int]]()
    sent = {**request.headers, **(headers or {})}
    while True:
        parts = urlsplit(url)
        connection = HTTPConnection(parts.netloc, timeout=20)
        try:
            connection.request(request.method, f"{parts.path}?{parts.query}".rstrip("?"), request.body, sent)
            answer = connection.getresponse()
            body = answer.read()
            got = {name.lower(): value for name, value in answer.getheaders()}
        except IncompleteRead as cut:
            body, got = cut.partial, {}
        finally:
            connection.close()
        if answer.status not in REDIRECTS:
            return Response(url, answer.status, got, body, NOW, tuple(redirects))
        redirects.append((url, answer.status))
        assert len(redirects) < 10, "redirects that do not end"
        url = urljoin(url, got["location"])
