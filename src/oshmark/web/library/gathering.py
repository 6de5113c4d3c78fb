# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Manifests from files and folders of this machine, with where each one was found."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from oshmark.adapters.repository import find_manifests, read_limited, readable_name, repository_root
from oshmark.errors import UnreadableError
from oshmark.library.payload import Provenance
from oshmark.library.place import Found, folders, homes
from oshmark.manifest.read import read
from oshmark.web.library.actions import Submission

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

_HEADER = re.compile(rb"SPDX-License-" rb"Identifier:[ \t]*([A-Za-z0-9.+ ()-]{2,120})")
HEADER_BYTES = 2000


def gather(paths: Sequence[Path], *, now: datetime, unread: list[str]) -> Iterator[Submission]:
    """Every manifest: a file that is named, and what lies below a folder under a usual name.

    A file or folder that may not be read is left out, and a sentence about it is added to `unread`.
    """
    for path in paths:
        if path.is_dir():
            yield from _below(path, now, unread)
        else:
            yield from _submission(path, path.name, ("", ""), now, unread)


def _below(folder: Path, now: datetime, unread: list[str]) -> Iterator[Submission]:
    found = find_manifests(folder, unread)
    stated = [_stated(path, folder) for path in found]
    placed, lying = folders(stated), homes(stated)
    for path in found:
        below = path.relative_to(folder).as_posix()
        home = _below_root(path, folder)
        yield from _submission(path, below, (placed[below], lying[below] if home is None else home), now, unread)


def _below_root(path: Path, folder: Path) -> str | None:
    """The folder of a file in its repository, where the root of that can be seen below the folder that was named."""
    root = repository_root(path)
    if root is None or not root.is_relative_to(folder.absolute()):
        return None
    below = path.absolute().parent.relative_to(root).as_posix()
    return "" if below == "." else below


def _stated(path: Path, folder: Path) -> Found:
    """What a manifest says of itself; one that cannot be read says nothing, and is reported when it is added."""
    below = path.relative_to(folder).as_posix()
    try:
        manifest = read(read_limited(path), name=path.name).manifest
    except (OSError, UnreadableError):
        return Found(below, None, None)
    return Found(below, manifest.repo, manifest.name)


def _submission(
    path: Path, origin: str, folders_of: tuple[str, str], now: datetime, unread: list[str]
) -> Iterator[Submission]:
    """The manifest at `path`, with the folder of its module and the folder it lies in."""
    try:
        raw = read_limited(path)
    except OSError as exc:
        unread.append(f"{readable_name(origin)} cannot be read: {exc.strerror}.")
        return
    licence = licence_in_header(raw)
    name, origin = readable_name(path.name), readable_name(origin)
    folder, home = (readable_name(one) for one in folders_of)
    lies_in = None if home == folder else home
    provenance = Provenance(name, origin, now, folder=folder, metadata_licence=licence, lies_in=lies_in)
    yield Submission(raw, provenance, _root(path, folders_of[1]))


def _root(path: Path, home: str) -> Path | None:
    """The folder of the repository: the one from which the folder of the manifest is `home`."""
    here = path.absolute().parent
    steps = PurePosixPath(home).parts
    if here.parts[len(here.parts) - len(steps) :] != steps:
        return None
    return here.parents[len(steps) - 1] if steps else here


def licence_in_header(raw: bytes) -> str | None:
    """The licence of a file itself, from its SPDX header, without the end of a comment; `None` when it has none."""
    match = _HEADER.search(raw[:HEADER_BYTES])
    return match[1].decode("ascii").strip(" -") if match else None
