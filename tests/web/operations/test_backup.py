# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a backup is made. Whole ones, restored on both databases, are in `tests/engines/test_backups.py`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from oshmark.adapters.backups.sqlite_copy import copy_sqlite
from oshmark.errors import BusyError, RefusedError
from oshmark.web.operations.backups import making, snapshot
from oshmark.web.operations.backups.making import LEAST, passphrase, place_for
from oshmark.web.operations.work_folder import work_folder
from tests.web.library_of import NOW
from tests.web.operations.operated import TOLD

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import Settings

    from tests.instances import Instance


def test_a_restore_that_was_broken_off_is_named(instance: Instance, tmp_path: Path) -> None:
    (tmp_path / ".new.restoring").mkdir()
    done = instance.run("restore", "nothing.tar.gz", "--into", tmp_path / "new")
    assert done.code == 1
    assert ".new.restoring" in done.said


def test_where_nothing_is_there_is_nothing_to_back_up(instance: Instance) -> None:
    done = instance.run("backup", "--without-keys")
    assert done.code == 1
    assert "There is no instance" in done.said


def test_a_copy_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    source = tmp_path / "a.sqlite3"
    with closing(sqlite3.connect(source)) as there:
        there.executescript("PRAGMA journal_mode=WAL; CREATE TABLE pair (one, two); INSERT INTO pair VALUES (1, 1);")
        there.execute("UPDATE pair SET one = 2")  # half of what the writer is about to do
        copy_sqlite(source, tmp_path / "b.sqlite3")
        there.rollback()
    with closing(sqlite3.connect(tmp_path / "b.sqlite3")) as copy:
        assert copy.execute("SELECT * FROM pair").fetchall() == [(1, 1)]
    assert sorted(path.name for path in tmp_path.glob("b.*")) == ["b.sqlite3"]


def test_two_of_the_same_are_never_at_work_at_once(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    with work_folder("work") as folder:
        (folder / "x").touch()
        with pytest.raises(BusyError), work_folder("work"):
            pass
        assert (folder / "x").exists()
    assert not folder.exists()


def test_what_a_killed_one_has_left_is_thrown_away(settings: Settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "old").touch()
    with work_folder("work") as folder:
        assert list(folder.iterdir()) == []


def test_what_is_deleted_meanwhile_has_it_begin_again(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    taken: list[Path] = []

    class Taken:
        @staticmethod
        def is_overtaken() -> bool:
            return len(taken) < 3

    def copied(folder: Path, *, pictures: bool) -> Taken:
        taken.append(folder)
        return Taken()

    monkeypatch.setattr(snapshot, "_copied", copied)
    found = snapshot.take_snapshot(tmp_path, pictures=pictures_too())
    assert isinstance(found, Taken)
    assert len(taken) == 3
    monkeypatch.setattr(Taken, "is_overtaken", staticmethod(lambda: True))
    with pytest.raises(BusyError):
        snapshot.take_snapshot(tmp_path, pictures=pictures_too())


def pictures_too() -> bool:
    return True


def test_a_passphrase_comes_from_the_environment_and_is_no_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in TOLD.items():
        monkeypatch.setenv(name, value)
    assert passphrase(twice=True) == TOLD["OSHMARK_BACKUP_PASSPHRASE"]
    monkeypatch.delenv(making.PASSPHRASE)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    with pytest.raises(RefusedError, match="--without-keys"):
        passphrase(twice=True)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    for typed in (["short"], ["long enough it is", "but not the same"]):
        monkeypatch.setattr("getpass.getpass", lambda _asked, typed=typed: typed.pop(0))
        with pytest.raises(RefusedError):
            passphrase(twice=True)
    assert LEAST == 12


def test_a_backup_has_its_time_in_its_name_where_a_folder_is_given(tmp_path: Path) -> None:
    assert place_for(None, tmp_path, NOW) == place_for(tmp_path, tmp_path / "x", NOW)
    assert place_for(None, tmp_path, NOW).name == "oshmark-20261120T120000Z.tar.gz"
    assert place_for(tmp_path / "mine", tmp_path, NOW) == tmp_path / "mine"
