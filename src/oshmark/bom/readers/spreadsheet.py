# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: PLR2004  numbers of a format stand where they are compared
"""XLSX, XLS and ODS, read by a native library, which sees only what `packed.py` and `ole.py` have let through."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import python_calamine as calamine

from oshmark.bom import rules
from oshmark.bom.limits import MAX_CELLS, MAX_COLUMNS, MAX_TABLES, refuse, unreadable
from oshmark.bom.readers import ole, packed
from oshmark.bom.sniff import OLE
from oshmark.bom.table import Merge, NumberCell, Row, Table, clean
from oshmark.values.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    Value = object

_FOREIGN = (calamine.CalamineError, ValueError, OSError, UnicodeError, IndexError, OverflowError)
"""What the library raises for a damaged file."""


def read(raw: bytes, findings: list[Finding]) -> list[Table]:
    """The visible sheets of a workbook."""
    if raw.startswith(OLE):
        ole.check(raw)
        return list(_sheets(packed.Safe(raw, None, []), findings))
    return list(_sheets(packed.repacked(raw), findings))


def _sheets(safe: packed.Safe, findings: list[Finding]) -> Iterator[Table]:
    cells = 0
    workbook = _opened(safe.raw)
    for number, about in enumerate(workbook.sheets_metadata):
        if number >= MAX_TABLES:
            raise refuse(f"{MAX_TABLES} sheets")
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        name = clean(about.name)
        if about.visible != calamine.SheetVisibleEnum.Visible:
            findings.append(Finding(rules.TABLE_LEFT_OUT, facts={"table": name, "why": "the sheet is hidden"}))
            continue
        sheet, values = _values(workbook, about.name)
        table = _table(name, sheet, values, safe.merges[number] if number < len(safe.merges) else ())
        table.currency = safe.currency
        cells += sum(len(row.cells) for row in table.rows)
        if cells > MAX_CELLS:
            raise refuse(f"{MAX_CELLS:,} cells")
        if table.rows:
            yield table


def _opened(raw: bytes) -> calamine.CalamineWorkbook:
    try:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except calamine.PasswordError as exc:
        raise unreadable("it is locked with a password") from exc
    except _FOREIGN as exc:
        raise unreadable("the spreadsheet is damaged") from exc
    except BaseException as exc:
        raise _panic(exc) from exc


def _values(workbook: calamine.CalamineWorkbook, name: str) -> tuple[calamine.CalamineSheet, list[list[Value]]]:
    try:
        sheet = workbook.get_sheet_by_name(name)
        return sheet, list(map(list, sheet.to_python(skip_empty_area=True)))
    except _FOREIGN as exc:
        raise unreadable("the spreadsheet is damaged") from exc
    except BaseException as exc:
        raise _panic(exc) from exc


def _panic(exc: BaseException) -> BaseException:
    """A fault within the native library comes as an exception that stands outside of all others, and has no import."""
    return unreadable("the spreadsheet is damaged") if type(exc).__name__ == "PanicException" else exc


def _table(name: str, sheet: calamine.CalamineSheet, values: list[list[Value]], merged: tuple[Merge, ...]) -> Table:
    top, left = sheet.start or (0, 0)
    width = max((_width(row) for row in values), default=0)
    if width > MAX_COLUMNS:
        raise refuse(f"{MAX_COLUMNS} columns")
    rows = [
        Row(number, [cell if cell.__class__ is str and not cell else text_of(cell) for cell in row[:width]])
        for number, row in enumerate(values, start=top + 1)
    ]
    told = merged or tuple(Merge(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in _ranges(sheet))
    merges = tuple(one._replace(left=one.left - left, right=one.right - left) for one in told if one.left >= left)
    return Table(name, rows, merges)


def _ranges(sheet: calamine.CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


def _width(row: list[Value]) -> int:
    width = len(row)
    while width and row[width - 1] == "":
        width -= 1
    return width


def text_of(value: Value) -> str:
    """A cell as text: numbers as a person sees them, with 15 digits, which is what a spreadsheet keeps of them."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return NumberCell(int(value))
        text = f"{value:.15g}"
        return NumberCell(text) if text[-1].isdigit() else ""  # not a number, or without end
    if isinstance(value, int):
        return NumberCell(value)
    return clean(str(value)) if isinstance(value, dt.date | dt.time | dt.timedelta) else ""
