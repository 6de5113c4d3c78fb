# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What to ask of Wikifactory: its GraphQL, 30 projects at a time.

The fields are those of its own schema, which a test holds against the query.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oshmark.crawl import graphql
from oshmark.crawl.addresses import encoded, host_and_steps
from oshmark.crawl.exchange import MEGABYTE
from oshmark.crawl.task import Source, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oshmark.crawl.exchange import Request
    from oshmark.crawl.place import Place

HOST = "wikifactory.com"
PAGE = 30
TOGETHER = {"project": 10}
_STEP = re.compile(r"[^\s/?#%\x00-\x1f\x7f]{1,200}")
_FILES = "files{dirname filename isFolder file{filename mimeType permalink url}}"
NODE = (
    "name description slug parentSlug private lastUpdated "
    "creator{profile{fullName username}} parentContent{type title} license{abreviation title} image{permalink url} "
    f"forkedFrom{{project{{slug parentSlug}}}} contribution{{version {_FILES}}}"
)
PROJECTS = (
    "query($first:Int,$after:String){projects(first:$first,after:$after){userErrors{code message} "
    f"result{{totalCount pageInfo{{hasNextPage endCursor}} edges{{node{{{NODE}}}}}}}}}}}"
)
PROJECT = f"project(space:$space,slug:$slug){{userErrors{{code message}} result{{{NODE}}}}}"


def begin(source: Source, place: Place) -> tuple[Task, ...]:
    """The first tasks of a source; none where its value is no `space/slug`."""
    if source.what == "all":
        return (Task("projects", {"after": None}),)
    steps = source.value.strip("/").split("/")
    repository = address_of(*steps, place=place) if len(steps) == len(("space", "slug")) else ""
    return (Task("project", {"repository": repository}),) if repository else ()


def ask(tasks: Sequence[Task], place: Place) -> Request:
    """The request for a page of projects, or for some projects."""
    url = f"{place.api}/api/graphql"
    if tasks[0].kind == "projects":
        values = {"first": PAGE, "after": tasks[0].args["after"]}
        return graphql.query(url, PROJECTS, values, token="", limit=50 * MEGABYTE)
    named = [host_and_steps(task.args["repository"])[1][-2:] for task in tasks]
    return graphql.several(
        url, PROJECT, [{"space": space, "slug": slug} for space, slug in named], token="", limit=50 * MEGABYTE
    )


def refresh(repository: str, place: Place) -> Task:
    """The task for a known project."""
    del place
    return Task("project", {"repository": repository})


def of_address(address: str) -> tuple[Task, ...] | None:
    """The task for the address of a project."""
    host, steps = host_and_steps(address)
    is_project = host == HOST and len(steps) > 1 and all(_STEP.fullmatch(step) for step in steps[:2])
    if not is_project or steps[0][0] in "@+" or steps[0] in ("files", "api"):
        return None
    return (Task("project", {"repository": f"https://{HOST}/{encoded('/'.join(steps[:2]))}"}),)


def address_of(space: str, slug: str, *, place: Place) -> str:
    """The address of a project; empty where these cannot name one."""
    if not _STEP.fullmatch(space) or not _STEP.fullmatch(slug) or {space, slug} & {".", ".."}:
        return ""
    return f"{place.web}/{encoded(space, keep='+@')}/{encoded(slug)}"
