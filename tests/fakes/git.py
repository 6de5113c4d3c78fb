# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the adapter for Git answers, for repositories in memory; over sockets, so that it can be counted like others."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import unquote

from oshmark.manifest.names import is_manifest_head, is_manifest_name, may_be_manifest
from tests.fakes.server import NOT_FOUND, Call, Fake, Reply, json_reply
from tests.fakes.world import World

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

LAMP = b'okhv = "OKH-LOSHv1.0"\nname = "Lamp"\nrepo = "https://git.example.org/wren/lamp"\nversion = "1"\n'
STAND = b'okhv = "OKH-LOSHv1.0"\nname = "Stand of a lamp"\nrepo = "https://git.example.org/wren/lamp"\nversion = "1"\n'
STOVE = b'okhv = "OKH-LOSHv1.0"\nname = "Stove"\nrepo = "https://wiki.example.org/Stove"\nversion = "7"\n'


class Clones(Fake):
    """Repositories by the path of their address, whatever its host."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world

    def answer(self, call: Call) -> Reply:
        repository = self.world.get("/".join(call.steps).removesuffix(".git"))
        ref = unquote(call.headers.get("ref", "")) or "HEAD"
        files = repository.at(ref) if repository else None
        if repository is None or files is None:
            return NOT_FOUND
        commit = ref if ref in repository.history else repository.head
        if call.headers["want"] == "state":
            return json_reply({"commit": commit})
        manifests = {path: b64encode(raw).decode() for path, raw in files.items() if _is_manifest(path, raw)}
        return json_reply({"commit": commit, "paths": list(files), "complete": True, "files": manifests})


def _is_manifest(path: str, raw: bytes) -> bool:
    name = path.rpartition("/")[2]
    return is_manifest_name(name) or (may_be_manifest(name) and is_manifest_head(raw))


def world() -> World:
    """A repository of a module and a part of it, and one that is a list."""
    made = World()
    made.add("wren/lamp", {"okh.toml": LAMP, "stand/okh.toml": STAND, "cad/frame.scad": b"cube(1);", "größe.md": b"x"})
    made.add(
        "ana/list",
        {"a/okh-lamp.toml": LAMP, "b/stove.toml": STOVE, "c/okh-nothing.toml": b"[[", "list.json": b'[{"link": "a"}]'},
    )
    return made


def serve() -> AbstractContextManager[Clones]:
    """Both, behind an adapter that is running."""
    return Clones(world()).serve()
