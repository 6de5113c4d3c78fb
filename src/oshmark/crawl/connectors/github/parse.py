# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of GitHub say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import forge, graphql, tree
from oshmark.crawl.answers import each, read, read_part
from oshmark.crawl.connectors.github.requests import PAGED, raw_url, refresh
from oshmark.crawl.harvest import Fault, Harvest, together
from oshmark.crawl.paging import carry_on
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

MOST_HITS = 1000
NOT_ALL = "There are {} hits, and GitHub shows the first 1000 only: the others are not seen."
GAVE_UP = "GitHub gave up before the search was complete: there may be more."


class Hits(msgspec.Struct):
    """A page of a search in REST."""

    total_count: int
    items: list[msgspec.Raw]
    incomplete_results: bool = False


class Sha(msgspec.Struct):
    """A commit in REST."""

    sha: str


class Hit(msgspec.Struct):
    """A file that a search for code found."""

    path: str
    repository: forge.Repository


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What an answer to `ask` says."""
    task = tasks[0]
    if task.kind == "state":
        return graphql.one_by_one(tasks, response, partial(_state, place=place), missing_is_gone=True)
    if task.kind == "content":
        return graphql.one_by_one(tasks, response, partial(_content, place=place))
    if task.kind in PAGED and place.signed and task.kind != "code":
        return _page(task, graphql.answer(response).part("list"), place)
    if task.kind in PAGED:
        return together([_rest_page(task, response, place), Harvest(tasks=carry_on(task, response))])
    return _about_one(task, response, place)


def _about_one(task: Task, response: Response, place: Place) -> Harvest:
    repository = task.args["repository"]
    match task.kind:
        case "head":
            return Harvest(sightings=(forge.sighting(repository, _sha(response)),))
        case "tree":
            whole, then = read(response, tree.Tree), "content" if place.signed else "raw"
            return tree.listed(task, whole.tree, file_url=raw_url(task, place), then=then, complete=not whole.truncated)
        case "raw" | "list":
            return forge.file(task, response, partial(raw_url, task, place))
        case _:
            return forge.repository(read(response, forge.Repository), place, asked=repository)


def _state(task: Task, part: msgspec.Raw, *, place: Place) -> Harvest:
    return forge.repository(read_part(part, forge.Repository), place, asked=task.args["repository"])


def _content(task: Task, part: msgspec.Raw, *, place: Place) -> Harvest:
    """The text of a file; where it was cut, or brought into another encoding, the file itself is asked for."""
    blob = read_part(part, dict[str, dict[str, str | None]]).get("blob", {})
    raw = (blob.get("text") or "").encode(errors="replace")
    if not tree.is_blob(raw, blob.get("oid") or ""):
        return Harvest(tasks=(Task("raw", task.args),))
    return Harvest(found=(tree.manifest(task, raw, file_url=raw_url(task, place)),))


def _page(task: Task, part: msgspec.Raw | None, place: Place) -> Harvest:
    page = None if part is None else read_part(part, dict[str, graphql.Connection]).get("repositories")
    if page is None:
        where = f"{place.web}/{task.args['name']}"
        return Harvest(faults=(Fault(where, f"GitHub knows no {task.kind} of this name."),))
    return together([forge.repositories(page.nodes, place), page.carry_on(task)])


def _rest_page(task: Task, response: Response, place: Place) -> Harvest:
    if task.kind == "owner":
        return forge.repositories(read(response, list[msgspec.Raw]), place)
    hits = read(response, Hits)
    where = f"{place.web}/search ({task.args.get('name') or task.args.get('question')})"
    page = forge.repositories(hits.items, place) if task.kind == "topic" else _files(hits, place, where)
    limits = [GAVE_UP] * hits.incomplete_results + [NOT_ALL.format(hits.total_count)] * (hits.total_count > MOST_HITS)
    return together([page, Harvest(faults=tuple(Fault(where, says) for says in limits), total=hits.total_count)])


def _files(hits: Hits, place: Place, where: str) -> Harvest:
    files, faults = each(hits.items, Hit, where)
    names = [hit.repository.full_name for hit in files if tree.manifests([hit.path])]
    tasks = (refresh(f"{place.web}/{name}", place) for name in names if forge.TWO_STEPS.fullmatch(name))
    return Harvest(tasks=tuple(tasks), faults=faults)


def _sha(response: Response) -> str:
    """The id of a commit, as text or as the commit in JSON."""
    text = response.body[:100].strip().decode(errors="replace")
    return text if "{" not in text else read(response, Sha).sha
