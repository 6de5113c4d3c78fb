# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that mean harm, each made when it is needed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tests.bom import workbooks

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = [["Name", "Quantity"], ["Foot", "2"], ["Arm", "1"]]
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
MEGABYTE = 1 << 20


def zip_bomb(name: str) -> bytes:
    """A workbook of some hundred kilobytes with a member of 400 MB."""
    made = workbooks.as_xlsx(ROWS, sheet="") if name.startswith("xl/") else workbooks.as_ods(ROWS)
    with zipfile.ZipFile(io.BytesIO(made)) as before:
        kept = {info.filename: before.read(info) for info in before.infolist() if info.filename != name}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in kept.items():
            archive.writestr(one, data)
        with archive.open(name, "w", force_zip64=True) as member:
            for _ in range(400):
                member.write(b" " * MEGABYTE)
    return target.getvalue()


def wide_sheet() -> bytes:
    """16,000 filled columns."""
    cells = "".join(
        f'<c r="{letters(at)}{row}" t="inlineStr"><is><t>Name</t></is></c>' for row in (1,) for at in range(16_000)
    )
    return workbooks.as_xlsx(ROWS, sheet=f'<row r="1">{cells}</row>')


def letters(at: int) -> str:
    """The name of a column, from 0."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


HOSTILE: dict[str, Callable[[], bytes]] = {
    "zip bomb in an XLSX": lambda: zip_bomb("xl/worksheets/sheet1.xml"),
    "zip bomb in the texts of an XLSX": lambda: zip_bomb("xl/sharedStrings.xml"),
    "zip bomb in an ODS": lambda: zip_bomb("content.xml"),
    "entities in an XLSX": lambda: workbooks.as_xlsx(ROWS, head=ENTITIES),
    "entities in an ODS": lambda: workbooks.as_ods(ROWS, head=ENTITIES),
    "CSV of 100 MB": lambda: b"Name,Quantity\n" + b"Foot,2\n" * (100 * MEGABYTE // 7),
    "CSV of 19 MB": lambda: b"Name,Quantity\n" + b"Foot,2\n" * (19 * MEGABYTE // 7),
    "CSV with 16,000 columns": lambda: b"Name," * 16_000 + b"\n" + b"1," * 16_000 + b"\n",
    "CSV that is one cell": lambda: b'Name,Quantity\n"' + b"x" * (18 * MEGABYTE),
    "XLSX with 16,000 columns": wide_sheet,
    "deep HTML": lambda: b"<table><tr><td>" * 100_000 + b"Name",
    "deep HTML without a table": lambda: b"<html>" + b"<div>" * 3_000_000,
    "tags that never end": lambda: b"<table><tr><td " * 1_000_000,
    "wide HTML": lambda: b"<table><tr>" + b"<td>Name</td>" * 16_000 + b"</tr></table>",
    "deep XML": lambda: b'<?xml version="1.0"?><export>' + b"<components>" * 500_000,
    "deep netlist": lambda: b"(export " + b"(" * 2_000_000,
    "wide Markdown": lambda: b"|a" * 20_000 + b"|\n" + b"|---" * 20_000 + b"|\n",
    "bars without end": lambda: b"|" * (10 * MEGABYTE),
    "blanks without end": lambda: b" \t" * (9 * MEGABYTE),
}
"""By what they are."""
