# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Wikifactory: projects in GraphQL, with cursors, and the words that it has for what is not there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fakes import graphql
from tests.fakes.server import NOT_FOUND, Call, Fake, Reply, json_reply

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

VERSION = "f00dfeed" * 5


def file(path: str) -> dict[str, Any]:
    """A file of a project, at an address that does not tell its kind."""
    folder, _slash, name = path.rpartition("/")
    number = sum(path.encode())
    found = {"filename": name, "mimeType": "x", "permalink": f"https://wikifactory.com/files/F{number}", "url": None}
    return {"dirname": folder, "filename": name, "isFolder": False, "file": found}


def project(space: str, slug: str, **other: Any) -> dict[str, Any]:
    """A project as its GraphQL has it."""
    files = [file("README.md"), file("cad/frame.FCStd"), file("cad/frame.stl"), file("notes.txt")]
    folder = {"dirname": "", "filename": "cad", "isFolder": True, "file": None}
    return {
        "name": slug.title(),
        "description": "<p>A lamp that folds.</p>",
        "slug": slug,
        "parentSlug": space,
        "private": False,
        "lastUpdated": "2026-01-02T03:04:05+00:00",
        "creator": {"profile": {"fullName": "Wren Okoro", "username": "wren"}},
        "parentContent": {"type": "initiative", "title": "The workshop"},
        "license": {"abreviation": "CC-BY-SA-4.0", "title": "Creative Commons"},
        "image": {"permalink": "https://wikifactory.com/files/F1", "url": None},
        "forkedFrom": None,
        "contribution": {"version": VERSION, "files": [folder, *files]},
        **other,
    }


class Wikifactory(Fake):
    """The platform; `most` is the largest page that it gives."""

    def __init__(self, projects: list[dict[str, Any]], *, most: int = 2) -> None:
        super().__init__()
        self.projects = projects
        self.most = most

    def answer(self, call: Call) -> Reply:
        if call.method != "POST" or call.steps != ("api", "graphql"):
            return NOT_FOUND
        asked = json.loads(call.body)
        root = {"projects": self._page, "project": self._project}
        return json_reply(graphql.execute(graphql.read(asked["query"], asked["variables"]), root))

    def _page(self, first: int, after: str | None = None) -> dict[str, Any]:
        start = int(after) if after else 0
        end = start + min(first, self.most)
        edges = [{"node": one, "cursor": str(start)} for one in self.projects[start:end]]
        more = end < len(self.projects)
        page = {"hasNextPage": more, "endCursor": str(end) if more else None}
        return {"userErrors": None, "result": {"totalCount": len(self.projects), "pageInfo": page, "edges": edges}}

    def _project(self, space: str, slug: str) -> dict[str, Any]:
        found = next((one for one in self.projects if (one["parentSlug"], one["slug"]) == (space, slug)), None)
        errors = [] if found else [{"code": "NOTFOUND", "message": "not found"}]
        return {"userErrors": errors, "result": found}


def serve() -> AbstractContextManager[Wikifactory]:
    """Five projects in pages of two, running."""
    return Wikifactory([project("wren", f"lamp{number}") for number in range(5)]).serve()
