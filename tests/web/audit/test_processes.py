# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Processes that are killed between any two statements, and processes that write at once: the log stays whole."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oshmark.credential.merkle import Frontier, leaf_hash

if TYPE_CHECKING:
    from tests.instances import Instance

PROJECT = Path(__file__).parents[3]
ACTS = 2


def append(instance: Instance, kill_at: int, count: int) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "tests.web.audit.appending", str(kill_at), str(count)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(program, cwd=PROJECT, env=instance.environment(), **pipes)  # type: ignore[call-overload, no-any-return]  # the pipes


def check_whole(instance: Instance) -> int:
    """The chain fits, the tree is that of the events, every commitment has its part; the number of events."""
    instance.verify()
    events = instance.events()
    leaves = [leaf_hash(bytes.fromhex(event.hash)) for event in events]
    tiles = instance.rows("SELECT hashes FROM audit_tile WHERE place < 281474976710656 ORDER BY place")
    assert b"".join(row[0] for row in tiles) == b"".join(leaves)
    parts = {row[0] for row in instance.rows("SELECT commitment FROM audit_personalpart")}
    assert parts == {event.data["who"]["commitment"] for event in events if "who" in event.data}
    assert len(events) % 2 == 0
    return len(events)


@pytest.fixture
def empty(instance: Instance) -> Instance:
    assert instance.run("log", "checkpoint").code == 0
    return instance


def test_a_writer_may_be_killed_between_any_two_statements(empty: Instance) -> None:
    process = append(empty, 0, ACTS)
    out, said = process.communicate(timeout=60)
    assert process.returncode == 0, said.decode()
    statements = int(out)
    assert statements >= 6 * ACTS
    lengths = [check_whole(empty)]
    for statement in range(1, statements + 1):
        process = append(empty, statement, ACTS)
        process.communicate(timeout=60)
        assert process.returncode == -9
        lengths.append(check_whole(empty))
    grown = [after - before for before, after in pairwise(lengths)]
    assert grown == sorted(grown)
    assert set(grown) == {0, 2}
    assert empty.run("log", "verify").code == 0


def test_two_writers_leave_no_gap_and_write_nothing_twice(empty: Instance) -> None:
    processes = [append(empty, 0, 150) for _ in range(2)]
    said = [process.communicate(timeout=120)[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], said
    assert check_whole(empty) == 600
    assert {event.actor for event in empty.events()} == {str(process.pid) for process in processes}
    assert empty.run("log", "verify").code == 0
    leaves = [leaf_hash(bytes.fromhex(event.hash)) for event in empty.events()]
    full = empty.rows("SELECT hashes FROM audit_tile WHERE place = 281474976710656")[0][0]
    assert full == Frontier(leaves[:256]).root() + Frontier(leaves[256:512]).root()


def test_a_database_from_before_the_tree_gets_one(empty: Instance) -> None:
    append(empty, 0, 200).communicate(timeout=120)
    for table in ("cosignature", "checkpoint", "personalpart", "tile"):
        empty.change(f"DROP TABLE audit_{table}")
    empty.change("DELETE FROM django_migrations WHERE app = 'audit' AND name >= '0003'")
    hashes = hashlib.sha256(repr(empty.rows("SELECT * FROM audit_event ORDER BY number")).encode())
    done = empty.run("log", "verify")
    assert (done.code, done.said) == (0, "")
    assert ": 400 events fit" in done.out
    after = hashlib.sha256(repr(empty.rows("SELECT * FROM audit_event ORDER BY number")).encode())
    assert after.digest() == hashes.digest()
