# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A repository of generated manifests, as a tree of files to commit: so others can use what we wrote, and correct it.

A manifest that its makers wrote lies in their own repository, and is not copied. The name of a file depends on nothing
but the repository of its module, and the same manifests always give the same tree.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.crawl.harvest import Found

INDEX = "list.json"
FOLDER = "manifests"
MAX_NAME = 80
_OTHER = re.compile(r"[^a-z0-9.-]+")


def written(found: Iterable[Found]) -> dict[str, bytes]:
    """The files by their paths: one for each module, and an index that the `list` connector reads.

    Where a module was found several times, the last one counts.
    """
    latest = {one.repository: one for one in found if one.generated}
    files = {path_of(repository): one for repository, one in sorted(latest.items())}
    index = [_entry(path, one) for path, one in sorted(files.items())]
    return {
        **{path: one.raw for path, one in sorted(files.items())},
        INDEX: msgspec.json.format(msgspec.json.encode(index)) + b"\n",
    }


def path_of(repository: str) -> str:
    """Where the manifest of a module lies: its host, its path in letters that every disk takes, and what tells two of
    them apart that only differ in others."""
    address = unquote(repository.partition("://")[2].partition("#")[0]).lower()
    host, _slash, path = address.partition("/")
    host = _OTHER.sub("-", host).strip("-.")[:MAX_NAME].strip("-.") or "unknown"
    name = _OTHER.sub("-", path).strip("-.")[:MAX_NAME].strip("-.")
    digest = hashlib.sha256(repository.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{FOLDER}/{host}/okh-{name}-{digest}.toml" if name else f"{FOLDER}/{host}/okh-{digest}.toml"


def _entry(path: str, found: Found) -> dict[str, str]:
    entry = {
        "link": path,
        "repository": found.repository,
        "state": found.commit,
        "sha256": hashlib.sha256(found.raw).hexdigest(),
        "licence": found.licence,
    }
    return {key: value for key, value in entry.items() if value}
