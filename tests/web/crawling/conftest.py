# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small platform in memory, asked through the port: what the engine does can be seen request by request."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from oshmark.adapters.blobs import Blobs
from oshmark.crawl.connector import Connector, SchemaError
from oshmark.crawl.connectors import CONNECTORS
from oshmark.crawl.exchange import JSON_TYPES, Known, NoResponse, Request, Response
from oshmark.crawl.harvest import Fault, Found, Harvest, Listing, Moved, Sighting
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source, Task
from oshmark.web.crawling.crawling import Tools, add_source, run_source
from oshmark.web.crawling.models import Run
from oshmark.web.crawling.models import Source as Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
WEB, API = "https://forge.example.org", "https://api.forge.example.org"
PAGE = 3


def begin(source: Source, _place: Place) -> tuple[Task, ...]:
    return (Task("page", {"number": 0}),)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    first = tasks[0]
    if first.kind == "page":
        url = f"{place.api}/repositories?page={first.args['number']}"
        return Request(url, accepts=JSON_TYPES, conditional=False)
    if first.kind == "content":
        wanted = [task.args["path"] for task in tasks]
        return Request(f"{place.api}/contents", "POST", body=json.dumps(wanted).encode(), accepts=JSON_TYPES)
    return Request(f"{place.api}/{first.kind}/{first.args['name']}", accepts=JSON_TYPES)


def parse(tasks: Sequence[Task], response: Response, _place: Place) -> Harvest:
    try:
        body = json.loads(response.body)
    except ValueError as exc:
        raise SchemaError("JSON was looked for.") from exc
    first = tasks[0]
    if first.kind == "page":
        following = (Task("page", {"number": first.args["number"] + 1}),) if body["more"] else ()
        return Harvest(tasks=following, sightings=tuple(_sighting(name, state) for name, state in body["repositories"]))
    if first.kind == "state":
        if "moved" in body:
            return Harvest(moved=(Moved(f"{WEB}/{first.args['name']}", f"{WEB}/{body['moved']}"),))
        return Harvest(sightings=(_sighting(first.args["name"], body["state"]),))
    if first.kind == "tree":
        name, state = first.args["name"], body["state"]
        url = f"{WEB}/{name}/raw/{state}/{{path}}"
        listing = Listing(f"{WEB}/{name}", state, tuple(body["paths"]), url)
        manifests = [path for path in body["paths"] if "okh" in path]
        return Harvest(
            tasks=tuple(Task("content", {"path": f"{name}/{path}", "state": state}) for path in manifests),
            listings=(listing,),
        )
    return Harvest(
        found=tuple(_found(task, text) for task, text in zip(tasks, body, strict=True) if text is not None),
        faults=tuple(Fault(t.args["path"], "is no text") for t, text in zip(tasks, body, strict=True) if text is None),
    )


def _sighting(name: str, state: str) -> Sighting:
    return Sighting(f"{WEB}/{name}", state, (Task("tree", {"name": name, "state": state}),))


def _found(task: Task, text: str) -> Found:
    owner, repository, path = task.args["path"].split("/", 2)
    return Found(
        f"{WEB}/{owner}/{repository}",
        path,
        text.encode(),
        address=f"{WEB}/{task.args['path']}",
        commit=task.args["state"],
        perma_url=f"{WEB}/{owner}/{repository}/raw/{task.args['state']}/{path}",
    )


def refresh(repository: str, _place: Place) -> Task:
    return Task("state", {"name": repository.removeprefix(f"{WEB}/")})


FORGE = Connector(
    name="forge",
    title="A forge in memory",
    places={"forge.example.org": Place(api=API, web=WEB)},
    whats={"all": "everything", "some": "something"},
    begin=begin,
    ask=ask,
    parse=parse,
    refresh=refresh,
    of_address=lambda _address: None,
    together={"content": 4},
    forge=True,
)


def manifest(repository: str, /, *, version: str = "1.0", **fields: str) -> str:
    said = {
        "okhv": "OKH-LOSHv1.0",
        "name": repository.rpartition("/")[2],
        "repo": f"{WEB}/{repository}",
        "version": version,
        "license": "CERN-OHL-S-2.0",
        "licensor": "Maker",
        "function": "It works.",
    } | fields
    return "".join(f'{key} = "{value}"\n' for key, value in said.items())


class Forge:
    """The platform: repositories with their files, and what else it does to those who ask."""

    def __init__(self) -> None:
        self.repositories: dict[str, dict[str, str]] = {}
        self.listed: list[str] = []
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        self.before: Callable[[Request], Response | NoResponse | None] = lambda _request: None
        self.now = START
        self._lock = threading.Lock()

    def put(self, name: str, **files: str) -> None:
        """A repository with an `okh.toml`, or with these files (`__` is a slash, `_` a dot)."""
        named = {path.replace("__", "/").replace("_", "."): text for path, text in files.items()}
        self.repositories[name] = named or {"okh.toml": manifest(name), "README.md": "Hello"}
        if name not in self.listed:
            self.listed.append(name)

    def state(self, name: str) -> str:
        return f"{abs(hash(tuple(sorted(self.repositories[name].items()))))}"

    def answer(self, status: int, body: Any = None, **headers: str) -> Response:
        named = {"content-type": "application/json"} | {key.replace("_", "-"): one for key, one in headers.items()}
        return Response(API, status, named, json.dumps(body).encode(), self.now)

    def __call__(self, request: Request, place: Place, known: Known | None = None) -> Response | NoResponse:  # noqa: ARG002  the name that the port gives it
        with self._lock:
            self.asked.append(request.url.removeprefix(API))
            special = self.before(request)
        return special or self._answer(request, known)

    def _answer(self, request: Request, known: Known | None) -> Response:
        path = request.url.removeprefix(API).partition("?")
        if path[0] == "/repositories":
            start = int(path[2].removeprefix("page=")) * PAGE
            rows = [(name, self.state(name)) for name in self.listed[start : start + PAGE]]
            return self.answer(200, {"repositories": rows, "more": start + PAGE < len(self.listed)})
        if path[0] == "/contents":
            wanted = [one.split("/", 2) for one in json.loads(request.body or b"[]")]
            return self.answer(200, [self.repositories[f"{o}/{r}"][p] for o, r, p in wanted])
        _kind, _slash, name = path[0].lstrip("/").partition("/")
        if name in self.moved:
            return self.answer(200, {"moved": self.moved[name]})
        if name not in self.repositories:
            return self.answer(404)
        etag = f'"{self.state(name)}"'
        if known is not None and known.etag == etag:
            return self.answer(304, etag=etag)
        body = {"state": self.state(name), "paths": sorted(self.repositories[name])}
        return self.answer(200, body, etag=etag)


class Crawler:
    """Somebody who looks through the platform; each pass is a day after the one before."""

    def __init__(self, forge: Forge, folder: Path) -> None:
        self.forge = forge
        self.payloads = Blobs(folder / "payloads")
        self.waited = 0.0

    def tools(self, worker: str = "tests") -> Tools:
        return Tools(
            fetch=self.forge, payloads=self.payloads, now=lambda: self.forge.now, pause=self.pause, worker=worker
        )

    def pause(self, seconds: float) -> None:
        self.waited += seconds
        self.forge.now += timedelta(seconds=seconds)

    def run(self, *, most_new: int | None = None) -> dict[str, Any]:
        """One pass; what it counted."""
        self.forge.now += timedelta(days=1)
        self.forge.asked.clear()
        self.last = run_source(self.row, self.tools(), most_new=most_new)
        assert isinstance(self.last, Run)
        counts: dict[str, Any] = self.last.counts
        return counts

    @property
    def row(self) -> Row:
        return Row.objects.filter(name="forge").first() or add_source("forge", now=self.forge.now)


@pytest.fixture
def forge() -> Iterator[Forge]:
    CONNECTORS["forge"] = FORGE
    yield Forge()
    del CONNECTORS["forge"]


@pytest.fixture
def crawler(transactional_db: None, forge: Forge, tmp_path: Path) -> Crawler:
    return Crawler(forge, tmp_path)
