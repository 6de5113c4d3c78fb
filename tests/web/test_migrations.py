# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables are what the models say, and each step is named for what it does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command

import oshmark

MIGRATIONS = sorted((Path(oshmark.__file__).parent / "web").glob("*/migrations/0*.py"))


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_for_what_they_do() -> None:
    assert len(MIGRATIONS) >= 2
    assert [path.name for path in MIGRATIONS if not re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)*\.py", path.name)] == []
    assert [path.name for path in MIGRATIONS if re.search(r"\d{4}_(auto|initial|alter_.*_and_more)", path.name)] == []
