# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A stand-in for Forgejo: its REST interface, which tells pages by `Link` and by `X-Total-Count`, and its redirects."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from tests.fakes.server import Call, Fake, Limit, Reply, json_reply
from tests.fakes.world import Repository, World, tree

if TYPE_CHECKING:
    from collections.abc import Sequence

NOT_FOUND = json_reply({"message": "The target couldn't be found.", "errors": []}, HTTPStatus.NOT_FOUND)


class FakeForgejo(Fake):
    """Forgejo with the repositories of a world. `links` says whether it gives the next page in a `Link` header (else
    only the total), `most` how many things a page has at most."""

    def __init__(
        self, world: World, *, latency_s: float = 0.0, limit: Limit | None = None, links: bool = True, most: int = 50
    ) -> None:
        super().__init__(latency_s=latency_s, limit=limit)
        self.world = world
        self.links = links
        self.most = most
        self.tree_entries = 1000

    def answer(self, call: Call) -> Reply:
        match call.steps[:2], call.steps[2:]:
            case ["api", "v1"], ["repos", "search"]:
                found = self.world.of_topic(call.query["q"]) if call.query.get("topic") == "true" else []
                return self._page(call, [_form(one) for one in found], search=True)
            case ["api", "v1"], ["repos", owner, name, *rest]:
                return self._repository(f"{owner}/{name}", rest, call)
            case ["api", "v1"], ["orgs" | "users", owner, "repos"]:
                found = self.world.of_owner(owner)
                return self._page(call, [_form(one) for one in found]) if found else NOT_FOUND
            case _:
                return NOT_FOUND

    def _repository(self, full_name: str, rest: Sequence[str], call: Call) -> Reply:  # noqa: PLR0911 a route each
        found = self.world.get(full_name)
        if found is None:
            return NOT_FOUND
        if full_name.lower() in self.world.moved:
            path = "/".join(quote(step, safe="") for step in ["api", "v1", "repos", found.owner, found.name, *rest])
            query = f"?{urlencode(call.query)}" if call.query else ""
            return Reply(b"", HTTPStatus.TEMPORARY_REDIRECT, {"Location": f"/{path}{query}"})
        files = found.at(call.query.get("ref", "HEAD")) or {}
        path = "/".join(rest[1:])
        match rest:
            case []:
                return json_reply(_form(found))
            case ["branches", *_] if path == found.branch and found.head:
                return json_reply({"name": found.branch, "commit": {"id": found.head, "message": "work"}})
            case ["tags"]:
                return json_reply([{"name": tag} for tag in found.tags])
            case ["git", "trees", commit] if found.at(commit) is not None:
                return self._tree(call, commit, tree(found, found.at(commit) or {}))
            case ["raw", *_] if path in files:
                return Reply(files[path], headers={"Content-Type": "text/plain; charset=utf-8"})
            case ["contents", *_] if path in files:
                content = base64.b64encode(files[path]).decode()
                return json_reply({"type": "file", "path": path, "encoding": "base64", "content": content})
            case _:
                return NOT_FOUND

    def _tree(self, call: Call, commit: str, entries: list[dict[str, object]]) -> Reply:
        number, size = int(call.query.get("page", "1")), min(self.tree_entries, int(call.query.get("per_page", "1000")))
        page = entries[(number - 1) * size : number * size]
        more = number * size < len(entries)
        return json_reply({"sha": commit, "tree": page, "truncated": more, "page": number, "total_count": len(entries)})

    def _page(self, call: Call, items: list[dict[str, Any]], *, search: bool = False) -> Reply:
        number, size = int(call.query.get("page", "1")), min(self.most, int(call.query.get("limit", "30")))
        page = items[(number - 1) * size : number * size]
        headers = {"X-Total-Count": str(len(items))}
        if self.links and number * size < len(items):
            following = urlencode({**call.query, "page": number + 1})
            headers["Link"] = f'<https://elsewhere.example{call.target.partition("?")[0]}?{following}>; rel="next"'
        elif self.links and number > 1:
            headers["Link"] = f'<https://elsewhere.example{call.target}>; rel="first"'
        return json_reply({"ok": True, "data": page} if search else page, headers=headers)


def _form(one: Repository) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "full_name": one.full_name,
        "empty": one.head is None,
        "private": one.private,
        "default_branch": one.branch,
        "updated_at": one.updated_at,
        "html_url": f"https://codeberg.org/{one.full_name}",
        "archived": False,
    }
