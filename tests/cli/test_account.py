# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""`oshmark account`, in processes of its own on an instance of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instances import Instance

PASSWORD = b"a tall heron stands\n"


def test_the_first_administrator_is_made_and_listed(instance: Instance) -> None:
    made = instance.run("account", "create-admin", "Ada@Example.org", "--name", "Ada")
    assert made.code == 0, made.said
    assert "Forgotten the password?" in made.said
    listed = instance.run("account", "list", "--json")
    [row] = [json.loads(line) for line in listed.out.splitlines()]
    assert (row["email"], row["name"], row["administrator"], row["disabled"]) == ("ada@example.org", "Ada", True, False)
    assert f"ada@example.org is an administrator: {row['id']}." in made.out
    assert instance.rows('SELECT verified, "primary" FROM account_emailaddress') == [(1, 1)]
    assert instance.rows("SELECT password FROM accounts_person")[0][0].startswith("!")


def test_a_password_comes_from_a_file_or_standard_input_and_is_kept_as_a_hash(
    instance: Instance, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_bytes(PASSWORD)
    one = instance.run("account", "create-admin", "ada@example.org", "--password-file", "-", given=PASSWORD)
    two = instance.run("account", "create-admin", "bo@example.org", "--password-file", tmp_path / "secret")
    assert (one.code, two.code) == (0, 0)
    kept = [row[0] for row in instance.rows("SELECT password FROM accounts_person")]
    assert [hashed.partition("$")[0] for hashed in kept] == ["pbkdf2_sha256"] * 2


def test_what_cannot_be_done_is_said_and_changes_nothing(instance: Instance, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("short")
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    tries: list[tuple[str | Path, ...]] = [
        ("create-admin", "nobody"),
        ("create-admin", "ada@example.org", "--password-file", tmp_path / "short"),
        ("create-admin", "ada@example.org", "--password-file", tmp_path / "binary"),
        ("create-admin", "ada@example.org", "--password-file", tmp_path / "gone"),
        ("disable", "ada@example.org"),
    ]
    done = [instance.run("account", *one) for one in tries]
    assert [one.code for one in done] == [1] * 5
    assert [one.said.startswith("oshmark: ") for one in done] == [True] * 5
    assert not instance.rows("SELECT * FROM accounts_person")


def test_somebody_is_disabled_and_enabled(instance: Instance) -> None:
    instance.run("account", "create-admin", "ada@example.org")
    instance.run("account", "disable", "ADA@example.org")
    assert "disabled" in instance.run("account", "list").out
    assert instance.run("account", "create-admin", "ada@example.org").code == 1
    instance.run("account", "enable", "ada@example.org")
    assert "disabled" not in instance.run("account", "list").out


def test_an_account_whose_address_is_not_confirmed_becomes_no_administrator(instance: Instance) -> None:
    instance.run("account", "create-admin", "ada@example.org")
    instance.change("UPDATE account_emailaddress SET verified = 0")
    instance.change("UPDATE accounts_person SET is_staff = 0")
    done = instance.run("account", "create-admin", "ada@example.org")
    assert (done.code, "not confirmed the address" in done.said) == (1, True)
    assert instance.rows("SELECT is_staff FROM accounts_person") == [(0,)]


BEFORE = {"audit": "0002", "crawling": "0002", "library": "0003", "asking": "0001", "seen": "0001"}
"""The tables of the last version without accounts."""


def test_a_library_from_before_there_were_accounts_gets_them(instance: Instance) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "oshmark.web.settings"}
    for app, number in BEFORE.items():
        old = (sys.executable, "-m", "django", "migrate", app, number, "--skip-checks")
        subprocess.run(old, env=instance.environment(settings), check=True, capture_output=True)
    tables = {name for (name,) in instance.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert "library_release" in tables
    assert not {name for name in tables if name.startswith("account")}
    made = instance.run("account", "create-admin", "ada@example.org")
    assert made.code == 0, made.said
    assert instance.rows("SELECT email FROM accounts_person") == [("ada@example.org",)]
