# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of Forgejo and Gitea, whatever the instance.

https://forgejo.org/docs/latest/user/api-usage/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from oshmark.crawl import forge
from oshmark.crawl.addresses import host_and_steps
from oshmark.crawl.forge_requests import file_url, instance, rest
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Request
    from oshmark.crawl.place import Place

NAME = "forgejo"
HOSTS = ("codeberg.org", "gitea.com")
_SOFTWARE = ("codeberg", "forgejo", "gitea")
_REST = {
    "repository": "/repos/{+of}",
    "head": "/repos/{+of}/branches/{+branch}",
    "tree": "/repos/{+of}/git/trees/{commit}?recursive=true&per_page=1000&page={page}",
    "raw": "/repos/{+of}/raw/{+path}?ref={commit}",
    "list": "/repos/{+of}/contents/{+path}?ref={branch}",
    "tags": "/repos/{+of}/tags?limit=50",
    "owner": "/{owners}/{name}/repos?limit=50&page=1",
    "topic": "/repos/search?q={name}&topic=true&limit=50&page=1",
}


def place_of(host: str) -> Place:
    """The instance at a host or an address."""
    return instance(host, "/api/v1")


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source."""
    return forge.begin(source, place, is_name=forge.TWO_STEPS.fullmatch, refresh=refresh)


def refresh(repository: str, _place: Place) -> Task:
    """The task that tells the state of a repository."""
    return Task("repository", {"repository": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a repository, or of something in it, on a host that is known or goes by its name."""
    host, steps = host_and_steps(address)
    name = "/".join(steps[:2]).removesuffix(".git")
    if (host in HOSTS or host.split(".")[0] in _SOFTWARE) and forge.TWO_STEPS.fullmatch(name):
        return (Task("repository", {"repository": f"https://{host}/{name}"}),)
    return None


def raw_url(task: Task, place: Place, state: str = "commit") -> str:
    """Where the files of a repository lie for everybody, with `{path}`."""
    return file_url(f"{place.web}/{{+of}}/raw/{state}/{{+state}}", task, place, state)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for a task."""
    (task,) = tasks
    owners = "orgs" if task.args.get("what") == "organisation" else "users"
    page = task.args.get("page", 1)
    return rest(_REST, task, place, token=NAME, states=("repository",), owners=owners, page=page)
