# SPDX-FileCopyrightText: 2026 The oshmark authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# ruff: noqa: E501  a row of a table stays in one line
"""The same table in every form of file that we read, made by hand, and archives that mean harm."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oshmark.bom.model import Dropped, Line

Rows = list[list[str]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def of(lines: Iterable[Line | Dropped], *fields: str) -> list[tuple[object, ...]]:
    """Some fields of each line."""
    return [tuple(getattr(line, field) for field in fields) for line in lines]


def is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).isdigit()


def as_csv(rows: Rows, sign: str = ",") -> bytes:
    target = io.StringIO()
    csv.writer(target, delimiter=sign).writerows(rows)
    return target.getvalue().encode()


def as_markdown(rows: Rows) -> bytes:
    head, *rest = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    lines = ["# Parts", "", " | ".join(["", *head, ""]).strip(), "|" + "---|" * len(head)]
    return "\n".join([*lines, *(" | ".join(["", *row, ""]).strip() for row in rest)]).encode()


def as_html(rows: Rows) -> bytes:
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<!DOCTYPE html><html><body><table>{body}</table></body></html>".encode()


def column_name(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def sheet_xml(rows: Rows) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = ""
        for at, cell in enumerate(row):
            place = f"{column_name(at)}{number}"
            if is_number(cell):
                cells += f'<c r="{place}"><v>{cell}</v></c>'
            elif cell:
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def as_xlsx(rows: Rows, *, sheet: str | None = None, merges: str = "", head: str = "") -> bytes:
    data = sheet_xml(rows) if sheet is None else sheet
    merged = f"<mergeCells>{merges}</mergeCells>" if merges else ""
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"></Types>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
            '<sheet name="Parts" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{merged}</worksheet>',
        }
    )


def ods_content(table: str, head: str = "") -> str:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<?xml version="1.0"?>{head}<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Parts">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )


def as_ods(rows: Rows, *, table: str | None = None, head: str = "") -> bytes:
    if table is None:
        table = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
        table += '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    office = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    listed = f'<manifest:manifest xmlns:manifest="{office}"><manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    return packed({"mimetype": kind, "content.xml": ods_content(table, head), "META-INF/manifest.xml": listed})


def _ods_cell(cell: str) -> str:
    if not cell:
        return "<table:table-cell/>"
    kind = f'office:value-type="float" office:value="{cell}"' if is_number(cell) else 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(cell)}</text:p></table:table-cell>"


def as_xml_sheet(rows: Rows) -> bytes:
    body = ""
    for row in rows:
        cells = "".join(
            f'<Cell><Data ss:Type="{"Number" if is_number(cell) else "String"}">{escape(cell)}</Data></Cell>'
            for cell in row
        )
        body += f"<Row>{cells}</Row>"
    name = "urn:schemas-microsoft-com:office:spreadsheet"
    return f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="Parts"><Table>{body}</Table></Worksheet></Workbook>'.encode()


def packed(members: dict[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


def biff(cells: list[tuple[int, int, str]]) -> bytes:
    """The records of a workbook of BIFF8 with one sheet; a cell is its row, its column (from 0) and its text."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    begin = struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0x07CC, 0, 6)
    bound = struct.pack("<IBB", 0, 0, 0) + b"\x05\x00Parts"
    globals_ = record(0x0809, begin) + record(0x85, bound) + record(0x0A, b"")
    start = len(globals_)
    globals_ = globals_.replace(record(0x85, bound), record(0x85, struct.pack("<I", start) + bound[4:]))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0x07CC, 0, 6))
    for row, column, text in cells:
        if is_number(text):
            sheet += record(0x0203, struct.pack("<HHHd", row, column, 0, float(text)))
        else:
            sheet += record(0x0204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
    return globals_ + sheet + record(0x0A, b"")


def ole(stream: bytes, *, name: str = "Workbook", loop: bool = False) -> bytes:
    """A compound file with one stream; with `loop` its last sector leads back to the first."""
    stream = stream.ljust(4096, b"\0")
    stream += b"\0" * (-len(stream) % 512)
    count = len(stream) // 512
    end, free, table_mark = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
    follows = [table_mark, end, *range(3, count + 2), 2 if loop else end]
    tables = -(-(len(follows)) // 128)
    assert tables == 1, "one sector of the table is enough for what tests need"
    table = struct.pack(f"<{len(follows)}I", *follows).ljust(512, b"\xff")
    directory = _entry("Root Entry", 5, end, 0, child=1) + _entry(name, 2, 2, len(stream)) + _entry("", 0, 0, 0) * 2
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0)
    return header + struct.pack("<108I", *[free] * 108) + table + directory + stream


def _entry(name: str, kind: int, at: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    none = 0xFFFFFFFF
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) if name else 0, kind, 1, none, none, child)
    return head + b"\0" * 36 + struct.pack("<II4x", at, size)


def as_xls(rows: Rows) -> bytes:
    return ole(biff([(row, at, cell) for row, cells in enumerate(rows) for at, cell in enumerate(cells) if cell]))
