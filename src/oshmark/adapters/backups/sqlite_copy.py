# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A copy of a SQLite file as it is at one moment, while others read and write it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from oshmark.errors import StateError

if TYPE_CHECKING:
    from pathlib import Path

WAIT_S = 60


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a file that is there. In one go: a copy in steps begins anew whenever somebody writes in between."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_S)) as there,
            closing(sqlite3.connect(target)) as here,
        ):
            there.backup(here)
            here.execute("PRAGMA journal_mode=DELETE")  # so that the copy is one file
    except sqlite3.Error as exc:
        raise StateError(f"{source.name} cannot be copied: {exc}. Look for a full disk or missing rights.") from exc


def fault_of(path: Path) -> str:
    """What SQLite finds wrong with a file, in one line; empty where it is whole."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_S)) as there:
            said = [str(row[0]) for row in there.execute("PRAGMA quick_check(3)")]
            strays = there.execute("PRAGMA foreign_key_check").fetchmany(3)
    except sqlite3.Error as exc:
        return str(exc)
    if said != ["ok"]:
        return "; ".join(said)[:400]
    return f"rows of {strays[0][0]} refer to rows that are not there" if strays else ""
