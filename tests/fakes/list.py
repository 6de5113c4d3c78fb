# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A host that shows files: lists that name each other in a circle, and manifests beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.fakes.server import NOT_FOUND, Call, Fake, Reply

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

LAMP = b'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\nrepo = "https://git.example.org/wren/lamp"\nversion = "1"\n'
STOVE = b'okhv = "OKH-LOSHv1.0"\nname = "Stove"\nrepo = "https://git.example.org/ana/stove"\nversion = "2"\n'


class Host(Fake):
    """Files by their path, as they are."""

    def __init__(self, files: dict[str, bytes] | None = None) -> None:
        super().__init__()
        self.files = dict(files or {})

    def answer(self, call: Call) -> Reply:
        found = self.files.get("/".join(call.steps))
        kind = "application/json" if call.target.endswith(".json") else "text/plain"
        return NOT_FOUND if found is None else Reply(found, headers={"Content-Type": kind})


def circle() -> dict[str, bytes]:
    """A list that names a manifest, a repository, and a second list that names the first one and another manifest."""
    first = {
        "remoteLists": ["second.json"],
        "remoteManifests": ["okh-lamp.toml"],
        "remoteManifestRepos": [{"repoFetchUrl": "https://github.com/wren/lamp.git", "ref": "main"}],
    }
    second = {"remoteLists": ["list.json", "second.json"], "remoteManifests": ["okh-stove.toml", "page.html"]}
    return {
        "list.json": json.dumps(first).encode(),
        "second.json": json.dumps(second).encode(),
        "okh-lamp.toml": LAMP,
        "okh-stove.toml": STOVE,
        "page.html": b"<html>no manifest</html>",
    }


def serve() -> AbstractContextManager[Host]:
    """The circle, running."""
    return Host(circle()).serve()
