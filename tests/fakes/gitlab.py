# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A stand-in for GitLab: its REST interface with pages of both kinds, its redirects, and its GraphQL."""

from __future__ import annotations

import base64
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.fakes import graphql
from tests.fakes.server import NOT_FOUND, Call, Fake, Limit, Reply, json_reply
from tests.fakes.world import Repository, World, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

COMPLEX = "Query has complexity of 300, which exceeds max complexity of 250"


class FakeGitLab(Fake):
    """GitLab with the projects of a world; `graphql` says whether the instance has it, `searches` whether it offers
    the search for code, `links` whether it gives the next page in a `Link` header (else only in `X-Next-Page`)."""

    def __init__(
        self,
        world: World,
        *,
        latency_s: float = 0.0,
        limit: Limit | None = None,
        graphql: bool = True,
        searches: bool = True,
        links: bool = True,
        paths: int = 50,
    ) -> None:
        super().__init__(latency_s=latency_s, limit=limit)
        self.world = world
        self.graphql = graphql
        self.searches = searches
        self.links = links
        self.paths = paths

    def over_limit(self) -> Reply:
        return Reply(b"Retry later\n", HTTPStatus.TOO_MANY_REQUESTS, {"Content-Type": "text/plain", "Retry-After": "1"})

    def answer(self, call: Call) -> Reply:  # noqa: PLR0911 a route each
        match call.steps:
            case ["api", "graphql"] if self.graphql:
                return self._graphql(call)
            case ["api", "v4", "projects"]:
                return self._page(call, [_form(one) for one in self.world.of_topic(call.query["topic"])])
            case ["api", "v4", "projects", name, *rest]:
                return self._project(name, rest, call)
            case ["api", "v4", "groups", group, "projects"]:
                found = self.world.of_owner(group, nested=call.query.get("include_subgroups") == "true")
                return self._page(call, [_form(one) for one in found]) if found else NOT_FOUND
            case ["api", "v4", "groups", group, "search"]:
                return self._search(call, self.world.of_owner(group, nested=True))
            case ["api", "v4", "search"]:
                return self._search(call, self.world.public())
            case _:
                return NOT_FOUND

    def _project(self, name: str, rest: Sequence[str], call: Call) -> Reply:  # noqa: PLR0911 a route each
        found = self.world.number(int(name)) if name.isdigit() else self.world.get(name)
        if found is None:
            return json_reply({"message": "404 Project Not Found"}, HTTPStatus.NOT_FOUND)
        if name.lower() in self.world.moved:
            where = call.target.replace(name.replace("/", "%2F"), str(found.id), 1)
            return Reply(b"", HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{self.address}{where}"})
        files = found.at(call.query.get("ref", "HEAD")) or {}
        match rest:
            case []:
                return json_reply(_form(found))
            case ["repository", "branches", branch] if branch == found.branch and found.head:
                return json_reply({"name": branch, "commit": {"id": found.head, "short_id": found.head[:8]}})
            case ["repository", "tags"]:
                return json_reply([{"name": tag} for tag in found.tags])
            case ["repository", "tree"] if files:
                return self._keyset(call, tree(found, files))
            case ["repository", "files", path] if path in files:
                content = base64.b64encode(files[path]).decode()
                return json_reply({"file_path": path, "encoding": "base64", "content": content})
            case ["repository", "files", path, "raw"] if path in files:
                return Reply(files[path], headers={"Content-Type": "text/plain"})
            case _:
                return NOT_FOUND

    def _page(self, call: Call, items: list[dict[str, Any]]) -> Reply:
        number, size = int(call.query.get("page", "1")), min(100, int(call.query.get("per_page", "20")))
        more = number * size < len(items)
        headers = {"X-Total": str(len(items)), "X-Page": str(number), "X-Next-Page": str(number + 1) if more else ""}
        if more and self.links:
            headers["Link"] = self._next(call, page=number + 1)
        return json_reply(items[(number - 1) * size : number * size], headers=headers)

    def _keyset(self, call: Call, entries: list[dict[str, Any]]) -> Reply:
        size, after = int(call.query.get("per_page", "20")), call.query.get("page_token", "")
        rest = [one for one in entries if str(one["path"]) > after]
        for one in rest:
            one["name"] = str(one["path"]).rpartition("/")[2]
            one["id"] = one.pop("sha")
        headers = {"Link": self._next(call, page_token=str(rest[size - 1]["path"]))} if len(rest) > size else {}
        return json_reply(rest[:size], headers=headers)

    def _next(self, call: Call, **changed: str | int) -> str:
        path = call.target.partition("?")[0]
        return f'<{self.address}{path}?{urlencode({**call.query, **changed})}>; rel="next"'

    def _search(self, call: Call, projects: list[Repository]) -> Reply:
        if not self.searches:
            said = {"error": "scope does not have a valid value"}
            return json_reply(said, HTTPStatus.BAD_REQUEST)
        return self._page(
            call,
            [
                {"path": path, "filename": path, "project_id": one.id, "ref": one.head, "data": "okhv"}
                for one in projects
                for path in one.files
                if "okh" in path
            ],
        )

    def _graphql(self, call: Call) -> Reply:
        asked = json.loads(call.body)
        try:
            fields = graphql.read(asked["query"], asked.get("variables") or {})
        except graphql.RefusedError as error:
            return json_reply({"errors": [{"message": str(error)}]})
        if len(asked.get("variables", {}).get("paths", [])) > self.paths:
            return json_reply({"errors": [{"message": COMPLEX}]})
        return json_reply(graphql.execute(fields, {"__typename": "Query", "projects": self._projects}))

    def _projects(self, fullPaths: list[str], first: int) -> dict[str, Any]:  # noqa: N803 as GitLab names it
        wanted = {path.lower() for path in fullPaths}
        found = [one for one in map(self.world.get, sorted(wanted)) if one and one.full_name.lower() in wanted]
        return {"__typename": "ProjectConnection", "nodes": [_node(one) for one in found[:first]]}


def _node(one: Repository) -> dict[str, Any]:
    commit = {"__typename": "Commit", "sha": one.head} if one.head else None
    return {
        "__typename": "Project",
        "fullPath": one.full_name,
        "visibility": "private" if one.private else "public",
        "repository": {
            "__typename": "Repository",
            "rootRef": one.branch if one.head else None,
            "tree": {"__typename": "Tree", "lastCommit": commit} if commit else None,
        },
    }


def _form(one: Repository) -> dict[str, Any]:
    return {
        "id": one.id,
        "path": one.name,
        "path_with_namespace": one.full_name,
        "default_branch": one.branch if one.head else None,
        "visibility": "private" if one.private else "public",
        "topics": list(one.topics),
        "last_activity_at": one.updated_at,
        "web_url": f"https://gitlab.com/{one.full_name}",
        "empty_repo": one.head is None,
        "archived": False,
    }
