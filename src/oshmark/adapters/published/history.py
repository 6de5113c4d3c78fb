# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was ever published: a line for each generation, which outlives its files.

A number is cited, so it is never given twice, and whoever asks for a generation that is gone learns what it was.
The lines lie in `root/history/`, a thousand to a file, which keeps what a publisher writes small.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from oshmark.adapters.published.generation import DESCRIPTION, Counts, Shard, generation_name, numbers, sync
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HISTORY = "history"
PER_FILE = 1_000


class Made(msgspec.Struct, frozen=True):
    """A generation in one line; what could not be read of a damaged one is None."""

    number: int
    position: int | None = None
    made_at: datetime | None = None
    counts: Counts | None = None
    digest: str | None = None


class Published(msgspec.Struct, frozen=True):
    """What a generation says of itself that every version of oshmark understands: older ones can still be cited."""

    number: int
    position: int
    made_at: datetime
    counts: Counts
    digest: str
    shards: dict[str, Shard]
    sizes: dict[str, int]


class _Line(msgspec.Struct, frozen=True):
    """The part of a description that goes into the history."""

    position: int
    made_at: datetime
    counts: Counts
    digest: str


def note_made(root: Path) -> None:
    """Write down every generation that lies there and is not in the history; for the one publisher only."""
    for first, found in _by_file(numbers(root)).items():
        known = _read(root, first)
        new = {number: _made(root, number) for number in found if number not in known}
        if new:
            _write(root, first, known | new)


def last_number(root: Path) -> int:
    """The largest number that was ever given; 0 before the first generation."""
    files = [int(path.stem) for path in (root / HISTORY).glob("*.json") if path.stem.isdecimal()]
    noted = max(_read(root, max(files) * PER_FILE), default=0) if files else 0
    return max(noted, *numbers(root)[-1:], 0)


def history(root: Path) -> list[Made]:
    """Every generation that was ever noted, ascending."""
    files = sorted(int(path.stem) for path in (root / HISTORY).glob("*.json") if path.stem.isdecimal())
    return [made for first in files for _number, made in sorted(_read(root, first * PER_FILE).items())]


def noted(root: Path, number: int) -> Made | None:
    """What the history knows of one generation."""
    return _read(root, number).get(number)


def made_at(root: Path) -> dict[int, datetime | None]:
    """When each generation was made that lies there."""
    times: dict[int, datetime | None] = {}
    for first, found in _by_file(numbers(root)).items():
        known = _read(root, first)
        times |= {number: known[number].made_at if number in known else None for number in found}
    return times


def published(root: Path, number: int) -> Published | None:
    """The description of a generation that lies there, of whatever format; None when there is none.

    `StateError` when it is damaged.
    """
    try:
        content = (root / generation_name(number) / DESCRIPTION).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as exc:
        raise StateError(f"The description of generation {number} cannot be read.") from exc
    try:
        return msgspec.json.decode(content, type=Published)
    except msgspec.DecodeError as exc:
        raise StateError(f"The description of generation {number} is damaged.") from exc


def _by_file(found: Iterable[int]) -> dict[int, list[int]]:
    """The numbers by the file that they belong to, which is named by any of them."""
    files: dict[int, list[int]] = {}
    for number in found:
        files.setdefault(number // PER_FILE * PER_FILE, []).append(number)
    return files


def _path(root: Path, number: int) -> Path:
    return root / HISTORY / f"{number // PER_FILE}.json"


def _read(root: Path, number: int) -> dict[int, Made]:
    """The lines of the file in which a number stands."""
    try:
        content = _path(root, number).read_bytes()
        return {made.number: made for made in msgspec.json.decode(content, type=list[Made])}
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as exc:
        message = f"{HISTORY}/{_path(root, number).name}, the record of the published generations, cannot be read."
        raise StateError(f"{message} Restore it from a backup, or remove it: it is begun anew then.") from exc


def _made(root: Path, number: int) -> Made:
    try:
        content = (root / generation_name(number) / DESCRIPTION).read_bytes()
        line = msgspec.json.decode(content, type=_Line)
    except (OSError, msgspec.DecodeError):
        return Made(number)
    return Made(number, line.position, line.made_at, line.counts, line.digest)


def _write(root: Path, number: int, lines: dict[int, Made]) -> None:
    """Replace a file as a whole; whoever dies on the way leaves the old one."""
    path = _path(root, number)
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.encode([lines[one] for one in sorted(lines)]))
    sync(fresh)
    fresh.replace(path)
    sync(path.parent)
