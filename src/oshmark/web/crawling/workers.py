# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which workers of this machine are alive: each holds a lock on a file of its own, which ends with the process."""

from __future__ import annotations

import fcntl
import secrets
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BEGUN = ".begun"


@contextmanager
def worker(folder: Path) -> Iterator[str]:
    """Be a worker until the end of the block; gives its name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = secrets.token_hex(8)
    path, begun = folder / name, folder / f"{name}{BEGUN}"
    with begun.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        begun.replace(path)  # only now others see it: without its lock they would take it for dead
        try:
            yield name
        finally:
            path.unlink(missing_ok=True)


def dead_workers(folder: Path) -> list[str]:
    """The names of workers that ended without saying so; their files are removed by `forget`."""
    return [path.name for path in folder.glob("*") if path.suffix != BEGUN and _is_free(path)]


def is_alive(folder: Path, name: str) -> bool:
    """Whether a worker of this name is at work on this machine."""
    path = folder / name
    return path.is_file() and not _is_free(path)


def forget(folder: Path, names: list[str]) -> None:
    """Remove the files of dead workers, once what they had taken is free again."""
    for name in names:
        (folder / name).unlink(missing_ok=True)


def _is_free(path: Path) -> bool:
    try:
        with path.open() as file:
            return _try(file)
    except FileNotFoundError:
        return False


def _try(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
