# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""PostgreSQL's own programs: a dump of a database, and back. Both are all or nothing, and the password is on no command
line."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from oshmark.errors import StateError

if TYPE_CHECKING:
    from pathlib import Path


def with_database(url: str, name: str) -> str:
    """The address of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{quote(name, safe='')}").geturl()


def dump(url: str, path: Path) -> None:
    """Write a dump, as the database is at one moment; others go on writing meanwhile."""
    _run("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", "--compress=0", f"--file={path}")


def load(url: str, path: Path) -> None:
    """Fill an empty database from a dump: all of it, or nothing."""
    _run("pg_restore", url, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", str(path))


def _run(program: str, url: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise StateError(
            f"The program {program} is not installed; on Debian, it is in the package postgresql-client. "
            "It has to be as new as the server."
        )
    parts = urlsplit(url)
    where, _at, _host = parts.netloc.rpartition("@")
    name, _colon, password = where.partition(":")
    bare = parts._replace(netloc=f"{name}@{_host}" if where else _host).geturl()
    environment = {**os.environ, "PGPASSWORD": unquote(password)} if password else dict(os.environ)
    done = subprocess.run(  # noqa: S603  a fixed program, no shell
        [found, f"--dbname={bare}", *arguments], env=environment, capture_output=True, check=False
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise StateError(f"{program} has failed: {lines[0][:400] if lines else 'it does not say why'}")
