# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log on a real PostgreSQL: two writers at once, and one that is killed after each statement."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.postgres_server import postgres_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.instances import Instance

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.engine


@pytest.fixture
def url() -> Iterator[str]:
    pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
    with postgres_server() as address:
        yield address


def append(instance: Instance, url: str, kill_at: int, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.web.audit.appending", str(kill_at), str(count)],
        cwd=ROOT,
        env=instance.environment({"OSHMARK_DATABASE_URL": url}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def verified(instance: Instance, url: str) -> int:
    """How many events fit, with their tree and their personal parts: one for each two events."""
    done = instance.run("log", "verify", variables={"OSHMARK_DATABASE_URL": url})
    assert done.code == 0, done.said
    found = re.search(r": (\d+) events fit", done.out)
    parts = re.search(r"^(\d+) personal parts", done.out, re.MULTILINE)
    assert found is not None
    events = int(found[1])
    assert (int(parts[1]) if parts else 0) == events // 2
    return events


def test_two_writers_wait_for_each_other(instance: Instance, url: str) -> None:
    assert verified(instance, url) == 0
    processes = [append(instance, url, 0, 100) for _ in range(2)]
    said = [process.communicate(timeout=120)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert verified(instance, url) == 400


def test_a_writer_may_be_killed_after_any_statement(instance: Instance, url: str) -> None:
    assert verified(instance, url) == 0
    process = append(instance, url, 0, 1)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 0, said.decode()
    before = verified(instance, url)
    for statement in range(1, int(out) + 1):
        killed = append(instance, url, statement, 1)
        killed.communicate(timeout=60)
        assert killed.returncode == -9
        assert verified(instance, url) == before
