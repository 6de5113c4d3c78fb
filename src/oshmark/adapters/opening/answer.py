# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes over the pipe between an `Opener` and its child, and the bounds that both keep.

A question is `REQUEST`, then the bytes of a file. An answer is `RESPONSE`, then a `Found` as JSON.
"""

from __future__ import annotations

import struct
from enum import Enum
from typing import TypeAlias

import msgspec

REQUEST = struct.Struct("!dBQ")
"""Time limit in seconds, what the file is taken for, its bytes."""
RESPONSE = struct.Struct("!I")
READY = b"oshmark-opening-1\n"
MAX_SOURCE_BYTES = 250_000_000
MAX_DOCUMENT_BYTES = 60_000_000
MOST_MEMBERS = 10_000
MOST_SHOWN = 500
MOST_UNPACKED = 1_000_000_000
MOST_RATIO, FREE_RATIO_BYTES = 200, 5_000_000
"""How many times larger all files may be than the archive, beyond what no archive is blamed for."""
MOST_SHEETS, MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 5, 200, 40, 300


class What(Enum):
    """What a file is taken for."""

    ARCHIVE = 1
    TABLE = 2
    DOCUMENT = 3


class Why(Enum):
    """Why nothing is shown of a file."""

    BOMB = "bomb"
    TOO_MANY = "too many"
    TOO_LARGE = "too large"
    TOO_DEAR = "too dear"
    DAMAGED = "damaged"
    NO_TABLE = "no table"


class Note(Enum):
    """What is odd about a file in an archive."""

    LOCKED = "locked"
    ARCHIVE = "archive"
    LINK = "link"
    LEADS_OUT = "leads out"


class Active(Enum):
    """What a document can do beside being read."""

    SCRIPTS = "scripts"
    PROGRAMS = "programs"
    FILES = "files"


class Member(msgspec.Struct, frozen=True):
    """A file in an archive; `size` was counted and not believed, unless it is locked."""

    name: str
    size: int
    note: Note | None = None


class Listing(msgspec.Struct, frozen=True, tag="listing"):
    """The files of an archive: the first of them, how many there are, and their bytes."""

    members: tuple[Member, ...]
    files: int
    size: int


class Sheet(msgspec.Struct, frozen=True):
    """The first rows of a sheet, and how many more there are."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    more: int = 0


class Sheets(msgspec.Struct, frozen=True, tag="sheets"):
    """The first sheets of a table, and how many more there are."""

    sheets: tuple[Sheet, ...]
    more: int = 0


class Document(msgspec.Struct, frozen=True, tag="document"):
    """What can be told of a PDF without showing it. `pages`: as many as are found in it, 0 where that is not known."""

    pages: int
    active: tuple[Active, ...] = ()


class Refused(msgspec.Struct, frozen=True, tag="refused"):
    """Nothing is shown of it."""

    why: Why


Found: TypeAlias = Listing | Sheets | Document | Refused


class RefusedFile(Exception):  # noqa: N818  it travels inside of the child only, and becomes a value at its door
    """Nothing can be shown."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why
