# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much of a stranger's file is looked at. Real bills stay far below each of these."""

from __future__ import annotations

from oshmark.bom import rules
from oshmark.errors import UnreadableError
from oshmark.values.finding import Finding

MAX_BYTES = 20 * 1024 * 1024
"""Bytes of a file."""
MAX_CELLS = 200_000
"""Filled or empty cells of all tables together."""
MAX_LINES = 500_000
"""Lines of a text, empty ones as well."""
MAX_COLUMNS = 400
"""Columns of a table; spreadsheets that were formatted to the edge have their empty ones cut off first."""
MAX_CELL = 10_000
"""Characters of one cell; what is beyond is cut off, and said."""
MAX_UNPACKED = 120 * 1024 * 1024
"""Bytes of a spreadsheet when unpacked."""
MAX_TABLES = 60
"""Sheets of a workbook, or tables of a page."""


def refuse(limit: str) -> UnreadableError:
    """The error for a file that goes beyond a limit, which is given in words."""
    return UnreadableError(Finding(rules.TOO_MUCH, facts={"limit": limit}))


def unreadable(what: str) -> UnreadableError:
    """The error for a file that is not what it claims to be."""
    return UnreadableError(Finding(rules.NOT_READABLE, facts={"what": what}))
