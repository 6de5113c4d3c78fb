# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A generation on the disk: its folder, its description, and the pointer that says which one is current.

```
root/current           the name of the current generation
root/lock              held by the one publisher
root/history/0.json    a line for every generation that ever was, a thousand to a file
root/gen-000007/       store/ index/ dumps/ entries/ partitions.json generation.json, never changed once they stand here
root/building-000008/  being made by a publisher, or left behind by one that died
root/removing-000004/  being deleted
```
"""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from oshmark.errors import BusyError, StateError

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 4
"""The version of everything inside a generation; raise it when the index schema, the shards or the files change."""

POINTER = "current"
DESCRIPTION = "generation.json"
LOCK_FILES = frozenset({".tantivy-writer.lock", ".tantivy-meta.lock"})
_NAME = re.compile(r"gen-(\d{6,})")
_ADVICE = "Publish everything again with a full rebuild."


class Shard(msgspec.Struct, frozen=True):
    """What one of the 256 shards holds, and the SHA-256 of its dump and of its table of entries."""

    entries: int
    quads: int
    records: int
    dump_sha256: str
    entries_sha256: str
    misfits: int = 0
    labels: int = 0


class Counts(msgspec.Struct, frozen=True):
    """How much a generation holds: `entries` are releases and `labels`, `records` the releases that the search finds,
    `misfits` what does not fit the shapes."""

    entries: int
    quads: int
    records: int
    misfits: int = 0
    labels: int = 0

    @property
    def releases(self) -> int:
        """The entries that are releases."""
        return self.entries - self.labels


class Description(msgspec.Struct, frozen=True):
    """The content of `generation.json`. `sizes` lists every file; `digest` covers the dumps and nothing else."""

    format: int
    number: int
    position: int
    made_at: datetime
    counts: Counts
    digest: str
    shards: dict[str, Shard]
    sizes: dict[str, int]


class _Version(msgspec.Struct):
    format: int


class Generation(msgspec.Struct, frozen=True):
    """One published generation. `position` is the number of the last event in it."""

    path: Path
    description: Description

    @property
    def number(self) -> int:
        """Its number; a later one is larger."""
        return self.description.number

    @property
    def position(self) -> int:
        """The number of the last event that it includes."""
        return self.description.position

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        return self.description.made_at

    @property
    def counts(self) -> Counts:
        """How much it holds."""
        return self.description.counts

    @property
    def format(self) -> int:
        """The version of its files."""
        return self.description.format

    @property
    def digest(self) -> str:
        """The SHA-256 over all its dumps; equal content gives an equal digest, however it was built."""
        return self.description.digest

    @property
    def store(self) -> Path:
        """The folder of the RDF store."""
        return self.path / "store"

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.path / "index"

    @property
    def dumps(self) -> tuple[Path, ...]:
        """The N-Quads files, in the order of their names; an empty shard has none."""
        return tuple(sorted((self.path / "dumps").glob("*.nq")))


def generation_name(number: int) -> str:
    """The name of the folder: `gen-000007`."""
    return f"gen-{number:06d}"


def number_of(name: str) -> int:
    """The number in the name of a folder."""
    return int(name.rpartition("-")[2])


def numbers(root: Path) -> list[int]:
    """The numbers of the generations that lie there, ascending, damaged ones included."""
    if not root.is_dir():
        return []
    return sorted(int(match[1]) for path in root.iterdir() if (match := _NAME.fullmatch(path.name)))


def pointed(root: Path) -> str | None:
    """The name in the pointer, or None when nothing was published yet."""
    try:
        name = (root / POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as exc:
        raise StateError(f"The pointer to the current generation cannot be read. {_ADVICE}") from exc
    if not _NAME.fullmatch(name):
        raise StateError(f"The pointer to the current generation does not name one. {_ADVICE}")
    return name


def current(root: Path) -> Generation | None:
    """The current generation; None before the first. A damaged or foreign one raises `StateError`."""
    name = pointed(root)
    return None if name is None else load_generation(root / name)


def load_generation(path: Path) -> Generation:
    """Read and check the description of a generation, and that each of its files is there in its full size."""
    try:
        content = (path / DESCRIPTION).read_bytes()
        version = msgspec.json.decode(content, type=_Version).format
        if version != FORMAT:
            message = f"Generation {path.name} has format {version}; this version of oshmark reads {FORMAT}. {_ADVICE}"
            raise StateError(message)
        description = msgspec.json.decode(content, type=Description)
    except (OSError, msgspec.DecodeError) as exc:
        raise StateError(f"Generation {path.name} has no readable description. {_ADVICE}") from exc
    for name, size in description.sizes.items():
        if _size(path / name) != size:
            raise StateError(f"Generation {path.name} is damaged: {name} is missing or was changed. {_ADVICE}")
    return Generation(path=path, description=description)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def file_sizes(path: Path) -> dict[str, int]:
    """The size of every file of a generation that is being made, without its description and lock files."""
    found = (file for file in path.rglob("*") if file.is_file() and file.name not in LOCK_FILES)
    return {file.relative_to(path).as_posix(): file.stat().st_size for file in sorted(found)}


def point_at(root: Path, name: str) -> None:
    """Make a generation the current one: readers see the old pointer or the new one, never anything between."""
    if name == pointed_or_none(root):
        return
    fresh = root / f"{POINTER}.new"
    fresh.write_text(name + "\n", encoding="ascii")
    sync(fresh)
    fresh.replace(root / POINTER)
    sync(root)


def pointed_or_none(root: Path) -> str | None:
    """The name in the pointer, or None also where the pointer is damaged."""
    try:
        return pointed(root)
    except StateError:
        return None


def sync(path: Path) -> None:
    """Have the disk keep a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def publisher_lock(root: Path) -> Iterator[None]:
    """Be the only publisher; the kernel takes the lock back when a process dies."""
    root.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise BusyError("Another publisher is at work. Wait until it has finished, then publish again.") from exc
        yield
    finally:
        os.close(descriptor)
