# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether there is an instance at all, and where its database is."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connection

from oshmark.errors import RefusedError


def database_file() -> Path:
    """Where the database lies that is a file."""
    return Path(settings.DATABASES["default"]["NAME"])


def is_here() -> bool:
    """Whether the instance has a database with something in it."""
    if connection.vendor == "sqlite" and not database_file().exists():
        return False
    return "audit_event" in connection.introspection.table_names()


def refuse_nothing_here() -> None:
    """Raise `RefusedError` where there is no instance."""
    if not is_here():
        raise RefusedError(f"There is no instance in {settings.HOME}. OSHMARK_HOME names its folder.")
