# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder with somebody's project, as far as a first manifest needs it: names, sizes, how some texts begin, and what
git knows, read from its files. Nothing is executed, no link is followed, and everything has a bound.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from oshmark.adapters.repository import SKIPPED, readable_name
from oshmark.manifest.draft import Folder
from oshmark.manifest.draft_files import Entry, wants_head

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILES = 20_000
MAX_DEPTH = 12
HEAD_BYTES = 16_384
MAX_HEADS = 60
MAX_GIT_BYTES = 1_000_000
MAX_TAGS = 5_000

_REMOTE = re.compile(r'^\s*\[remote "([^"\n]{1,100})"\]\s*$')
_SECTION = re.compile(r"^\s*\[")
_URL = re.compile(r"^\s*url\s*=\s*(\S{1,500})\s*$")
_PACKED_TAG = re.compile(r"^[0-9a-f]{40,64} refs/tags/(\S{1,250})$", re.MULTILINE)


def look(folder: Path) -> Folder:
    """What can be seen of a folder; git is looked for there and in the folders above."""
    entries = tuple(sorted(_entries(folder)))
    wanted = [entry.path for entry in entries if wants_head(entry.path)][:MAX_HEADS]
    git = next(
        (above / ".git" for above in (folder.absolute(), *folder.absolute().parents) if _is_folder(above / ".git")),
        None,
    )
    return Folder(
        name=readable_name(folder.absolute().name),
        files=entries,
        heads={path: _text(folder / path, HEAD_BYTES) for path in wanted},
        remote=None if git is None else _remote(_text(git / "config", MAX_GIT_BYTES)),
        tags=() if git is None else _tags(git),
    )


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _entries(folder: Path) -> Iterator[Entry]:
    """Files below the folder; hidden ones and links are left out, and so is what lies too deep or is too much."""
    count = 0
    for here, folders, names in os.walk(folder, followlinks=False):
        below = Path(here).relative_to(folder)
        hidden = len(below.parts) >= MAX_DEPTH
        folders[:] = [] if hidden else sorted(n for n in folders if n not in SKIPPED and not n.startswith("."))
        for name in sorted(names):
            count += 1
            if count > MAX_FILES:
                return
            size = None if name.startswith(".") else _size(Path(here) / name)
            if size is not None and name.isprintable():
                yield Entry((below / name).as_posix(), size)


def _size(path: Path) -> int | None:
    """Bytes of a file; `None` for links, pipes and what cannot be looked at."""
    try:
        return path.stat().st_size if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


def _text(path: Path, limit: int) -> str:
    """The beginning of a file as text; empty if it is none or cannot be read."""
    if _size(path) is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(limit).decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return ""


def _remote(config: str) -> str | None:
    """The address of `origin`, else of the only remote."""
    addresses: dict[str, str] = {}
    name = None
    for line in config.splitlines():
        remote, url = _REMOTE.match(line), _URL.match(line)
        if remote is not None:
            name = remote[1]
        elif _SECTION.match(line):
            name = None
        elif url is not None and name is not None:
            addresses.setdefault(name, url[1])
    if "origin" in addresses or len(addresses) != 1:
        return addresses.get("origin")
    return next(iter(addresses.values()))


def _tags(git: Path) -> tuple[str, ...]:
    """The names of all tags, in the order of the alphabet."""
    found = set(_PACKED_TAG.findall(_text(git / "packed-refs", MAX_GIT_BYTES)))
    tags = git / "refs" / "tags"
    for here, _, names in os.walk(tags, followlinks=False):
        found.update((Path(here) / name).relative_to(tags).as_posix() for name in names)
        if len(found) > MAX_TAGS:
            break
    return tuple(sorted(readable_name(tag) for tag in found)[:MAX_TAGS])
