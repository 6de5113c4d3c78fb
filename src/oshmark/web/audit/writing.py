# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One writer of the log at a time, from before it looks at anything until all of it is written."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCK = 0x6F73686D  # “oshm”: any number will do that no other program of this database uses


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that may write to the log. Others wait at its beginning, so that what it has read is still true
    when it writes: SQLite does so by itself (`transaction_mode`), PostgreSQL by a lock that ends with it."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield
