# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The database of an instance appears whole, whenever the one who makes it is stopped."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

from tests.made_up import manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.instances import Instance


def test_what_was_left_half_made_is_made_anew(instance: Instance, tmp_path: Path) -> None:
    file = tmp_path / "okh.toml"
    file.write_bytes(manifest())
    assert instance.run("library", "add", file).code == 0
    database = instance.home / "oshmark.sqlite3"
    half = instance.home / "oshmark.sqlite3.building"
    with sqlite3.connect(database) as connection:
        connection.execute("DELETE FROM django_migrations")  # tables without the note that they are there
    connection.close()
    shutil.move(database, half)
    done = instance.run("library", "add", file)
    assert done.code == 0, done.said
    assert not half.exists()
    assert [path.name for path in instance.home.glob("*.building*")] == []
