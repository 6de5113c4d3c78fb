# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Results of a query as a table for the terminal."""

from __future__ import annotations

from typing import Any

import msgspec

WIDTH = 60


def as_table(body: bytes) -> str:
    """The rows of a result in SPARQL's JSON form, under the names of their variables; a yes or no as a word."""
    result = msgspec.json.decode(body, type=dict[str, Any])
    if "boolean" in result:
        return "yes" if result["boolean"] else "no"
    names: list[str] = result["head"]["vars"]
    rows = [[_cell(row.get(name)) for name in names] for row in result["results"]["bindings"]]
    widths = [max(len(text) for text in column) for column in zip(names, *rows, strict=True)] if names else []
    lines = [_line(names, widths), _line(["-" * width for width in widths], widths)]
    lines += [_line(row, widths) for row in rows]
    return "\n".join([*lines, f"({len(rows)} {'row' if len(rows) == 1 else 'rows'})"])


def _cell(term: dict[str, str] | None) -> str:
    text = "" if term is None else "".join(c if c.isprintable() else " " for c in term["value"])
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _line(cells: list[str], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
