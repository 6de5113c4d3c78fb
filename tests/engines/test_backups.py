# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backup, restore and upgrade of whole instances, on SQLite and on a real PostgreSQL, killed and at work."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from oshmark.adapters.backups.postgres import with_database
from oshmark.adapters.blobs import Blobs
from oshmark.web.databases import NAME
from oshmark.web.operations.management.commands.demo import samples
from tests.postgres_server import postgres_server
from tests.web.operations.operated import TOLD, Operated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.instances import Instance

pytestmark = pytest.mark.engine


@pytest.fixture(params=["sqlite", "postgresql"])
def operated(request: pytest.FixtureRequest, instance: Instance) -> Iterator[Operated]:
    with ExitStack() as stack:
        variables = {}
        if request.param == "postgresql":
            pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not installed")
            variables[NAME] = stack.enter_context(postgres_server())
        yield Operated(instance, variables)


def has_server(operated: Operated) -> bool:
    return NAME in operated.variables


def is_as_large(path: Path, size: int) -> bool:
    """Whether a file is there and has so many bytes."""
    return path.exists() and path.stat().st_size >= size


def asked(operated: Operated, statement: str) -> list[tuple[Any, ...]]:
    """What the database says, past all code of ours."""
    if not has_server(operated):
        return operated.instance.rows(statement)
    import psycopg  # noqa: PLC0415  only where there is a server

    with psycopg.connect(operated.variables[NAME], autocommit=True) as connection:
        cursor = connection.execute(statement)
        return list(cursor.fetchall()) if cursor.description else []


def django(operated: Operated, *arguments: str) -> None:
    """A command of Django's own, which an operator has no need of."""
    env = operated.instance.environment({**operated.variables, "DJANGO_SETTINGS_MODULE": "oshmark.web.settings"})
    subprocess.run([sys.executable, "-m", "django", *arguments], env=env, check=True, capture_output=True)


def elsewhere(operated: Operated, home: Path) -> Operated:
    """Another home, with an empty database of its own where there is a server."""
    again = operated.again(home)
    if has_server(operated):
        asked(operated, "CREATE DATABASE again")
        again.variables = {**operated.variables, NAME: with_database(operated.variables[NAME], "again")}
    return again


EVENTS = "SELECT number, hash FROM audit_event ORDER BY number"
RELEASES = "SELECT address, name, digest FROM library_release ORDER BY address"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


def test_a_backup_becomes_an_equal_instance(operated: Operated, tmp_path: Path) -> None:
    """Issue 6, point 9: database, payloads, files and sealed keys come back, and the doctor finds nothing wrong."""
    backup = operated.backup()
    home = operated.instance.home
    assert (home / "secret").read_bytes() not in backup.read_bytes()
    again = elsewhere(operated, tmp_path / "again")
    said = again.must("restore", backup, "--into", tmp_path / "again").out
    assert "every digest fits" in said
    assert "Every table is what the log says." in said
    for name in ("secret", "log-keys.json"):
        assert (tmp_path / "again" / name).read_bytes() == (home / name).read_bytes()
        assert (tmp_path / "again" / name).stat().st_mode & 0o777 == 0o600
    for query in (EVENTS, RELEASES):
        assert asked(again, query) == asked(operated, query) != []
    report = msgspec.json.decode(again.must("doctor", "--all", "--json").out)
    assert {line["check"] for line in report["lines"] if line["level"] != "ok"} == {"tick", "backup"}
    assert operated.left() == {"home", "here", "again"}
    assert operated.run("restore", backup, "--into", tmp_path / "third").code == (1 if has_server(operated) else 0)


def test_trying_a_backup_leaves_everything_as_it_is(operated: Operated) -> None:
    backup = operated.backup()
    before = asked(operated, EVENTS), operated.left(), sorted(operated.instance.home.iterdir())
    assert operated.must("restore", backup, "--verify").out.endswith("The backup is good.\n")
    assert (asked(operated, EVENTS), operated.left(), sorted(operated.instance.home.iterdir())) == before
    if has_server(operated):
        assert [name for (name,) in asked(operated, "SELECT datname FROM pg_database") if "try" in name] == []


def test_without_its_keys_the_log_goes_on_under_a_new_one(operated: Operated, tmp_path: Path) -> None:
    operated.must("backup", "--out", "b.tar.gz", "--without-keys", "--without-pictures")
    again = elsewhere(operated, tmp_path / "again")
    said = again.must("restore", "b.tar.gz", "--into", tmp_path / "again", "--without-keys").out
    assert "under a new key" in said
    keys = (tmp_path / "again" / "log-keys.json").read_bytes()
    assert keys != (operated.instance.home / "log-keys.json").read_bytes()
    assert again.run("doctor").code == 0


def test_what_is_not_good_is_refused_and_leaves_nothing(operated: Operated, tmp_path: Path) -> None:
    backup = operated.backup()
    refused = operated.run("restore", backup, "--into", operated.instance.home)
    assert (refused.code, refused.out) == (1, "")
    assert "is not empty" in refused.said
    other = {**TOLD, "OSHMARK_BACKUP_PASSPHRASE": "other long words"}
    wrong = operated.run("restore", backup, "--into", tmp_path / "new", **other)
    assert wrong.code == 1
    assert "passphrase does not open" in wrong.said
    backup.write_bytes(backup.read_bytes()[:-200])
    assert "breaks off" in operated.run("restore", backup, "--verify").said
    assert operated.left() == {"home", "here"}


def test_a_backup_is_whole_while_others_write(operated: Operated) -> None:
    writer = operated.instance.start("library", "add", samples(), variables=operated.variables)
    try:
        for number in range(3):
            operated.must("backup", "--out", f"{number}.tar.gz")
    finally:
        writer.communicate(timeout=120)
    assert writer.returncode == 0
    for number in range(3):
        operated.must("restore", f"{number}.tar.gz", "--verify")


def test_a_backup_that_is_killed_has_no_name(operated: Operated) -> None:
    (operated.instance.home / "archive" / "00").mkdir(parents=True)
    large = operated.instance.home / "archive" / "00" / ("00" * 32)
    large.write_bytes(os.urandom(60_000_000))
    here = operated.instance.here
    for written in (0, 1, 10_000_000, 30_000_000, 50_000_000):
        process = operated.instance.start("backup", "--out", "b.tar.gz", variables={**operated.variables, **TOLD})
        while process.poll() is None and not is_as_large(here / ".b.tar.gz.partial", written):
            time.sleep(0.002)
        assert process.poll() is None, "it was never that large"
        process.kill()
        process.communicate(timeout=60)
        assert not (here / "b.tar.gz").exists()
    large.unlink()
    operated.must("backup", "--out", "b.tar.gz")
    assert [path.name for path in here.iterdir()] == ["b.tar.gz"]
    operated.must("restore", "b.tar.gz", "--verify")
    assert not (operated.instance.home / "backing-up").exists()


def test_an_upgrade_is_rehearsed_on_a_copy_and_then_done(operated: Operated) -> None:
    django(operated, "migrate", "jobs", "zero")
    pending = asked(operated, MIGRATIONS)
    report = msgspec.json.decode(operated.run("doctor", "--json").out)
    assert [line["check"] for line in report["lines"] if line["level"] == "wrong"] == ["migrations"]
    rehearsed = operated.must("upgrade", "--rehearse").out
    assert "1 changes of the database are due: jobs 0001" in rehearsed
    assert rehearsed.endswith("The upgrade would succeed. Nothing was changed.\n")
    assert asked(operated, MIGRATIONS) == pending
    assert not (operated.instance.home / "rehearsal").exists()
    done = operated.must("upgrade", "--out", operated.instance.here).out
    assert done.endswith("Upgraded. Start the site again.\n")
    assert len(asked(operated, MIGRATIONS)) == len(pending) + 1
    assert operated.run("doctor").code == 0
    assert [path.name[:8] for path in operated.instance.here.iterdir()] == ["oshmark-"]
    assert not (operated.instance.home / "before-upgrade").exists()


def test_an_upgrade_that_fails_is_taken_back(operated: Operated) -> None:
    django(operated, "migrate", "jobs", "zero")
    before = asked(operated, MIGRATIONS), asked(operated, RELEASES)
    digest = asked(operated, "SELECT digest FROM library_release ORDER BY address")[0][0]
    Blobs(operated.instance.home / "payloads").remove_many([digest])
    failed = operated.run("upgrade", "--without-keys")
    assert failed.code == 1
    assert "Everything is as it was before the upgrade." in failed.out
    assert "Not upgraded. Payload" in failed.said
    assert (asked(operated, MIGRATIONS), asked(operated, RELEASES)) == before
    rehearsed = operated.run("upgrade", "--rehearse")
    assert rehearsed.code == 1
    assert "Payload" in rehearsed.said


def test_an_upgrade_that_was_killed_can_be_taken_back(operated: Operated) -> None:
    before = asked(operated, RELEASES)
    kept = operated.instance.home / "before-upgrade"
    kept.mkdir()
    if has_server(operated):
        env = {**os.environ}
        command = ["pg_dump", f"--dbname={operated.variables[NAME]}", "--format=custom", "--no-owner"]
        subprocess.run([*command, f"--file={kept / 'database.pgdump'}"], env=env, check=True)
    else:
        (kept / "oshmark.sqlite3").write_bytes((operated.instance.home / "oshmark.sqlite3").read_bytes())
    (kept / "generation").write_text("gen-000001", encoding="ascii")
    if has_server(operated):
        asked(operated, "UPDATE library_release SET name = 'half'")
    else:
        operated.instance.change("UPDATE library_release SET name = 'half'")
    refused = operated.run("upgrade", "--without-keys")
    assert refused.code == 1
    assert "oshmark upgrade --back" in refused.said
    operated.must("upgrade", "--back")
    assert asked(operated, RELEASES) == before
    assert operated.run("upgrade", "--back").code == 1
