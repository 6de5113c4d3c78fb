# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files by their digest: whole or not there at all, whatever happens in between."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.archive import STAGED, Archive, TooLargeFileError
from oshmark.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEGABYTE = 1_000_000
ENDLESS = """
import sys, time
from pathlib import Path
from oshmark.adapters.archive import Archive

def pieces():
    while True:
        yield b"x" * 1000
        print("more", flush=True)
        time.sleep(0.01)

Archive(Path(sys.argv[1])).put(pieces(), limit=10**12)
"""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def test_a_file_is_found_by_its_digest(archive: Archive) -> None:
    digest = archive.put([b"one ", b"piece"], limit=100)
    assert digest == hashlib.sha256(b"one piece").hexdigest()
    assert archive.size(digest) == 9
    assert archive.read(digest, limit=100) == b"one piece"
    assert b"".join(archive.pieces(digest, 4, 3)) == b"pie"
    assert archive.is_whole(digest)
    assert list(archive.digests()) == [digest]


def test_the_same_file_is_kept_once(archive: Archive, tmp_path: Path) -> None:
    assert archive.put([b"x"], limit=10) == archive.put([b"x"], limit=10)
    assert len([path for path in (tmp_path / "archive").rglob("*") if path.is_file()]) == 1


def test_an_empty_file_is_a_file(archive: Archive) -> None:
    digest = archive.put([], limit=10)
    assert (archive.size(digest), archive.read(digest, limit=5)) == (0, b"")


def test_what_is_not_there_is_none(archive: Archive) -> None:
    absent = "0" * 64
    assert archive.size(absent) is None
    assert archive.read(absent, limit=5) is None
    assert list(archive.pieces(absent, 0, 5)) == []
    assert not archive.is_whole(absent)
    archive.remove(absent)


def test_a_file_that_is_too_large_is_given_up_as_soon_as_that_is_known(archive: Archive, tmp_path: Path) -> None:
    asked: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(1000):
            asked.append(number)
            yield b"x" * 1000

    with pytest.raises(TooLargeFileError):
        archive.put(pieces(), limit=5000)
    assert len(asked) == 6
    assert list((tmp_path / "archive" / STAGED).iterdir()) == []


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 65])
def test_what_is_no_digest_leads_nowhere(archive: Archive, digest: str) -> None:
    with pytest.raises(StateError, match="no digest"):
        archive.size(digest)
    with pytest.raises(StateError, match="no digest"):
        archive.remove(digest)


def test_damage_is_seen(archive: Archive, tmp_path: Path) -> None:
    digest = archive.put([b"whole"], limit=10)
    (tmp_path / "archive" / digest[:2] / digest).write_bytes(b"other")
    assert not archive.is_whole(digest)
    archive.put([b"whole"], limit=10)
    assert archive.is_whole(digest)


def test_what_is_removed_is_gone(archive: Archive) -> None:
    digest = archive.put([b"secret"], limit=10)
    archive.remove(digest)
    assert archive.size(digest) is None


def test_whoever_is_killed_in_the_middle_leaves_no_file_and_what_is_left_can_be_tidied(tmp_path: Path) -> None:
    root = tmp_path / "archive"
    child = subprocess.Popen([sys.executable, "-c", ENDLESS, str(root)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    archive = Archive(root)
    assert list(archive.digests()) == []
    assert len(list((root / STAGED).iterdir())) == 1
    now = datetime.fromtimestamp(time.time(), UTC)
    assert archive.tidy(now - timedelta(days=1)) == 0
    assert archive.tidy(now + timedelta(minutes=1)) == 1
    assert list((root / STAGED).iterdir()) == []


def test_many_may_keep_the_same_file_at_once(archive: Archive) -> None:
    raw = os.urandom(MEGABYTE)
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(archive.put([raw], limit=MEGABYTE))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {hashlib.sha256(raw).hexdigest()}
    assert archive.is_whole(found[0])


def test_a_disk_that_says_no_is_told_without_names_of_files(tmp_path: Path) -> None:
    (tmp_path / "archive").write_text("a file where the folder should be")
    with pytest.raises(StateError, match="Archived files cannot be kept") as caught:
        Archive(tmp_path / "archive").put([b"x"], limit=5)
    assert str(tmp_path) not in str(caught.value)


def test_a_large_file_is_never_in_memory_as_a_whole(archive: Archive) -> None:
    digest = archive.put((b"x" * MEGABYTE for _ in range(60)), limit=100 * MEGABYTE)
    largest, began = 0, time.monotonic()
    for piece in archive.pieces(digest, 0, 60 * MEGABYTE):
        largest = max(largest, len(piece))
    assert largest <= MEGABYTE
    assert time.monotonic() - began < 30
