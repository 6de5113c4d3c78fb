# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the answers of Forgejo and Gitea say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import forge, tree
from oshmark.crawl.answers import read
from oshmark.crawl.connectors.forgejo.requests import raw_url
from oshmark.crawl.forge_requests import LISTS
from oshmark.crawl.harvest import Harvest, together
from oshmark.crawl.paging import carry_on
from oshmark.crawl.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Response
    from oshmark.crawl.place import Place

MOST_PAGES = 100
"""Of the files of one repository: a hundred thousand of them."""


class Hits(msgspec.Struct):
    """A page of a search."""

    data: list[msgspec.Raw]


def parse(tasks: Sequence[Task], response: Response, place: Place) -> Harvest:
    """What an answer to `ask` says."""
    (task,) = tasks
    if task.kind in LISTS:
        items = read(response, Hits).data if task.kind == "topic" else read(response, list[msgspec.Raw])
        more = Harvest(tasks=carry_on(task, response, len(items)))
        return together([forge.repositories(items, place, state=state), more])
    repository = task.args["repository"]
    match task.kind:
        case "head":
            return Harvest(tasks=(forge.tree_of(repository, read(response, forge.Branch).commit.id),))
        case "tree":
            return _tree(task, read(response, tree.Tree), place)
        case "raw" | "list":
            return forge.file(task, response, partial(raw_url, task, place))
        case _:
            return forge.repository(read(response, forge.Repository), place, asked=repository, state=state)


def state(form: forge.Repository) -> str:
    """The state of a repository: every push to it sets the time of its last change."""
    return f"{form.default_branch} {form.updated_at}"


def _tree(task: Task, page: tree.Tree, place: Place) -> Harvest:
    number = task.args.get("page", 1) + 1
    goes_on = page.truncated and page.tree and number <= MOST_PAGES
    more = (Task("tree", {**task.args, "page": number}),) if goes_on else ()
    listed = tree.listed(task, page.tree, file_url=raw_url(task, place), then="raw", complete=not page.truncated)
    return together([listed, Harvest(tasks=more)])
