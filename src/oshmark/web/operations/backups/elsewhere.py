# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Commands of ours on another folder or database: each in a process of its own, which sees the others' settings."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from django.db import connection

from oshmark.adapters.backups.postgres import with_database
from oshmark.errors import StateError
from oshmark.web.databases import NAME
from oshmark.web.operations.backups.snapshot import server_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LONGEST = 400


class Done(msgspec.Struct, frozen=True):
    """A command that has ended: its exit code, what it gave and what it said."""

    code: int
    out: str
    said: str

    @property
    def why(self) -> str:
        """In one line, why it has failed."""
        lines = [line for line in (self.said or self.out).strip().splitlines() if line]
        return lines[-1].removeprefix("oshmark: ")[:LONGEST] if lines else f"it ended with {self.code}"


class Place(msgspec.Struct, frozen=True):
    """Where a command works: a home folder, and a database of the server where there is one."""

    home: Path
    url: str = ""

    def run(self, *arguments: str, variables: Mapping[str, str] | None = None) -> Done:
        """Run a command to its end."""
        dropped = ("OSHMARK_HOME", "OSHMARK_HOME_FILE", NAME, f"{NAME}_FILE")
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        here = {"OSHMARK_HOME": str(self.home)} | ({NAME: self.url} if self.url else {})
        done = subprocess.run(  # noqa: S603  our own program, no shell
            [sys.executable, "-m", "oshmark", *arguments],
            env={**kept, **(variables or {}), **here},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace"))

    def must(self, *arguments: str, variables: Mapping[str, str] | None = None) -> Done:
        """Run a command. Raises `StateError` where it fails."""
        done = self.run(*arguments, variables=variables)
        if done.code:
            raise StateError(done.why)
        return done


@contextmanager
def scratch_database() -> Iterator[str]:
    """The address of an empty database on the operator's server, dropped at the end of the block."""
    if connection.vendor != "postgresql":
        raise StateError(
            f"The backup is of a PostgreSQL database. Set {NAME} to a server on which it may be tried, "
            "and install 'oshmark[postgres]'."
        )
    name = f"oshmark_try_{secrets.token_hex(6)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield with_database(server_url(), name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def empty_server() -> None:
    """Take everything out of the operator's database on the server."""
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def is_empty_server() -> bool:
    """Whether the operator's database on the server has no table."""
    return not connection.introspection.table_names()
