# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real PostgreSQL of a test: its own data, reached by a socket in its own folder, ended with the test."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTS_WITHIN_S = 60
SUPERUSER = "oshmark"


def programs() -> Path | None:
    """The folder of the newest PostgreSQL that Debian has installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of an empty database, as `OSHMARK_DATABASE_URL` takes it."""
    there = programs()
    if there is None:
        pytest.skip("PostgreSQL is not installed: OSHMARK_TEST_INSTALL=1 lets 'make test-all' install it")
    # The path of a socket has to be short.
    home = Path(tempfile.mkdtemp(prefix="osh-pg-"))
    account = _account(home)
    data = home / "data"
    setup: list[str | Path] = [
        there / "initdb",
        "-D",
        data,
        "-U",
        SUPERUSER,
        "--auth=trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]
    subprocess.run(setup, check=True, stdout=subprocess.DEVNULL, **account)
    # Nothing is written twice: these data die with the test.
    quick = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=60")
    command: list[str | Path] = [there / "postgres", "-D", data, "-k", home, "-c", "listen_addresses=", *quick]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **account)
    try:
        _wait(there, home)
        subprocess.run([there / "createdb", "-h", home, "-U", SUPERUSER, "oshmark"], check=True)
        yield f"postgresql://{SUPERUSER}@/oshmark?host={quote(str(home), safe='')}"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def _account(home: Path) -> dict[str, Any]:
    """PostgreSQL does not run as root: then it gets the account that Debian made for it."""
    if os.geteuid() != 0:
        return {}
    postgres = pwd.getpwnam("postgres")
    os.chown(home, postgres.pw_uid, postgres.pw_gid)
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": [], "cwd": home}


def _wait(there: Path, home: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_S
    ready: list[str | Path] = [there / "pg_isready", "-q", "-h", home, "-U", SUPERUSER, "-d", "postgres"]
    while subprocess.run(ready, check=False).returncode:
        if time.monotonic() > until:
            pytest.fail(f"PostgreSQL has not come up within {STARTS_WITHIN_S} seconds")
        time.sleep(0.1)
