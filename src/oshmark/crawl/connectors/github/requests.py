# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of GitHub: many things at once in GraphQL where there is a token, one by one in REST where there is none.

https://docs.github.com/en/rest and https://docs.github.com/en/graphql; GraphQL is not answered without a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl import forge, graphql
from oshmark.crawl.addresses import expand, host_and_steps
from oshmark.crawl.exchange import ANY, MEGABYTE, Request
from oshmark.crawl.forge_requests import LISTS, file_url, name_of, rest
from oshmark.crawl.place import Place
from oshmark.crawl.task import Source, Task
from oshmark.crawl.tree import MANIFEST_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

PUBLIC = Place(api="https://api.github.com", web="https://github.com", raw="https://raw.githubusercontent.com")
NAME = "github"
PAGED = (*LISTS, "code")
TOGETHER = {"state": 100, "content": 50}
EVERYWHERE = "all"
ENDINGS = ("toml", "yaml", "yml", "json")

# The names of REST, so that one form reads both.
_HEAD = "full_name:nameWithOwner private:isPrivate disabled:isDisabled head:defaultBranchRef{target{oid}}"
_PAGE = f"first:100,after:$after,privacy:PUBLIC){{totalCount pageInfo{{hasNextPage endCursor}} nodes{{{_HEAD}}}}}"
_GRAPHQL = {
    "state": f"repository(owner:$owner,name:$name){{{_HEAD}}}",
    "content": "repository(owner:$owner,name:$name){blob:object(expression:$file){... on Blob{oid text}}}",
    "owner": "query($name:String!,$after:String){list:repositoryOwner(login:$name)"
    f"{{repositories(ownerAffiliations:[OWNER],{_PAGE}}}}}",
    "topic": f"query($name:String!,$after:String){{list:topic(name:$name){{repositories({_PAGE}}}}}",
}
_REST = {
    "repository": "/repos/{+of}",
    "head": "/repos/{+of}/commits/{branch}",
    "tree": "/repos/{+of}/git/trees/{commit}?recursive=1",
    "list": "/repos/{+of}/contents/{+path}?ref={branch}",
    "owner": "/users/{name}/repos?type=owner&per_page=100",
    "topic": "/search/repositories?q=topic%3A{name}&per_page=100",
    "tags": "/repos/{+of}/tags?per_page=100",
    "code": "/search/code?q={question}&per_page=100",
}


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source."""
    if source.what == "code":
        within = "" if source.value in ("", EVERYWHERE) else f" user:{source.value}"
        return tuple(Task("code", {"question": f"filename:okh extension:{one}{within}"}) for one in ENDINGS)
    return forge.begin(source, place, is_name=forge.TWO_STEPS.fullmatch, refresh=refresh)


def refresh(repository: str, place: Place) -> Task:
    """The task that tells the state of a repository."""
    return Task("state" if place.signed else "repository", {"repository": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a repository, or of something in it."""
    host, steps = host_and_steps(address)
    name = "/".join(steps[:2]).removesuffix(".git")
    if host not in ("github.com", "raw.githubusercontent.com") or not forge.TWO_STEPS.fullmatch(name):
        return None
    return (Task("repository", {"repository": f"{PUBLIC.web}/{name}"}),)


def raw_url(task: Task, place: Place, state: str = "commit") -> str:
    """Where the files of a repository lie for everybody, with `{path}`; a stand-in is never published."""
    raw = PUBLIC.raw if place.web == PUBLIC.web else place.raw
    return file_url(f"{raw}/{{+of}}/{{state}}", task, place, state)


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for tasks of one kind."""
    task = tasks[0]
    args = {**task.args, "of": name_of(task, place)}
    url = f"{place.api.removesuffix('/v3')}/graphql"
    if task.kind in TOGETHER:
        values = [_values(one, place) for one in tasks]
        return graphql.several(url, _GRAPHQL[task.kind], values, token=NAME, limit=60 * MEGABYTE)
    if task.kind in _GRAPHQL and place.signed:
        variables = {"name": args["name"], "after": args.get("after")}
        return graphql.query(url, _GRAPHQL[task.kind], variables, token=NAME)
    if task.kind == "raw":
        return Request(place.raw + expand("/{+of}/{commit}/{+path}", args), limit=MANIFEST_BYTES)
    form = "application/vnd.github+json" if task.kind != "head" else "application/vnd.github.sha"
    request = rest(_REST, task, place, token=NAME, states=("repository", "head"))
    accepts = ANY if task.kind == "head" else request.accepts
    return msgspec.structs.replace(request, headers={"Accept": form}, accepts=accepts)


def _values(task: Task, place: Place) -> dict[str, str]:
    owner, _slash, name = name_of(task, place).partition("/")
    file = {"file": f"{task.args['commit']}:{task.args['path']}"} if task.kind == "content" else {}
    return {"owner": owner, "name": name, **file}
