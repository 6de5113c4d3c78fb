# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How forges are asked in REST, as far as they have it in common; each has its own templates of addresses.

In a template, `{of}` is the repository, `{commit}`, `{branch}`, `{path}` and `{name}` are arguments of the task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl.addresses import expand
from oshmark.crawl.exchange import ANY, JSON_TYPES, MEGABYTE, Request
from oshmark.crawl.place import Place
from oshmark.crawl.tree import MANIFEST_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oshmark.crawl.task import Task

LISTS = ("owner", "topic")
"""Kinds of task that are answered by pages of repositories."""
WHATS = {
    "user": "All public repositories of a person.",
    "topic": "All public repositories with a topic.",
    "list": "A list of manifests in a repository: the address of the file there.",
    "all": "The topics of open source hardware.",
}
"""The kinds of source that all of them have."""


def instance(host: str, path: str) -> Place:
    """The instance at a host, or at an address such as `https://host/folder`, of which the interface has this path."""
    web = host.rstrip("/") if "://" in host else f"https://{host}"
    return Place(api=f"{web}{path}", web=web)


def name_of(task: Task, place: Place) -> str:
    """The `owner/name` that a task is about; empty where it is about none."""
    return str(task.args.get("repository", "")).removeprefix(f"{place.web}/")


def file_url(template: str, task: Task, place: Place, state: str) -> str:
    """Where the files of a repository lie for everybody, with `{path}`; `state` names the argument with the state."""
    return f"{expand(template, {'of': name_of(task, place), 'state': task.args[state]})}/{{path}}"


def rest(
    templates: Mapping[str, str], task: Task, place: Place, *, token: str, states: Sequence[str] = (), **more: object
) -> Request:
    """The request for a task: a file as it is, or JSON. `states` are the kinds of task of which “unchanged” is answer
    enough; pages of repositories are kept for that."""
    url = place.api + expand(templates[task.kind], {"of": name_of(task, place), **task.args, **more})
    after = task.args.get("after")
    is_file, is_list = task.kind == "raw", task.kind in LISTS
    return Request(
        f"{url.partition('?')[0]}?{after}" if after else url,
        accepts=ANY if is_file else JSON_TYPES,
        limit=MANIFEST_BYTES if is_file else 60 * MEGABYTE,
        token=token,
        conditional=is_list or task.kind in states,
        replayed=is_list,
    )
