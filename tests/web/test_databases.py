# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest

from oshmark.web import databases
from oshmark.web.databases import NAME, database
from oshmark.web.environment import SettingError

HOME = Path("/somewhere")


def test_without_a_word_the_database_is_a_file_of_the_instance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(NAME, raising=False)
    assert database(HOME)["NAME"] == HOME / "oshmark.sqlite3"


def test_an_address_names_a_postgresql_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda name: name)
    monkeypatch.setenv(NAME, "postgresql://lib%40rary:s%2Fcret@db.example.org:5433/osh?sslmode=require")
    found = database(HOME)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "osh", "lib@rary", "s/cret", "db.example.org", "5433",
    ]  # fmt: skip
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_is_named_behind_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda name: name)
    monkeypatch.setenv(NAME, "postgresql://osh@/osh?host=%2Frun%2Fpostgresql")
    assert database(HOME)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://a:topsecret@h/b",
        "postgresql://a:topsecret@h",
        "postgresql://a:topsecret@h:x/b",
        "postgresql://a:topsecret@h/b/c",
        "postgresql://a:topsecret@h/b?passfile=/etc/passwd",
        "postgresql://a:topsecret@h/b#c",
        "topsecret",
    ],
)
def test_what_is_no_address_is_refused_without_repeating_it(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda name: name)
    monkeypatch.setenv(NAME, url)
    with pytest.raises(SettingError, match="cannot be understood") as refused:
        database(HOME)
    assert "topsecret" not in str(refused.value)


def test_a_missing_driver_is_told_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "find_spec", lambda _name: None)
    monkeypatch.setenv(NAME, "postgresql://a:topsecret@h/b")
    with pytest.raises(SettingError, match=r"oshmark\[postgres\]"):
        database(HOME)
