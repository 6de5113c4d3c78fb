# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables (CSV) as strangers write them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from oshmark.crawl.connector import SchemaError

if TYPE_CHECKING:
    from oshmark.crawl.exchange import Response


def rows(response: Response, *, wanted: str) -> list[list[str]]:
    """The lines of a table that say something, without blanks around their cells; `SchemaError` says that `wanted` was
    looked for where there is none."""
    text = response.body.decode("utf-8-sig", "replace")
    if text.lstrip()[:1] == "<":
        raise SchemaError(f"{wanted} was looked for; there is a web page.")
    try:
        read = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), skipinitialspace=True)]
    except csv.Error as error:
        raise SchemaError(f"{wanted} was looked for. {error}") from error
    found = [row for row in read if any(row)]
    if not found:
        raise SchemaError(f"{wanted} was looked for; there is nothing.")
    return found


def records(response: Response, columns: tuple[str, ...], *, wanted: str) -> list[dict[str, str]]:
    """The lines as records with these keys, whose columns are called so in whatever case, with blanks or without; the
    first one has to be there."""
    head, *lines = rows(response, wanted=wanted)
    known = {column.lower(): column for column in columns}
    named = [known.get("".join(letter for letter in cell.lower() if letter.isalnum()), "") for cell in head]
    if columns[0] not in named:
        raise SchemaError(f"{wanted} was looked for; no column is called {columns[0]}.")
    return [{key: cell for key, cell in zip(named, line, strict=False) if key} for line in lines]
