# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables that are known to be other than the log says: noted when somebody compares them, forgotten when they are made
anew. Pages that show them say so. The note is a file, for the database may be what is wrong."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE = "wrong-tables.json"
ROOMS = {
    "library": (
        *("/search", "/m/", "/a/", "/licence", "/process", "/language", "/quarantine", "/statistics"),
        *("/C/", "/c/"),
    ),
    "certification": ("/certificates", "/parties/", "/bodies", "/schemes", "/m/", "/C/", "/c/"),
    "labels": ("/C/", "/c/", "/01/", "/m/", "/certificates"),
    "tree": ("/log",),
}
"""What the addresses of the pages begin with that show the tables of each room; the first page shows all."""


def note(lines: Sequence[str]) -> None:
    """Note what a comparison has found, in lines that begin with the name of a room; nothing wrong takes the note
    away."""
    path = _path()
    if not lines:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    partial.write_bytes(msgspec.json.encode(lines))
    partial.replace(path)


def noted() -> tuple[str, ...]:
    """What is known to be wrong."""
    found = stamp()
    return () if found is None else _read(_path(), found)


def stamp() -> tuple[int, int] | None:
    """What changes with the note; `None` where there is none, as should be."""
    try:
        status = _path().stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def shows_wrong(path: str) -> bool:
    """Whether a page may show what is wrong."""
    lines = noted()
    if not lines:
        return False
    rooms = {line.partition(",")[0] for line in lines}
    known = [begin for room, begins in ROOMS.items() if room in rooms or not rooms & ROOMS.keys() for begin in begins]
    return path == "/" or path.startswith(tuple(known))


@lru_cache(maxsize=1)
def _read(path: Path, found: tuple[int, int]) -> tuple[str, ...]:
    """Read once for each state of the file, which is a new one each time."""
    del found
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[str, ...])
    except (OSError, msgspec.DecodeError):
        return ("The note of wrong tables cannot be read",)


def _path() -> Path:
    home: Path = settings.HOME
    return home / FILE
