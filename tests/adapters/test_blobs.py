# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The payload store: what was put in comes out, or it is said that it cannot."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.blobs import FILE, Blobs
from oshmark.errors import StateError
from oshmark.library.payload import digest_of

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from oshmark.adapters.blobs import Blobs
blobs = Blobs(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    blobs.put_many([f"{sys.argv[2]} {number} {n}".encode() * 50 for n in range(5)] + [f"shared {number}".encode()])
    print(number, flush=True)
"""


def writer(root: Path, name: str, rounds: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root), name, str(rounds)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def go(process: subprocess.Popen[bytes]) -> None:
    assert process.stdout is not None
    assert process.stdin is not None
    assert process.stdout.readline() == b"ready\n"
    process.stdin.write(b"\n")
    process.stdin.flush()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "payloads"


def change(root: Path, statement: str, *values: object) -> None:
    connection = sqlite3.connect(root / FILE)
    connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_bytes_come_out_as_they_were_put_in(root: Path) -> None:
    raws = [b"", b"\0\xff\r\n", "ü".encode(), b"x" * 5_000_000]
    digests = Blobs(root).put_many(raws)
    assert digests == [digest_of(raw) for raw in raws]
    assert [Blobs(root).get(digest) for digest in digests] == raws


def test_the_same_bytes_are_kept_once(root: Path) -> None:
    blobs = Blobs(root)
    assert blobs.put(b"lark") == blobs.put(b"lark")
    assert blobs.put_many([b"lark", b"lark"]) == [digest_of(b"lark")] * 2
    connection = sqlite3.connect(root / FILE)
    assert connection.execute("SELECT count(*) FROM payload").fetchone() == (1,)
    connection.close()


def test_missing_bytes_are_said_to_be_missing(root: Path) -> None:
    with pytest.raises(StateError, match="is missing"):
        Blobs(root).get("0" * 64)


def test_damaged_bytes_are_not_given_out(root: Path) -> None:
    digest = Blobs(root).put(b"lark")
    change(root, "UPDATE payload SET raw = ?", b"hawk")
    with pytest.raises(StateError, match=f"{digest} is damaged"):
        Blobs(root).get(digest)


def test_damaged_bytes_are_mended_by_putting_them_again(root: Path) -> None:
    digest = Blobs(root).put(b"lark")
    change(root, "UPDATE payload SET raw = ?", b"hawk")
    Blobs(root).put(b"lark")
    assert Blobs(root).get(digest) == b"lark"


@pytest.mark.parametrize(
    "digest",
    ["", "x", "../" * 21 + "x", "/etc/passwd".ljust(64, "0"), "A" * 64, "٣" * 64, "0" * 65, "%" * 64, "0" * 63 + "\0"],
)
def test_what_is_no_digest_is_refused(root: Path, digest: str) -> None:
    Blobs(root).put(b"lark")
    with pytest.raises(StateError, match="is no digest of a payload"):
        Blobs(root).get(digest)


def test_a_file_that_is_no_store_is_a_clear_error(root: Path) -> None:
    root.mkdir()
    (root / FILE).write_bytes(b"this is no database" * 100)
    with pytest.raises(StateError, match="cannot be kept"):
        Blobs(root).put(b"lark")
    with pytest.raises(StateError, match="cannot be read"):
        Blobs(root).get("0" * 64)


def test_a_place_that_is_taken_by_a_file_is_a_clear_error(root: Path) -> None:
    root.write_bytes(b"")
    with pytest.raises(StateError, match="cannot be kept"):
        Blobs(root).put(b"lark")
    with pytest.raises(StateError, match="cannot be read"):
        Blobs(root).get("0" * 64)


def test_two_processes_that_begin_and_write_together_lose_nothing(root: Path) -> None:
    writers = [writer(root, name, 40) for name in ("one", "other")]
    for process in writers:
        go(process)
    said = [process.communicate(timeout=60)[0].split() for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    assert [len(lines) for lines in said] == [40, 40]
    blobs = Blobs(root)
    for number in range(40):
        for name in ("one", "other"):
            assert blobs.get(digest_of(f"{name} {number} 4".encode() * 50))
        assert blobs.get(digest_of(f"shared {number}".encode())) == f"shared {number}".encode()


def test_threads_share_a_store(root: Path) -> None:
    blobs = Blobs(root)
    threads = [
        threading.Thread(target=blobs.put_many, args=([f"{n} {m}".encode() for m in range(20)],)) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {blobs.get(digest_of(f"{n} {m}".encode())) for n in range(8) for m in range(20)} == {
        f"{n} {m}".encode() for n in range(8) for m in range(20)
    }


def test_a_writer_that_is_killed_leaves_a_batch_whole_or_not_at_all(root: Path) -> None:
    for attempt in range(5):
        process = writer(root, f"w{attempt}", 100_000)
        go(process)
        assert process.stdout is not None
        for _ in range(3):
            process.stdout.readline()
        time.sleep(0.003 * attempt)
        process.send_signal(signal.SIGKILL)
        done = [int(line) for line in process.communicate(timeout=60)[0].split()]
        last = done[-1] if done else 2
        present = [is_kept(root, f"w{attempt} {last + 1} {n}".encode() * 50) for n in range(5)]
        assert all(is_kept(root, f"w{attempt} {last} {n}".encode() * 50) for n in range(5))
        assert all(present) or not any(present)


def is_kept(root: Path, raw: bytes) -> bool:
    connection = sqlite3.connect(root / FILE, timeout=30)
    rows = connection.execute("SELECT raw FROM payload WHERE digest = ?", (digest_of(raw),)).fetchall()
    connection.close()
    assert rows in ([], [(raw,)])
    return bool(rows)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_process_that_was_forked_has_a_connection_of_its_own(root: Path) -> None:
    blobs = Blobs(root)
    digest = blobs.put(b"lark")
    child = os.fork()
    if child == 0:
        os._exit(0 if blobs.get(digest) == b"lark" and blobs.put(b"from the child") else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert blobs.get(digest_of(b"from the child")) == b"from the child"
    assert blobs.get(blobs.put(b"after")) == b"after"
