# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What commands need of the instance: its database in the present form."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from oshmark.adapters.published.generation import sync

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILDING = ".building"


def ensure_database() -> None:
    """Make the database, or bring it to the present form; two that start together do it one after the other."""
    settings.HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.HOME / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        path = _file()
        if path is not None and not path.exists():
            _make(path)
        else:
            _migrate()


def _file() -> Path | None:
    """The file of the database; `None` where a server has it, which makes tables and notes of them in one step."""
    return Path(connection.settings_dict["NAME"]) if connection.vendor == "sqlite" else None


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)


def _make(path: Path) -> None:
    """Make a new database beside its place and put it there when it is complete: Django notes that a migration was
    applied only after its tables are there, and whoever is stopped in between can never go on."""
    building = path.with_name(path.name + BUILDING)
    for leftover in path.parent.glob(f"{building.name}*"):
        leftover.unlink()
    with _database_at(building):
        _migrate()
    building.replace(path)
    sync(path.parent)


@contextmanager
def _database_at(path: Path) -> Iterator[None]:
    """Let the connection speak to another file for a while. Closing it leaves nothing in a journal beside the file."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
