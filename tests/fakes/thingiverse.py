# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thingiverse: things by their number behind a token, and a search that shows no more than its first hits."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from tests.fakes.server import NOT_FOUND, Call, Fake, Reply, json_reply

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

TOKEN = "a-token-of-a-test"  # noqa: S105  no secret: it opens nothing
CODES = {"ccsa": "Creative Commons - Attribution - Share Alike", "gpl": "GNU - GPL"}


def thing(number: int, *files: str, **other: Any) -> dict[str, Any]:
    """A thing as the interface gives it."""
    named = files or ("frame.scad", "frame.stl")
    listed = [{"name": name, "url": f"https://cdn.thingiverse.example/{number}/{name}"} for name in named]
    return {
        "id": number,
        "name": f"Lamp {number}",
        "thumbnail": "https://cdn.thingiverse.example/lamp.jpg",
        "public_url": f"https://www.thingiverse.com/thing:{number}",
        "creator": {"id": 1, "name": "wren"},
        "added": f"2020-01-{number % 28 + 1:02}T00:00:00+00:00",
        "modified": "2021-02-03T04:05:06+00:00",
        "is_published": 1,
        "is_private": 0,
        "description": "A lamp that folds.",
        "license": "GNU - GPL",
        "tags": [{"name": "lamp"}],
        "file_count": len(named),
        "ancestors": [],
        "zip_data": {"files": listed, "images": []},
        **other,
    }


class Thingiverse(Fake):
    """The platform; `lists_files` says whether things list their files themselves, `total` what searches claim."""

    def __init__(self, things: list[dict[str, Any]], *, lists_files: bool = True, token: str = TOKEN) -> None:
        super().__init__()
        self.token = token
        self.things = {one["id"]: one for one in things}
        self.lists_files = lists_files

    def answer(self, call: Call) -> Reply:
        if self.token and call.headers.get("authorization") != f"Bearer {self.token}":
            return json_reply({"error": "Unauthorized"}, HTTPStatus.UNAUTHORIZED)
        if call.steps[0] == "search":
            return self._search(call)
        found = self.things.get(int(call.steps[1])) if call.steps[1].isdigit() else None
        if call.steps[0] != "things" or found is None:
            return NOT_FOUND
        if call.steps[2:] == ("files",):
            return json_reply([{"id": 1, **one} for one in found["zip_data"]["files"]])
        return json_reply({key: value for key, value in found.items() if key != "zip_data" or self.lists_files})

    def _search(self, call: Call) -> Reply:
        wanted = CODES.get(call.query.get("license", ""), "none of these" if "license" in call.query else "")
        after, before = call.query.get("posted_after", ""), call.query.get("posted_before", "9")
        hits = [
            {"id": one["id"], "name": one["name"]}
            for one in self.things.values()
            if wanted in ("", one["license"]) and after <= one["added"] and one["added"][:10] <= before
        ]
        page, size = int(call.query["page"]), int(call.query["per_page"])
        return json_reply({"total": len(hits), "hits": hits[(page - 1) * size : page * size]})


def serve() -> AbstractContextManager[Thingiverse]:
    """Three things, running: two can be taken, one has no source."""
    return Thingiverse([thing(1), thing(2), thing(3, "only.stl")], token="").serve()
