# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of a repository in one state, as forges list them: which can be used, and which are manifests."""

from __future__ import annotations

from hashlib import sha1
from typing import TYPE_CHECKING

import msgspec

from oshmark.crawl.addresses import encoded, is_inside
from oshmark.crawl.harvest import Fault, Found, Harvest, Listing
from oshmark.crawl.task import Task
from oshmark.manifest.names import is_manifest_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_MANIFESTS = 200
MANIFEST_BYTES = 1_000_000
SYMLINK = "120000"


class File(msgspec.Struct, frozen=True):
    """One entry of a tree; old instances of GitLab give no path at the top, but the name."""

    path: str = ""
    name: str = ""
    type: str = "blob"
    mode: str = ""
    size: int | None = None


class Tree(msgspec.Struct, frozen=True):
    """All of them, or as many as the forge gives at once."""

    tree: list[File]
    truncated: bool = False


def manifests(paths: Iterable[str]) -> tuple[str, ...]:
    """The paths that are manifests by their names, the nearest to the root first."""
    found = (path for path in paths if is_manifest_name(path.rpartition("/")[2]))
    return tuple(sorted(found, key=lambda path: (path.count("/"), path)))


def listed(task: Task, files: Sequence[File], *, file_url: str, then: str, complete: bool) -> Harvest:
    """What the tree that `task` asked for says: its files, and a task of the kind `then` for each manifest."""
    repository, commit = task.args["repository"], task.args["commit"]
    usable = {one.path or one.name: one for one in files if one.type == "blob" and is_inside(one.path or one.name)}
    # The content of a link is the path that it leads to; the file there is in the list as well.
    readable = {path: one.size or 0 for path, one in usable.items() if one.mode != SYMLINK}
    named = manifests(readable)
    chosen = [path for path in named if readable[path] <= MANIFEST_BYTES]
    faults = [
        Fault(f"{repository}: {path}", "This manifest is too large.")
        for path in named
        if readable[path] > MANIFEST_BYTES
    ]
    if len(chosen) > MAX_MANIFESTS:
        faults.append(Fault(repository, f"It has {len(chosen)} manifests; only the first {MAX_MANIFESTS} are read."))
    return Harvest(
        listings=(Listing(repository, commit, tuple(usable), file_url, complete),),
        tasks=tuple(
            Task(then, {"repository": repository, "commit": commit, "path": path}) for path in chosen[:MAX_MANIFESTS]
        ),
        faults=tuple(faults[:MAX_MANIFESTS]),
    )


def is_blob(raw: bytes, oid: str) -> bool:
    """Whether these are byte for byte what git has under this id."""
    return sha1(b"blob %d\0%b" % (len(raw), raw), usedforsecurity=False).hexdigest() == oid


def manifest(task: Task, raw: bytes, *, file_url: str) -> Found:
    """The manifest that `task` asked for."""
    path = task.args["path"]
    address = file_url.replace("{path}", encoded(path))
    return Found(task.args["repository"], path, raw, address, task.args["commit"], address)
