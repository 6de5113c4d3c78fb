# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A backup goes out and comes back; whatever somebody has done to the file in between, nothing of it is taken."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oshmark.adapters.backups import reading
from oshmark.adapters.backups.form import BLOCK, HEAD, SUMS, BackupError, Head, is_place
from oshmark.adapters.backups.reading import Unpacked, unpack
from oshmark.adapters.backups.sealing import SealError, seal, unseal
from oshmark.adapters.backups.writing import writing_backup

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MADE = Head(1, "0.1.0", datetime(2026, 11, 20, 3, tzinfo=UTC), "https://library.example.org", "sqlite", 7)
KEYS = {"log-keys.json": "[]", "secret": "s3cret"}
PHRASE = "rather long words"
EVIDENCE = b"a drawing" * 40_000
DIGEST = hashlib.sha256(EVIDENCE).hexdigest()
NAMED = f"evidence/{DIGEST[:2]}/{DIGEST}"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    (tmp_path / "database").write_bytes(b"rows" * 1000)
    (tmp_path / "drawing").write_bytes(EVIDENCE)
    path = tmp_path / "backup.tar.gz"
    with writing_backup(path, MADE) as writer:
        assert writer.add("oshmark.sqlite3", tmp_path / "database") == 4000
        assert writer.add("payloads/payloads.sqlite3", tmp_path / "nowhere") is None
        assert writer.add(NAMED, tmp_path / "drawing") == len(EVIDENCE)
        writer.end(KEYS, PHRASE)
    return path


def taken(path: Path, tmp_path: Path) -> Unpacked:
    into = tmp_path / "into"
    into.mkdir()
    return unpack(path, into)


def changed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """The backup with another content, packed anew, so that the checksum of gzip says nothing against it."""
    path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes()))))
    return path


def entry(name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, size: int | None = None) -> bytes:
    info = tarfile.TarInfo(name)
    info.type, info.size = kind, len(content) if size is None else size
    info.linkname = "/etc/passwd" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
    return info.tobuf(tarfile.GNU_FORMAT) + content + bytes(-len(content) % BLOCK)


def behind_head(content: bytes) -> Callable[[bytes], bytes]:
    """Put something behind the head, which has two blocks."""
    return lambda raw: raw[: 2 * BLOCK] + content + raw[2 * BLOCK :]


def test_what_was_written_comes_back(made: Path, tmp_path: Path) -> None:
    found = taken(made, tmp_path)
    assert (found.head, found.files, found.size) == (MADE, 2, 4000 + len(EVIDENCE))
    assert (tmp_path / "into" / NAMED).read_bytes() == EVIDENCE
    assert found.secrets(PHRASE) == KEYS
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_any_program_that_reads_tar_reads_it_and_can_verify_the_digests(made: Path) -> None:
    with tarfile.open(made) as tar:
        names = tar.getnames()
        sums = tar.extractfile(SUMS)
        assert sums is not None
        listed = sums.read().decode().splitlines()
    assert names == [HEAD, "oshmark.sqlite3", NAMED, SUMS, "keys.sealed"]
    assert [line.partition("  ")[2] for line in listed] == names[:3]
    assert listed[2].startswith(DIGEST)


def test_nobody_but_us_can_read_it(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with writing_backup(tmp_path / "backup.tar.gz", MADE) as writer:
            writer.add("../escape", tmp_path / "x")

    with pytest.raises(BackupError):
        broken()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        entry("../escape", b"x"),
        entry("/etc/cron.d/x", b"x"),
        entry("archive/../../x", b"x"),
        entry("secret", b"x"),
        entry("log-keys.json", b"x"),
        entry(f"archive/ff/{DIGEST}", b"x"),
        entry("oshmark.sqlite3", kind=tarfile.SYMTYPE),
        entry("oshmark.sqlite3", kind=tarfile.LNKTYPE),
        entry("archive", kind=tarfile.DIRTYPE),
        entry("oshmark.sqlite3", kind=tarfile.FIFOTYPE),
        entry("oshmark.sqlite3", kind=tarfile.CHRTYPE),
        entry("././@LongLink", b"x" * 100, kind=tarfile.GNUTYPE_LONGNAME),
        entry("pax", b"30 path=../../../etc/passwd\n", kind=tarfile.XHDTYPE),
        entry("oshmark.sqlite3", kind=tarfile.GNUTYPE_SPARSE),
        entry(NAMED, b"other bytes"),
        entry("oshmark.sqlite3", b"first"),
        entry("database.pgdump", size=10**17),
        entry("database.pgdump", b"not in the list of digests"),
        b"\xff" * BLOCK,
        bytes(BLOCK),
    ],
)
def test_it_takes_nothing_that_does_not_belong_into_a_backup(made: Path, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(BackupError):
        taken(changed(made, behind_head(content)), tmp_path)
    assert not (tmp_path / "escape").exists()


def test_a_header_that_announces_much_costs_no_memory(made: Path, tmp_path: Path) -> None:
    bomb = entry("pax", kind=tarfile.XHDTYPE, size=10**12)
    with pytest.raises(BackupError, match="no plain file"):
        taken(changed(made, behind_head(bomb)), tmp_path)


def test_a_disk_that_would_run_full_is_left_alone(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROOM", 10**18)
    with pytest.raises(BackupError, match="no room"):
        taken(made, tmp_path)


@pytest.mark.parametrize("cut", [10, 600, 5_000, -3_000, -1_100, -600, -8])
def test_a_backup_that_breaks_off_is_none(made: Path, tmp_path: Path, cut: int) -> None:
    with pytest.raises(BackupError):
        taken(changed(made, lambda raw: raw[:cut]), tmp_path)


def test_a_packed_file_that_breaks_off_is_none(made: Path, tmp_path: Path) -> None:
    made.write_bytes(made.read_bytes()[:-6])
    with pytest.raises(BackupError):
        taken(made, tmp_path)


def test_something_behind_the_end_is_refused(made: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="goes on"):
        taken(changed(made, lambda raw: raw + entry("oshmark.sqlite3", b"x")), tmp_path)


def test_keys_that_are_missing_are_missed(made: Path, tmp_path: Path) -> None:
    without = changed(made, lambda raw: raw[: raw.rindex(b"keys.sealed")] + bytes(2 * BLOCK))
    with pytest.raises(BackupError, match="sealed keys"):
        taken(without, tmp_path)


def test_a_later_form_is_named_as_such(tmp_path: Path) -> None:
    with writing_backup(tmp_path / "b", replace(MADE, format=2, left_out=("keys",))) as writer:
        writer.end(None, "")
    with pytest.raises(BackupError, match="form 2"):
        taken(tmp_path / "b", tmp_path)


@given(place=st.integers(0, 2**32), value=st.integers(1, 255))
def test_a_changed_byte_is_always_noticed(place: int, value: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("changed")
    (folder / "database").write_bytes(os.urandom(700))
    with writing_backup(folder / "b", replace(MADE, left_out=("keys",))) as writer:
        writer.add("oshmark.sqlite3", folder / "database")
        writer.end(None, "")
    (folder / "whole").mkdir()
    assert unpack(folder / "b", folder / "whole").files == 1
    raw = bytearray(gzip.decompress((folder / "b").read_bytes()))
    raw[place % len(raw)] ^= value
    (folder / "b").write_bytes(gzip.compress(bytes(raw)))
    into = folder / "into"
    into.mkdir()
    with pytest.raises(BackupError):
        unpack(folder / "b", into)


@given(raw=st.binary(max_size=3000))
def test_what_is_no_backup_is_refused_in_words(raw: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "b").write_bytes(gzip.compress(raw))
    (folder / "c").write_bytes(raw)
    for name in ("b", "c"):
        with pytest.raises(BackupError):
            unpack(folder / name, folder)


def test_sealed_is_opened_by_its_passphrase_beside_its_backup_only() -> None:
    sealed = seal(b"key", PHRASE, bound_to=b"this")
    assert unseal(sealed, PHRASE, bound_to=b"this") == b"key"
    assert b"key" not in sealed
    for wrong, beside, content in (
        ("another phrase", b"this", sealed),
        (PHRASE, b"that", sealed),
        (PHRASE, b"this", sealed[:-1] + bytes([sealed[-1] ^ 1])),
        (PHRASE, b"this", sealed[:20]),
        (PHRASE, b"this", b""),
    ):
        with pytest.raises(SealError):
            unseal(content, wrong, bound_to=beside)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("oshmark.sqlite3", True),
        (NAMED, True),
        ("published/history/0.json", True),
        ("published/history/../0.json", False),
        ("oshmark.sqlite3\n", False),
        ("evidence/ab/" + "c" * 64, False),
        ("", False),
    ],
)
def test_names_are_of_a_closed_list(name: str, expected: bool) -> None:  # noqa: FBT001  a row of the table
    assert is_place(name) is expected


def test_the_file_is_read_as_it_comes(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    most = 0
    usual = gzip.GzipFile.read

    def read(self: gzip.GzipFile, size: int | None = -1) -> bytes:
        nonlocal most
        most = max(most, size or 0)
        assert size != -1
        return usual(self, size)

    monkeypatch.setattr(gzip.GzipFile, "read", read)
    taken(made, tmp_path)
    assert 0 < most <= 256 * 1024
    assert most > io.DEFAULT_BUFFER_SIZE
