# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A stand-in for GitHub: its REST interface, its GraphQL, its redirects, and the host that serves files."""

from __future__ import annotations

import base64
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from tests.fakes import graphql
from tests.fakes.server import NOT_FOUND, Call, Fake, Limit, Reply, json_reply
from tests.fakes.world import Repository, World, blob_id, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

WEB = "https://github.com"
MOST_ENTRIES = 100_000
CUT_AT = 512_000


class FakeGitHub(Fake):
    """GitHub with the repositories of a world.

    `tree_entries` is where it cuts the list of files; `parts` how many things it answers at once in GraphQL; `signed`
    says that GraphQL is answered without a token, so that a test needs none.
    """

    def __init__(
        self,
        world: World,
        *,
        latency_s: float = 0.0,
        limit: Limit | None = None,
        tree_entries: int = MOST_ENTRIES,
        parts: int = 500,
        signed: bool = True,
    ) -> None:
        super().__init__(latency_s=latency_s, limit=limit)
        self.world = world
        self.tree_entries = tree_entries
        self.parts = parts
        self.signed = signed
        self.incomplete = False

    def answer(self, call: Call) -> Reply:  # noqa: PLR0911 a route each
        match call.steps:
            case ["graphql"]:
                return self._graphql(call)
            case ["repos", owner, name, *rest]:
                return self._repository(f"{owner}/{name}", rest, call)
            case ["repositories", number, *rest]:
                found = self.world.number(int(number))
                return NOT_FOUND if found is None else self._about(found, rest, call)
            case ["users", owner, "repos"]:
                found_here = self.world.of_owner(owner)
                return self._page(call, [self._form(one) for one in found_here]) if found_here else NOT_FOUND
            case ["search", "repositories"]:
                topic = call.query["q"].removeprefix("topic:")
                return self._search(call, [self._form(one) for one in self.world.of_topic(topic)])
            case ["search", "code"]:
                return self._search(call, self._code(call.query["q"]))
            case [owner, name, reference, *path]:
                return self._file(f"{owner}/{name}", reference, "/".join(path))
            case _:
                return NOT_FOUND

    def _repository(self, full_name: str, rest: Sequence[str], call: Call) -> Reply:
        found = self.world.get(full_name)
        if found is None:
            return NOT_FOUND
        if full_name.lower() in self.world.moved:
            where = "/".join([f"{self.address}/repositories/{found.id}", *(quote(step, safe="") for step in rest)])
            query = f"?{urlencode(call.query)}" if call.query else ""
            moved = {"message": "Moved Permanently", "url": where + query}
            return json_reply(moved, HTTPStatus.MOVED_PERMANENTLY, {"Location": where + query})
        return self._about(found, rest, call)

    def _about(self, found: Repository, rest: Sequence[str], call: Call) -> Reply:  # noqa: C901, PLR0911 a route each
        match rest:
            case []:
                return json_reply(self._form(found))
            case ["commits", branch]:
                if found.head is None:
                    return json_reply({"message": "Git Repository is empty."}, HTTPStatus.CONFLICT)
                if branch != found.branch:
                    return NOT_FOUND
                if call.headers.get("accept") == "application/vnd.github.sha":
                    return Reply(found.head.encode(), headers={"Content-Type": "application/vnd.github.sha"})
                return json_reply({"sha": found.head, "commit": {"message": "work"}})
            case ["tags"]:
                return json_reply([{"name": tag} for tag in found.tags])
            case ["git", "trees", commit]:
                files = found.at(commit)
                if files is None:
                    return NOT_FOUND
                entries = tree(found, files)
                cut = len(entries) > self.tree_entries
                return json_reply({"sha": commit, "tree": entries[: self.tree_entries], "truncated": cut})
            case ["contents", *path]:
                raw = (found.at(call.query.get("ref", "HEAD")) or {}).get("/".join(path))
                if raw is None:
                    return NOT_FOUND
                content = base64.b64encode(raw).decode()
                return json_reply({"type": "file", "path": "/".join(path), "name": path[-1], "content": content})
            case _:
                return NOT_FOUND

    def _form(self, one: Repository) -> dict[str, Any]:
        return {
            "id": one.id,
            "name": one.name,
            "full_name": one.full_name,
            "private": one.private,
            "owner": {"login": one.owner, "id": 1, "type": "Organization"},
            "html_url": f"{WEB}/{one.full_name}",
            "fork": False,
            "default_branch": one.branch,
            "pushed_at": one.updated_at,
            "updated_at": one.updated_at,
            "topics": list(one.topics),
            "archived": False,
            "disabled": False,
            "license": None,
        }

    def _page(self, call: Call, items: list[Any], total: int | None = None) -> Reply:
        number, size = int(call.query.get("page", "1")), int(call.query.get("per_page", "30"))
        page = items[(number - 1) * size : number * size]
        headers = {}
        if number * size < len(items):
            following = urlencode({**call.query, "page": number + 1})
            path = call.target.partition("?")[0]
            headers["Link"] = f'<{self.address}{path}?{following}>; rel="next", <{self.address}{path}>; rel="first"'
        if total is None:
            return json_reply(page, headers=headers)
        found = {"total_count": total, "incomplete_results": self.incomplete, "items": page}
        return json_reply(found, headers=headers)

    def _search(self, call: Call, items: list[Any]) -> Reply:
        return self._page(call, items[:1000], len(items))

    def _code(self, question: str) -> list[dict[str, Any]]:
        ending = question.partition("extension:")[2]
        return [
            {"name": path.rpartition("/")[2], "path": path, "repository": {"id": one.id, "full_name": one.full_name}}
            for one in self.world.public()
            for path in one.files
            if "okh" in path.rpartition("/")[2] and path.endswith(f".{ending}")
        ]

    def _file(self, full_name: str, reference: str, path: str) -> Reply:
        found = self.world.get(full_name)
        raw = ((found.at(reference) if found else None) or {}).get(path)
        if raw is None:
            return Reply(b"404: Not Found", HTTPStatus.NOT_FOUND, {"Content-Type": "text/plain; charset=utf-8"})
        return Reply(raw, headers={"Content-Type": "text/plain; charset=utf-8"})

    def _graphql(self, call: Call) -> Reply:
        if not self.signed and "authorization" not in call.headers:
            return json_reply({"message": "This endpoint requires you to be authenticated."}, HTTPStatus.UNAUTHORIZED)
        asked = json.loads(call.body)
        try:
            fields = graphql.read(asked["query"], asked.get("variables") or {})
        except graphql.RefusedError as error:
            return json_reply({"errors": [{"message": str(error)}]})
        if len(fields) > self.parts:
            said = {"type": "RESOURCE_LIMITS_EXCEEDED", "message": "Resource limits for this query exceeded."}
            return json_reply({"data": None, "errors": [said]})
        root = {
            "__typename": "Query",
            "repository": self._one,
            "repositoryOwner": lambda login: self._list(self.world.of_owner(login), login),
            "topic": lambda name: self._list(self.world.of_topic(name), name),
        }
        return json_reply(graphql.execute(fields, root))

    def _one(self, owner: str, name: str) -> dict[str, Any]:
        found = self.world.get(f"{owner}/{name}")
        if found is None:
            raise graphql.MissingError(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
        return _node(found)

    def _list(self, found: list[Repository], _name: str) -> dict[str, Any] | None:
        def repositories(first: int, after: str | None, privacy: str, ownerAffiliations: object = None) -> Any:  # noqa: N803
            start = int(base64.b64decode(after)) if after else 0
            rest = found[start : start + first]
            end = start + len(rest)
            cursor = base64.b64encode(str(end).encode()).decode() if rest else None
            return {
                "__typename": "RepositoryConnection",
                "totalCount": len(found) if privacy == "PUBLIC" else 0,
                "pageInfo": {"__typename": "PageInfo", "hasNextPage": end < len(found), "endCursor": cursor},
                "nodes": [_node(one) for one in rest],
            }

        return {"__typename": "Topic", "repositories": repositories} if found else None


def _node(one: Repository) -> dict[str, Any]:
    def blob(expression: str) -> dict[str, Any] | None:
        commit, _colon, path = expression.partition(":")
        raw = (one.at(commit) or {}).get(path)
        if raw is None:
            return None
        is_text = b"\0" not in raw[:8000]
        text = raw[:CUT_AT].decode("utf-8", "replace") if is_text else None
        said = {"oid": blob_id(raw), "text": text, "isBinary": not is_text, "isTruncated": len(raw) > CUT_AT}
        return {"__typename": "Blob", "byteSize": len(raw), **said}

    target = {"__typename": "Ref", "name": one.branch, "target": {"__typename": "Commit", "oid": one.head}}
    return {
        "__typename": "Repository",
        "nameWithOwner": one.full_name,
        "isPrivate": one.private,
        "isDisabled": False,
        "isArchived": False,
        "defaultBranchRef": target if one.head else None,
        "object": blob,
    }
