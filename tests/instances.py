# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""An instance of the library in a folder of its own, worked with by the command line in processes of their own."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from oshmark.credential.events import Event, verify_chain
from tests.prepared import can_be_prepared, run_prepared

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OSHMARK = (sys.executable, "-m", "oshmark")
# Root may read and write everything; without these two rights (capabilities(7): CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH)
# it is like everybody. Who is not root cannot give them away, and has not got them.
_HUMBLE = """
import ctypes, os, sys
for right in (1, 2):
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "oshmark", *sys.argv[1:]])
"""
HUMBLE = (sys.executable, "-c", _HUMBLE)
TIMEOUT_S = 120


class Instance:
    """One instance; `home` is its folder, `here` the folder in which commands are run."""

    def __init__(self, home: Path, here: Path) -> None:
        self.home = home
        self.here = here

    @classmethod
    def begun(cls, folder: Path) -> Instance:
        """An empty one within a folder."""
        here = folder / "here"
        here.mkdir()
        return cls(folder / "home", here)

    def become(self, other: Instance) -> Instance:
        """Be what another one is, which nobody uses at the moment."""
        shutil.copytree(other.home, self.home)
        shutil.copytree(other.here, self.here, dirs_exist_ok=True)
        return self

    def environment(self, variables: Mapping[str, str] | None = None) -> dict[str, str]:
        """What a process of this instance sees; nothing of the settings of the tests."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OSHMARK_", "DJANGO_"))}
        return {**kept, "OSHMARK_HOME": str(self.home), **(variables or {})}

    def run(
        self,
        *arguments: str | Path,
        given: bytes = b"",
        humble: bool = False,
        variables: Mapping[str, str] | None = None,
    ) -> Done:
        """Run a command to its end; a humble one has no more rights than the files say, not even as root."""
        environment = self.environment(variables)
        if not humble and can_be_prepared(arguments, variables or {}):
            return Done(run_prepared(arguments, cwd=self.here, env=environment, given=given, timeout=TIMEOUT_S))
        result = subprocess.run(
            [*(HUMBLE if humble else OSHMARK), *arguments],
            cwd=self.here,
            env=environment,
            input=given,
            capture_output=True,
            check=False,
            timeout=TIMEOUT_S,
        )
        return Done(result)

    def start(self, *arguments: str | Path, variables: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a command, and do not wait for it."""
        return subprocess.Popen(
            [*OSHMARK, *arguments],
            cwd=self.here,
            env=self.environment(variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database says, asked past all code of ours."""
        path = self.home / "oshmark.sqlite3"
        if not path.exists():
            return []
        connection = sqlite3.connect(path, timeout=30)
        try:
            return connection.execute(query).fetchall()
        finally:
            connection.close()

    def change(self, statement: str, *values: object) -> None:
        """Change the database past all code of ours."""
        connection = sqlite3.connect(self.home / "oshmark.sqlite3", timeout=30)
        try:
            connection.execute(statement, values)
            connection.commit()
        finally:
            connection.close()

    def events(self) -> list[Event]:
        """The event log."""
        columns = "number, kind, schema, at, actor, subject, data, before, hash"
        return [_event(*row) for row in self.rows(f"SELECT {columns} FROM audit_event ORDER BY number")]  # noqa: S608

    def verify(self) -> str:
        """The hash of the last event of a log that fits."""
        return verify_chain(self.events())


class Done:
    """A command that has ended: its exit code, what it gave and what it said."""

    def __init__(self, result: subprocess.CompletedProcess[bytes]) -> None:
        self.code = result.returncode
        self.out = result.stdout.decode()
        self.said = result.stderr.decode()


def _event(*row: Any) -> Event:
    number, kind, schema, at, actor, subject, data, before, hash_ = row
    when = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Event(number, kind, schema, when, actor, subject, msgspec.json.decode(data), before, hash_)
