# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark log`: what is verified, exported, read in and made anew, in processes of its own."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.instances import Instance
from tests.made_up import manifest

if TYPE_CHECKING:
    from pathlib import Path

NAME = "127.0.0.1:8000/log"


@pytest.fixture(scope="module")
def lived_once(tmp_path_factory: pytest.TempPathFactory) -> Instance:
    """Four events."""
    instance = Instance.begun(tmp_path_factory.mktemp("lived"))
    for number in range(4):
        path = instance.here / str(number) / "okh.toml"
        path.parent.mkdir()
        path.write_bytes(manifest(repo=f"https://git.example.org/lark/{number}"))
    assert instance.run("library", "add", ".", "--no-pictures").code == 0
    return instance


@pytest.fixture
def lived(lived_once: Instance, instance: Instance) -> Instance:
    """An instance of one's own with the four events."""
    return instance.become(lived_once)


def test_a_log_is_signed_exported_and_verified(lived: Instance) -> None:
    note = lived.run("log", "checkpoint").out
    assert note.startswith(f"{NAME}\n4\n")
    assert lived.run("log", "export", "log.jsonl").code == 0
    assert lived.run("log", "export").out == (lived.here / "log.jsonl").read_text(encoding="utf-8")
    for source in ((), ("log.jsonl",)):
        done = lived.run("log", "verify", *source)
        assert done.code == 0, done.said
        assert f"{NAME}: 4 events fit" in done.out
    done = lived.run("log", "verify", "-", given=(lived.here / "log.jsonl").read_bytes())
    assert done.code == 0


def test_a_file_is_verified_without_django_and_without_an_instance(lived: Instance, tmp_path: Path) -> None:
    assert lived.run("log", "export", "log.jsonl").code == 0
    program = (
        "import sys; from oshmark.cli.main import main\n"
        "try:\n    main()\nfinally:\n    assert not [n for n in sys.modules if n.split('.')[0] == 'django']\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "log", "verify", lived.here / "log.jsonl"],
        env=lived.environment({"OSHMARK_HOME": str(tmp_path / "nowhere")}),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert not (tmp_path / "nowhere").exists()


def test_it_holds_against_an_older_checkpoint_and_a_key(lived: Instance) -> None:
    older = lived.here / "older.txt"
    older.write_text(lived.run("log", "checkpoint").out, encoding="utf-8")
    (lived.here / "more.toml").write_bytes(manifest(repo="https://git.example.org/lark/more"))
    assert lived.run("library", "add", "more.toml", "--no-pictures").code == 0
    assert lived.run("log", "export", "log.jsonl").code == 0
    key = re.findall("Signed by (.*)\\.", lived.run("log", "verify").out)[0]
    for source in ((), ("log.jsonl",)):
        done = lived.run("log", "verify", *source, "--against", "older.txt", "--key", key)
        assert done.code == 0, done.said
        assert "It grew out of the older state of 4 events." in done.out
        wrong = lived.run("log", "verify", *source, "--key", f"{key[:-3]}AAA")
        assert (wrong.code, "does not belong to the key" in wrong.said) == (1, True)
    assert lived.run("log", "verify", "log.jsonl", "--against", "nothing.txt").code == 2
    assert lived.run("log", "verify", "nothing.jsonl").code == 2


COLUMNS = {
    "kind": "library:release:quarantined",
    "schema": 2,
    "at": "2026-01-01 00:00:00",
    "actor": "somebody",
    "subject": "/m/other",
    "data": "{}",
    "before": "1" * 64,
    "hash": "1" * 64,
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_column_of_an_event_is_named(lived: Instance, column: str) -> None:
    lived.run("log", "checkpoint")
    lived.change(f"UPDATE audit_event SET {column} = ? WHERE number = 3", COLUMNS[column])  # noqa: S608
    done = lived.run("log", "verify")
    assert done.code == 1
    assert "Event 3 of the log does not fit" in done.said


def test_events_that_were_cut_off_are_told(lived: Instance) -> None:
    lived.run("log", "checkpoint")
    lived.change("DELETE FROM audit_event WHERE number = 4")
    assert lived.run("log", "verify").code == 1
    done = lived.run("log", "rebuild")
    assert (done.code, "does not continue the state of 4 events" in done.said) == (1, True)
    assert lived.rows("SELECT length(hashes) FROM audit_tile") == [(4 * 32,)]


def test_an_unknown_kind_is_told(lived: Instance) -> None:
    lived.change("UPDATE audit_event SET kind = 'invented' WHERE number = 2")
    done = lived.run("log", "verify")
    assert (done.code, "Event 2 of the log cannot be read" in done.said) == (1, True)


SPOILED = {
    "tree": "UPDATE audit_tile SET hashes = zeroblob(128)",
    "Release": "UPDATE library_release SET name = 'forged' WHERE version = '1.0.0'",
    "Module": "UPDATE library_module SET moved_to = '/m/elsewhere'",
    "Credit": "DELETE FROM library_credit",
}


@pytest.mark.parametrize("table", SPOILED)
def test_a_spoiled_table_is_found_and_mended(lived: Instance, table: str) -> None:
    lived.run("log", "checkpoint")
    assert lived.run("log", "rebuild", "--check").code == 0
    lived.change(SPOILED[table])
    before = dump(lived)
    done = lived.run("log", "rebuild", "--check")
    assert (done.code, table in done.out) == (1, True)
    assert dump(lived) == before
    assert lived.run("log", "rebuild").code == 0
    assert lived.run("log", "rebuild", "--check").out == "Every table is what the log says.\n"


def dump(instance: Instance) -> list[str]:
    connection = sqlite3.connect(instance.home / "oshmark.sqlite3")
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def test_an_exported_log_makes_an_equal_one_elsewhere(lived: Instance, tmp_path: Path) -> None:
    lived.run("library", "publish")
    assert lived.run("log", "export", "log.jsonl").code == 0
    other = Instance(tmp_path / "other", lived.here)
    assert other.run("log", "import", "log.jsonl").code == 0
    (other.home / "payloads").mkdir()
    (other.home / "payloads" / "payloads.sqlite3").write_bytes(
        (lived.home / "payloads" / "payloads.sqlite3").read_bytes()
    )
    for suffix in ("-wal", "-shm"):
        journal = lived.home / "payloads" / f"payloads.sqlite3{suffix}"
        if journal.exists():
            (other.home / "payloads" / journal.name).write_bytes(journal.read_bytes())
    assert other.run("log", "rebuild").code == 0
    for table, columns in (
        ("audit_event", "*"),
        ("audit_tile", "*"),
        ("library_release", "address, name, state, digest"),
    ):
        query = f"SELECT {columns} FROM {table} ORDER BY 1"  # noqa: S608
        assert other.rows(query) == lived.rows(query)
    again = other.run("log", "import", "log.jsonl")
    assert (again.code, "has a log already" in again.said) == (1, True)


def test_a_spoiled_file_leaves_an_empty_instance_empty(lived: Instance, tmp_path: Path) -> None:
    lived.run("log", "export", "log.jsonl")
    lines = (lived.here / "log.jsonl").read_bytes().splitlines(keepends=True)
    event = json.loads(lines[4])
    event["event"]["actor"] = "forged"
    (lived.here / "forged.jsonl").write_bytes(b"".join([*lines[:4], json.dumps(event).encode() + b"\n", *lines[5:]]))
    other = Instance(tmp_path / "other", lived.here)
    done = other.run("log", "import", "forged.jsonl")
    assert (done.code, "Event 3 of the log does not fit" in done.said) == (1, True)
    assert other.rows("SELECT count(*) FROM audit_event") == [(0,)]


def test_a_key_is_replaced_and_the_old_one_stays_in_the_export(lived: Instance) -> None:
    lived.run("log", "checkpoint")
    assert "from now on" in lived.run("log", "rotate").out
    assert lived.run("log", "checkpoint").out.count("— ") == 2
    assert lived.run("log", "export").out.count('{"key":{') == 2
    assert lived.run("log", "verify").code == 0


def test_publishing_signs_the_log(lived: Instance) -> None:
    assert lived.run("library", "publish").code == 0
    assert lived.rows("SELECT size FROM audit_checkpoint") == [(4,)]


def test_nobody_is_erased_who_is_not_there(lived: Instance) -> None:
    done = lived.run("log", "erase", "nobody", "--reason", "asked for")
    assert (done.code, "holds nothing of a person by this name" in done.said) == (1, True)
    assert lived.run("log", "erase", "nobody").code == 2
