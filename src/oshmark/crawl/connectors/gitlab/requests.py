# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of GitLab, whatever the instance: REST, and GraphQL for the states of many projects at once.

https://docs.gitlab.com/api/rest/ and https://docs.gitlab.com/api/graphql/; both are answered without a token.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.crawl import forge, graphql
from oshmark.crawl.addresses import host_and_steps, is_inside
from oshmark.crawl.forge_requests import LISTS, file_url, instance, name_of, rest
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Request
    from oshmark.crawl.place import Place

NAME = "gitlab"
HOSTS = ("gitlab.com", "framagit.org", "gitlab.cern.ch", "gitlab.opensourceecology.de")
SEARCHES = ("code", "code everywhere")
PAGED = (*LISTS, *SEARCHES)
TOGETHER = {"state": 50}
"""GitLab takes no more paths at once."""
IS_NAME = re.compile(
    r"(?!-/|api/|dashboard/|explore/|groups/|help/|users/)\w[\w.-]{0,254}(?:/\w[\w.-]{0,254}){1,21}", re.ASCII
)
_STATE = (
    "query($paths:[String!]){projects(fullPaths:$paths,first:50)"
    "{nodes{path_with_namespace:fullPath visibility repository{tree{commit:lastCommit{oid:sha}}}}}}"
)
_REST = {
    "project": "/projects/{of}",
    "head": "/projects/{of}/repository/branches/{branch}",
    "tree": "/projects/{of}/repository/tree?recursive=true&ref={commit}&pagination=keyset&per_page=100",
    "raw": "/projects/{of}/repository/files/{path}/raw?ref={commit}",
    "list": "/projects/{of}/repository/files/{path}?ref={branch}",
    "tags": "/projects/{of}/repository/tags?order_by=version&per_page=100",
    "owner": "/groups/{name}/projects?include_subgroups=true&visibility=public&per_page=100",
    "topic": "/projects?topic={name}&visibility=public&order_by=id&pagination=keyset&per_page=100",
    "code": "/groups/{group}/search?scope=blobs&search=filename%3Aokh&per_page=100",
    "code everywhere": "/search?scope=blobs&search=filename%3Aokh&per_page=100",
}


def place_of(host: str) -> Place:
    """The instance at a host or an address."""
    return instance(host, "/api/v4")


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source."""
    if source.what == "code":
        group = source.value.strip("/")
        if group in ("", "all"):
            return (Task("code everywhere"),)
        return (Task("code", {"group": group}),) if is_inside(group) else ()
    return forge.begin(source, place, is_name=IS_NAME.fullmatch, refresh=_project)


def refresh(repository: str, _place: Place) -> Task:
    """The task that tells the state of a project."""
    return Task("state", {"repository": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a project, or of something in it, on a host that is known or goes by the name."""
    host, steps = host_and_steps(address)
    path = re.split(r"/(?:-|tree|blob|raw)/", "/".join(steps) + "/-/")[0].removesuffix(".git")
    if (host in HOSTS or host.startswith("gitlab.")) and IS_NAME.fullmatch(path):
        return (Task("project", {"repository": f"https://{host}/{path}"}),)
    return None


def _project(repository: str, _place: Place) -> Task:
    return Task("project", {"repository": repository})


def raw_url(task: Task, place: Place, state: str = "commit") -> str:
    """Where the files of a project lie for everybody, with `{path}`."""
    return file_url(f"{place.web}/{{+of}}/-/raw/{{+state}}", task, place, state)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for tasks of one kind."""
    task = tasks[0]
    if task.kind == "state":
        url = f"{place.api.removesuffix('/v4')}/graphql"
        return graphql.query(url, _STATE, {"paths": [name_of(one, place) for one in tasks]}, token=NAME)
    # A project says nothing of its commits: GitLab writes the time of its last activity down once an hour.
    by_number = {"of": task.args["id"]} if "id" in task.args else {}
    return rest(_REST, task, place, token=NAME, states=("head",), **by_number)
